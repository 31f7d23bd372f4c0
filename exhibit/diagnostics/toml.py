"""TOML that people write, checked against the dataclass it is meant to be.

A class marked with `@spec` is a frozen dataclass whose fields are the keys that
an editor may set. `read` reports every wrong key of a table at once, each at its
own line and in the editor's words. The only module that knows pydantic.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, TypeVar, cast, dataclass_transform, get_args, get_type_hints

from pydantic import BeforeValidator, ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from exhibit.diagnostics.faults import NOTHING, ContentError, Notice, each, say
from exhibit.diagnostics.source import Source

Spec = TypeVar("Spec")
Key = tuple[int | str, ...]


def to_names(value: object) -> object:
    """A text stands for the list that holds it alone; JSON knows lists only."""
    return (
        (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value
    )


Names = Annotated[tuple[str, ...], BeforeValidator(to_names)]  # "one" or ["one", "two"]

KINDS: Mapping[str, Notice] = {
    "string": say("“{key}” should be text in quotation marks."),
    "int": say("“{key}” should be a whole number."),
    "float": say("“{key}” should be a number."),
    "bool": say("“{key}” should be true or false."),
    "date": say("“{key}” should be a date such as 2026-11-23, without quotation marks."),
    "tuple": say("“{key}” should be a list in square brackets."),
    "mapping": say("“{key}” should be a table of its own."),
    "dataclass": say("“{key}” should be a table of its own."),
}


HEADER = re.compile(r"\s*\[\[?[^\[\],]*\]\]?\s*(#.*)?$")  # the line that opens a table

LINE = say('A line reads: key = "text".')
TWICE = say("This is set twice."), say("Delete one of the two.")
OPEN_TEXT = (
    say("A quotation mark is never closed."),
    say('Text stands between two of them: "text".'),
)
OPEN_LIST = (
    say("A bracket is never closed, or a comma is missing."),
    say('A list reads ["one", "two"], the beginning of a table [name].'),
)
BACKSLASH = say("A backslash stands alone."), say("Write two of them for one.")
SLIPS: Sequence[tuple[str, Notice, Notice]] = (  # by how tomllib's report begins
    ("Expected '='", say("There is no = after the key."), LINE),
    ("Invalid statement", say("The line does not begin with a key."), LINE),
    (
        "Invalid value",
        say("What stands after the = cannot be read."),
        say('Text needs straight quotation marks: "text". A date looks like this: 2026-11-23.'),
    ),
    (
        "Invalid date",
        say("There is no such day."),
        say("A date is year, month, day: 2026-11-23."),
    ),
    (
        "Expected newline",
        say("The line goes on after its value."),
        say('Numbers have a decimal point, dates look like 2026-11-23, and \\" is a mark in text.'),
    ),
    ("Unterminated string", *OPEN_TEXT),
    ("Illegal character '\\n'", *OPEN_TEXT),
    ('Expected "\'"', *OPEN_TEXT),
    ("Cannot", *TWICE),
    ("Duplicate", *TWICE),
    ("Unclosed", *OPEN_LIST),
    ("Expected ']", *OPEN_LIST),
    ("Unescaped", *BACKSLASH),
    ("Invalid hex", *BACKSLASH),
)


def required(hint: Notice) -> Any:
    """A key that must be set and not be blank; hint proposes the line where it is missing."""
    return field(metadata={"hint": hint})


@dataclass_transform(frozen_default=True, field_specifiers=(field, required))
def spec(cls: type[Spec]) -> type[Spec]:
    """Make cls a frozen dataclass that accepts no keys but its fields and converts nothing."""
    frozen = dataclass(frozen=True)(cls)
    frozen.__pydantic_config__ = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)  # type: ignore[attr-defined]
    return frozen


def parse(source: Source, first: int = 1, last: int | None = None) -> dict[str, Any]:
    """The TOML in the lines from first to last of a file."""
    text = source.excerpt(first, last or len(source.lines))
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # of TOML, of endless numbers and lists
        raise toml_fault(source, first, text, str(error)) from error


def toml_fault(source: Source, first: int, text: str, report: str) -> ContentError:
    """tomllib's report, with its place taken out of the sentence and counted in the file."""
    found = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)", report)
    line = int(found[1]) if found and found[1] else len(text.split("\n"))
    column = int(found[2]) if found and found[2] else 0
    reason = report[: found.start()] if found else report
    known = (texts for start, *texts in SLIPS if reason.startswith(start))
    message, hint = next(known, (say("This cannot be read: {reason}.", reason=reason), LINE))
    return source.fault(message, hint, line=first + line - 1, column=column)


