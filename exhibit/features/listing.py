"""Files whose entries stand on one page: what becomes of their keys, and that there is a page."""

from __future__ import annotations

from exhibit.content import Contents
from exhibit.diagnostics import Notice, Source, line_of, say
from exhibit.i18n import slugify


def check_single(
    contents: Contents, layout: str, entries: Source, nowhere: Notice, again: Notice
) -> None:
    """What a file lists is shown by one page; nowhere and again say what is wrong otherwise."""
    pages = contents.laid_out(layout)
    if entries.text.strip() and not pages:
        hint = say('Give one page the layout: layout = "{layout}"', layout=layout)
        raise entries.fault(nowhere, hint, line=1)
    for key in pages[1:]:
        message = Notice(again.template, {"file": pages[0]})
        raise contents.documents[key].fault(
            "layout", message, say("Give this page another layout.")
        )


def check_key(key: str, source: Source) -> None:
    """It becomes an anchor, which people link to."""
    if key != slugify(key):
        message = say("“{name}” cannot be an anchor.", name=key)
        hint = say("Write small letters, digits and hyphens: {slug}", slug=slugify(key) or "…")
        raise source.fault(message, hint, line=line_of((key,), source))
