"""Signing in, what is said where that does not go well, and what happens when the bot loses its session or all that it has."""

from __future__ import annotations

import os
import stat

import pytest
from conftest import PASSWORD, Bot
from test_rooms import CLAIM, QUESTION, reply

#: What a program's exit codes mean: README.
DONE, NO, COULD_NOT_RUN = 0, 1, 2
NOT_SIGNED = "this device is not signed by its owner"
SIGNED_OUT = (
    "the homeserver no longer knows this session: somebody has signed the bot out, or the server has lost it. Run "
    "`sayswho matrix login`, then `sayswho matrix recover`"
)


@pytest.fixture
def make(homeserver, tmp_path):
    """Makes bots that have never signed in."""
    made: list[Bot] = []

    def one(name: str) -> Bot:
        made.append(Bot(homeserver, name, tmp_path / name))
        return made[-1]

    yield one
    for bot in made:
        bot.end()
        print(bot.log)


def sign_out(bot: Bot, homeserver) -> None:
    """As somebody does who ends the bot's session with another client."""
    homeserver.call("POST", "/_matrix/client/v3/logout", {}, bot.session["access_token"])


def backed_up(bot: Bot, homeserver, reader) -> None:
    """Waits until the keys of a room are in the bot's backup: the reader's, and its own."""
    path = "/_matrix/client/v3/room_keys/version"
    kept = lambda: int(homeserver.call("GET", path, token=bot.session["access_token"])["count"])
    reader.until(lambda: kept() >= 2, "the keys are in the backup")


def test_a_wrong_password_is_said_and_the_right_one_works_after_it(make):
    bot = make("wrong-password")
    assert "not signed in. Run `sayswho matrix login`" in bot.command("run").stderr
    refused = bot.command("matrix", "login", given="wrong\n")
    assert refused.returncode == COULD_NOT_RUN
    assert refused.stdout == ""
    assert (
        "the homeserver does not take this account and password. Check [matrix] user, and type the password anew: "
        "`sayswho matrix login`"
    ) in refused.stderr
    assert "wrong" not in refused.stderr
    assert bot.command("matrix", "login", given="").returncode == COULD_NOT_RUN
    done = bot.command("matrix", "login", given=f"{PASSWORD}\n")
    assert done.returncode == DONE, done.stderr
    key = done.stdout.strip()
    assert len(key.replace(" ", "")) >= 48
    assert key not in done.stderr and PASSWORD not in done.stderr
    again = bot.command("matrix", "login", given="")
    assert again.returncode == DONE, again.stderr
    assert again.stdout == "" and "This device is signed" in again.stderr
    for place, folders, files in os.walk(bot.folder / "state/matrix"):
        assert stat.S_IMODE(os.stat(place).st_mode) == 0o700
        assert all(stat.S_IMODE(os.stat(f"{place}/{file}").st_mode) == 0o600 for file in files), (place, files)


def test_a_token_is_as_good_as_a_password(make, homeserver, reader):
    bot = make("token")
    identifier = {"type": "m.id.user", "user": bot.user}
    given = {"type": "m.login.password", "identifier": identifier, "password": PASSWORD}
    session = homeserver.call("POST", "/_matrix/client/v3/login", given)
    line = ["matrix", "login", "--token", "--device-id"]
    another = bot.command(*line, "OTHER", given=session["access_token"] + "\n")
    assert another.returncode == COULD_NOT_RUN
    assert f"this token is of {bot.user}, device {session['device_id']}" in another.stderr
    done = bot.command(*line, session["device_id"], given=f"{session['access_token']}\n{PASSWORD}\n")
    assert done.returncode == DONE, done.stderr
    bot.start()
    room = reader.room(bot.user, encrypted=True).has_bot()
    room.ask(f"!ask {QUESTION}")
    room.settled()


def test_a_lost_state_is_recovered_with_the_key_and_replaced_without(make, homeserver, reader):
    bot = make("forgetful")
    key = bot.login()
    bot.start()
    room = reader.room(bot.user, encrypted=True).has_bot()
    room.ask(f"!ask {QUESTION}")
    claim = room.send(CLAIM)
    checked = room.ask(reply("!verify", claim)).body
    backed_up(bot, homeserver, reader)

    bot.stop()
    bot.forget()
    login = bot.command("matrix", "login", given=f"{PASSWORD}\n")
    assert (login.returncode, login.stdout) == (NO, "")
    assert "Run `sayswho matrix recover` with the recovery key" in login.stderr
    refused = bot.command("run")
    assert refused.returncode == COULD_NOT_RUN
    assert NOT_SIGNED in refused.stderr and "Run `sayswho matrix recover`" in refused.stderr
    doctor = bot.command("doctor")
    assert doctor.returncode == NO
    assert "✗ what the bot says is hidden in encrypted rooms" in doctor.stdout and NOT_SIGNED in doctor.stdout
    wrong = bot.recover("EsTc 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111")
    assert wrong.returncode == COULD_NOT_RUN and "this is not the recovery key of this account" in wrong.stderr
    done = bot.recover(key)
    assert done.returncode == DONE, done.stderr
    bot.start()
    room.knows_device()
    room.ask(f"!ask {QUESTION}")
    # What was said before can be read: its key is in the backup.
    assert room.ask(reply("!verify", claim)).body == checked

    bot.stop()
    bot.forget()
    done = bot.command("matrix", "login", "--new-identity", given=f"{PASSWORD}\n")
    assert done.returncode == DONE, done.stderr
    new = done.stdout.strip()
    assert new and new != key
    assert bot.recover(key).returncode == COULD_NOT_RUN
    bot.start()
    room.knows_device()
    room.ask(f"!ask {QUESTION}")
    assert "I can not read that message" in room.ask(reply("!verify", claim)).body
    room.settled()


