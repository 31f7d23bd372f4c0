"""Objects: pages about one thing each, its picture, its plate, and the station it belongs to.

Each picture has one such page at most, so that wherever it is shown it can lead there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from exhibit.content import Contents, Document, FrontMatter
from exhibit.diagnostics import Place, each, say, spec, suggest
from exhibit.i18n import Language, Languages, Message, Phrase
from exhibit.images import Print
from exhibit.markup import GAP
from exhibit.render import Bodies, Body, Feature, Layout, Scene

_LAYOUT, _LIST = "object", "objects"  # of a page about a thing, and of the list of these


@spec
class Plate:
    """What is known of an object, in the table [plate]; what is left out is shown as unknown."""

    name: str = ""
    maker: str = ""
    place: str = ""  # where it was made
    date: str = ""  # when, in words
    material: str = ""
    size: str = ""
    inventory: str = ""  # the number that the museum gave it
    owner: str = ""
    credit: str = ""  # whose picture of it this is


@spec
class ObjectMatter(FrontMatter):
    """What an editor states about the page of an object."""

    picture: str = ""  # a card of content/pictures
    plate: Plate | None = None


@dataclass(frozen=True)
class _Piece:
    """A part of what stands on a plate."""

    words: Phrase
    is_gap: bool  # what the museum still has to say


_Inscription = dict[str, tuple[_Piece, ...]]  # by the keys of a plate; nothing where it is unknown


def _as_object(matter: FrontMatter) -> ObjectMatter:
    assert isinstance(matter, ObjectMatter)
    return matter


def _matter_of(document: Document) -> ObjectMatter:
    return _as_object(document.front_matter)


def _find_objects(contents: Contents) -> list[str]:
    """The pages about a thing in the order of the tour, those without a station last."""
    stations = contents.navigation.stations

    def rank(key: str) -> tuple[int, str]:
        name = contents.matters[key].station
        return (stations.index(name) if name in stations else len(stations), key)

    return sorted(contents.laid_out(_LAYOUT), key=rank)


def find_object(contents: Contents, picture: str) -> str:
    """The page about the thing in a picture; empty if there is none."""
    keys = _find_objects(contents)
    return next((one for one in keys if _picture_of(contents, one) == picture), "")


def _picture_of(contents: Contents, key: str) -> str:
    return _as_object(contents.matters[key]).picture


def _name_picture(document: Document) -> list[tuple[str, str]]:
    return [("figure", _matter_of(document).picture)]


def _list_pictures(contents: Contents) -> list[tuple[str, str]]:
    return [("figure", _picture_of(contents, key)) for key in _find_objects(contents)]


def _place_picture(contents: Contents, document: Document) -> Iterator[tuple[str, Place]]:
    """The anchor of the picture on the page about it, and where it is named."""
    yield _matter_of(document).picture, document.source.place(document.line_of("picture"))


def _check_objects(contents: Contents, languages: Languages) -> None:
    shown: dict[str, str] = {}  # pictures and the pages about them

    def check(document: Document) -> None:
        _check_object(document, contents.illustrations)
        _check_only(document, shown)

    each(lambda key: check(contents.documents[key]), contents.laid_out(_LAYOUT))


def _check_object(document: Document, illustrations: Collection[str]) -> None:
    matter = _matter_of(document)
    if not matter.picture:
        hint = say('Name a card of content/pictures: picture = "name"')
        raise document.fault("picture", say("The object has no picture."), hint)
    if matter.picture not in illustrations:
        message = say("There is no picture “{name}” in content/pictures.", name=matter.picture)
        raise document.fault("picture", message, suggest(matter.picture, illustrations))
    if matter.plate is None:
        hint = say("Add a table [plate] at the end; what is unknown may be left out of it.")
        raise document.fault("plate", say("The object has no plate."), hint)


def _check_only(document: Document, shown: dict[str, str]) -> None:
    picture = _matter_of(document).picture
    first = shown.setdefault(picture, document.key)
    if first != document.key:
        message = say("{file} is already about the picture “{name}”.", file=first, name=picture)
        hint = say("Choose another picture, or make one page of the two.")
        raise document.fault("picture", message, hint)


def _plate_messages(document: Document) -> Iterator[Message]:
    """What there is to translate on a plate."""
    source = document.source
    for key, text in _inscribed(_matter_of(document).plate or Plate()):
        place = source.find(text.split("\n")[0], document.line_of("plate", key))
        yield Message(text, place)


def _inscribed(plate: Plate) -> Iterator[tuple[str, str]]:
    """The lines of a plate and what stands in them."""
    for key in fields(plate):
        if text := getattr(plate, key.name).strip():
            yield key.name, text


def _inscribe(plate: Plate, language: Language) -> _Inscription:
    """A plate in a language, each line in its pieces."""
    lines: _Inscription = {key.name: () for key in fields(plate)}
    for name, text in _inscribed(plate):
        lines[name] = tuple(_part(language.write(text)))
    return lines


def _part(phrase: Phrase) -> Iterator[_Piece]:
    """Placeholders and what stands between them."""
    for index, text in enumerate(GAP.split(phrase.text)):
        if text:
            yield _Piece(Phrase(text, phrase.locale, phrase.is_stale), is_gap=index % 2 == 1)


def _show_object(scene: Scene, bodies: Bodies) -> Mapping[str, Any]:
    """Its picture and its plate."""
    matter, prints = _matter_of(scene.document), _prints_of(bodies[scene.page.name])
    assert matter.plate is not None  # see check_object
    return {
        "picture": prints[matter.picture],
        "subject": None,
        "original": f"{scene.original}#{matter.picture}",
        "plate": _inscribe(matter.plate, scene.language),
    }


def _list_objects(scene: Scene, bodies: Bodies) -> Mapping[str, Any]:
    """The picture of each object."""
    prints, contents = _prints_of(bodies[scene.page.name]), scene.contents
    return {"prints": {key: prints[_picture_of(contents, key)] for key in _find_objects(contents)}}


def _prints_of(body: Body) -> Mapping[str, Print]:
    """The pictures that stand on a page, by name."""
    return {one.name: one for one in body.all(Print)}


def _show_collection(scene: Scene, body: Body) -> Mapping[str, Any]:
    links = scene.links
    return {
        "objects": links.links(_find_objects(scene.contents)),
        "collection": links.first_of(_LIST),
    }


OBJECTS = Feature(
    layouts=(
        Layout(
            _LAYOUT,
            matter=ObjectMatter,
            only=say("Only an object has “{key}”."),
            matter_messages=_plate_messages,
            names=_name_picture,
            anchors=_place_picture,
            context=_show_object,
            row=_find_objects,
            is_glossed=True,
        ),
        Layout(_LIST, lists=_list_pictures, context=_list_objects),
    ),
    rule=_check_objects,
    context=_show_collection,
)
