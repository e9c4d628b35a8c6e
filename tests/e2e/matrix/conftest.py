"""What the tests share: a homeserver, a bot on it behind a gate, readers, and rooms of whose answers all are counted."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from gate import Gate
from homeserver import Homeserver
from program import ROOT, Program
from reader import Reader, Room

PASSWORD = "open sesame"
#: An account that the bot is told to ignore.
IGNORED = "otherbot"
_names = itertools.count(1)


class Bot(Program):
    """A bot that goes through a gate of its own; `library` is another than the one that ships."""

    def __init__(self, homeserver, user: str, folder: Path, library: Path | None = None, **matrix: str) -> None:
        self.gate = Gate(homeserver.url)
        super().__init__(self.gate.url, homeserver.register(user, PASSWORD), PASSWORD, folder, **matrix)
        if library is not None:
            self.config.write_text(self.config.read_text().replace(str(ROOT / "knowledge"), str(library)))

    @property
    def session(self) -> dict[str, str]:
        """The session that it keeps."""
        return json.loads((self.folder / "state/matrix/session.json").read_text())

    def kill(self) -> None:
        """Ends it as a crash does."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def end(self) -> None:
        self.stop()
        self.gate.close()


@pytest.fixture(scope="session")
def homeserver(tmp_path_factory):
    # Else who is back within two minutes is given the response to its last sync again, as if hardly away.
    settings = {"caches": {"sync_response_cache_duration": "0s"}}
    homeserver = Homeserver(tmp_path_factory.mktemp("homeserver"), settings=settings)
    yield homeserver
    homeserver.stop()


@pytest.fixture(scope="session")
def session_bot(homeserver, tmp_path_factory):
    ignored = f'["@{IGNORED}:{homeserver.name}"]'
    bot = Bot(homeserver, "sayswho", tmp_path_factory.mktemp("bot"), ignore=ignored)
    bot.key = bot.login()
    bot.start()
    yield bot
    bot.end()


@pytest.fixture
def bot(session_bot):
    """The bot, running."""
    if session_bot.process.poll() is not None:
        session_bot.start()
    at = len(session_bot.log)
    yield session_bot
    # pytest shows it where the test failed.
    print(session_bot.log[at:])


@pytest.fixture(scope="session")
def people(homeserver, tmp_path_factory):
    """Makes people: `people()` is one more who reads and writes."""
    made: list[Reader] = []

    def make(name: str | None = None, at=homeserver) -> Reader:
        name = name or f"reader-{next(_names)}"
        at.register(name, PASSWORD)
        made.append(Reader(at, name, PASSWORD, tmp_path_factory.mktemp(name)))
        return made[-1]

    yield make
    for reader in made:
        reader.close()


@pytest.fixture(scope="session")
def reader(people):
    return people("reader")


@pytest.fixture(scope="session")
def other(people):
    """Somebody else."""
    return people("other")


@pytest.fixture(params=["plain", "encrypted"])
def encrypted(request) -> bool:
    return request.param == "encrypted"


@pytest.fixture
def room(bot, reader, encrypted):
    """A room with the bot in it; at the end all of its answers are counted."""
    room = reader.room(bot.user, encrypted=encrypted).has_bot()
    yield room
    room.settled()
