"""What the tests share: a world with a bot in it, and what must hold of whatever the bot sends."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from quotes import proved
from sayswho import Sayswho
from simulator import World

#: Where to keep all messages that the bot sent, for scripts/pictures; nowhere if it is not set.
RECORD = os.environ.get("SAYSWHO_E2E_RECORD")


@pytest.fixture(scope="session")
def session_world():
    with World() as world:
        yield world


@pytest.fixture(scope="session")
def session_bot(session_world, tmp_path_factory):
    bot = Sayswho(session_world, tmp_path_factory.mktemp("bot"))
    bot.start()
    yield bot
    bot.kill()


@pytest.fixture
def world(session_world, session_bot, request):
    """The world, with a channel of its own for each test: answers are not repeated within a minute in a channel."""
    name = request.node.name.removeprefix("test_").replace("_", "-")[:90]
    session_world.channel = session_world.do(lambda: session_world.guild.create_text_channel(name))
    yield from judged(session_world, session_bot, request)


@pytest.fixture
def bot(session_bot):
    return session_bot


@pytest.fixture
def another(request, tmp_path):
    """A world of its own with a bot that is set up otherwise: `another(acknowledge_after_ms=0)`."""
    opened: list[tuple[World, Sayswho]] = []

    def make(**discord):
        world = World().__enter__()
        bot = Sayswho(world, tmp_path / f"bot-{len(opened)}", **discord)
        opened.append((world, bot))
        return world, bot

    yield make
    for world, bot in opened:
        bot.kill()
        try:
            judge(world, 0, request)
        finally:
            world.__exit__()


def judged(world, bot, request):
    at, log = len(world.rest.calls), len(bot.log)
    yield world
    world.overrides = {}
    try:
        judge(world, at, request)
    except AssertionError:
        print(bot.log[log:])
        raise


def judge(world: World, since: int, request) -> None:
    """What must hold of all that a bot sends."""
    calls = world.rest.calls[since:]
    assert world.rest.gaps == []
    expected = {mark.args[0] for mark in request.node.iter_markers("refused")}
    refused = [call for call in calls if call.status >= 400 and call.status not in expected]
    assert refused == [], "Discord refused a call"
    for call in calls:
        if (message := call.message) is None:
            continue
        mentions = message.get("allowed_mentions")
        assert mentions is not None, f"{call.method} {call.path} may ping"
        assert mentions.get("parse") == [] and not mentions.get("users") and not mentions.get("roles"), mentions
        assert not mentions.get("replied_user", False), mentions
        for embed in message.get("embeds", []):
            proved(embed.get("description", ""))
    record(request, calls)


def record(request, calls) -> None:
    messages = [call.message for call in calls if call.message is not None and call.status < 300]
    if RECORD and messages:
        with open(Path(RECORD), "a", encoding="utf-8") as file:
            file.write(json.dumps({"test": request.node.name, "messages": messages}, ensure_ascii=False) + "\n")
