"""Headings have words, and a rank below that of the one before.

Who listens to a page, or jumps from heading to heading, would miss the one between.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from exhibit.diagnostics import ContentError, Source, say


def check_heading(heading: Element, rank: int, source: Source, line: int) -> int:
    """The rank of a heading from 1 to 6, which comes after one of another.

    The line is that of its words; one without words has none, but that of what stands before.
    """
    own = int(heading.tag[1])
    if not "".join(heading.itertext()).strip():
        hint = say("Write its words behind the #, or delete it.")
        message = say("This heading is empty.")
        raise ContentError(source.find("##", line), message, hint)
    if own == 1:
        message = say("A page has one main heading, and that is its title.")
        hint = say("Use ## for headings in the text.")
        raise ContentError(source.find_near("#", line), message, hint)
    if own > rank + 1:
        message = say("This heading skips a rank.")
        hint = say(
            "Behind a heading with {marks} comes one with {next} at most; the first has ##.",
            marks="#" * rank,
            next="#" * (rank + 1),
        )
        raise ContentError(source.find_near("#" * own, line), message, hint)
    return own