def test_signed_out_it_ends_with_the_cure(make, homeserver, reader):
    bot = make("signed-out")
    key = bot.login()
    bot.start()
    room = reader.room(bot.user, encrypted=True).has_bot()
    room.ask("!topics")
    backed_up(bot, homeserver, reader)
    sign_out(bot, homeserver)
    asked = room.question(f"!ask {QUESTION}")
    assert bot.process.wait(30) == COULD_NOT_RUN
    assert f"error: {SIGNED_OUT}" in bot.log
    refused = bot.command("run")
    assert refused.returncode == COULD_NOT_RUN and SIGNED_OUT in refused.stderr
    doctor = bot.command("doctor")
    assert doctor.returncode == NO and f"✗ not signed in to Matrix\n  {SIGNED_OUT}" in doctor.stdout
    # The cure helps.
    login = bot.command("matrix", "login", given=f"{PASSWORD}\n")
    assert login.returncode == NO and "Run `sayswho matrix recover`" in login.stderr
    assert bot.recover(key).returncode == DONE
    bot.start()
    # It was encrypted for the device that is gone, but with a key that is in the backup.
    room.answer(asked)
    room.knows_device()
    room.ask(f"!ask {QUESTION}")
    room.settled()


def test_doctor_says_before_the_first_sign_in_what_that_needs(make):
    bot = make("newcomer")
    found = bot.command("doctor")
    assert found.returncode == NO
    assert f"✓ the homeserver answers: {bot.homeserver}" in found.stdout
    assert f"✓ the account to sign in with: {bot.user}" in found.stdout
    assert "✗ not on Matrix\n  not signed in. Run `sayswho matrix login`" in found.stdout
    bot.config.write_text('[matrix]\nhomeserver = "http://127.0.0.1:9"\n')
    found = bot.command("doctor")
    assert found.returncode == NO
    assert "✗ the homeserver does not answer\n  can not reach the homeserver `http://127.0.0.1:9`" in found.stdout
    assert "✗ no account\n  there is no account to sign in with. Name it in config.toml" in found.stdout


def test_doctor_finds_all_well_and_says_when_the_bot_runs(make, bot, reader):
    idle = make("healthy")
    idle.login()
    well = idle.command("doctor")
    assert well.returncode == DONE, well.stdout
    assert f"✓ signed in to Matrix as {idle.user}" in well.stdout
    assert "✓ what the bot says is shown in encrypted rooms: its device is signed" in well.stdout
    assert f"✓ its device is {idle.session['device_id']}, with the fingerprint " in well.stdout
    # Another account is another bot.
    config = idle.config.read_text()
    idle.config.write_text(config.replace(idle.user, "@somebody:else.example"))
    assert f"has the keys of {idle.user}, but [matrix] user is @somebody:else.example" in idle.command("run").stderr
    idle.config.write_text(config)
    # Once it is in a room it has all that it runs with.
    reader.room(bot.user, encrypted=False).has_bot()
    running = bot.command("doctor")
    assert running.returncode == DONE
    assert "questions wait" not in running.stdout
    assert "✓ the bot runs with this account" in running.stdout and "end the bot first" in running.stdout
    second = bot.command("run")
    assert second.returncode == COULD_NOT_RUN and "another sayswho uses" in second.stderr


def test_a_homeserver_that_does_not_answer_yet_is_waited_for(make, reader):
    bot = make("early")
    bot.login()
    bot.gate.refuse("^(GET|POST|PUT) ", 502, {}, times=6)
    bot.start()
    room = reader.room(bot.user, encrypted=False).has_bot()
    room.ask(f"!ask {QUESTION}")
    assert bot.gate.refused_all()
    room.settled()


def test_whose_invitations_are_not_accepted_is_logged(homeserver, tmp_path, reader, other):
    bot = Bot(homeserver, "choosy", tmp_path / "choosy", allow=f'["{other.user}"]')
    try:
        bot.login()
        bot.start()
        refused = reader.room(bot.user, encrypted=False)
        room = other.room(bot.user, encrypted=False).has_bot()
        room.ask("!topics")
        assert bot.user not in reader.joined(refused.id)
        reader.until(lambda: f"an invitation of {reader.user} is left as it is" in bot.log, "the log says so")
        room.settled()
        bot.stop()
        doctor = bot.command("doctor")
        assert doctor.returncode == DONE
        assert "✓ invitations that were not accepted, of whom [matrix] allow does not name: 1" in doctor.stdout
    finally:
        bot.end()
