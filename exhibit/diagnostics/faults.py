"""What is wrong with the content, where, and how to put it right.

Editors mend an exhibit in passes, so a build names every fault it can find: a
function that looks at one thing raises ContentError at that thing's first
fault, `each` runs it over many things and raises once, after the last.

Anything else that is raised is a bug in this program and keeps its traceback.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Notice:
    """A sentence for people, in English, with its values apart so that it can be translated."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values)


def say(template: str, /, **values: object) -> Notice:
    """Mark a sentence for translation; `{name}` in it stands for a value."""
    return Notice(template, values)


NOTHING = say("")


@dataclass(frozen=True)
class Place:
    """A spot in a file that a person wrote."""

    file: PurePosixPath  # from the root of the exhibit, such as content/index.md
    line: int = 0  # from 1; 0 for the file as a whole
    column: int = 0  # from 1; 0 for the line as a whole
    excerpt: str = ""  # the line itself


@dataclass(eq=False)  # an exception is itself, and must stay hashable
class ContentError(Exception):
    """A fault in the content: what is wrong, and in the hint what to do about it.

    The place is printed before both, so neither of them repeats it.
    """

    place: Place
    message: Notice
    hint: Notice = NOTHING

    def __str__(self) -> str:
        return f"{self.place.file}:{self.place.line}: {self.message}"


def each(function: Callable[[_Item], _Result], items: Iterable[_Item]) -> tuple[_Result, ...]:
    """Apply function to every item, then raise all that went wrong as one group."""
    results: list[_Result] = []
    errors: list[ContentError] = []
    for item in items:
        try:
            results.append(function(item))
        except* ContentError as group:
            errors.extend(faults(group))
    tell(errors)
    return tuple(results)


def tell(errors: Sequence[ContentError]) -> None:
    """Raise what was found as one group; nothing if all is well."""
    if errors:
        raise ExceptionGroup("the content has faults", errors)


def faults(group: BaseExceptionGroup[ContentError]) -> Iterable[ContentError]:
    """The errors of a group, however deeply they are nested."""
    for error in group.exceptions:
        if isinstance(error, BaseExceptionGroup):
            yield from faults(error)
        else:
            yield error
