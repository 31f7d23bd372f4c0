"""TOML that people write, checked against the dataclass it is meant to be.

A class marked with `@spec` is a frozen dataclass whose fields are the keys that
an editor may set. `read` reports every wrong key of a table at once, each at its
own line and in the editor's words. The only module that knows pydantic.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    TypeVar,
    cast,
    dataclass_transform,
    get_args,
    get_type_hints,
)

from exhibit.diagnostics.faults import NOTHING, ContentError, Notice, each, say
from exhibit.diagnostics.limits import check_toml
from exhibit.diagnostics.source import Source
from exhibit.diagnostics.toml_lines import Key, line_of
from exhibit.diagnostics.toml_slips import KINDS, LINE, SLIPS

if TYPE_CHECKING:  # loaded when the first table is checked: it takes a while
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

Spec = TypeVar("Spec")


def _to_names(value: object) -> object:
    """A text stands for the list that holds it alone; JSON knows lists only."""
    return (
        (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value
    )


class _OneOrMany:
    """Marks a list that may be written as the one text in it, in the way that pydantic asks for."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(_to_names, handler(source))


Names = Annotated[tuple[str, ...], _OneOrMany()]  # "one" or ["one", "two"]


_CONFIG = {"strict": True, "extra": "forbid", "allow_inf_nan": False}  # of pydantic


def required(hint: Notice) -> Any:
    """A key that must be set and not be blank; hint proposes the line where it is missing."""
    return field(metadata={"hint": hint})


@dataclass_transform(frozen_default=True, field_specifiers=(field, required))
def spec(cls: type[Spec]) -> type[Spec]:
    """Make cls a frozen dataclass that accepts no keys but its fields and converts nothing."""
    frozen = dataclass(frozen=True)(cls)
    frozen.__pydantic_config__ = _CONFIG  # type: ignore[attr-defined]
    return frozen


def parse(source: Source, first: int = 1, last: int | None = None) -> dict[str, Any]:
    """The TOML in the lines from first to last of a file."""
    last = last or len(source.lines)
    check_toml(source, first, last)
    text = source.excerpt(first, last)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # of TOML, of endless numbers and lists
        raise _toml_fault(source, first, text, str(error)) from error


def _toml_fault(source: Source, first: int, text: str, report: str) -> ContentError:
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
    from pydantic import ValidationError

    try:
        result: Spec = _adapter(cast(Any, cls)).validate_json(json.dumps(table, default=str))
    except ValidationError as errors:
        found = [_key_fault(cls, detail, source, first, within) for detail in errors.errors()]
        raise ExceptionGroup("keys", found) from errors
    except RecursionError as error:
        raise _toml_fault(source, first, "", str(error)) from error
    each(lambda key: _check_blank(result, key, source, first, within), _hints(cls))
    return result


def _check_blank(result: Any, key: str, source: Source, first: int, within: Key) -> None:
    value = getattr(result, key)
    texts = value if isinstance(value, tuple) else (value,)
    if not texts or any(isinstance(text, str) and not text.strip() for text in texts):
        line = line_of((*within, key), source, first)
        raise source.fault(say("“{key}” is empty.", key=key), _hints(type(result))[key], line=line)


def _hints(cls: Any) -> Mapping[str, Notice]:
    """The keys that are required, with their proposals."""
    return {key.name: key.metadata["hint"] for key in fields(cls) if "hint" in key.metadata}


@cache
def _adapter(cls: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    # JSON, because pydantic's strict mode takes no mapping for a dataclass in Python values
    return TypeAdapter(cls)


def _key_fault(
    cls: type, detail: ErrorDetails, source: Source, first: int, within: Key
) -> ContentError:
    key: Key = (*within, *detail["loc"])
    line = line_of(key, source, first)
    name = ".".join(part for part in detail["loc"] if isinstance(part, str))
    last = str(detail["loc"][-1]) if detail["loc"] else ""
    match detail["type"]:
        case "missing":
            hint = _hints(cls).get(name, say("Add a line: {key} = …", key=last))
            return source.fault(say("“{key}” is missing.", key=name), hint, line=line)
        case "unexpected_keyword_argument" | "extra_forbidden":
            hint = suggest(last, _keys_at(cls, detail["loc"][:-1]))
            return source.fault(
                say("“{key}” is not a key that is known here.", key=name), hint, line=line
            )
        case "literal_error" | "enum":
            known = re.findall(r"'([^']+)'", str(detail["ctx"]["expected"]))
            message = say("“{key}” cannot be “{value}”.", key=name, value=detail["input"])
            return source.fault(message, suggest(str(detail["input"]), known), line=line)
    hint = _hints(cls).get(name, NOTHING) if detail["type"] == "dict_type" else NOTHING
    return source.fault(_type_fault(detail, name), hint, line=line)


def _type_fault(detail: ErrorDetails, name: str) -> Notice:
    kind = detail["type"].split("_")[0]
    if kind == "string" and isinstance(detail["loc"][-1], int):
        return say("Each entry of “{key}” should be text in quotation marks.", key=name)
    if kind in KINDS:
        return Notice(KINDS[kind].template, {"key": name})
    return say("“{key}” cannot be “{value}”.", key=name, value=detail["input"])


def _keys_at(cls: Any, path: Sequence[int | str]) -> list[str]:
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
