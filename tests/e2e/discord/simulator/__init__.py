"""Discord on loopback: simcord's model of it, served over HTTP and WebSocket, so that any program can be its bot.

simcord alone tests discord.py bots inside their own process: it replaces discord.py's transport. Here the same model (its
routes, permissions, validation, interaction life cycle, intents) is put behind the real protocols. Nothing of the bot
under test is known here.

    gateway.py   the WebSocket: HELLO, IDENTIFY, RESUME, heartbeats, close codes, dropped connections
    rest.py      /api/v10: who calls, what simcord leaves out, every call recorded
    world.py     a guild with people in it, driven by plain blocking calls: slash, press, pick, write …
"""

from .world import Answer, World

__all__ = ["Answer", "World"]
