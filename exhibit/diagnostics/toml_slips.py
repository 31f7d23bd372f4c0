"""What to say of TOML that cannot be read, and of a value that is of the wrong kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exhibit.diagnostics.faults import Notice, say

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
LINE = say('A line reads: key = "text".')
_TWICE = (
    say("This is set twice."),
    say("Keep the right one; if this belongs to something new, its line in brackets is missing."),
)
_OPEN_TEXT = (
    say("A quotation mark is never closed."),
    say('Text stands between two of them: "text".'),
)
_OPEN_LIST = (
    say("A bracket is never closed, or a comma is missing."),
    say('A list reads ["one", "two"], the beginning of a table [name].'),
)
_BACKSLASH = say("A backslash stands alone."), say("Write two of them for one.")
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
    ("Unterminated string", *_OPEN_TEXT),
    ("Illegal character '\\n'", *_OPEN_TEXT),
    ('Expected "\'"', *_OPEN_TEXT),
    ("Cannot", *_TWICE),
    ("Duplicate", *_TWICE),
    ("Unclosed", *_OPEN_LIST),
    ("Expected ']", *_OPEN_LIST),
    ("Unescaped", *_BACKSLASH),
    ("Invalid hex", *_BACKSLASH),
)
