"""What the program says to people, in German or English.

Its sentences stand in English in the code, marked with `say`; messages/de.po holds
the German. A fault is shown with its place, the line itself and a caret.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from exhibit.diagnostics import CONTROL, UNSEEN, ContentError, Notice

Speak = Callable[[Notice], str]

_MESSAGES = Path(__file__).parent / "messages"
_QUOTED = r'((?:".*"\n)+)'
_ENTRY = re.compile(rf"(?m)^msgid {_QUOTED}msgstr {_QUOTED}")


def speaker(language: str) -> Speak:
    """What turns a sentence of this program into the language of its user."""
    if language == "en":
        return str
    sentences = read_sentences((_MESSAGES / f"{language}.po").read_text(encoding="utf-8"))

    def speak(notice: Notice) -> str:
        values = {
            name: speak(value) if isinstance(value, Notice) else value
            for name, value in notice.values.items()
        }
        return (sentences.get(notice.template) or notice.template).format(**values)

    return speak


def read_sentences(catalogue: str) -> Mapping[str, str]:
    """The translations in a catalogue of our own; every command reads it, and waits for it.

    It is well-formed and has neither contexts nor obsolete entries: a test reads it with gettext.
    """
    entries = [(_unquote(text), _unquote(spoken)) for text, spoken in _ENTRY.findall(catalogue)]
    return {text: spoken for text, spoken in entries if text}


def _unquote(lines: str) -> str:
    return "".join(json.loads(line) for line in lines.splitlines())  # it has the same escapes


def report(errors: Iterable[ContentError], speak: Speak) -> tuple[str, int]:
    """All faults, each once, file by file and from top to bottom; and how many they are."""
    ordered = sorted(
        errors, key=lambda error: (error.place.file, error.place.line, error.place.column)
    )
    texts = dict.fromkeys(_show(error, speak) for error in ordered)
    return "\n".join(texts), len(texts)


def _show(error: ContentError, speak: Speak) -> str:
    place = error.place
    spot = ":".join(str(part) for part in (place.file, place.line, place.column) if part)
    lines = [f"{spot}: {speak(error.message)}"]
    if place.excerpt.strip():
        for line in place.excerpt.split("\n"):
            lines += _show_excerpt(line, place.column)
    if hint := speak(error.hint):
        lines.append(f"    → {hint}")
    return "\n".join(lines) + "\n"


def _show_excerpt(line: str, column: int, width: int = 88) -> list[str]:
    """The line and a caret below its column; of a long line the part around it."""
    text = line.rstrip()
    start = max(0, min(column - width // 2, len(text) - width)) if len(text) > width else 0
    shown = UNSEEN.sub("�", CONTROL.sub("�", text[start : start + width].expandtabs(1)))
    before, after = "…" if start else "", "…" if start + width < len(text) else ""
    caret = " " * (len(before) + column - 1 - start) + "^" if column else ""
    return [f"    {before}{shown}{after}", *([f"    {caret}"] if caret else [])]
