"""sayswho beside a maubot with rapidfuzz, in one run, on one homeserver: answer times, memory, commands lost while offline.

    compare.sh [--questions 200] [--offline 60] [--seed 1]

Both bots run at the same time and are asked the same questions in turn, by one client (matrix-nio), each in a room of its
own. A time is from before the question is sent until its answer has come with a sync and, where the room is encrypted, was
decrypted. Prints a table. compare.sh makes the environments and starts this.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import random
import sys
import tempfile
import time
import tomllib
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from homeserver import Homeserver
from nio import AsyncClient, AsyncClientConfig, MegolmEvent, RoomMessage, RoomMessageNotice, RoomMessageText
from program import ROOT, Program

#: A Python in whose environment tests/peers/maubot/requirements.txt is installed.
MAUBOT = os.environ["SAYSWHO_PEER_PYTHON"]
PLUGIN = ROOT / "tests/peers/maubot/maubot.yaml"
PASSWORD = "open sesame"
#: Questions that are asked before it counts: keys are exchanged then, and pages of memory touched.
WARM_UP = 10
#: How long to wait for one answer, and for the last of many.
PATIENCE = 30.0
QUIET = 20.0
TICKS = os.sysconf("SC_CLK_TCK")


def library() -> list[dict[str, str]]:
    """The library that ships, as the peer reads it: a line for each phrasing."""
    entries = []
    for path in sorted((ROOT / "knowledge/entries").glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["entry"]:
            quote = entry["quotes"][0]
            quote = quote if isinstance(quote, str) else quote["exact"]
            shown = entry["questions"]["en"][0]
            for language, questions in entry["questions"].items():
                for question in questions:
                    entries.append({"question": question, "shown": shown, "quote": quote, "speaker": "News.Az", "language": language})
    return entries


def asked(entries: list[dict[str, str]], seed: int):
    """Questions without end: English phrasings, every second one with two letters changed places."""
    english = [entry["question"] for entry in entries if entry["language"] == "en"]
    chance = random.Random(seed)
    while True:
        question = " ".join(chance.choice(english).split())
        middle = len(question) // 2
        yield question
        question = " ".join(chance.choice(english).split())
        middle = len(question) // 2
        yield question[: middle - 1] + question[middle] + question[middle - 1] + question[middle + 1 :] if middle else question


@dataclass
class Bot:
    """A bot's program, and what it did."""

    name: str
    program: Program
    took: dict[str, list[float]] = field(default_factory=lambda: {"plain": [], "encrypted": []})
    lost: dict[str, str] = field(default_factory=dict)
    memory: float = 0.0
    own: float = 0.0
    cpu: float = 0.0
    answers: int = 0

    @property
    def user(self) -> str:
        return self.program.user

    def proc(self, file: str) -> str:
        assert self.program.process is not None
        return Path(f"/proc/{self.program.process.pid}/{file}").read_text()

    def resident(self, kind: str) -> float:
        """MiB of memory: all that is resident ("VmRSS"), or of it what is not the program's file ("RssAnon")."""
        lines = self.proc("status").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(f"{kind}:")) / 1024

    def seconds(self) -> float:
        """Seconds of processor time so far."""
        fields = self.proc("stat").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS


class Maubot(Program):
    """maubot with a plugin, standalone: without the server that manages plugins."""

    #: As it comes, what was said while it was away is passed over.
    skips = True

    def login(self, *_: str) -> str:
        identifier = {"type": "m.id.user", "user": self.user}
        given = {"type": "m.login.password", "identifier": identifier, "password": self.password}
        request = urllib.request.Request(f"{self.homeserver}/_matrix/client/v3/login", json.dumps(given).encode())
        with urllib.request.urlopen(request, timeout=30) as answer:
            self.session = json.load(answer)
        (self.folder / "library.json").write_text(json.dumps(library()), encoding="utf-8")
        return ""

    def environment(self) -> dict[str, str]:
        return super().environment() | {"PYTHONDONTWRITEBYTECODE": "1"}

    def line(self) -> list[str]:
        # JSON is YAML. What is not said here is as in maubot's own example.
        config = {
            "user": {
                "credentials": {
                    "id": self.user,
                    "homeserver": self.homeserver,
                    "access_token": self.session["access_token"],
                    "device_id": self.session["device_id"],
                },
                "sync": True,
                "appservice": False,
                "hs_token": None,
                "autojoin": True,
                "displayname": "disable",
                "avatar_url": "disable",
                "ignore_initial_sync": True,
                "ignore_first_sync": self.skips,
            },
            "database": f"sqlite:{self.folder}/bot.db",
            "database_opts": {"min_size": 1, "max_size": 10},
            "crypto_db_pickle_key": "mau.crypto",
            "plugin_config": {"library": str(self.folder / "library.json")},
            "logging": {
                "version": 1,
                "handlers": {"console": {"class": "logging.StreamHandler"}},
                "root": {"level": "WARNING", "handlers": ["console"]},
            },
        }
        (self.folder / "config.yaml").write_text(json.dumps(config))
        return [MAUBOT, "-m", "maubot.standalone", "-c", str(self.folder / "config.yaml"), "-m", str(PLUGIN)]


