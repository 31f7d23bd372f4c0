"""A text file, its lines, and what is wrong with it."""

from exhibit.diagnostics.entries import Entries, read_entries
from exhibit.diagnostics.faults import NOTHING, ContentError, Notice, Place, each, faults, say, tell
from exhibit.diagnostics.limits import (
    CONTROL,
    MAX_DEPTH,
    add_effort,
    check_characters,
    check_markdown,
    check_paragraph,
)
from exhibit.diagnostics.source import UTF_8, Source, content_file, decode
from exhibit.diagnostics.toml import Names, parse, read, required, spec, suggest
from exhibit.diagnostics.toml_lines import Key, line_of

# fmt: off
__all__ = [
    "CONTROL", "MAX_DEPTH", "NOTHING", "UTF_8", "ContentError", "Entries", "Key", "Names",
    "Notice", "Place", "Source", "add_effort", "check_characters", "check_markdown",
    "check_paragraph", "content_file", "decode", "each", "faults", "line_of", "parse", "read",
    "read_entries", "required", "say", "spec", "suggest", "tell",
]
# fmt: on
