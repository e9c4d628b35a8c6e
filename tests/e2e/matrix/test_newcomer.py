"""What somebody meets who sets the bot up for the first time, a few attempts included."""

from __future__ import annotations

import re

from homeserver import UNLIMITED, Homeserver
from program import Program

#: So many attempts from one address, and then one every 200 seconds.
SLOW = {"address": {"per_second": 0.005, "burst_count": 2}, "account": UNLIMITED, "failed_attempts": UNLIMITED}


def test_too_many_attempts_to_sign_in_are_told_and_not_waited_for(tmp_path):
    homeserver = Homeserver(tmp_path / "homeserver", settings={"rc_login": SLOW})
    try:
        bot = Program(homeserver.url, homeserver.register("sayswho", "right"), "right", tmp_path / "bot")
        attempts = [bot.command("matrix", "login", given="wrong\n") for _ in range(3)]
        assert ["does not take this account and password" in attempt.stderr for attempt in attempts] == [True, True, False]
        told = re.fullmatch(
            r"error: the homeserver takes no more sign-ins for now\. Try again in (\d+) s: `sayswho matrix login`\n",
            attempts[2].stderr,
        )
        assert told and 0 < int(told[1]) <= 201, attempts[2].stderr
        assert attempts[2].returncode == 2
    finally:
        homeserver.stop()