def read(
    cls: type[Spec], table: Mapping[str, Any], source: Source, first: int = 1, within: Key = ()
) -> Spec:
    """Make a cls of a table, or raise every fault of its keys.

    within is the way from the top of the file to the table, such as ("iea",).
    """
    try:
        result: Spec = adapter(cast(Any, cls)).validate_json(json.dumps(table, default=str))
    except ValidationError as errors:
        found = [key_fault(cls, detail, source, first, within) for detail in errors.errors()]
        raise ExceptionGroup("keys", found) from errors
    except RecursionError as error:
        raise toml_fault(source, first, "", str(error)) from error
    each(lambda key: check_blank(result, key, source, first, within), hints(cls))
    return result


def check_blank(result: Any, key: str, source: Source, first: int, within: Key) -> None:
    value = getattr(result, key)
    texts = value if isinstance(value, tuple) else (value,)
    if not texts or any(isinstance(text, str) and not text.strip() for text in texts):
        line = line_of((*within, key), source, first)
        raise source.fault(say("“{key}” is empty.", key=key), hints(type(result))[key], line=line)


def hints(cls: Any) -> Mapping[str, Notice]:
    """The keys that are required, with their proposals."""
    return {key.name: key.metadata["hint"] for key in fields(cls) if "hint" in key.metadata}


@cache
def adapter(cls: Any) -> TypeAdapter[Any]:
    # JSON, because pydantic's strict mode takes no mapping for a dataclass in Python values
    return TypeAdapter(cls)


def key_fault(
    cls: type, detail: ErrorDetails, source: Source, first: int, within: Key
) -> ContentError:
    key: Key = (*within, *detail["loc"])
    line = line_of(key, source, first)
    name = ".".join(part for part in detail["loc"] if isinstance(part, str))
    last = str(detail["loc"][-1]) if detail["loc"] else ""
    match detail["type"]:
        case "missing":
            hint = hints(cls).get(name, say("Add a line: {key} = …", key=last))
            return source.fault(say("“{key}” is missing.", key=name), hint, line=line)
        case "unexpected_keyword_argument" | "extra_forbidden":
            hint = suggest(last, keys_at(cls, detail["loc"][:-1]))
            return source.fault(
                say("“{key}” is not a key that is known here.", key=name), hint, line=line
            )
        case "literal_error" | "enum":
            known = re.findall(r"'([^']+)'", str(detail["ctx"]["expected"]))
            message = say("“{key}” cannot be “{value}”.", key=name, value=detail["input"])
            return source.fault(message, suggest(str(detail["input"]), known), line=line)
    return source.fault(type_fault(detail, name), line=line)


def type_fault(detail: ErrorDetails, name: str) -> Notice:
    kind = detail["type"].split("_")[0]
    if kind == "string" and isinstance(detail["loc"][-1], int):
        return say("Each entry of “{key}” should be text in quotation marks.", key=name)
    if kind in KINDS:
        return Notice(KINDS[kind].template, {"key": name})
    return say("“{key}” cannot be “{value}”.", key=name, value=detail["input"])


def keys_at(cls: Any, path: Sequence[int | str]) -> list[str]:
    """The keys that are known in the table at path."""
    for part in path:
        hint = get_type_hints(cls).get(str(part)) if is_dataclass(cls) else None
        inner = [hint, *get_args(hint)] if hint is not None else [cls]
        cls = next((kind for kind in inner if is_dataclass(kind)), hint or cls)
    return [field.name for field in fields(cls)] if is_dataclass(cls) else []


def suggest(word: str, known: Iterable[str]) -> Notice:
    names = list(known)
    if close := get_close_matches(word, names, n=1, cutoff=0.7):
        return say("Did you mean “{name}”?", name=close[0])
    return say("Known here: {names}.", names=", ".join(names)) if names else NOTHING


def line_of(key: Key, source: Source, first: int = 1) -> int:
    """The line that sets a key of a file, or that opens the table in which it is missing."""
    names = [part for part in key if isinstance(part, str)]
    line = first
    for depth, name in enumerate(names):
        header = re.compile(rf"\s*\[\[?\s*{dotted(names[: depth + 1])}\s*\]\]?")
        assignment = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*[=.]")
        lines = lines_within(names[:depth], source, line)
        line = next((n for n, text in lines if header.match(text) or assignment.match(text)), line)
    return line


def lines_within(names: Sequence[str], source: Source, line: int) -> Iterator[tuple[int, str]]:
    """The numbered lines from line to the end of the table that it opens, or of the file."""
    inside = re.compile(rf"\s*\[\[?\s*{dotted(names)}\s*[.\]]")
    for number, text in enumerate(source.lines[line - 1 :], line):
        if names and number > line and HEADER.match(text) and not inside.match(text):
            return
        yield number, text


def dotted(names: Sequence[str]) -> str:
    return r"\s*\.\s*".join(rf"[\"']?{re.escape(name)}[\"']?" for name in names)
