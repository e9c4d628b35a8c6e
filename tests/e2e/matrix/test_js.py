"""sayswho as matrix-js-sdk sees it, with the mode on in which clients hide what unsigned devices say: a client and a crypto
library of other people's than the bot's.

What this client sends is encrypted for signed devices only: that the bot answers proves that it was given the keys.
"""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from homeserver import Homeserver
from js_client import JsClient
from markup import proved
from program import Program

PASSWORD = "open sesame"
QUESTION = "will azerbaijan send troops to gaza?"


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """A homeserver with the bot on it, and a reader who has never met it."""
    folder = tmp_path_factory.mktemp("js")
    homeserver = Homeserver(folder / "homeserver")
    bot = Program(homeserver.url, homeserver.register("sayswho", PASSWORD), PASSWORD, folder / "bot")
    reader = None
    try:
        key = bot.login()
        bot.start()
        reader = JsClient(homeserver.url, homeserver.register("reader", PASSWORD), PASSWORD, make=True)
        assert reader.login["signed"]
        yield SimpleNamespace(homeserver=homeserver, bot=bot, key=key, reader=reader)
        print(bot.log)
    finally:
        bot.stop()
        if reader is not None:
            reader.close()
        homeserver.stop()


@pytest.fixture(scope="module")
def room(here) -> str:
    """An encrypted room with the reader and the bot in it."""
    return here.reader.room(here.bot.user, encrypted=True)


def is_read(answer: dict, here) -> dict:
    """The content of an answer that was encrypted and that a person sees, without any warning beside it."""
    assert answer["hidden"] is None, answer
    assert answer["encrypted"] and answer["signed"], answer
    assert answer["shield"] in (None, "UNVERIFIED_IDENTITY"), answer
    content = answer["content"]
    assert content["msgtype"] == "m.notice"
    assert content["m.mentions"] == {"user_ids": [here.reader.user]}
    return content


def test_in_an_encrypted_room_answers_are_read_and_not_hidden(here, room):
    content = is_read(here.reader.ask(room, here.bot.user, "!stance palestine"), here)
    assert len(proved(content)) >= 1


def test_in_a_plain_room_it_answers_too(here):
    plain = here.reader.room(here.bot.user, encrypted=False)
    answer = here.reader.ask(plain, here.bot.user, f"!ask {QUESTION}")
    assert not answer["encrypted"]
    assert len(proved(answer["content"])) == 1


def test_a_mention_is_a_question(here, room):
    content = {
        "msgtype": "m.text",
        "body": f"sayswho: {QUESTION}",
        "format": "org.matrix.custom.html",
        "formatted_body": f'<a href="https://matrix.to/#/{here.bot.user}">sayswho</a>: {QUESTION}',
        "m.mentions": {"user_ids": [here.bot.user]},
    }
    assert len(proved(is_read(here.reader.ask(room, here.bot.user, content), here))) == 1


def test_in_a_direct_conversation_plain_text_is_a_question(here):
    direct = here.reader.room(here.bot.user, encrypted=True, direct=True)
    assert len(proved(is_read(here.reader.ask(direct, here.bot.user, QUESTION), here))) == 1


@pytest.mark.parametrize("command", [
    "!help", "!topics", "!sources", "!stance", "!stance gaza", "!quote peace", "!quote zebra", "!ask how many tents were sent",
    "!verify Azerbaijan has sent soldiers to Gaza.", "!context", "!context news-az:p16.1-21", "!cite news-az:p16.1-21",
    "!cite news-az:p16.1-21 bibtex", "!sayswho settings", "!sayswho settings language tr", "!sayswho settings language auto",
])
def test_formatted_text_is_within_the_specification_and_the_plain_text_is_complete(here, room, command):
    proved(is_read(here.reader.ask(room, here.bot.user, command), here))


def test_a_device_that_nobody_signed_is_hidden_from_this_client(here, room):
    """That the tests above can fail."""
    other = JsClient(here.homeserver.url, here.homeserver.register("unsigned", PASSWORD), PASSWORD, lenient=True)
    try:
        here.reader.do("invite", room=room, user=other.user)
        other.do("join", room=room)
        here.reader.do("joined", room=room, user=other.user, seconds=30)
        said = other.do("send", room=room, content={"msgtype": "m.text", "body": "hello"})
        assert here.reader.do("look", room=room, event=said, seconds=30)["hidden"] == "UNSIGNED_SENDER_DEVICE"
        asked = here.reader.do("send", room=room, content={"msgtype": "m.text", "body": f"!ask {QUESTION}"})
        assert other.do("look", room=room, event=asked, seconds=30)["hidden"] == "MEGOLM_KEY_WITHHELD_FOR_UNVERIFIED_DEVICE"
        here.reader.do("answer", room=room, to=asked, user=here.bot.user, seconds=60)
    finally:
        other.close()


def test_the_recovery_key_opens_the_account_for_another_client(here):
    owner = JsClient(here.homeserver.url, here.bot.user, PASSWORD, recoveryKey=here.key)
    try:
        assert owner.login["signed"]
        devices = owner.do("devices", user=here.bot.user)
        assert len(devices) == 2 and all(devices.values()), devices
        owner.do("leave")
    finally:
        owner.close()


def test_a_bot_that_has_lost_everything_is_heard_again_after_recovery_and_not_before(here, room):
    bot = here.bot
    bot.stop()
    bot.forget()
    assert bot.login() == "", "there are keys already: none are made, and no key is shown"
    refused = bot.command("run")
    assert refused.returncode != 0
    assert "sayswho matrix recover" in refused.stderr, refused.stderr
    wrong = bot.recover("EsTj 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111")
    assert wrong.returncode != 0
    recovered = bot.recover(here.key)
    assert recovered.returncode == 0, recovered.stderr
    bot.start()
    content = is_read(here.reader.ask(room, bot.user, f"!ask {QUESTION}"), here)
    assert len(proved(content)) == 1
    direct = here.reader.room(bot.user, encrypted=True, direct=True)
    is_read(here.reader.ask(direct, bot.user, QUESTION), here)
    devices = here.reader.do("devices", user=bot.user)
    assert len(devices) == 2 and all(devices.values()), f"the lost one and its successor: {devices}"
