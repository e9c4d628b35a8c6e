"""Slash commands, completion, and the right-click menu of messages."""

import simcord
import pytest
from quotes import proved

TROOPS = "will baku send soldiers to gaza?"
TROOPS_QUOTE = (
    "He noted that Azerbaijan does not plan to participate in a military or peacekeeping mission in Gaza at the "
    "present stage."
)
TROOPS_ID = "news-az:p16.1-21"
REAL = "We have no intention of risking the lives and health of Azerbaijanis for the sake of others."
ALTERED = "We have every intention of risking the lives and health of Azerbaijanis for the sake of others."
NAMES = {"stance", "ask", "quote", "verify", "context", "cite", "topics", "sources", "help", "settings"}
MENUS = {"Check this quote", "Find a quote on this"}
ANSWER_BUTTONS = ["Context", "Cite", "Why this?", "Not what I asked"]


def test_the_commands_are_registered_for_servers_users_and_direct_messages(world):
    commands = world.commands()
    assert set(commands) == NAMES | MENUS
    for name, command in commands.items():
        if name == "settings":
            assert (command["integration_types"], command["contexts"]) == ([0], [0])
            assert int(command["default_member_permissions"]) == 1 << 5
            continue
        assert (sorted(command["integration_types"]), sorted(command["contexts"])) == ([0, 1], [0, 1, 2]), name
        assert set(command["name_localizations"]) == {"tr", "ru"}, name
        if command["type"] == 1:
            assert set(command["description_localizations"]) == {"tr", "ru"}, name
            assert "private" in [option["name"] for option in command["options"]], name


def test_ask_shows_the_quote_its_speaker_and_its_place(world):
    answer = world.slash("ask", question=TROOPS)
    assert (answer.callback, answer.private) == (4, False)
    assert proved(answer.embed["description"]) == [TROOPS_QUOTE]
    assert "Understood as" in answer.text and "Will Azerbaijan send troops to Gaza?" in answer.text
    assert "Matin Mammadli" in answer.text and "News.Az" in answer.text and "reported speech" in answer.text
    assert f"`{TROOPS_ID}`" in answer.text
    assert answer.embed["footer"]["text"] == f"› {TROOPS}"
    assert list(answer.buttons) == ANSWER_BUTTONS
    assert answer.took < 1.0


def test_a_private_answer_is_seen_by_the_asker_only(world):
    answer = world.slash("ask", question=TROOPS, private=True)
    assert answer.private and proved(answer.embed["description"]) == [TROOPS_QUOTE]
    assert list(answer.buttons) == [*ANSWER_BUTTONS, "Show to everyone"]
    message = world._handle(answer)._message
    assert message.visible_to(world.reader.id) and not message.visible_to(world.owner.id)


def test_what_the_texts_do_not_say_gets_no_quote(world):
    answer = world.slash("ask", question="What is the capital of France?")
    assert proved(answer.embed["description"]) == []
    assert "The texts do not speak about this." in answer.text
    (menu,) = answer.menus
    assert {"Palestine", "Gaza"} <= {line["label"] for line in menu["options"]}


def test_stance_by_completion_turns_its_pages(world):
    choices = world.complete("stance", "topic", "pal")
    assert choices[0] == {"name": "Palestine", "value": "palestine"}
    first = world.slash("stance", topic="palestine")
    assert first.embed["title"] == "Palestine"
    shown = proved(first.embed["description"])
    assert len(shown) > 1
    page, seen = first, list(shown)
    while following := [label for label in page.buttons if label.startswith("Next")]:
        page = world.press(page, following[0])
        assert (page.callback, page.message["id"]) == (7, first.message["id"])
        shown = proved(page.embed["description"])
        assert page.embed["description"] and not set(shown) & set(seen)
        seen += shown
    assert len(seen) == 10
    back = world.press(page, "Previous")
    assert back.callback == 7 and page.message["id"] == back.message["id"]


def test_stance_takes_what_is_not_on_the_list(world):
    answer = world.slash("stance", topic="palestin")
    assert answer.embed["title"] == "Palestine" and proved(answer.embed["description"])


