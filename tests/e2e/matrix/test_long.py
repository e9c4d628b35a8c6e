"""An answer that is longer than an event may be."""

from __future__ import annotations

import markup
import pytest
from conftest import Bot
from markup import CUT, checked
from test_rooms import NEXT

SENTENCES = [f"Sentence {number} tells how the pond was dug and who carried the stones." for number in range(1, 1101)]
TEXT = " ".join(SENTENCES)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """A library with one quote of 70 kB."""
    folder = tmp_path_factory.mktemp("library")
    files = {
        "library.toml": 'name = "Pond"\nlanguage = "en"\n',
        "people.toml": '[[person]]\nid = "ada"\nname = "Ada Green"\n',
        "sources/pond.txt": TEXT + "\n",
        "sources/pond.toml": 'speaker = "ada"\n',
        "topics/pond.toml": (
            '[name]\nen = "The pond"\n'
            f'[[quote]]\nsource = "pond"\nexact = "{TEXT}"\n'
        ),
        "entries/pond.toml": (
            f'source = "pond"\n[[entry]]\nid = "pond"\ntopics = ["pond"]\nquotes = ["{TEXT}"]\n'
            '[entry.questions]\nen = ["How was the pond dug?"]\n'
        ),
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_a_long_answer_comes_in_pages_that_end_with_sentences(homeserver, library, tmp_path, reader, encrypted, monkeypatch):
    assert len(TEXT) > 70_000
    monkeypatch.setattr(markup, "TEXTS", [TEXT])
    bot = Bot(homeserver, f"long-{'encrypted' if encrypted else 'plain'}", tmp_path / "bot", library=library)
    try:
        bot.login()
        bot.start()
        room = reader.room(bot.user, encrypted=encrypted).has_bot()
        answer = room.ask("!stance pond")
        pages = [answer.content]
        count = int(answer.body.rpartition("Page 1 of ")[2].partition(":")[0])
        assert count >= 4
        pages += [room.turn(answer, NEXT) for _ in range(count - 1)]
        quotes = [quote for page in pages for quote in checked(page).quotes]
        assert len(quotes) == count, "no page without a part of it"
        # Each page says that it goes on, and the next that something was before.
        assert all(quote.endswith(f" {CUT}") for quote in quotes[:-1]) and all(quote.startswith(f"{CUT} ") for quote in quotes[1:])
        parts = [quote.replace(CUT, "").strip() for quote in quotes]
        assert " ".join(parts) == TEXT
        assert all(part.endswith(".") for part in parts)
        room.settled()
    finally:
        bot.end()
