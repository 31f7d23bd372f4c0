"""Objects: pages about one thing each, its picture, its plate, and the station it belongs to.

Each picture has one such page at most, so that wherever it is shown it can lead there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from exhibit.content.model import Document, Phrase, Project
from exhibit.diagnostics.faults import ContentError, Notice, Place, each, say
from exhibit.diagnostics.toml import line_of, suggest
from exhibit.features.plates import Plate
from exhibit.i18n.language import Language, Message
from exhibit.i18n.typography import set_phrase
from exhibit.markup.convert import GAP

LAYOUT, LIST = "object", "objects"  # of a page about a thing, and of the list of these


@dataclass(frozen=True)
class Piece:
    """A part of what stands on a plate."""

    words: Phrase
    is_gap: bool  # what the museum still has to say


Inscription = dict[str, tuple[Piece, ...]]  # by the keys of a plate; nothing where it is unknown


def find_objects(project: Project) -> list[str]:
    """The pages about a thing in the order of the tour, those without a station last."""
    stations = project.settings.navigation.stations

    def rank(document: Document) -> tuple[int, str]:
        name = document.front_matter.station
        return (stations.index(name) if name in stations else len(stations), document.key)

    return [document.key for document in sorted(project.laid_out(LAYOUT), key=rank)]


def find_object(project: Project, picture: str) -> str:
    """The page about the thing in a picture; empty if there is none."""
    keys = find_objects(project)
    return next((one for one in keys if picture_of(project, one) == picture), "")


def picture_of(project: Project, key: str) -> str:
    return project.documents[key].front_matter.picture


def own_pictures(project: Project, document: Document) -> tuple[str, ...]:
    """The pictures that a page shows by its layout, whatever its text does."""
    matter = document.front_matter
    if matter.layout == LIST:
        return tuple(picture_of(project, key) for key in find_objects(project))
    return (matter.picture,) if matter.layout == LAYOUT else ()


def place_picture(document: Document) -> Iterator[tuple[str, Place]]:
    """The anchor of the picture on the page about it, and where it is named."""
    source = document.source
    yield document.front_matter.picture, source.place(line_of(("picture",), source, 2))


def check_objects(project: Project) -> None:
    shown: dict[str, str] = {}  # pictures and the pages about them

    def check(document: Document) -> None:
        if document.front_matter.layout == LAYOUT:
            check_object(project, document)
            check_only(document, shown)
        else:
            check_other(document)

    each(check, project.documents.values())


def check_object(project: Project, document: Document) -> None:
    matter = document.front_matter
    if not matter.picture:
        hint = say('Name a card of content/pictures: picture = "name"')
        raise fault(document, "picture", say("The object has no picture."), hint)
    if matter.picture not in project.illustrations:
        message = say("There is no picture “{name}” in content/pictures.", name=matter.picture)
        raise fault(document, "picture", message, suggest(matter.picture, project.illustrations))
    if matter.plate is None:
        hint = say("Add a table [plate] at the end; what is unknown may be left out of it.")
        raise fault(document, "plate", say("The object has no plate."), hint)


def check_only(document: Document, shown: dict[str, str]) -> None:
    picture = document.front_matter.picture
    first = shown.setdefault(picture, document.key)
    if first != document.key:
        message = say("{file} is already about the picture “{name}”.", file=first, name=picture)
        hint = say("Choose another picture, or make one page of the two.")
        raise fault(document, "picture", message, hint)


def check_other(document: Document) -> None:
    """A page of another kind has no use for what only objects have."""
    for key in ("picture", "plate"):
        if getattr(document.front_matter, key):
            message = say("Only an object has “{key}”.", key=key)
            hint = say('Delete it, or give the page the layout: layout = "{layout}"', layout=LAYOUT)
            raise fault(document, key, message, hint)


def fault(document: Document, key: str, message: Notice, hint: Notice) -> ContentError:
    return document.source.fault(message, hint, line=line_of((key,), document.source, 2))


def plate_messages(document: Document) -> Iterator[Message]:
    """What there is to translate on a plate."""
    plate, source = document.front_matter.plate, document.source
    for key, text in inscribed(plate or Plate()):
        place = source.find(text.split("\n")[0], line_of(("plate", key), source, 2))
        yield Message(text, place)


def inscribed(plate: Plate) -> Iterator[tuple[str, str]]:
    """The lines of a plate and what stands in them."""
    for key in fields(plate):
        if text := getattr(plate, key.name).strip():
            yield key.name, text


def inscribe(plate: Plate, language: Language) -> Inscription:
    """A plate in a language, each line in its pieces."""
    lines: Inscription = {key.name: () for key in fields(plate)}
    for name, text in inscribed(plate):
        lines[name] = tuple(part(set_phrase(language.phrase(text))))
    return lines


def part(phrase: Phrase) -> Iterator[Piece]:
    """Placeholders and what stands between them."""
    for index, text in enumerate(GAP.split(phrase.text)):
        if text:
            yield Piece(Phrase(text, phrase.locale, phrase.is_stale), is_gap=index % 2 == 1)