def test_completion_of_speakers_sources_and_ids(world):
    assert [choice["value"] for choice in world.complete("verify", "speaker", "ali", text="x")] == ["ilham-aliyev"]
    assert [choice["value"] for choice in world.complete("quote", "source", "", words="x")] == ["news-az"]
    ids = [choice["value"] for choice in world.complete("context", "id", "news-az:p16")]
    assert ids and all(id.startswith("news-az:p16") for id in ids)
    # Nothing that fits is an empty list, not a failure.
    assert world.complete("stance", "topic", "zzzz") == []


def test_quote_finds_passages(world):
    found = world.slash("quote", words="arab league")
    assert proved(found.embed["description"])[0] == (
        "There is the Arab League, whose position is quite clear, and we follow it."
    )


def test_quote_keeps_to_a_speaker(world):
    of_one = world.slash("quote", words="arab states", speaker="matin-mammadli")
    assert proved(of_one.embed["description"]) and "Ilham Aliyev" not in of_one.text


@pytest.mark.parametrize(
    ("claim", "speaker", "says"),
    [
        (REAL, None, "These words stand in the texts."),
        (ALTERED, None, "The texts do not say it like this."),
        (f"Mammadli: “{REAL}”", None, "Ilham Aliyev"),
        (REAL, "matin-mammadli", "Ilham Aliyev"),
    ],
)
def test_verify(world, claim, speaker, says):
    options = {"text": claim} | ({"speaker": speaker} if speaker else {})
    answer = world.slash("verify", **options)
    assert says in answer.text
    assert proved(answer.embed["description"]) == [REAL]


def test_verify_of_what_nobody_said_shows_no_quote_as_if_it_were_that(world):
    answer = world.slash("verify", text="The moon is made of green cheese and belongs to Denmark.")
    assert proved(answer.embed["description"]) == []


def test_verified_and_altered_do_not_look_alike(world):
    colours = {claim: world.slash("verify", text=claim).embed["color"] for claim in (REAL, ALTERED)}
    assert colours[REAL] != colours[ALTERED]


def test_context_and_cite(world):
    context = world.slash("context", id=TROOPS_ID)
    assert f"**{TROOPS_QUOTE}**" in context.embed["description"]
    assert "This reflects a careful assessment of risks" in context.text
    cited = world.slash("cite", id=TROOPS_ID)
    assert "News.Az" in cited.text
    unknown = world.slash("context", id="nowhere:p1.1-2")
    assert unknown.private and "nowhere:p1.1-2" in unknown.text.replace("\\", "")


def test_topics_sources_and_help(world):
    topics = world.slash("topics")
    lines = [line for menu in topics.menus for line in menu["options"]]
    assert len(lines) == 21 and "t:palestine" in [line["value"] for line in lines]
    picked = world.pick(topics, ["t:gaza"])
    assert (picked.callback, picked.message["id"]) == (7, topics.message["id"])
    assert picked.embed["title"] == "Gaza" and proved(picked.embed["description"])
    assert "News.Az" in world.slash("sources").text
    help = world.slash("help")
    assert all(f"/{name}" in help.text for name in NAMES - {"settings"})


def test_replies_are_in_the_readers_language_and_quotes_in_their_own(world):
    for locale, says in (("tr", "Matin Məmmədli"), ("ru", "Матин Маммадли"), ("de", "Matin Mammadli")):
        world.overrides = {"locale": locale}
        world.channel = world.do(lambda: world.guild.create_text_channel(f"in-{locale}"))
        answer = world.slash("ask", question=TROOPS)
        assert proved(answer.embed["description"]) == [TROOPS_QUOTE]
        if locale != "de":
            assert list(answer.buttons) != ANSWER_BUTTONS, locale
        else:
            assert list(answer.buttons) == ANSWER_BUTTONS


def test_nothing_that_a_user_types_is_taken_for_markup_or_a_mention(world):
    trap = "**Gaza** @everyone <@&1> `x` [link](https://example.com) will baku send soldiers to gaza?"
    answer = world.slash("ask", question=trap)
    # Footers are plain text on Discord: the words stand there as they are, and only there.
    assert answer.embed["footer"]["text"] == f"› {trap}"
    assert "@everyone" not in answer.text and "](http" not in answer.text
    checked = world.slash("verify", text=f"{ALTERED} @everyone **bold**")
    assert "@everyone" not in checked.text.replace("\\@everyone", "")
    assert answer.message["mention_everyone"] is False


