"""Content files: front matter in TOML between two `+++` lines, then Markdown."""

from __future__ import annotations

from exhibit.content.model import Document, FrontMatter
from exhibit.diagnostics.faults import say
from exhibit.diagnostics.limits import check_markdown
from exhibit.diagnostics.source import Source
from exhibit.diagnostics.toml import parse, read

FENCE = "+++"


def parse_document(source: Source) -> Document:
    """Take a content file apart; its front matter is checked, its Markdown is not yet read."""
    end = closing_fence(source)
    front_matter = read(FrontMatter, parse(source, 2, end - 1), source, 2)
    check_markdown(source, end + 1)
    return Document(source, front_matter, body_line=end + 1)


def closing_fence(source: Source) -> int:
    """The line on which the front matter ends."""
    fences = [number for number, line in enumerate(source.lines, 1) if line.rstrip() == FENCE]
    if not fences or fences[0] != 1:
        hint = say(
            'A page begins with a line {fence}, then title = "…" and more, then {fence} again.',
            fence=FENCE,
        )
        raise source.fault(say("The page has no front matter."), hint, line=1)
    if len(fences) == 1:
        hint = say(
            "Close it with a line that holds {fence} alone, before the text begins.", fence=FENCE
        )
        raise source.fault(say("The front matter is never closed."), hint, line=1)
    return fences[1]
