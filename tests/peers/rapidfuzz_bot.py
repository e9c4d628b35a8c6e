"""The usual way to make such a bot: discord.py, and rapidfuzz over the phrasings. The load test measures it beside sayswho.

    rapidfuzz_bot.py API GATEWAY TOKEN LIBRARY.json

LIBRARY.json: a list of {"question", "shown", "quote", "speaker"}. It answers /ask with the quote of the nearest phrasing.
"""

import json
import sys

import discord
import discord.gateway
import yarl
from discord import app_commands
from rapidfuzz import fuzz, process, utils

# Below this, rapidfuzz's users say that there is no answer.
CUTOFF = 60

api, gateway, token, library = sys.argv[1:]
discord.http.Route.BASE = f"{api}/api/v10"
discord.http.INTERNAL_API_VERSION = 10
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
# Answers to interactions go by a second base of discord.py's.
discord.webhook.async_.Route.BASE = f"{api}/api/v10"

with open(library, encoding="utf-8") as file:
    entries = json.load(file)
questions = [utils.default_process(entry["question"]) for entry in entries]

client = discord.Client(intents=discord.Intents(guild_messages=True, dm_messages=True))
tree = app_commands.CommandTree(client)


@tree.command(description="Ask what the texts say")
async def ask(interaction: discord.Interaction, question: str):
    found = process.extractOne(utils.default_process(question), questions, scorer=fuzz.WRatio, score_cutoff=CUTOFF)
    if found is None:
        embed = discord.Embed(description="The texts do not say.")
    else:
        entry = entries[found[2]]
        embed = discord.Embed(description=f"**Understood as** {entry['shown']}\n\n> {entry['quote']}\n{entry['speaker']}")
    embed.set_footer(text=f"› {question}")
    await interaction.response.send_message(embed=embed, allowed_mentions=discord.AllowedMentions.none())


async def setup():
    await tree.sync()


client.setup_hook = setup
client.run(token, log_level=30)