def test_the_same_question_again_becomes_a_link(world):
    first = world.slash("ask", question=TROOPS)
    again = world.slash("ask", question=TROOPS.upper(), by=world.owner)
    (link,) = again.buttons.values()
    guild, channel = world.guild.id, world.channel.id
    assert link["url"] == f"https://discord.com/channels/{guild}/{channel}/{first.message['id']}"
    assert again.private and again.message["embeds"] == []
    elsewhere = world.slash("ask", question=TROOPS, channel=world.other_channel)
    assert proved(elsewhere.embed["description"]) == [TROOPS_QUOTE]


def test_check_this_quote(world):
    real = world.menu("Check this quote", world.write(f"> {REAL}\n- Aliyev", by=world.owner))
    assert proved(real.embed["description"]) == [REAL]
    altered = world.menu("Check this quote", world.write(ALTERED, by=world.owner))
    assert "The texts do not say it like this." in altered.text
    # The message is read though the bot may not read messages in general.
    created = [event["d"] for event in world.gateway.sessions[-1].sent if event["t"] == "MESSAGE_CREATE"]
    assert created and all(message["content"] == "" for message in created if not message["mentions"])


def test_find_a_quote_on_this(world):
    found = world.menu("Find a quote on this", world.write("I bet Azerbaijan sends troops to Gaza", by=world.owner))
    assert proved(found.embed["description"])
    nothing = world.menu("Check this quote", world.write("\u200b", by=world.owner))
    assert nothing.private or nothing.text


def test_settings_are_for_those_who_manage_the_server(world):
    with pytest.raises(simcord.SetupError, match="not visible to this user"):
        world.slash("settings")
    shown = world.slash("settings", by=world.owner)
    assert shown.private and "Settings of this server" in shown.text


def test_settings_change_language_privacy_channels_and_cooldown(world, bot):
    try:
        world.slash("settings", by=world.owner, language="ar", private=True)
        answer = world.slash("ask", question=TROOPS)
        assert answer.private and proved(answer.embed["description"]) == [TROOPS_QUOTE]
        assert any("\u0600" <= letter <= "\u06ff" for label in answer.buttons for letter in label)
        world.slash("settings", by=world.owner, language="auto", private=False, allow_channel=world.other_channel)
        assert world.slash("ask", question=TROOPS).private
        assert not world.slash("ask", question="what about humanitarian aid", channel=world.other_channel).private
        world.slash("settings", by=world.owner, disallow_channel=world.other_channel, cooldown=600)
        assert not world.slash("ask", question="does azerbaijan recognize palestine").private
        assert world.slash("ask", question="what is the arab league's position").private
    finally:
        world.slash("settings", by=world.owner, language="auto", private=False, cooldown=0)


def test_an_app_that_only_the_user_has_installed_works_in_a_foreign_server(world):
    reader = str(world.reader.id)
    world.overrides = {"authorizing_integration_owners": {"1": reader}, "context": 0, "app_permissions": "0"}
    answer = world.slash("ask", question=TROOPS)
    assert proved(answer.embed["description"]) == [TROOPS_QUOTE]


def test_a_group_message_between_users_has_no_guild(world):
    world.overrides = {
        "context": 2, "guild_id": ..., "guild": ..., "guild_locale": ..., "member": ...,
        "authorizing_integration_owners": {"1": str(world.reader.id)},
        "user": {"id": str(world.reader.id), "username": "reader", "discriminator": "0", "avatar": None},
        "channel": {"id": str(world.channel.id), "type": 3},
    }
    answer = world.slash("ask", question=TROOPS)
    assert proved(answer.embed["description"]) == [TROOPS_QUOTE]


def test_commands_in_a_direct_message(world):
    answer = world.slash("ask", by=world.reader.user, question=TROOPS)
    assert proved(answer.embed["description"]) == [TROOPS_QUOTE]
    assert "Show to everyone" not in answer.buttons
