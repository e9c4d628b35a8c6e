"""Buttons and menus: what stands under an answer."""

import pytest
from quotes import proved
from test_commands import REAL, TROOPS, TROOPS_ID, TROOPS_QUOTE


@pytest.fixture
def answer(world):
    return world.slash("ask", question=TROOPS)


def test_context_and_citation_are_for_whoever_presses(world, answer):
    context = world.press(answer, "Context", by=world.owner)
    assert context.private and f"**{TROOPS_QUOTE}**" in context.embed["description"]
    cited = world.press(answer, "Cite")
    assert cited.private and "News.Az" in cited.text
    assert world.see(world.channel.id, answer.message["id"]) == answer.message


def test_why_names_the_words_that_decided(world, answer):
    why = world.press(answer, "Why this?")
    assert why.private and "soldiers" in why.text and "baku" in why.text.lower()


def test_not_what_i_asked_offers_others_and_keeps_the_question(world, answer):
    said = world.press(answer, "Not what I asked")
    assert said.private and "Thank you" in said.text
    (menu,) = said.menus
    picked = world.pick(said, [menu["options"][0]["value"]])
    assert picked.private and proved(picked.embed["description"])
    assert picked.embed["description"] != answer.embed["description"]


def test_show_to_everyone_posts_it_once_for_all(world):
    private = world.slash("ask", question=TROOPS, private=True)
    shown = world.press(private, "Show to everyone")
    assert shown.callback == 7 and "Show to everyone" not in shown.buttons
    (public,) = shown.followups
    assert not public["flags"] & 64
    assert public["embeds"][0]["description"] == private.embed["description"]
    assert public["embeds"][0]["footer"]["text"] == f"› {TROOPS}"
    context = world.press(public, "Context", by=world.owner)
    assert TROOPS_QUOTE in context.embed["description"]


def test_a_silence_leads_on_to_topics(world):
    silent = world.slash("ask", question="What is the capital of France?")
    picked = world.pick(silent, ["t:palestine"])
    assert (picked.callback, picked.embed["title"]) == (7, "Palestine")


def test_a_list_that_somebody_else_asked_for_is_not_taken_from_them(world):
    silent = world.slash("ask", question="What is the capital of France?")
    picked = world.pick(silent, ["t:palestine"], by=world.owner)
    assert (picked.callback, picked.private) == (4, True)
    assert world.see(world.channel.id, silent.message["id"]) == silent.message


def test_verify_leads_on_to_context(world):
    checked = world.slash("verify", text=REAL)
    context = world.press(checked, "Context")
    assert f"**{REAL}**" in context.embed["description"]


def test_buttons_of_another_version_say_so(world, answer):
    stored = world._handle(answer)._message
    for stale in ("zz:1:2", "p:1:e:no-such-entry", "c:news-az:p999.1-2"):
        stored.components[0]["components"][0]["custom_id"] = stale
        said = world.press_id(answer, stale)
        assert said.private and said.text and proved(said.embed["description"]) == []


def test_ids_stay_within_discords_limit(world, answer):
    ids = [part["custom_id"] for row in answer.message["components"] for part in row["components"]]
    assert len(set(ids)) == len(ids) and all(len(id) <= 100 for id in ids)
    assert f"c:{TROOPS_ID}" in ids