class Asker:
    """A person with a client, who notes when each answer came."""

    def __init__(self, homeserver: Homeserver, user: str, folder: Path) -> None:
        settings = AsyncClientConfig(encryption_enabled=True, request_timeout=120)
        self.client = AsyncClient(homeserver.url, user, store_path=str(folder), config=settings)
        self.answers: dict[str, list[float]] = {}
        self.unread = 0
        self.came = asyncio.Event()
        self.client.add_event_callback(self.note, (RoomMessage, MegolmEvent))

    async def note(self, _room, event) -> None:
        if event.sender == self.client.user_id:
            return
        if isinstance(event, MegolmEvent):
            self.unread += 1
        elif isinstance(event, (RoomMessageText, RoomMessageNotice)):
            to = event.source["content"].get("m.relates_to", {}).get("m.in_reply_to", {}).get("event_id")
            self.answers.setdefault(to, []).append(time.perf_counter())
        self.came.set()

    async def come(self) -> None:
        await self.client.login(PASSWORD)
        # With the usual ten events of a room, answers that come all at once would be missed.
        every = {"room": {"timeline": {"limit": 1000}}}
        self.syncing = asyncio.create_task(self.client.sync_forever(timeout=30_000, full_state=True, sync_filter=every))
        await self.client.synced.wait()

    async def until(self, what, seconds: float) -> bool:
        """Waits until `what` holds; false if it does not in time."""
        end = time.monotonic() + seconds
        while not what():
            left = end - time.monotonic()
            if left <= 0:
                return False
            self.came.clear()
            try:
                await asyncio.wait_for(self.came.wait(), min(left, 0.5))
            except TimeoutError:
                pass
        return True

    async def room(self, bot: Bot, encrypted: bool) -> str:
        algorithm = {"algorithm": "m.megolm.v1.aes-sha2"}
        state = [{"type": "m.room.encryption", "state_key": "", "content": algorithm}] if encrypted else []
        made = await self.client.room_create(initial_state=state)

        def is_there() -> bool:
            room = self.client.rooms.get(made.room_id)
            return room is not None and bot.user in room.users and bot.user not in room.invited_users

        # maubot does not hear of invitations that its first sync brings: they are repeated.
        for _ in range(12):
            await self.client.room_invite(made.room_id, bot.user)
            if await self.until(is_there, 10):
                return made.room_id
            await self.client.room_kick(made.room_id, bot.user)
        raise SystemExit(f"{bot.name} does not come\n{bot.program.log[-2000:]}")

    async def send(self, room: str, question: str) -> str:
        content = {"msgtype": "m.text", "body": f"!ask {question}"}
        sent = await self.client.room_send(room, "m.room.message", content, ignore_unverified_devices=True)
        return sent.event_id

    async def ask(self, room: str, question: str) -> float | None:
        """Milliseconds until the answer; nothing if there is none."""
        since = time.perf_counter()
        event = await self.send(room, question)
        if not await self.until(lambda: event in self.answers, PATIENCE):
            return None
        return (self.answers[event][0] - since) * 1e3


async def converse(asker: Asker, bots: list[Bot], rooms: dict[tuple[str, str], str], questions, count: int) -> None:
    """Asks both bots the same questions in turn."""
    for kind in ("plain", "encrypted"):
        before = {}
        for number in range(-WARM_UP, count):
            if number == 0:
                before = {bot.name: bot.seconds() for bot in bots}
            question = next(questions)
            for bot in bots if number % 2 else bots[::-1]:
                took = await asker.ask(rooms[bot.name, kind], question)
                if number >= 0:
                    bot.took[kind].append(took if took is not None else float("inf"))
        for bot in bots:
            bot.cpu += bot.seconds() - before[bot.name]
            bot.answers += count
            bot.memory = max(bot.memory, bot.resident("VmRSS"))
            bot.own = max(bot.own, bot.resident("RssAnon"))


