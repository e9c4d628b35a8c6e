"""A guild with people in it, and a bot that is somewhere else.

simcord's `Env` drives a discord.py client of its own; here that client is an onlooker which does nothing, and the bot
under test is whoever connects. People act through simcord's actors, which can do only what their permissions and the
registered commands allow. The model lives in a thread of its own, so that tests are plain functions: each call acts, waits
until the bot has answered, and gives back what it did.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import discord
import simcord
from aiohttp import web
from simcord.backend import serializers
from simcord.builders import ChannelHandle, GuildHandle, UserHandle
from simcord.results import InteractionResult, ResponseMessage

from .gateway import Gateway
from .rest import PREFIX, Call, Rest

#: How long a bot may take to answer before a test fails. Discord's own limit of 3 s for the first answer holds besides.
PATIENCE = 10.0
EPHEMERAL = 1 << 6
LOADING = 1 << 7


class RealClock:
    """simcord's clock, but one that goes: Discord's 3 seconds are 3 seconds."""

    def __init__(self, clock: Any) -> None:
        self._clock = clock
        self._start = time.monotonic()
        self._skipped = 0.0

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self._start + self._skipped

    def now(self) -> Any:
        from datetime import timedelta

        return self._clock._epoch + timedelta(seconds=self.elapsed)

    def advance(self, seconds: float) -> None:
        self._skipped += seconds


async def _at_rest(**_: Any) -> None:
    """In place of simcord's waiting for its client."""


@dataclass
class Answer:
    """What a bot did about an interaction or a message."""

    #: The message that stands there now, as a client gets it; `None` where nothing was said.
    message: dict[str, Any] | None
    #: Messages after the first.
    followups: list[dict[str, Any]] = field(default_factory=list)
    #: For completion.
    choices: list[dict[str, Any]] | None = None
    #: The calls about this interaction, in order.
    calls: list[Call] = field(default_factory=list)
    #: How long the first call took to come, in seconds.
    took: float = 0.0

    @property
    def private(self) -> bool:
        return self.message is not None and bool(self.message["flags"] & EPHEMERAL)

    @property
    def embed(self) -> dict[str, Any]:
        assert self.message is not None and len(self.message["embeds"]) == 1, self.message
        return self.message["embeds"][0]

    @property
    def text(self) -> str:
        """Title, description and content: what a reader reads first."""
        assert self.message is not None, "the bot said nothing"
        parts = [self.message["content"]]
        parts += [embed.get(key, "") for embed in self.message["embeds"] for key in ("title", "description")]
        return "\n".join(part for part in parts if part)

    @property
    def buttons(self) -> dict[str, dict[str, Any]]:
        return {part["label"]: part for part in self._parts(2)}

    @property
    def menus(self) -> list[dict[str, Any]]:
        return self._parts(3)

    @property
    def callback(self) -> int | None:
        """The type of the first answer: 4 a message, 5 and 6 deferred, 7 an update, 8 choices."""
        first = next((call for call in self.calls if call.path.endswith("/callback")), None)
        return None if first is None else first.body["type"]

    def _parts(self, kind: int) -> list[dict[str, Any]]:
        rows = self.message["components"] if self.message is not None else []
        return [part for row in rows for part in row["components"] if part["type"] == kind]


