"""What a client makes of `body` and `formatted_body`, and what the specification allows there; independent of the bot's code.

https://spec.matrix.org/v1.18/client-server-api/#mroommessage-msgtypes
"""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

TAGS = set(
    "del h1 h2 h3 h4 h5 h6 blockquote p a ul ol sup sub li b i u strong em s code hr br div table thead tbody tr th td "
    "caption pre span img details summary".split()
)
ATTRIBUTES = {
    "span": {"data-mx-bg-color", "data-mx-color", "data-mx-spoiler", "data-mx-maths"},
    "a": {"target", "href"},
    "img": {"width", "height", "alt", "title", "src"},
    "ol": {"start"},
    "code": {"class"},
    "div": {"data-mx-maths"},
}
SCHEMES = ("https://", "http://", "ftp://", "mailto:", "magnet:")
#: Clients cut what is nested deeper.
DEPTH = 100
VOID = {"br", "hr", "img"}

SOURCES = Path(__file__).resolve().parents[3] / "knowledge/sources"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(SOURCES.glob("*.txt"))]
#: Gives text its direction; shows nothing.
ISOLATES = dict.fromkeys(map(ord, "\u2068\u2069"))
#: What stands around a quote within its paragraph, where there is no markup.
MARKS = dict.fromkeys(map(ord, "▸◂"))
CUT = "[…]"
BAR = "│ "


class Shown(HTMLParser):
    """The text of `formatted_body`, and that of its block quotes. Fails at what a client would leave out."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.quotes: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == [], f"not closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, f"<{tag}>"
        for name, value in attrs:
            assert name in ATTRIBUTES.get(tag, ()), f"<{tag} {name}>"
            assert name != "href" or (value or "").startswith(SCHEMES), value
            assert name != "class" or (value or "").startswith("language-"), value
        if tag not in VOID:
            self.open.append(tag)
            assert len(self.open) <= DEPTH
        if tag == "blockquote":
            self.quotes.append("")
        if tag not in {"b", "strong", "em", "a", "code", "del"}:
            self.text += "\n"

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"</{tag}>"
        self.text += "\n" if tag in {"p", "blockquote", "pre", "summary", "details"} else ""

    def handle_data(self, data: str) -> None:
        self.text += data
        if "blockquote" in self.open:
            self.quotes[-1] += data


def words(text: str) -> Counter[str]:
    return Counter(text.translate(ISOLATES).split())


def checked(content: dict) -> Shown:
    """What a message shows; it keeps to the specification, and its plain text has every word of the formatted one."""
    assert content["format"] == "org.matrix.custom.html"
    shown = Shown(content["formatted_body"])
    missing = words(shown.text) - words(content["body"].translate(MARKS))
    assert not missing, f"not in the body: {missing}\n{content['body']}"
    return shown


def proved(content: dict) -> list[str]:
    """The block quotes, each of which is bytes of a source (between the marks of a cut) and stands in the body too."""
    quotes = [quote.translate(ISOLATES) for quote in checked(content).quotes]
    for quote in quotes:
        for part in quote.split(CUT):
            assert any(part.strip() in text for text in TEXTS), f"not in the texts: {part!r}"
            assert part.strip() in content["body"].translate(MARKS), f"not in the body: {part!r}"
    return quotes
