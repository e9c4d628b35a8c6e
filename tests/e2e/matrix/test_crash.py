"""Exactly one answer for each command, whatever happens between: ends of the bot in the middle of an answer, long absences,
a homeserver that is away or refuses."""

from __future__ import annotations

import random
import signal

import pytest
from reader import ENCRYPTION
from test_rooms import NEXT, PAGED, QUESTION

SEND = r"^PUT /_matrix/client/v3/rooms/[^/]+/send/m\.room\."
SYNC = r"^GET /_matrix/client/v3/sync"


@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_in_the_middle_of_an_answer_it_answers_once(room, bot, when):
    """Before the homeserver has the answer; and after, when the bot does not know it yet."""
    held = bot.gate.hold(SEND, when)
    asked = room.question(f"!ask {QUESTION}")
    held.wait()
    bot.kill()
    held.drop()
    bot.start()
    room.answer(asked)


@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_in_the_middle_of_turning_a_page_it_turns_one(room, bot, when):
    answer = room.ask(PAGED)
    held = bot.gate.hold(SEND, when)
    room.edits[answer.id] += 1
    room.react(answer, NEXT)
    held.wait()
    bot.kill()
    held.drop()
    bot.start()
    room.ask("!topics")


def test_told_to_end_in_the_middle_of_an_answer_it_sends_that_first(room, bot):
    held = bot.gate.hold(SEND)
    asked = room.question(f"!ask {QUESTION}")
    held.wait()
    bot.process.send_signal(signal.SIGTERM)
    later = room.question("!topics")
    held.release()
    assert bot.process.wait(20) == 0
    room.answer(asked)
    bot.start()
    room.answer(later)


def test_a_response_that_is_lost_is_asked_for_again(room, bot):
    """The homeserver has the answer, the bot does not know it, and goes on."""
    held = bot.gate.hold(SEND, "after")
    asked = room.question(f"!ask {QUESTION}")
    held.wait()
    held.drop()
    room.answer(asked)


def test_killed_again_and_again_it_answers_each_command_once(room, bot):
    chance = random.Random(5)
    for _ in range(4):
        asked = [room.question(f"!ask {QUESTION}") for _ in range(5)]
        # Whichever of its requests it is, the bot ends at that moment.
        held = bot.gate.hold(chance.choice([SEND, SYNC, "^(GET|PUT|POST) "]), chance.choice(["before", "after"]))
        held.wait()
        bot.kill()
        held.drop()
        bot.start()
    for event in asked:
        room.answer(event)


def test_a_command_that_sixty_messages_follow_while_it_is_away_is_answered(room, bot):
    bot.stop()
    asked = room.question(f"!ask {QUESTION}")
    room.chat(60)
    bot.start()
    room.answer(asked)


@pytest.mark.parametrize("encrypted", [False], ids=["plain"])
def test_what_one_response_leaves_out_is_fetched(room, bot):
    bot.stop()
    asked = []
    for _ in range(3):
        asked.append(room.question("!topics"))
        room.chat(50)
    bot.start()
    for event in asked:
        room.answer(event)
    assert any("/messages?" in line for line in bot.gate.lines)


def test_what_changes_beside_a_strange_event_is_not_lost(bot, reader, other):
    """Anybody can send what the bot's Matrix library panics at. Whether a room is encrypted came in the same response."""
    room = reader.room(bot.user, encrypted=False).has_bot()
    room.ask("!topics")
    public = other.room(bot.user, encrypted=False).has_bot()
    bot.stop()
    at = len(bot.log)
    strange = public.send("talk")
    nested: list = []
    for _ in range(124):
        nested = [nested]
    path = f"/_matrix/client/v3/rooms/{public.id}/redact/{strange}/strange"
    public.reader.homeserver.call("PUT", path, {"nested": nested}, other.client.access_token)
    asked = public.question(f"!ask {QUESTION}")
    reader.do(reader.client.room_put_state(room.id, ENCRYPTION["type"], ENCRYPTION["content"]))
    bot.start()
    public.answer(asked)
    assert "the Matrix library panicked" in bot.log[at:]
    reader.until(lambda: reader.client.rooms[room.id].encrypted, "the client hears of it")
    room.knows_device()
    assert room.ask(f"!ask {QUESTION}").encrypted
    public.settled()


@pytest.mark.parametrize("encrypted", [True], ids=["encrypted"])
@pytest.mark.parametrize("restarted", [False, True], ids=["runs", "restarted"])
def test_a_question_whose_key_comes_after_it_is_answered_then(room, bot, restarted):
    bot.gate.keep_keys()
    asked = room.question(f"!ask {QUESTION}")
    talk = room.send("talk")
    room.reader.until(lambda: bot.gate.has_passed(talk), "the bot has what it can not read")
    if restarted:
        bot.kill()
        bot.start()
    assert not room.answers()
    bot.gate.give_keys()
    # With this the bot's sync ends.
    room.send("more talk")
    room.answer(asked)


def test_in_a_direct_conversation_it_says_once_that_a_key_has_not_come_and_answers_when_it_has(bot, reader):
    room = reader.room(bot.user, encrypted=True, direct=True).has_bot()
    bot.gate.keep_keys()
    asked = room.question(QUESTION)
    later = room.question(QUESTION)
    told = reader.wait(lambda event: event.replies_to == asked, "it says so", 90)
    assert "can not read" in told.body
    assert told.content["m.mentions"] == {"user_ids": [reader.user]}
    bot.gate.give_keys()
    room.question("!topics")
    room.answer(later)
    room.owed[asked] += 1
    room.settled()


def test_a_restarted_homeserver_is_no_end(room, bot, homeserver):
    homeserver.restart()
    room.ask(f"!ask {QUESTION}")
    assert bot.process.poll() is None


def test_refusals_and_gibberish_are_waited_out(room, bot):
    limited = {"errcode": "M_LIMIT_EXCEEDED", "error": "Too Many Requests", "retry_after_ms": 300}
    bot.gate.refuse(SEND, 429, limited, times=3)
    bot.gate.refuse(SEND, 502, {})
    bot.gate.refuse(SYNC, 502, {})
    bot.gate.refuse(SYNC, 500, {"errcode": "M_UNKNOWN", "error": "Internal server error"})
    room.ask(f"!ask {QUESTION}")
    assert bot.gate.refused_all()


@pytest.mark.parametrize("encrypted", [False], ids=["plain"])
def test_a_room_that_must_wait_holds_up_no_other(room, bot, reader):
    other = reader.room(bot.user, encrypted=False).has_bot()
    other.ask("!topics")
    held = bot.gate.hold(SEND.replace("[^/]+", room.id.replace("!", "(!|%21)")))
    asked = room.question(f"!ask {QUESTION}")
    held.wait()
    other.ask(f"!ask {QUESTION}")
    held.release()
    room.answer(asked)
    other.settled()
