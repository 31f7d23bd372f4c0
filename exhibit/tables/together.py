"""Many cells with one fault are told as one: the first at its place, the others by their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exhibit.diagnostics import ContentError, Notice, say

_SHOWN = 3  # cells that are named; the others are counted
_MAX_WORDS = 40  # that are rewritten in one hint
_MAX_LETTERS = 30  # of a cell that is quoted beside its name
_PROPOSED = ("whole", "number", "day", "other", "code")  # values that differ from cell to cell


@dataclass(frozen=True)
class Told:
    """A fault of a cell, with the name and the text of this cell."""

    cell: str
    text: str
    fault: ContentError

    @property
    def label(self) -> str:
        short = len(self.text) <= _MAX_LETTERS
        return f"{self.cell} ({self.text})" if self.text and short else self.cell

    @property
    def kind(self) -> object:
        """The same for all faults that one sentence tells."""
        fixed = ((key, str(value)) for key, value in self.fault.hint.values.items())
        same = tuple(pair for pair in fixed if pair[0] not in (*_PROPOSED, "name", "cell"))
        return self.fault.message.template, self.fault.hint.template, same

    @property
    def proposal(self) -> str:
        values = self.fault.hint.values
        return " / ".join(str(values[key]) for key in _PROPOSED if key in values)


def list_cells(labels: Sequence[str], shown: int = _SHOWN) -> Notice:
    """The first of some cells, and how many more there are."""
    if len(labels) <= shown + 1:  # one more is named as soon as counted
        return say("{cells}", cells=", ".join(labels))
    more = len(labels) - shown
    return say("{cells} and {count} more", cells=", ".join(labels[:shown]), count=more)


def join_faults(found: Iterable[Told]) -> list[ContentError]:
    """Those that say the same become one each."""
    kinds: dict[object, list[Told]] = {}
    for told in found:
        kinds.setdefault(told.kind, []).append(told)
    return [_join(kind) for kind in kinds.values()]


def _join(kind: Sequence[Told]) -> ContentError:
    first, *others = kind
    if not others:
        return first.fault
    cells = list_cells([told.label for told in others], _SHOWN - 1)
    message = say("{message} The same: {cells}.", message=first.fault.message, cells=cells)
    return ContentError(first.fault.place, message, _join_hints(first, others))


def _join_hints(first: Told, others: Sequence[Told]) -> Notice:
    """The way out of the first cell and in short that of others: of every word, of some figures."""
    hint = first.fault.hint
    if "code" in hint.values:
        words = {told.text: told.proposal for told in others if told.text != first.text}
        ways = [f"{word} → {code}" for word, code in words.items()][:_MAX_WORDS]
    else:
        ways = [f"{told.cell}: {told.proposal}" for told in others[: _SHOWN - 1] if told.proposal]
    return say("{hint} ({ways})", hint=hint, ways=", ".join(ways)) if ways else hint
