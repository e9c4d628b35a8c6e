"""A bot of a few lines on discord.py: another client library than sayswho's, to test the simulator itself.

    python tiny_bot.py http://127.0.0.1:PORT TOKEN
"""

import sys

import discord
import yarl
from discord import app_commands

BASE, TOKEN = sys.argv[1:]
discord.http.Route.BASE = BASE + "/api/v10"


class Bot(discord.Client):
    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True))
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        self.add_view(Pad())
        gateway = await self.http.request(discord.http.Route("GET", "/gateway"))
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway["url"])
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        if message.author.bot or (message.guild and self.user not in message.mentions):
            return
        await message.reply(f"read: {message.content}", allowed_mentions=discord.AllowedMentions.none())


class Pad(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Again", custom_id="again")
    async def again(self, interaction: discord.Interaction, _: discord.ui.Button) -> None:
        await interaction.response.edit_message(content="pressed")

    @discord.ui.select(custom_id="colour", options=[discord.SelectOption(label=name) for name in ("red", "blue")])
    async def colour(self, interaction: discord.Interaction, menu: discord.ui.Select) -> None:
        await interaction.response.send_message(menu.values[0], ephemeral=True)
        await interaction.followup.send("more")


bot = Bot()


@bot.tree.command(description="Says it again")
async def echo(interaction: discord.Interaction, words: str) -> None:
    locale = interaction.locale.value
    await interaction.response.send_message(
        f"{words} ({locale})", view=Pad(), allowed_mentions=discord.AllowedMentions.none()
    )


@echo.autocomplete("words")
async def words(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=typed * 2, value=typed * 2)]


@bot.tree.command(description="Thinks first")
async def slow(interaction: discord.Interaction) -> None:
    await interaction.response.defer(ephemeral=True)
    await interaction.edit_original_response(content="thought")


@bot.tree.context_menu(name="Count the letters")
async def count(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(str(len(message.content)), ephemeral=True)


@bot.tree.command(description="Too long")
async def long(interaction: discord.Interaction) -> None:
    try:
        await interaction.response.send_message("x" * 2001)
    except discord.HTTPException as error:
        await interaction.response.send_message(f"refused: {error.code}")


bot.run(TOKEN)
