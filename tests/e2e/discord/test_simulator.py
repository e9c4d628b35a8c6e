"""The simulator itself, with a bot on another library (discord.py, in a process of its own)."""

import json
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from simulator import World


@pytest.fixture(scope="module")
def world():
    with World() as world:
        bot = subprocess.Popen([sys.executable, Path(__file__).with_name("tiny_bot.py"), world.base, world.token])
        try:
            world.wait_for_bot()
            yield world
        finally:
            bot.terminate()
            bot.wait(10)


def get(world, path, token=None):
    request = urllib.request.Request(world.base + "/api/v10" + path)
    if token:
        request.add_header("Authorization", f"Bot {token}")
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def test_commands_have_a_version_and_come_with_translations_only_when_asked(world):
    application = get(world, "/applications/@me", world.token)["id"]
    commands = get(world, f"/applications/{application}/commands", world.token)
    assert {command["name"] for command in commands} == {"echo", "slow", "long", "Count the letters"}
    assert all(command["version"] for command in commands)
    assert "name_localizations" not in commands[0]


def test_who_has_not_the_token_stays_out(world):
    for token in (None, "another"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            get(world, "/users/@me", token)
        assert refused.value.code == 401


def test_a_slash_command_in_the_readers_locale(world):
    world.overrides = {"locale": "tr"}
    answer = world.slash("echo", words="hello")
    world.overrides = {}
    assert answer.message["content"] == "hello (tr)"
    assert (answer.callback, answer.private) == (4, False)
    assert list(answer.buttons) == ["Again"]


def test_completion(world):
    assert world.complete("echo", "words", "ab") == [{"name": "abab", "value": "abab"}]


def test_a_button_updates_its_message_and_a_menu_is_followed_up(world):
    first = world.slash("echo", words="pad")
    pressed = world.press(first, "Again")
    assert (pressed.callback, pressed.message["content"]) == (7, "pressed")
    assert pressed.message["id"] == first.message["id"]
    picked = world.pick(first, ["blue"])
    assert (picked.message["content"], picked.private) == ("blue", True)
    assert [message["content"] for message in picked.followups] == ["more"]


def test_a_deferred_answer_is_waited_for(world):
    answer = world.slash("slow")
    assert (answer.callback, answer.private, answer.message["content"]) == (5, True, "thought")


def test_a_message_command_gets_the_text_that_the_bot_may_not_read_otherwise(world):
    written = world.write("seven..")
    assert world.menu("Count the letters", written).message["content"] == "7"
    session = world.gateway.sessions[-1]
    created = [event["d"] for event in session.sent if event["t"] == "MESSAGE_CREATE"]
    assert [message["content"] for message in created if message["id"] == written["id"]] == [""]


def test_mentions_and_direct_messages_are_read(world):
    me = f"<@{world.backend.bot_user.id}>"
    assert world.ask(f"{me} hello").message["content"] == f"read: {me} hello"
    assert world.ask("psst", by=world.reader.user).message["content"] == "read: psst"


def test_what_discord_refuses_is_refused(world):
    assert world.slash("long").message["content"] == "refused: 50035"


def test_a_cut_connection_is_resumed_and_nothing_is_lost(world):
    resumed = world.gateway.count("resume")
    world.run(world.gateway.drop())
    me = f"<@{world.backend.bot_user.id}>"
    answer = world.ask(f"{me} while you were gone")
    assert answer.message["content"].endswith("while you were gone")
    assert world.gateway.count("resume") == resumed + 1


def test_nothing_was_asked_for_that_is_not_modelled(world):
    assert world.rest.gaps == []
