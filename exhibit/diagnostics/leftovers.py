"""Marks that other programs leave in a file for somebody to decide, and nobody has.

Version control sets both versions of a passage between marks where two people have changed it;
gettext's own tools do so within a translation; word processors write their comments beside the
text, and some editors their suggestions into it. Each is a fault: only a person knows what holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exhibit.diagnostics.faults import ContentError, Notice, say
from exhibit.diagnostics.source import Source

# git, Mercurial, Subversion, jj; Perforce has four of them with a word
_CONFLICT = re.compile(
    r"^(?=[<>|=%+@])(?:"
    r"(?:<{7,}|>{7,}|\|{7,})(?:[ \t].*)?$"
    r"|(?:<{4}|>{4}|={4}) (?:ORIGINAL|THEIRS|YOURS|BOTH)\b"
    r"|(?:%{7}|\+{7}) (?:Changes|Contents)\b"
    r"|@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@)",
    re.MULTILINE,
)
_BEGINNINGS = ("<<<<", ">>>>", "|||||||", "====", "%%%%%%%", "+++++++", "@@ -")
_MIDDLE = re.compile(r"(?m)^={7,}$")
_JOINED = re.compile(r"#-#-#-#-#.*")  # of msgcat, within a translation
_SUGGESTED = re.compile(r"\{(?:\+\+|--|~~|>>|==)|(?:\+\+|--|~~|<<|==)\}")
_COMMENTED = re.compile(
    r"(?:Kommenta|Kommentier|Gelösch|Formatier|Commen(?:te)?|Delete|Formatte)[rtd]"
    r" \[[A-ZÄÖÜ]{1,4}\d+(?:R\d+)?\]:"
)
_TEXTS = frozenset({".md", ".toml", ".csv", ".po", ".txt"})  # {-- is a value in a style sheet


def find_leftovers(source: Source) -> Iterator[ContentError]:
    text = source.text
    if any(mark in text for mark in _BEGINNINGS) and (conflicts := _find_conflicts(text)):
        yield _conflict(source, conflicts)
    is_text = source.file.suffix in _TEXTS
    for pattern, message, sign in (
        (_JOINED, _SEVERAL, "#-#"),
        (_SUGGESTED, _SUGGESTION, "{" if is_text else ""),
        (_COMMENTED, _COMMENT, "]:" if is_text else ""),
    ):
        found = pattern.search(text) if sign and sign in text else None
        if found:
            yield source.fault_at(found.start(), *message)


def _find_conflicts(text: str) -> Sequence[int]:
    """Where the marks of conflicts begin; a line of = means something only between others."""
    sure = [found.start() for found in _CONFLICT.finditer(text)]
    middle = (found.start() for found in _MIDDLE.finditer(text))
    return sorted(sure + [start for start in middle if sure and sure[0] < start < sure[-1]])


def _conflict(source: Source, starts: Sequence[int]) -> ContentError:
    """One fault for all marks of a file."""
    lines = ", ".join(str(source.text.count("\n", 0, start) + 1) for start in starts)
    message = say("Two versions of the text stand one below the other, with marks between them.")
    hint = say(
        "Make of both the one that holds; then take out the lines with marks: {lines}.", lines=lines
    )
    return source.fault_at(starts[0], message, hint)


_SEVERAL: tuple[Notice, Notice] = (
    say("Here several translations stand in one, as a tool has joined them."),
    say("Keep the one that holds; then delete the lines of marks."),
)
_SUGGESTION: tuple[Notice, Notice] = (
    say("Here stands a suggestion that nobody has accepted or rejected yet."),
    say("Write the text as it shall read, without the braces and their signs."),
)
_COMMENT: tuple[Notice, Notice] = (
    say("Here stands a comment of a word processor that came along with the text."),
    say("Take what it says into the text, or leave it out: visitors would read it."),
)
