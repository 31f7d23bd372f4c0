"""Small modules, every line of which tests should watch, and the mutants that none can notice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

FOR_TYPES = "only type checkers read it"
ALWAYS = "Babel knows the line of all that it reads"
QUICKER = "the same, but each time anew"
FOR_PROGRAMMERS = "the words of an exception that shows a bug, or is caught and tells nobody"
_UNSAFE = "not paths for a file of the site: "


@dataclass(frozen=True)
class Subject:
    """A module, and the tests nearest to it; those of a later round are for what is left."""

    module: str
    rounds: Sequence[Sequence[str]]  # what pytest is told: files, and which of their tests
    explained: Mapping[tuple[str, str], str] = field(default_factory=dict)  # by where and what

    @property
    def path(self) -> str:
        return f"{self.module.replace('.', '/')}.py"


SUBJECTS = (
    Subject(
        "exhibit.tables.numbers",
        (("tests/tables/test_numbers.py",), ("tests/tables", "-k", "not soon")),
        {("", "@cache _pattern → _pattern"): QUICKER},
    ),
    Subject(
        "exhibit.tables.slips",  # which has the words for zeros
        (("tests/tables/test_slips.py",), ("tests/tables", "-k", "not soon")),
        {("_drop_unit", "'()' → 'XX()XX'"): "no flag of a statistical office has an X"},
    ),
    Subject(
        "exhibit.i18n.merge",
        (
            ("tests/i18n/test_catalogues.py", "-k", "twice or sequence"),
            ("tests/i18n/test_translation.py", "-k", "not put_back"),
        ),
    ),
    Subject(
        "exhibit.render.links",
        (
            ("tests/render/test_links.py",),
            ("tests/whole/test_sites.py", "-k", "render or markup or images or ledger or objects"),
        ),
        {("PageLinks.picture", "'' → 'XXXX'"): "the drawing is read for its faults, and let go"},
    ),
    Subject(
        "exhibit.i18n.catalogue",
        (
            ("tests/i18n/test_catalogue.py",),
            ("tests/i18n/test_catalogues.py", "-k", "twice or gettext or head"),
            ("tests/i18n/test_translation.py", "-k", "not put_back"),
        ),
        {
            ("", "Key = tuple[str, str] → Key = None"): FOR_TYPES,
            ("", "'' → 'XXXX'"): "a context that no entry has leads to the entry without one, too",
            ("_check_charset", "'' → 'XXXX'"): "neither names an encoding",
            ("_make_entry", "1 → 2"): ALWAYS,
            ("_make_entry", "'' → 'XXXX'"): "each message that was read has its lines",
            ("_split_entries", "0 → 1"): "nobody asks for a block of a file without a message",
            ("_split_entries", "'' → 'XXXX'"): "neither is a keyword",
            ("_split_entries", r"'\n' → 'XX\nXX'"): "no entry begins or ends with an X",
        },
    ),
    Subject(
        "exhibit.storage.manifest",
        (
            ("tests/storage/test_manifest.py",),
            ("tests/storage/test_publish.py", "-k", "manifest or current or path or refused"),
            ("tests/storage/test_untouched.py", "-k", "not damaged"),
        ),
        {
            ("", "_Role = Literal['new', 'old', 'lock'] → _Role = None"): FOR_TYPES,
            ("describe", f"{_UNSAFE!r} → {f'XX{_UNSAFE}XX'!r}"): FOR_PROGRAMMERS,
            ("_parse_manifest", "'not a manifest' → 'XXnot a manifestXX'"): FOR_PROGRAMMERS,
        },
    ),
)
