"""What is answered in rooms, plain and encrypted, and what is not. Each room's answers are counted at the end of its test:
one for each command, in its place, and none for anything else."""

from __future__ import annotations

import pytest
from markup import proved

from conftest import IGNORED

QUESTION = "will azerbaijan send troops to gaza?"
#: Its answer has other voices, on a second page.
PAGED = "!ask Does Azerbaijan support an independent Palestinian state?"
CLAIM = "Azerbaijan has sent soldiers to Gaza."
NEXT, BACK, NOT_IT, FIRST = "➡️", "⬅️", "👎", "1️⃣"


def reply(body: str, to: str) -> dict:
    return {"msgtype": "m.text", "body": body, "m.relates_to": {"m.in_reply_to": {"event_id": to}}}


def in_thread(body: str, root: str, last: str) -> dict:
    relation = {
        "rel_type": "m.thread", "event_id": root, "is_falling_back": True, "m.in_reply_to": {"event_id": last},
    }
    return {"msgtype": "m.text", "body": body, "m.relates_to": relation}


def mention(body: str, user: str) -> dict:
    return {"msgtype": "m.text", "body": body, "m.mentions": {"user_ids": [user]}}


def edit(body: str, event: str) -> dict:
    new = {"msgtype": "m.text", "body": body}
    return new | {"body": f"* {body}", "m.new_content": new, "m.relates_to": {"rel_type": "m.replace", "event_id": event}}


def invite(room, other) -> None:
    room.reader.do(room.reader.client.room_invite(room.id, other.user))
    other.do(other.client.join(room.id))
    other.until(lambda: room.id in other.client.rooms, "the other is in the room")
    room.reader.until(lambda: other.user in room.reader.client.rooms[room.id].users, "the reader sees the other come")


def test_a_command_is_answered_with_a_quote(room):
    assert proved(room.ask(f"!ask {QUESTION}").content)


def test_a_mention_is_a_question_and_what_is_not_said_to_the_bot_is_none(room):
    room.send(QUESTION)
    room.send("good morning, sayswho!")
    room.send("!weather tomorrow")
    room.send("!")
    answer = room.ask(mention(f"sayswho: {QUESTION}", room.bot))
    assert proved(answer.content) == proved(room.ask(f"!ask {QUESTION}").content)
    # Clients mention whom they reply to.
    mentioned = {"m.mentions": {"user_ids": [room.bot]}}
    room.send(reply("thank you, that is good to know", answer.id) | mentioned)
    assert proved(room.ask(reply(QUESTION, answer.id) | mentioned).content)


def test_direct_conversations_are_known_after_a_restart(bot, reader, other):
    """Also where two of them began at once."""
    bot.stop()
    rooms = [who.room(bot.user, encrypted=False, direct=True) for who in (reader, other)]
    bot.start()
    for room in rooms:
        room.has_bot()
    bot.stop()
    bot.start()
    for room in rooms:
        assert proved(room.ask(QUESTION).content)
        room.settled()


def test_a_direct_conversation_needs_no_command(bot, reader, encrypted):
    room = reader.room(bot.user, encrypted=encrypted, direct=True).has_bot()
    assert proved(room.ask(QUESTION).content)
    room.settled()


def test_in_a_thread_it_answers_in_the_thread(room):
    root = room.send("let us talk about this")
    answer = room.ask(in_thread(f"!ask {QUESTION}", root, root))
    assert answer.relation["rel_type"] == "m.thread"
    assert answer.relation["event_id"] == root
    assert not answer.relation.get("is_falling_back", False)
    assert "rel_type" not in room.ask(f"!ask {QUESTION}").relation


def test_verify_as_a_reply_checks_what_is_replied_to(room):
    claim = room.send(CLAIM)
    answer = room.ask(reply("!verify", claim))
    assert answer.body == room.ask(f"!verify {CLAIM}").body
    # Of the bot's own answer, the quote.
    own = room.ask(f"!ask {QUESTION}")
    checked = room.ask(reply("!verify", own.id))
    assert proved(checked.content)[0] in proved(own.content) and "These words stand in the texts." in checked.body
    # As it reads now.
    edited = room.send("zebras run in the moonlight")
    room.send(edit(CLAIM, edited))
    assert room.ask(reply("!verify", edited)).body == answer.body


def test_neither_edits_nor_notices_are_answered(room):
    asked = room.question(f"!ask {QUESTION}")
    room.send(edit("!ask is there peace?", asked))
    chat = room.send("good morning")
    room.send(edit("!help", chat))
    room.send({"msgtype": "m.notice", "body": "!help"})
    room.send({"msgtype": "m.emote", "body": "!help"})
    assert proved(room.answer(asked).content)


