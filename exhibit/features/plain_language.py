"""The tour in plain language: pages of their own, each standing for a stop of the tour.

Plain language is no sentence by sentence translation, so it is no further language of the
same pages. Such a page names its station; the one that names none stands for the start.
"""

from __future__ import annotations

from collections.abc import Mapping

from exhibit.content.model import Document, Project
from exhibit.diagnostics.faults import each, say
from exhibit.diagnostics.toml import line_of
from exhibit.site.urls import HOME

LAYOUT = "simple"


def plain_pages(project: Project) -> Mapping[str, str]:
    """The key of the page in plain language, by that of its stop, in the order of the tour."""
    found = {stop_of(document): document.key for document in project.laid_out(LAYOUT)}
    stops = (HOME, *project.settings.navigation.stations)
    return {stop: found[stop] for stop in stops if stop in found}


def check_plain_pages(project: Project) -> None:
    """Each stop of the tour has at most one page in plain language."""
    taken: dict[str, Document] = {}

    def check(document: Document) -> None:
        other = taken.setdefault(stop_of(document), document)
        if other is not document:
            message = say(
                "“{name}” is told in plain language by {file} already.",
                name=stop_of(document),
                file=other.key,
            )
            hint = say('Name another station: station = "stations/…"')
            line = line_of(("station",), document.source, 2)
            raise document.source.fault(message, hint, line=line)

    each(check, project.laid_out(LAYOUT))


def stop_of(document: Document) -> str:
    return document.front_matter.station or HOME
