"""matrix-nio as a client: a person who reads and writes, in a thread of its own, with plain calls that wait."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nio
from markup import proved

logging.getLogger("nio").setLevel(logging.WARNING)

#: How long to wait for whatever must come. In a debug build, with others on the same machine.
PATIENCE = 30
#: Seconds after which a request is given up and sent again: twice within PATIENCE, so that one the homeserver has
#: forgotten holds up no test.
REQUEST = 10
#: Seconds that the homeserver may hold a sync's response back; matrix-nio gives such a request 15 more.
POLL = 2
#: Every message of a room, however many came at once.
ALL = {"room": {"timeline": {"limit": 1000}}}
ENCRYPTION = {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}


@dataclass
class Event:
    """An event as the client has it."""

    id: str
    room: str
    sender: str
    kind: str
    content: dict[str, Any]
    encrypted: bool

    @property
    def relation(self) -> dict[str, Any]:
        return self.content.get("m.relates_to", {})

    @property
    def replies_to(self) -> str | None:
        return self.relation.get("m.in_reply_to", {}).get("event_id")

    @property
    def replaces(self) -> str | None:
        return self.relation.get("event_id") if self.relation.get("rel_type") == "m.replace" else None

    @property
    def body(self) -> str:
        return self.content.get("body", "")


class Reader:
    """One account on one device, signed in and syncing."""

    def __init__(self, homeserver, user: str, password: str, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.homeserver = homeserver
        self.events: list[Event] = []
        self._came = threading.Condition()
        self._failed: BaseException | None = None
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self.client = self.do(self._sign_in(user, password, folder))
        self.user = self.client.user_id
        self._task = asyncio.run_coroutine_threadsafe(self._sync(), self._loop)

    def do(self, work: Coroutine[Any, Any, Any], patience: float = PATIENCE) -> Any:
        """Does it in the client's thread; fails where the homeserver refuses."""
        done = asyncio.run_coroutine_threadsafe(work, self._loop).result(patience)
        assert not isinstance(done, nio.ErrorResponse), done
        return done

    async def _sign_in(self, user: str, password: str, folder: Path) -> nio.AsyncClient:
        settings = nio.AsyncClientConfig(
            encryption_enabled=True, backoff_factor=0.05, max_timeout_retry_wait_time=1, request_timeout=REQUEST
        )
        client = nio.AsyncClient(self.homeserver.url, user, store_path=str(folder), config=settings)
        client.add_event_callback(self._note, nio.Event)
        done = await client.login(password)
        assert isinstance(done, nio.LoginResponse), done
        await client.sync(0, ALL, full_state=True)
        await client.keys_upload()
        return client

    async def _sync(self) -> None:
        try:
            await self.client.sync_forever(POLL * 1000, ALL)
        except BaseException as error:
            with self._came:
                self._failed = error
                self._came.notify_all()
            raise

    async def _note(self, room: nio.MatrixRoom, event: nio.Event) -> None:
        source = event.source
        noted = Event(
            event.event_id, room.room_id, event.sender, source["type"], source.get("content", {}),
            bool(getattr(event, "decrypted", False)) or isinstance(event, nio.MegolmEvent),
        )
        with self._came:
            self.events.append(noted)
            self._came.notify_all()

    def wait(self, what: Callable[[Event], bool], said: str, patience: float = PATIENCE) -> Event:
        """The first event that is so; waits for it to come."""
        found: list[Event] = []

        def look() -> bool:
            assert self._failed is None, self._failed
            found.extend(event for event in self.events if what(event))
            return bool(found)

        with self._came:
            came = self._came.wait_for(look, patience)
        assert came, f"not within {patience} s: {said}\n{self._at_work()}"
        return found[0]

    def until(self, what: Callable[[], bool], said: str, patience: float = PATIENCE) -> None:
        """Waits until something holds that no event tells of."""
        end = time.monotonic() + patience
        while not what():
            assert self._failed is None, f"the client stopped: {self._failed!r}"
            assert time.monotonic() < end, f"not within {patience} s: {said}\n{self._at_work()}"
            time.sleep(0.02)

    def _at_work(self) -> str:
        """What the client waits for, for whoever reads why a test failed."""
        lines = io.StringIO()
        for task in asyncio.all_tasks(self._loop):
            task.print_stack(file=lines)
        return f"{self.user} is at:\n{lines.getvalue()}"

    def room(self, bot: str, *, encrypted: bool, direct: bool = False, **more: Any) -> Room:
        """A new room, to which the bot is invited."""
        state = [ENCRYPTION] if encrypted else []
        made = self.do(self.client.room_create(is_direct=direct, invite=[bot], initial_state=state, **more))
        # Whether it is encrypted, and who is in it, comes with the sync.
        self.until(lambda: made.room_id in self.client.rooms, "the new room")
        self.until(lambda: self.client.rooms[made.room_id].encrypted == encrypted, "the room's encryption")
        return Room(self, made.room_id, bot, encrypted)

    def joined(self, room: str) -> set[str]:
        """Who is in a room, as the homeserver has it."""
        path = f"/_matrix/client/v3/rooms/{room}/joined_members"
        return set(self.homeserver.call("GET", path, token=self.client.access_token)["joined"])

    def close(self) -> None:
        self._task.cancel()
        try:
            asyncio.run_coroutine_threadsafe(self.client.close(), self._loop).result(10)
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)