def test_pages_are_turned_by_reactions_in_place(room, other):
    invite(room, other)
    first = room.ask(PAGED)
    assert "Page 1 of 2" in first.body
    second = room.turn(first, NEXT)
    assert "Page 2 of 2" in second["body"]
    # Neither what means nothing nor a page that is not there changes anything, nor does it when somebody else tidies up.
    room.react(first, "👍")
    room.react(first, NEXT.rstrip("\ufe0f"), by=other)
    back = room.react(first, BACK, by=other)
    room.edits[first.id] += 1
    room.ask("!topics")
    room.take_back(back)
    assert "Page 2 of 2" in room.turn(first, NEXT)["body"]
    assert room.turn(first, BACK)["body"] == first.body


def test_a_question_that_was_not_meant_is_kept_and_others_are_offered(room):
    answer = room.ask(f"!ask {QUESTION}")
    room.owed[answer.id] += 1
    room.react(answer, NOT_IT)
    others = room.answer(answer.id)
    assert "Your question is kept" in others.body
    assert others.content["m.mentions"] == {"user_ids": [room.reader.user]}
    # What is offered can be picked by a number, in a reply or as a reaction.
    picked = room.ask(reply("1", others.id))
    assert proved(picked.content)
    room.owed[others.id] += 1
    room.react(others, FIRST)
    assert room.answer(others.id).body == picked.body


def test_settings_are_for_those_with_the_power(room, other):
    invite(room, other)
    refused = room.ask("!sayswho settings language tr", by=other)
    assert "Only those with a power level of 50 or more" in refused.body
    assert refused.content["m.mentions"] == {"user_ids": [other.user]}
    levels = room.reader.do(room.reader.client.room_get_state_event(room.id, "m.room.power_levels")).content
    levels["users"][other.user] = 50
    room.reader.do(room.reader.client.room_put_state(room.id, "m.room.power_levels", levels))
    assert "Türkçe" in room.ask("!sayswho settings language tr", by=other).body
    assert "Cumhurbaşkanı" in room.ask("!stance palestine").body
    assert "Language of replies" in room.ask("!sayswho settings language auto").body
    assert "President" in room.ask("!stance palestine").body


@pytest.mark.parametrize("encrypted", [False], ids=["plain"])
def test_another_bot_is_ignored(room, people):
    bot = people(IGNORED)
    invite(room, bot)
    room.send("!help", by=bot)


def test_an_invitation_is_accepted_when_the_bot_is_back(bot, reader, encrypted):
    bot.stop()
    room = reader.room(bot.user, encrypted=encrypted)
    room.send("!help")
    assert bot.user not in reader.joined(room.id)
    bot.start()
    room.has_bot()
    assert proved(room.ask(f"!ask {QUESTION}").content)
    room.settled()


def test_where_it_may_not_speak_it_goes_on_once_it_may(room, bot):
    levels = room.reader.do(room.reader.client.room_get_state_event(room.id, "m.room.power_levels")).content
    at = len(bot.log)
    room.reader.do(room.reader.client.room_put_state(room.id, "m.room.power_levels", levels | {"events_default": 50}))
    room.send("!topics")
    room.reader.until(lambda: "not answered" in bot.log[at:], "the log says so")
    room.reader.do(room.reader.client.room_put_state(room.id, "m.room.power_levels", levels))
    room.ask(f"!ask {QUESTION}")


def test_sent_away_and_invited_again_it_answers_what_comes_then(room):
    room.ask("!topics")
    room.reader.do(room.reader.client.room_kick(room.id, room.bot))
    room.reader.until(lambda: room.bot not in room.reader.client.rooms[room.id].users, "the client sees it go")
    room.send("!topics")
    room.reader.do(room.reader.client.room_invite(room.id, room.bot))
    room.has_bot()
    room.ask(f"!ask {QUESTION}")


@pytest.mark.parametrize("encrypted", [False], ids=["plain"])
def test_a_room_that_is_not_ready_is_joined_when_it_is(bot, reader, encrypted):
    not_yet = {"errcode": "M_FORBIDDEN", "error": "You are not invited to this room."}
    bot.gate.refuse("^POST .*/join", 403, not_yet, times=2)
    room = reader.room(bot.user, encrypted=encrypted).has_bot()
    assert bot.gate.refused_all()
    room.settled()
