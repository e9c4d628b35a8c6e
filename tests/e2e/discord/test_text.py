"""The way without slash commands: mentions in a server, and direct messages."""

import pytest
from quotes import proved
from test_commands import TROOPS, TROOPS_ID, TROOPS_QUOTE


@pytest.fixture
def me(world):
    return f"<@{world.backend.bot_user.id}>"


def test_a_mention_is_a_question_and_the_answer_a_reply_to_it(world, me):
    answer = world.ask(f"{me} {TROOPS}")
    assert proved(answer.embed["description"]) == [TROOPS_QUOTE]
    assert answer.embed["footer"]["text"] == f"› {TROOPS}"
    (sent,) = [call for call in answer.calls if call.message is not None]
    assert sent.body["message_reference"]["fail_if_not_exists"] is False
    assert [user["username"] for user in answer.message["mentions"]] == []


def test_a_reply_to_a_mention_has_buttons_that_work(world, me):
    answer = world.ask(f"{TROOPS} {me}")
    assert TROOPS_QUOTE in world.press(answer, "Context").embed["description"]
    assert "soldiers" in world.press(answer, "Why this?").text


def test_a_mention_alone_is_told_what_can_be_asked(world, me):
    assert "/ask" in world.ask(me).text


def test_typed_commands(world, me):
    assert world.ask(f"{me} !topics").menus
    assert f"**{TROOPS_QUOTE}**" in world.ask(f"{me} /context {TROOPS_ID}").embed["description"]


def test_a_direct_message_is_a_question(world):
    answer = world.ask(TROOPS, by=world.reader.user)
    assert proved(answer.embed["description"]) == [TROOPS_QUOTE]
    assert proved(world.ask("!stance gaza", by=world.reader.user).embed["description"])
    assert world.ask("/topics", by=world.reader.user).menus


def test_what_is_not_for_the_bot_is_left_alone(world, me):
    assert world.is_silent_after(TROOPS)
    webhook = world.do(lambda: world.guild.create_webhook(world.channel))
    before = len(world.rest.calls)
    world.run(webhook.send(f"{me} {TROOPS}"))
    robot = world.do(lambda: world.guild.add_member(world.env.create_user("robot", bot=True)))
    assert world.is_silent_after(f"{me} {TROOPS}", by=robot)
    assert len(world.rest.calls) == before


def test_a_mention_where_answers_are_not_wanted(world, me):
    try:
        world.slash("settings", by=world.owner, allow_channel=world.other_channel)
        assert world.is_silent_after(f"{me} {TROOPS}")
        world.slash("settings", by=world.owner, disallow_channel=world.other_channel, private=True)
        told = world.ask(f"{me} {TROOPS}")
        assert proved(told.embed["description"]) == [] and "/ask" in told.text
    finally:
        world.slash("settings", by=world.owner, private=False)