@dataclass
class Room:
    """A room as one reader sees it, and what the bot must have said in it in the end."""

    reader: Reader
    id: str
    bot: str
    encrypted: bool
    #: How many answers each event must have.
    owed: Counter[str] = field(default_factory=Counter)
    #: Who asked it, where it was not the reader.
    asker: dict[str, str] = field(default_factory=dict)
    #: How often each answer must have been changed.
    edits: Counter[str] = field(default_factory=Counter)
    #: In what kind of message the bot answers.
    msgtype: str = "m.notice"
    _reactions: dict[tuple[str, str], str] = field(default_factory=dict)

    def has_bot(self) -> Room:
        """Waits until the bot has come in."""
        self.reader.until(lambda: self.bot in self.reader.joined(self.id), "the bot comes into the room")
        if self.encrypted:
            # That the client encrypts for the bot, it must have heard that it is there.
            members = self.reader.client.rooms[self.id]
            self.reader.until(lambda: self.bot in members.users, "the client hears of it")
            self.knows_device()
        return self

    def knows_device(self) -> None:
        """Waits until the client knows all of the bot's devices that the homeserver knows."""
        token = self.reader.client.access_token
        asked = {"device_keys": {self.bot: []}}

        def known() -> bool:
            given = self.reader.homeserver.call("POST", "/_matrix/client/v3/keys/query", asked, token)
            there = set(given["device_keys"].get(self.bot, {}))
            here = {device.id for device in self.reader.client.device_store.active_user_devices(self.bot)}
            return bool(there) and there <= here

        self.reader.until(known, "the client knows the bot's device")

    def send(self, content: str | dict[str, Any], kind: str = "m.room.message", by: Reader | None = None) -> str:
        """Sends it; gives its id."""
        content = {"msgtype": "m.text", "body": content} if isinstance(content, str) else content
        reader = by or self.reader
        sent = reader.do(
            reader.client.room_send(self.id, kind, content, tx_id=uuid.uuid4().hex, ignore_unverified_devices=True)
        )
        self.asker[sent.event_id] = reader.user
        return sent.event_id

    def chat(self, count: int) -> None:
        """Sends so many messages that need no answer."""

        async def send() -> None:
            send, content = self.reader.client.room_send, {"msgtype": "m.text", "body": "talk"}
            for _ in range(0, count, 10):
                sends = [send(self.id, "m.room.message", content, ignore_unverified_devices=True) for _ in range(10)]
                done = await asyncio.gather(*sends)
                assert all(isinstance(sent, nio.RoomSendResponse) for sent in done), done

        self.reader.do(send())

    def question(self, content: str | dict[str, Any], by: Reader | None = None) -> str:
        """Sends what must be answered once; gives its id."""
        event = self.send(content, by=by)
        self.owed[event] += 1
        return event

    def ask(self, content: str | dict[str, Any], by: Reader | None = None) -> Event:
        """Sends what must be answered once; gives the answer."""
        return self.answer(self.question(content, by))

    def answer(self, event: str) -> Event:
        """The answer to an event."""
        return self.reader.wait(lambda other: self._is_answer(other) and other.replies_to == event, f"an answer to {event}")

    def answers(self) -> list[Event]:
        """All answers so far, in their order."""
        return [event for event in self.reader.events if self._is_answer(event)]

    def _is_answer(self, event: Event) -> bool:
        return event.room == self.id and event.sender == self.bot and event.kind == "m.room.message" and not event.replaces

    def react(self, to: Event, key: str, by: Reader | None = None) -> str:
        relation = {"rel_type": "m.annotation", "event_id": to.id, "key": key}
        return self.send({"m.relates_to": relation}, "m.reaction", by)

    def take_back(self, event: str, by: Reader | None = None) -> None:
        reader = by or self.reader
        reader.do(reader.client.room_redact(self.id, event))

    def turn(self, answer: Event, key: str) -> dict[str, Any]:
        """Turns a page as somebody does who clicks on a reaction, which takes it back every second time; gives the new
        content."""
        self.edits[answer.id] += 1
        count = self.edits[answer.id]
        if reaction := self._reactions.pop((answer.id, key), None):
            self.take_back(reaction)
        else:
            self._reactions[answer.id, key] = self.react(answer, key)
        changes = lambda: [event for event in self.reader.events if event.sender == self.bot and event.replaces == answer.id]
        self.reader.wait(lambda _: len(changes()) >= count, "the page is turned")
        return changes()[count - 1].content["m.new_content"]

    def settled(self) -> None:
        """What must hold in the end: one more command is answered, and with it all that came before; each command has its
        answers, nothing else has any, and each is such as it must be."""
        self.ask("!sources")
        counted, edited = Counter(), Counter()
        for event in self.history():
            if event["sender"] != self.bot or event["type"] not in ("m.room.message", "m.room.encrypted"):
                continue
            assert (event["type"] == "m.room.encrypted") == self.encrypted, event
            relation = event["content"]["m.relates_to"]
            if relation.get("rel_type") == "m.replace":
                edited[relation["event_id"]] += 1
            else:
                counted[relation["m.in_reply_to"]["event_id"]] += 1
            self.reader.wait(lambda other: other.id == event["event_id"], "the client has what the homeserver has")
        assert counted == self.owed, f"too few: {self.owed - counted}, too many: {counted - self.owed}"
        assert edited == self.edits
        for event in self.reader.events:
            if event.room == self.id and event.sender == self.bot and event.kind in ("m.room.message", "m.room.encrypted"):
                self._judge(event)

    def _judge(self, event: Event) -> None:
        assert event.kind == "m.room.message", f"the client can not read {event.id}"
        assert event.encrypted == self.encrypted
        assert len(json.dumps(event.content, ensure_ascii=False, separators=(",", ":")).encode()) <= 40_000
        content = event.content.get("m.new_content", event.content)
        assert content["msgtype"] == self.msgtype
        proved(content)
        if event.replaces:
            assert event.content["m.mentions"] == {}
        elif event.replies_to in self.asker:
            assert content["m.mentions"] == {"user_ids": [self.asker[event.replies_to]]}

    def history(self) -> list[dict[str, Any]]:
        """All events of the room, as the homeserver has them, oldest first."""
        events: list[dict[str, Any]] = []
        at = ""
        while True:
            path = f"/_matrix/client/v3/rooms/{self.id}/messages?dir=f&limit=500{at}"
            page = self.reader.homeserver.call("GET", path, token=self.reader.client.access_token)
            events += page["chunk"]
            if "end" not in page:
                return events
            at = f"&from={page['end']}"