async def away(asker: Asker, bots: list[Bot], rooms, questions, count: int) -> None:
    """Asks while the bots are away, and counts what is answered when they are back."""
    for bot in bots:
        bot.program.stop()
    sent: dict[tuple[str, str], list[str]] = {}
    for bot in bots:
        for kind in ("plain", "encrypted"):
            sent[bot.name, kind] = [await asker.send(rooms[bot.name, kind], next(questions)) for _ in range(count)]
    for bot in bots:
        bot.program.start()

    def answered(events: list[str]) -> int:
        return sum(event in asker.answers for event in events)

    have, last = -1, time.monotonic()
    while have < 2 * count * len(bots) and time.monotonic() < last + QUIET:
        now = sum(map(answered, sent.values()))
        if now > have:
            have, last = now, time.monotonic()
        await asker.until(lambda: sum(map(answered, sent.values())) > have, 1)
    for bot in bots:
        for kind in ("plain", "encrypted"):
            events = sent[bot.name, kind]
            twice = sum(len(asker.answers.get(event, [])) > 1 for event in events)
            bot.lost[kind] = f"{count - answered(events)}" + (f" ({twice} twice)" if twice else "")


def at(times: list[float], share: float) -> float:
    return sorted(times)[round((len(times) - 1) * share)]


def row(bot: Bot) -> str:
    times = [at(bot.took[kind], share) for kind in ("plain", "encrypted") for share in (0.5, 0.99)]
    return (
        f"{bot.name:<26}{times[0]:>8.0f}{times[1]:>8.0f}{times[2]:>10.0f}{times[3]:>8.0f}"
        f"{bot.memory:>8.0f}{bot.own:>7.0f}{1e3 * bot.cpu / bot.answers:>8.1f}"
        f"{bot.lost['plain']:>8}{bot.lost['encrypted']:>11}"
    )


HEAD = """\
                             plain, ms       encrypted, ms          MiB             lost while offline
bot                            p50     p99       p50     p99     all    own  CPU ms   plain  encrypted"""


async def compare(options: argparse.Namespace, homeserver: Homeserver, folder: Path) -> None:
    bots: list[Bot] = []
    for kind, name in ((Program, "sayswho"), (Maubot, "maubot + rapidfuzz")):
        local = kind.__name__.lower()
        user = homeserver.register(local, PASSWORD)
        program = kind(homeserver.url, user, PASSWORD, folder / local)
        program.login()
        if kind is Program:
            # Trains, once for all starts: that is no part of answering.
            program.command("ask", "hello")
        bots.append(Bot(name, program))
    asker = Asker(homeserver, homeserver.register("asker", PASSWORD), folder)
    try:
        await asker.come()
        for bot in bots:
            bot.program.start()
        rooms = {
            (bot.name, kind): await asker.room(bot, kind == "encrypted") for bot in bots for kind in ("plain", "encrypted")
        }
        questions = asked(library(), options.seed)
        await converse(asker, bots, rooms, questions, options.questions)
        await away(asker, bots, rooms, questions, options.offline)
        print(f"{options.questions} questions each, {options.offline} while offline, seed {options.seed}\n\n{HEAD}")
        for bot in bots:
            print(row(bot))
        # As it may be set, though it is not.
        bots[1].program.skips = False
        await away(asker, bots[1:], rooms, questions, options.offline)
        lost = bots[1].lost
        print(f"{'  ignore_first_sync: false':<75}{lost['plain']:>8}{lost['encrypted']:>11}")
        if asker.unread:
            print(f"{asker.unread} answers could not be decrypted", file=sys.stderr)
    finally:
        for bot in bots:
            bot.program.stop()
        asker.syncing.cancel()
        await asker.client.close()


def main() -> None:
    logging.getLogger("nio").setLevel(logging.CRITICAL)
    parser = argparse.ArgumentParser(description="sayswho beside maubot with rapidfuzz")
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--offline", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        # Else who is back within two minutes is given the response to its last sync again, as if hardly away.
        settings = {"caches": {"sync_response_cache_duration": "0s"}}
        homeserver = Homeserver(Path(folder) / "homeserver", settings=settings)
        try:
            asyncio.run(compare(options, homeserver, Path(folder)))
        finally:
            homeserver.stop()


if __name__ == "__main__":
    main()
