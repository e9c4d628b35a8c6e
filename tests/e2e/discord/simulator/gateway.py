"""The gateway: simcord's events over a WebSocket, as Discord sends them.

A session outlives its connection, so that a bot which was cut off resumes it and gets what it missed. Which events a
bot gets, and what of a message it may read, is decided by simcord's own FakeGateway from the intents that it declared.

https://discord.com/developers/docs/events/gateway
"""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import Mapping
from typing import Any

import discord
from aiohttp import WSMsgType, web
from simcord.backend import Backend, serializers
from simcord.gateway import FakeGateway
from simcord.intents import PRIVILEGED_INTENTS

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 0, 1, 2, 6, 7, 9, 10, 11
HEARTBEAT_INTERVAL_MS = 41_250
#: Above this, Discord compresses a payload for a bot that said `compress` in IDENTIFY.
COMPRESSED_FROM = 1_024
ALL_INTENTS = discord.Intents.all().value


class _Anything(dict):
    """Takes every event: what discord.py's table of parsers is to simcord's FakeGateway."""

    def __init__(self, take: Any) -> None:
        super().__init__()
        self._take = take

    def __missing__(self, event: str) -> Any:
        return lambda payload: self._take(event, payload)


class Session:
    """What one IDENTIFY began: its intents, its shard, and all that was sent."""

    def __init__(self, backend: Backend, number: int, identify: Mapping[str, Any]) -> None:
        self.id = f"session-{number}"
        self.shard, self.shards = identify.get("shard") or (0, 1)
        self.compress = bool(identify.get("compress"))
        self.sent: list[dict[str, Any]] = []
        self.wake = asyncio.Event()
        self.over = False
        # The two attributes of discord.py's connection state that FakeGateway reads.
        self.intents = discord.Intents._from_value(int(identify["intents"]))
        self.parsers = _Anything(self.push)
        self.gateway = FakeGateway(backend, self)

    def push(self, event: str, payload: Any) -> None:
        self.sent.append({"op": DISPATCH, "t": event, "s": len(self.sent) + 1, "d": payload})
        self.wake.set()

    def concerns(self, event: str, payload: Mapping[str, Any]) -> bool:
        guild = payload.get("guild_id")
        if guild is None and event in ("GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE"):
            guild = payload.get("id")
        return (0 if guild is None else (int(guild) >> 22) % self.shards) == self.shard


class _Socket:
    """One connection, and what of its session it has been sent."""

    def __init__(self, ws: web.WebSocketResponse, stream: bool) -> None:
        self.ws = ws
        self.session: Session | None = None
        self.at = 0
        self.zlib = zlib.compressobj() if stream else None

    async def send(self, payload: Mapping[str, Any]) -> None:
        text = json.dumps(payload, ensure_ascii=False)
        if self.zlib is not None:
            data = self.zlib.compress(text.encode()) + self.zlib.flush(zlib.Z_SYNC_FLUSH)
            await self.ws.send_bytes(data)
        elif self.session is not None and self.session.compress and len(text) > COMPRESSED_FROM:
            await self.ws.send_bytes(zlib.compress(text.encode()))
        else:
            await self.ws.send_str(text)


