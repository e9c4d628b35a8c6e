"""Asks sayswho on a simulated Discord, and writes what it said as JSON, one scene for each picture.

    record.py FOLDER > scenes.json     FOLDER is for the bot's files; SAYSWHO_BIN names the program
"""

import json
import logging
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests/e2e/discord"))

from sayswho import Sayswho  # noqa: E402
from simulator import World  # noqa: E402

TROOPS = "will baku send soldiers to gaza?"
REAL = "We have no intention of risking the lives and health of Azerbaijanis for the sake of others."
ALTERED = "Aliyev: We have every intention of risking the lives of Azerbaijanis for the sake of others."


def scenes(world):
    """Name of the picture, what was used, and the answer."""
    ask = world.slash("ask", question=TROOPS)
    yield "ask", "ask", ask
    yield "verify", "verify", world.slash("verify", text=ALTERED)
    yield "verbatim", "verify", world.slash("verify", text=REAL)
    yield "wrong-speaker", "verify", world.slash("verify", text=REAL, speaker="matin-mammadli")
    yield "absent", "verify", world.slash("verify", text="Azerbaijan will build a pipeline to Gaza by next year.")
    yield "private", "ask", world.slash("ask", question="what about humanitarian aid", private=True)
    yield "context", "Context", world.press(ask, "Context")
    yield "cite", "Cite", world.press(ask, "Cite")
    yield "why", "Why this?", world.press(ask, "Why this?")
    yield "not-it", "Not what I asked", world.press(ask, "Not what I asked")
    yield "silence", "ask", world.slash("ask", question="What is the capital of France?")
    stance = world.slash("stance", topic="palestine")
    yield "stance", "stance", stance
    if following := [label for label in stance.buttons if label.startswith("Next")]:
        yield "stance-next", following[0], world.press(stance, following[0])
    yield "quote", "quote", world.slash("quote", words="arab league")
    yield "topics", "topics", world.slash("topics")
    yield "sources", "sources", world.slash("sources")
    yield "help", "help", world.slash("help")
    yield "settings", "settings", world.slash("settings", by=world.owner)
    yield "repeat", "ask", world.slash("ask", question=TROOPS)
    for language in ("ar", "tr", "ru", "az"):
        world.slash("settings", by=world.owner, language=language)
        yield f"ask-{language}", "ask", world.slash("ask", question=TROOPS)
        yield f"verify-{language}", "verify", world.slash("verify", text=ALTERED)
        if language == "ar":
            yield "stance-ar", "stance", world.slash("stance", topic="embassy")
            yield "silence-ar", "ask", world.slash("ask", question="What is the capital of France?")


def main() -> None:
    logging.disable()
    found = []
    with World() as world:
        bot = Sayswho(world, Path(sys.argv[1]) / "bot").start()
        try:
            for name, used, answer in scenes(world):
                found.append({"name": name, "used": used, "private": answer.private, "message": answer.message})
        finally:
            bot.kill()
    json.dump(found, sys.stdout, ensure_ascii=False)


main()
