"""What every text file is looked at for, as soon as it is read: letters that are none.

Nobody can write the marks that this program uses itself, and nothing is published that somebody
else's program has left in a text by mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from exhibit.diagnostics.faults import ContentError, say, tell
from exhibit.diagnostics.invisible import find_invisible
from exhibit.diagnostics.leftovers import find_leftovers
from exhibit.diagnostics.ruined import find_ruined
from exhibit.diagnostics.source import Source

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ue000-\uf8ff]")  # nothing that can be read


def check_characters(source: Source) -> None:
    tell(
        [
            *_find_controls(source),
            *find_invisible(source),
            *find_ruined(source),
            *find_leftovers(source),
        ]
    )


def _find_controls(source: Source) -> Iterator[ContentError]:
    """The first of each line."""
    if not CONTROL.search(source.text):
        return
    for number, line in enumerate(source.lines, 1):
        if found := CONTROL.search(line):
            message = say("There is a character here that cannot be read.")
            hint = say("Delete it: it often comes along when text is pasted from a PDF.")
            yield source.fault(message, hint, line=number, column=found.start() + 1)