class Gateway:
    """All sessions and connections. Everything happens in the world's event loop."""

    def __init__(self, backend: Backend, token: str, url: str) -> None:
        self.backend = backend
        self.token = token
        self.url = url
        self.sessions: list[Session] = []
        self.sockets: list[_Socket] = []
        #: What bots did, in order: ("identify", session), ("resume", session), ("close", code).
        self.history: list[tuple[str, Any]] = []
        #: Set to make the next IDENTIFY fail with this close code.
        self.refuse: int | None = None
        #: While set, nobody gets in: what a bot meets while Discord is down.
        self.down = False
        backend.subscribers.append(self.feed)

    def feed(self, event: str, payload: Mapping[str, Any]) -> None:
        for session in self.sessions:
            if not session.over and session.concerns(event, payload):
                session.gateway.feed(event, payload)

    def count(self, what: str) -> int:
        return sum(kind == what for kind, _ in self.history)

    @property
    def connected(self) -> bool:
        return any(socket.session is not None for socket in self.sockets)

    # ------------------------------------------------------- what a test does to the connection

    async def drop(self, code: int | None = None) -> None:
        """Ends all connections: with a close code, or, without one, as a cable that is pulled out."""
        for socket in list(self.sockets):
            if code is None:
                transport = socket.ws._req.transport if socket.ws._req is not None else None
                if transport is not None:
                    transport.abort()
            else:
                await socket.ws.close(code=code)

    async def ask_to_reconnect(self) -> None:
        for socket in list(self.sockets):
            await socket.send({"op": RECONNECT, "d": None})

    async def invalidate(self, resumable: bool) -> None:
        for socket in list(self.sockets):
            if socket.session is not None and not resumable:
                socket.session.over = True
            await socket.send({"op": INVALID_SESSION, "d": resumable})

    # ------------------------------------------------------------------------------- protocol

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if self.down:
            return web.Response(status=503, text="no healthy upstream")
        ws = web.WebSocketResponse(max_msg_size=1 << 20)
        await ws.prepare(request)
        socket = _Socket(ws, request.query.get("compress") == "zlib-stream")
        self.sockets.append(socket)
        writer: asyncio.Task[None] | None = None
        try:
            await socket.send({"op": HELLO, "d": {"heartbeat_interval": HEARTBEAT_INTERVAL_MS}})
            async for message in ws:
                if message.type is not WSMsgType.TEXT:
                    continue
                payload = json.loads(message.data)
                op, data = payload["op"], payload.get("d")
                if op == HEARTBEAT:
                    await socket.send({"op": HEARTBEAT_ACK})
                elif op == IDENTIFY and socket.session is None:
                    if (code := self._refusal(data)) is not None:
                        self.history.append(("refused", code))
                        await ws.close(code=code)
                        break
                    self._identify(socket, data)
                    writer = asyncio.create_task(self._write(socket))
                elif op == RESUME and socket.session is None:
                    if self._resume(socket, data):
                        writer = asyncio.create_task(self._write(socket))
                    else:
                        await socket.send({"op": INVALID_SESSION, "d": False})
                elif op in (IDENTIFY, RESUME):
                    await ws.close(code=4005)
        finally:
            self.sockets.remove(socket)
            self.history.append(("close", ws.close_code))
            if writer is not None:
                writer.cancel()
            if socket.session is not None and ws.close_code in (1000, 1001):
                socket.session.over = True  # a bot that says goodbye gives its session up
        return ws

    def _refusal(self, identify: Mapping[str, Any]) -> int | None:
        if self.refuse is not None:
            code, self.refuse = self.refuse, None
            return code
        if identify.get("token") not in (self.token, f"Bot {self.token}"):
            return 4004
        intents = int(identify["intents"])
        if intents & ~ALL_INTENTS:
            return 4013
        declared = discord.Intents._from_value(intents)
        # The application has none of the privileged intents.
        return 4014 if any(getattr(declared, name) for name in PRIVILEGED_INTENTS) else None

    def _identify(self, socket: _Socket, identify: Mapping[str, Any]) -> None:
        session = socket.session = Session(self.backend, len(self.sessions) + 1, identify)
        mine = [guild for guild in self.backend.guilds.values() if session.concerns("", {"guild_id": guild.id})]
        session.push(
            "READY",
            {
                "v": 10,
                "user": dict(serializers.user_payload(self.backend.bot_user)) | {"email": None},
                "guilds": [{"id": str(guild.id), "unavailable": True} for guild in mine],
                "session_id": session.id,
                "session_type": "normal",
                "resume_gateway_url": self.url,
                "shard": [session.shard, session.shards],
                "application": {"id": str(self.backend.application_id), "flags": 0},
                "private_channels": [],
            },
        )
        for guild in mine:
            session.gateway.feed("GUILD_CREATE", serializers.guild_create_payload(self.backend, guild))
        self.sessions.append(session)
        self.history.append(("identify", session))

    def _resume(self, socket: _Socket, resume: Mapping[str, Any]) -> bool:
        found = [s for s in self.sessions if s.id == resume.get("session_id") and not s.over]
        if not found or resume.get("token") not in (self.token, f"Bot {self.token}"):
            return False
        socket.session = found[0]
        socket.at = int(resume["seq"])
        found[0].push("RESUMED", {})
        self.history.append(("resume", found[0]))
        return True

    async def _write(self, socket: _Socket) -> None:
        """Sends what the session has and the connection has not, as it comes."""
        session = socket.session
        assert session is not None
        while not socket.ws.closed:
            session.wake.clear()
            while socket.at < len(session.sent):
                payload = session.sent[socket.at]
                try:
                    await socket.send(payload)
                except ConnectionError:
                    return
                socket.at += 1
            await session.wake.wait()
