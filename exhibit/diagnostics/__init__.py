"""A text file, its lines, and what is wrong with it."""

from exhibit.diagnostics.characters import CONTROL, check_characters
from exhibit.diagnostics.encoding import decode, decode_table
from exhibit.diagnostics.entries import Entries, read_entries
from exhibit.diagnostics.faults import NOTHING, ContentError, Notice, Place, each, faults, say, tell
from exhibit.diagnostics.invisible import UNSEEN, drop_invisible, set_plain_spaces
from exhibit.diagnostics.leftovers import find_leftovers
from exhibit.diagnostics.limits import (
    MAX_DEPTH,
    add_effort,
    check_markdown,
    check_paragraph,
)
from exhibit.diagnostics.source import Source, content_file
from exhibit.diagnostics.toml import Names, parse, read, required, spec, suggest
from exhibit.diagnostics.toml_lines import Key, line_of

# fmt: off
__all__ = [
    "CONTROL", "MAX_DEPTH", "NOTHING", "UNSEEN", "ContentError", "Entries", "Key", "Names",
    "Notice", "Place", "Source", "add_effort", "check_characters", "check_markdown",
    "check_paragraph", "content_file", "decode", "decode_table", "drop_invisible", "each",
    "faults", "find_leftovers", "line_of", "parse", "read", "read_entries", "required", "say",
    "set_plain_spaces", "spec", "suggest", "tell",
]
# fmt: on
