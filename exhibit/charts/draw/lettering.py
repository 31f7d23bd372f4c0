"""How wide a text is in the font of the charts, so that labels wrap, fit and keep apart."""

from __future__ import annotations

from exhibit.charts.draw.typeface import measure

SIZE = 14  # px; on a phone of 320 px a narrow chart shrinks to 88 %, which leaves 12.3
LINE = 18  # px from one line of text to the next
_BALANCE = 8  # px, the steps in which lines are made equal


def width(text: str, bold: bool = False) -> float:
    """In px, of the longest line."""
    return max(measure(line, SIZE, 600 if bold else 400).width for line in text.split("\n"))


def widest(texts: list[str], bold: bool = False) -> float:
    return max((width(text, bold) for text in texts), default=0)


def wrap(text: str, room: float, bold: bool = False) -> str:
    """The text in lines that fit, as few and as equal as can be; a word stays whole."""
    lines = _fill(text, room, bold)
    for narrower in range(int(room), 0, -_BALANCE):
        equal = _fill(text, narrower, bold)
        if len(equal) > len(lines) or widest(equal, bold) > narrower:
            break
        lines = equal
    return "\n".join(lines)


def _fill(text: str, room: float, bold: bool) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        if lines and width(f"{lines[-1]} {word}", bold) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def count_lines(text: str) -> int:
    return text.count("\n") + 1
