"""The usual way to make such a bot on Matrix: maubot, and rapidfuzz over the phrasings. tests/e2e/matrix/compare.py measures
it beside sayswho.

It answers `!ask QUESTION` with the quote of the nearest phrasing.
"""

import json
from pathlib import Path

from maubot import MessageEvent, Plugin
from maubot.handlers import command
from mautrix.util.config import BaseProxyConfig, ConfigUpdateHelper
from rapidfuzz import fuzz, process, utils

# Below this, rapidfuzz's users say that there is no answer.
CUTOFF = 60


class Config(BaseProxyConfig):
    def do_update(self, helper: ConfigUpdateHelper) -> None:
        helper.copy("library")


class Lookup(Plugin):
    @classmethod
    def get_config_class(cls) -> type[Config]:
        return Config

    async def start(self) -> None:
        self.config.load_and_update()
        self.entries = json.loads(Path(self.config["library"]).read_text(encoding="utf-8"))
        self.questions = [utils.default_process(entry["question"]) for entry in self.entries]

    @command.new("ask")
    @command.argument("question", pass_raw=True)
    async def ask(self, event: MessageEvent, question: str) -> None:
        found = process.extractOne(
            question, self.questions, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=CUTOFF
        )
        if found is None:
            await event.reply("The texts do not say.")
            return
        entry = self.entries[found[2]]
        await event.reply(f"**Understood as** {entry['shown']}\n\n> {entry['quote']}\n\n{entry['speaker']}")
