"""Runs of words as hashes, so that a text can be compared with one that may not be kept here.

`python -m tests.shingles ARTICLE > tests/data/article-shingles.txt` hashes every run of words of
the article that the exhibit is about. The article itself is not ours to copy: from the hashes
nobody can read it, and yet a sentence of it that slipped into a page is found.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

SIZE = 8  # words; so many in a row are no accident
KEPT = 8  # bytes of each hash
WORD = re.compile(r"[^\W_]+")  # letters and digits, whatever stands between them


def runs(text: str) -> Iterator[str]:
    """Every run of words of a text, in small letters."""
    words = WORD.findall(text.lower())
    return (" ".join(words[at : at + SIZE]) for at in range(len(words) - SIZE + 1))


def digest(run: str) -> str:
    return sha256(run.encode()).digest()[:KEPT].hex()


if __name__ == "__main__":
    article = Path(sys.argv[1]).read_text(encoding="utf-8")
    print("\n".join(sorted({digest(run) for run in runs(article)})))
