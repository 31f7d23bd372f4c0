"""What goes wrong while a template is at work, told at the line of the template.

A template is a text that a person wrote, so what it asks for in vain is a fault in it. What fails
inside this program, which the template only began, is a bug and stays one.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from functools import wraps
from pathlib import Path, PurePosixPath
from typing import Any

from exhibit.diagnostics import NOTHING, ContentError, Notice, Place, Source, say, suggest
from exhibit.site import PICTURES

# What a template can raise: by a sum, by what is not there, by what is of another kind
SLIPS = (ArithmeticError, AttributeError, LookupError, NameError, TypeError, ValueError)
TOO_DEEP = (RecursionError, SyntaxError, MemoryError)  # of Jinja, and of the Python that it writes
_INTERNAL = re.compile(r"'exhibit\.(?:\w+\.)*(\w+) object'")  # what this program calls a value
_PROGRAM = Path(__file__).parent.parent
_BETWEEN = (
    "bounded.py",
    "template_budget.py",
    "template_faults.py",
    "templates.py",
)  # stand around a template
_ALIKE = 0.9  # names that differ in a letter; the name of a deleted file is like none
_LONGEST = 60  # letters of a value that are shown


class SlipError(Exception):
    """What a template asks of this program in vain; where is known to whoever runs the template."""

    def __init__(self, message: Notice, hint: Notice = NOTHING) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint


def guard_filter(name: str, write: Callable[..., str]) -> Callable[..., str]:
    """A filter of this program, which tells the template of a value that it cannot write."""

    @wraps(write)
    def guarded(*values: Any, **options: Any) -> str:
        if values[:1] == (None,):  # which CLDR takes for today
            raise _unwritable(name, values)
        try:
            return write(*values, **options)
        except (AssertionError, *SLIPS) as error:
            raise _unwritable(name, values) from error

    return guarded


def _unwritable(name: str, values: Sequence[object]) -> SlipError:
    shown = repr(values[0])[:_LONGEST] if values else ""
    message = say("“{name}” cannot write this value: {value}", name=name, value=shown)
    hint = say("Look at what stands before |{name}, and in the brackets.", name=name)
    return SlipError(message, hint)


def find_asset(paths: Mapping[str, str], name: str) -> str:
    """What pages call a file of the folder static."""
    if name in paths:
        return paths[name]
    hint = suggest(str(name), [path for path in paths if not path.startswith(f"{PICTURES}/")])
    raise SlipError(say("There is no file “{path}”.", path=f"static/{name}"), hint)


def locate(error: BaseException, sources: Mapping[str, Source], name: str) -> Place:
    """The line of the template that was at work when an error came up; name began it all."""
    files = {str(source.file): source for source in sources.values()}
    frames = reversed(traceback.extract_tb(error.__traceback__))
    known = (
        files[frame.filename].place(frame.lineno or 0)
        for frame in frames
        if frame.filename in files
    )
    return next(known, sources[name].place() if name in sources else _template_place(name))


def _template_place(name: str) -> Place:
    return Place(PurePosixPath("templates", name))


def is_bug(error: BaseException) -> bool:
    """Whether it came up in this program itself, and not in a template or in what that called."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    file = Path(last.filename)
    return file.is_relative_to(_PROGRAM) and file.name not in _BETWEEN


def describe_slip(error: BaseException, place: Place) -> ContentError:
    """The fault of a template that asked for what there is not."""
    if isinstance(error, SlipError):
        return ContentError(place, error.message, error.hint)
    if isinstance(error, ZeroDivisionError):
        hint = say("Ask before whether it is nought: {{% if … %}}")
        return ContentError(place, say("Here something is divided by nought."), hint)
    if isinstance(error, KeyError):
        message = say("There is no entry “{name}” here.", name=str(error).strip("'\""))
        return ContentError(place, message)
    return unusable(place, str(error) or type(error).__name__)


def unusable(place: Place, reason: str) -> ContentError:
    plain = _INTERNAL.sub(r"'\1'", reason.rstrip("."))
    return ContentError(place, say("The template cannot be used: {reason}.", reason=plain))


def nested(place: Place, *, at_work: bool) -> ContentError:
    message = say("The template goes too deep: something stands in itself again and again.")
    hint = say("Divide it into several files.")
    if at_work:
        hint = say("No template may include or extend itself, nor one that leads back to it.")
    return ContentError(place, message, hint)


def missing(name: str, place: Place, sources: Mapping[str, Source]) -> ContentError:
    """A template that another one names, or that a page is laid out with, is not there."""
    message = say("There is no template “{name}”.", name=name)
    hint = say("Put the file into the folder templates, or write its name as it is there.")
    if close := get_close_matches(name, sources, n=1, cutoff=_ALIKE):
        hint = say("Did you mean “{name}”?", name=close[0])
    return ContentError(place, message, hint)
