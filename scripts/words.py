#!/usr/bin/env python3
"""Makes data/words/en.txt from SCOWL (Debian package `scowl`): general English words that spelling must leave alone.

Usage: scripts/words.py /usr/share/dict/scowl > data/words/en.txt

Levels up to 50 (a large desk dictionary's common half), English, American and British, names included; folded to lower
case ASCII, four letters and more, sorted by bytes: src/matching/spelling.rs searches it by halves.
"""
import pathlib
import re
import sys
import unicodedata

words = set()
for file in pathlib.Path(sys.argv[1]).iterdir():
    kind, level = file.name.rsplit(".", 1)
    if int(level) <= 50 and re.match(r"(english|american|british)-(words|upper|proper-names)$", kind):
        for word in file.read_text(encoding="iso-8859-1").splitlines():
            word = unicodedata.normalize("NFKD", word).lower()
            word = "".join(c for c in word if not unicodedata.combining(c))
            if re.fullmatch(r"[a-z]{4,}", word):
                words.add(word)
print("\n".join(sorted(words)))
