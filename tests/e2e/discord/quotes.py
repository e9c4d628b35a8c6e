"""Reads quotes out of an embed's Markdown again, and looks them up in the texts, independently of the bot's code."""

from __future__ import annotations

import re
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[3] / "knowledge/sources"
TEXTS = {path.stem: path.read_bytes() for path in sorted(SOURCES.glob("*.txt"))}
#: What the bot puts around text that runs the other way: it shows nothing, and belongs to no quote.
ISOLATES = re.compile("[\u2068\u2069]")
CUT = "[…]"


def plain(markdown: str) -> str:
    """What a reader sees of one line: no bold, no backslashes."""
    bare = re.sub(r"(?<!\\)((?:\\\\)*)\*\*", r"\1", ISOLATES.sub("", markdown))
    return re.sub(r"\\(.)", r"\1", bare)


def quoted(description: str) -> list[str]:
    """The block quotes of a description, as a reader sees them."""
    quotes: list[list[str]] = []
    before = False
    for line in description.split("\n"):
        if line.startswith("> "):
            if not before:
                quotes.append([])
            quotes[-1].append(plain(line[2:]))
        before = line.startswith("> ")
    return ["\n".join(lines) for lines in quotes]


def proved(description: str) -> list[str]:
    """The block quotes, each of which must be bytes of a source (between the marks of a cut)."""
    found = quoted(description)
    for quote in found:
        for part in quote.split(CUT):
            bytes_of = part.strip().encode()
            assert any(bytes_of in text for text in TEXTS.values()), f"not in the texts: {part!r}"
    return found
