"""Where a key of TOML is set, which every fault of a card has to say."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from exhibit.diagnostics.faults import ContentError, faults, say
from exhibit.diagnostics.source import Source
from exhibit.diagnostics.toml import read, required, spec
from exhibit.diagnostics.toml_lines import Key, line_of

CARD = Source(
    PurePosixPath("content/cards/beispiel.toml"),
    """title = "Beispiel"

[[entry]]
when = 1904

[[entry]]
text = "Zwei"
[entry.more]
text = "Mehr"

[[entry]]
when = 1906
text = "Drei"

[other]
text = "Anderes"
""",
)


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("title",), 1),
        (("entry",), 3),
        (("entry", 0, "when"), 4),
        (("entry", 0, "text"), 3),
        (("entry", 1), 6),
        (("entry", 1, "when"), 6),
        (("entry", 1, "text"), 7),
        (("entry", 1, "more", "text"), 9),
        (("entry", 2, "text"), 13),
        (("other", "text"), 16),
    ],
)
def test_a_key_is_found_in_its_own_table_of_a_list(key: Key, line: int) -> None:
    assert line_of(key, CARD) == line


def test_a_number_in_a_list_of_words_changes_nothing() -> None:
    names = Source(CARD.file, 'names = [\n    "eins",\n    2,\n]\n')
    assert line_of(("names", 1), names) == line_of(("names",), names) == 1


@spec
class Entry:
    """What an editor states about a moment."""

    when: int
    text: str = required(say("Say what it was."))


def test_a_fault_of_a_table_of_a_list_stands_at_that_table() -> None:
    with pytest.raises(ExceptionGroup) as caught:
        read(Entry, {"text": " "}, CARD, within=("entry", 1))
    found = [one for one in faults(caught.value) if isinstance(one, ContentError)]
    assert [(one.place.line, str(one.message)) for one in found] == [(6, "“when” is missing.")]