class World:
    """Discord with one guild: `owner`, a `reader` without special permissions, and two channels."""

    def __init__(self, token: str = "a-token-of-the-test") -> None:
        self.token = token
        self.base = ""
        #: Set to change what the next interactions say: `locale`, `guild_locale`, `context` …
        self.overrides: dict[str, Any] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="world", daemon=True)

    # ------------------------------------------------------------------------------ life

    def __enter__(self) -> World:
        self._thread.start()
        self.run(self._open())
        return self

    def __exit__(self, *_: Any) -> None:
        self.run(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    async def _open(self) -> None:
        self.env = simcord.Env(discord.Client(intents=discord.Intents.all()))
        self.backend = self.env.backend
        self.backend.clock = RealClock(self.backend.clock)
        self.backend.bot_user.name = "sayswho"
        await self.env.start()
        # simcord waits after each act until its own client is at rest; the onlooker always is.
        self.env._settle_internal = _at_rest
        self.rest = Rest(self.backend, self.token)
        app = web.Application(client_max_size=1 << 22)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        self.gateway = Gateway(self.backend, self.token, "")
        # Interactions reach bots as `overrides` want them.
        self.backend.subscribers.remove(self.gateway.feed)
        self.backend.subscribers.append(self._feed)
        app.router.add_get("/gateway", self.gateway.handle)
        app.router.add_route("*", PREFIX + "/{path:.*}", self.rest.handle)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.base = f"http://127.0.0.1:{port}"
        self.gateway.url = self.rest.gateway_url = f"ws://127.0.0.1:{port}/gateway"
        self.guild: GuildHandle = self.env.create_guild("Reading group", owner=self.env.create_user("owner"))
        self.channel = self.guild.create_text_channel("texts")
        self.other_channel = self.guild.create_text_channel("elsewhere")
        self.reader = self.guild.add_member(self.env.create_user("reader"))
        self.owner = simcord.MemberActor(self.env, self.guild, self.guild.owner)

    async def _close(self) -> None:
        await self.gateway.drop(1001)
        await self._runner.cleanup()
        await self.env.shutdown()

    def run(self, work: Coroutine[Any, Any, Any], patience: float = 60.0) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(patience)

    def do(self, work: Callable[[], Any]) -> Any:
        """Runs plain code where the model lives."""

        async def wrapped() -> Any:
            return work()

        return self.run(wrapped())

    def _feed(self, event: str, payload: Any) -> None:
        if event in ("INTERACTION_CREATE", "MESSAGE_CREATE", "MESSAGE_UPDATE"):
            payload = deepcopy(dict(payload))
            self._complete_metadata(payload)
        if event == "INTERACTION_CREATE":
            owner = payload.get("guild_id") or "0"
            payload["authorizing_integration_owners"] = {"0": owner}
            payload["entitlement_sku_ids"] = []
            if "guild_id" in payload:
                payload["guild"] = {"id": owner, "locale": payload["guild_locale"], "features": []}
            payload.update(self.overrides)
            # Discord leaves out what there is none of.
            payload = {key: value for key, value in payload.items() if value is not ...}
        self.gateway.feed(event, payload)

    def _complete_metadata(self, payload: Any) -> None:
        """Adds what simcord does not say of a message that came of a button: which message the button was on."""
        if isinstance(payload, list):
            for item in payload:
                self._complete_metadata(item)
        elif isinstance(payload, dict):
            metadata = payload.get("interaction_metadata")
            if metadata and metadata["type"] == 3:
                record = self.backend.interactions[int(metadata["id"])]
                metadata["interacted_message_id"] = str(record.source_message_id)
                if int(payload.get("id", 0)) in record.followup_ids:
                    metadata["original_response_message_id"] = str(record.message_id)
            for value in payload.values():
                self._complete_metadata(value)

    # ------------------------------------------------------------------- waiting for a bot

    def wait(self, what: str, until: Callable[[], Any], patience: float = PATIENCE) -> Any:
        """Waits until `until` gives something true, and gives that."""

        async def looked() -> Any:
            end = time.monotonic() + patience
            while not (found := until()):
                assert time.monotonic() < end, f"waited {patience:.0f} s in vain for {what}"
                await asyncio.sleep(0.005)
            return found

        return self.run(looked(), patience + 10)

    def wait_for_bot(self, sessions: int = 1) -> None:
        """Waits until a bot has identified so often, is connected, and has registered commands."""
        self.wait(
            "the bot to connect",
            lambda: self.gateway.count("identify") >= sessions and self.gateway.connected,
            30,
        )
        self.wait("the bot to register its commands", lambda: self.backend.commands.get(None), 30)

    # -------------------------------------------------------------------------- what people do

    def slash(self, name: str, *, by: Any = None, channel: ChannelHandle | None = None, **options: Any) -> Answer:
        """Runs a slash command; `allow_channel` stands for the option `allow-channel`."""
        options = {option.replace("_", "-"): value for option, value in options.items()}
        actor = by or self.reader
        if isinstance(actor, UserHandle):
            return self._interact(actor.slash(name, **options))
        return self._interact(actor.slash(channel or self.channel, name, **options))

    def slash_without_waiting(self, name: str, *each: dict[str, Any]) -> None:
        """Runs a slash command with each of these options, all at once, and goes on."""

        async def all_at_once() -> None:
            for options in each:
                await self.reader.slash(self.channel, name, **options)

        self.run(all_at_once())

    def complete(self, name: str, option: str, typed: str, **filled: Any) -> list[dict[str, Any]]:
        """What the bot offers while somebody types."""
        record = self.run(self._recorded(self.reader.autocomplete(self.channel, name, option, typed, **filled)))
        self.wait("choices", lambda: record.autocomplete_choices is not None)
        return deepcopy(record.autocomplete_choices)

    def menu(self, name: str, on: Any, *, by: Any = None) -> Answer:
        """Picks an app's command from a message's right-click menu."""
        return self._interact((by or self.reader).context_menu(self.channel, name, self._handle(on)))

    def press(self, on: Answer | dict[str, Any], label: str, *, by: Any = None) -> Answer:
        """Presses a button."""
        return self._interact((by or self.reader).click(self._handle(on), label=label))

    def press_id(self, on: Answer | dict[str, Any], custom_id: str, *, by: Any = None) -> Answer:
        """Presses a button by what it carries."""
        return self._interact((by or self.reader).click(self._handle(on), custom_id=custom_id))

    def pick(self, on: Answer | dict[str, Any], values: Sequence[str], *, by: Any = None) -> Answer:
        """Picks lines of the message's menu."""
        return self._interact((by or self.reader).select(self._handle(on), values))

    def write(self, text: str, *, by: Any = None, channel: ChannelHandle | None = None) -> dict[str, Any]:
        """Writes a message, and does not wait for anybody."""
        actor = by or self.reader
        if isinstance(actor, UserHandle):
            sent = self.run(actor.send_dm(text))
            return self.see(actor.dm_channel.id, sent.id)
        sent = self.run(actor.send(channel or self.channel, text))
        return self.see(sent.channel.id, sent.id)

    def ask(self, text: str, *, by: Any = None, channel: ChannelHandle | None = None) -> Answer:
        """Writes a message, and waits for the bot's reply to it."""
        before = len(self.rest.calls)
        start = time.monotonic()
        written = self.write(text, by=by, channel=channel)
        replies = lambda: self.messages(written["channel_id"], after=written["id"])  # noqa: E731
        self.wait("a reply", replies)
        return Answer(replies()[-1], calls=self.rest.calls[before:], took=time.monotonic() - start)

    def is_silent_after(self, text: str, seconds: float = 0.5, **where: Any) -> bool:
        """Whether the bot leaves this message alone."""
        before = len(self.rest.calls)
        self.write(text, **where)
        time.sleep(seconds)
        return len(self.rest.calls) == before

    # ----------------------------------------------------------------------------- what is there

    def messages(self, channel: Any, after: Any = 0) -> list[dict[str, Any]]:
        """The bot's messages in a channel, private ones too, as a client gets them."""
        found = self.backend.messages.get(int(channel), {})
        mine = [m for m in found.values() if m.author_id == self.backend.bot_user.id and m.id > int(after)]
        return [deepcopy(dict(serializers.message_payload(self.backend, m))) for m in sorted(mine, key=lambda m: m.id)]

    def see(self, channel: Any, message: Any) -> dict[str, Any]:
        """A message as it is now."""
        stored = self.backend.get_message(int(channel), int(message))
        return deepcopy(dict(serializers.message_payload(self.backend, stored)))

    def commands(self) -> dict[str, dict[str, Any]]:
        """The registered commands by name."""
        return {command["name"]: command for command in self.backend.commands.get(None, {}).values()}

    def sent(self) -> list[Call]:
        """All calls that sent or changed a message."""
        return [call for call in self.rest.calls if call.message is not None]

    # ---------------------------------------------------------------------------------- plumbing

    def _handle(self, message: Answer | dict[str, Any]) -> ResponseMessage:
        payload = message.message if isinstance(message, Answer) else message
        assert payload is not None
        stored = self.backend.get_message(int(payload["channel_id"]), int(payload["id"]))
        return ResponseMessage(self.env, stored)

    async def _recorded(self, act: Coroutine[Any, Any, Any]) -> Any:
        """Acts, and gives simcord's record of the interaction."""
        before = set(self.backend.interactions)
        result = await act
        if isinstance(result, InteractionResult):
            return result._interaction
        (new,) = set(self.backend.interactions) - before
        return self.backend.interactions[new]

    def _interact(self, act: Coroutine[Any, Any, Any]) -> Answer:
        start = time.monotonic()
        record = self.run(self._recorded(act))
        mine = lambda: [  # noqa: E731
            call for call in self.rest.calls if record.token in call.path and call.status
        ]
        taken = lambda: [call for call in mine() if call.path.endswith("/callback") and call.status < 300]  # noqa: E731
        first = self.wait("the bot's answer to an interaction", taken)[0]
        took = time.monotonic() - start
        if first.body["type"] in (5, 6):
            self.wait("the answer that was deferred", lambda: len([c for c in mine() if c.status < 300]) > 1)
        time.sleep(0.05)  # a follow-up comes right after
        message = None
        if record.message_id is not None:
            stored = self.backend.messages.get(record.channel_id, {}).get(record.message_id)
            message = None if stored is None else self.see(record.channel_id, record.message_id)
        followups = [self.see(record.channel_id, id) for id in record.followup_ids]
        return Answer(message, followups, deepcopy(record.autocomplete_choices), mine(), took)
