"""Synapse's own rate limits: ten messages of a bot at once, then one in five seconds. None is lost, none comes twice."""

from __future__ import annotations

from conftest import PASSWORD, Bot
from homeserver import Homeserver
from reader import Reader


def test_with_the_homeservers_own_limits_every_command_is_answered_once(tmp_path):
    homeserver = Homeserver(tmp_path / "homeserver", limits="default")
    readers: list[Reader] = []
    bot = None
    try:
        bot = Bot(homeserver, "sayswho", tmp_path / "bot")
        bot.login()
        bot.start()
        # The readers have the same limits: each asks less than ten times.
        for name in ("ann", "ben"):
            homeserver.register(name, PASSWORD)
            readers.append(Reader(homeserver, name, PASSWORD, tmp_path / name))
        rooms = [reader.room(bot.user, encrypted=reader is readers[0]).has_bot() for reader in readers]
        asked = [(room, room.question("!topics")) for _ in range(6) for room in rooms]
        for room, event in asked:
            room.answer(event)
        answered = [room.answers() for room in rooms]
        assert [len(answers) for answers in answered] == [6, 6]
        # In the order in which they were asked.
        for room, answers in zip(rooms, answered, strict=True):
            assert [answer.replies_to for answer in answers] == [event for at, event in asked if at is room]
        for room in rooms:
            room.settled()
        print(bot.log)
    finally:
        if bot is not None:
            bot.end()
        for reader in readers:
            reader.close()
        homeserver.stop()
