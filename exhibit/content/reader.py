"""The first stage: everything that people wrote, read from its folder and checked one by one.

Nothing is read through a link that leads out of the folder, and a file that is
none of ours is a fault, since whoever put it there expects it to do something.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from exhibit.content.disk import read_content, read_optional, read_source
from exhibit.content.files import Homes, find_files, find_shipped, is_picture
from exhibit.content.front_matter import Document, Matters, parse_document
from exhibit.content.project import Images, Look, Project, make_contents
from exhibit.content.settings import Settings
from exhibit.content.shelves import OWN, Library, Shelf, Shelves, find_cards
from exhibit.content.watched import watch_contents
from exhibit.diagnostics import ContentError, Place, each, parse, read, say
from exhibit.evidence import CITATIONS
from exhibit.i18n import Catalogue, Locale, empty_catalogue, parse_catalogue
from exhibit.images import Photograph, examine, find_mention, is_photograph
from exhibit.storage import Memory, Run, remember

_SETTINGS = PurePosixPath("site.toml")
RELEASED = PurePosixPath("addresses.txt")  # the release list
_TRANSLATIONS = "translations"


def read_project(
    root: Path, shelves: Iterable[Shelf[Any]], matters: Matters, run: Run | None = None
) -> Project:
    """Read and check every file under root; raises all faults of one kind of file at once.

    shelves are what is read beside the pages, matters what these may state by their layout. What
    it returns is watched by the run, if there is one.
    """
    run = run or Run()
    settings_source = read_source(root, _SETTINGS)

    def read_settings() -> Settings:
        return read(Settings, parse(settings_source), settings_source)

    settings = run.do(("settings",), read_settings, settings_source)
    every = (*OWN, *shelves)
    library = _open_library(root, settings, _make_homes(every), run)
    pages = [file for file in library.files if file.suffix.lower() == ".md"]

    def read_document(file: PurePosixPath) -> Document:
        return run.do(("document", file), lambda: parse_document(library.read(file), matters))

    parts: tuple[Callable[[], Any], ...] = (
        lambda: each(read_document, pages),
        lambda: _read_photographs(library, remember(root)),
        lambda: _read_catalogues(root, settings, run),
        *(partial(library.read_shelf, shelf) for shelf in every),
    )
    documents, photographs, catalogues, *held = each(lambda read_part: read_part(), parts)
    held_by = Shelves(dict(zip((shelf.name for shelf in every), held, strict=True)))
    contents = make_contents(documents, settings.navigation, held_by)
    return Project(
        settings=settings,
        settings_source=settings_source,
        contents=watch_contents(run, contents),
        images=Images(_select_drawings(library.pictures), photographs),
        look=_read_look(root),
        catalogues=catalogues,
        released=read_optional(root, RELEASED),
    )


def _make_homes(shelves: Iterable[Shelf[Any]]) -> Homes:
    """What may lie where: tables, what the shelves read, and pages with pictures elsewhere."""
    folders = {shelf.folder: shelf.suffixes for shelf in shelves if shelf.folder}
    files = frozenset(file for shelf in shelves for file in shelf.files)
    return Homes({**folders, "data": frozenset({".csv"})}, files)


def _open_library(root: Path, settings: Settings, homes: Homes, run: Run) -> Library:
    files = find_files(root, "content")
    each(homes.check, files)
    named = tuple(parse(read_optional(root, CITATIONS)))
    content = dict(each(lambda file: (file, read_content(root, file)), files))
    pictures = {"/".join(file.parts[1:]): content[file] for file in files if is_picture(file)}
    return Library(
        content=run.watch("files", content),
        pictures=run.watch("pictures", pictures),
        settings=settings,
        citations=named,
        run=run,
    )


def _select_drawings(pictures: Mapping[str, bytes]) -> Mapping[str, bytes]:
    return {name: content for name, content in pictures.items() if not is_photograph(name)}


def _read_look(root: Path) -> Look:
    """Templates and static files: the exhibit's own, and the shipped ones it does not replace."""
    templates = find_shipped(root, "templates")
    static = find_shipped(root, "static")
    return Look(
        templates={name: read_source(base, file) for name, (base, file) in templates.items()},
        static={name: read_content(base, file) for name, (base, file) in static.items()},
    )


def _read_catalogues(root: Path, settings: Settings, run: Run) -> Mapping[Locale, Catalogue]:
    """The catalogue of each language but the first; any other in their folder is a fault."""
    others = [file for file in _find_catalogues(root) if file.stem not in settings.languages]

    def read_catalogue(tag: str) -> tuple[Locale, Catalogue]:
        file = PurePosixPath(_TRANSLATIONS, f"{tag}.po")
        if not (root / file).exists():
            return Locale(tag), empty_catalogue(file)
        source = read_source(root, file)
        return Locale(tag), run.do(("catalogue", tag), lambda: parse_catalogue(source), source)

    steps: tuple[Callable[[], Any], ...] = (
        lambda: each(lambda file: _refuse_language(file, settings), others),
        lambda: each(read_catalogue, settings.languages[1:]),
    )
    return dict(each(lambda step: step(), steps)[1])


def _find_catalogues(root: Path) -> Iterable[PurePosixPath]:
    if not (root / _TRANSLATIONS).is_dir():
        return ()
    return (file for file in find_files(root, _TRANSLATIONS) if file.suffix == ".po")


def _refuse_language(file: PurePosixPath, settings: Settings) -> None:
    hint = say("Add it to languages in site.toml, or delete the file.")
    if file.stem.lower() in settings.languages:
        hint = say("Its name is written in small letters: {name}", name=file.name.lower())
    message = say("“{tag}” is not a language of this exhibit.", tag=file.stem)
    raise ContentError(Place(file), message, hint)


def _read_photographs(library: Library, memory: Memory) -> Mapping[str, Photograph]:
    sources = each(library.read, find_cards(library.files, "pictures"))

    def read_photograph(name: str) -> tuple[str, Photograph]:
        content = library.pictures[name]
        return name, examine(name, content, find_mention(name, sources), memory.recall_bytes)

    return dict(each(read_photograph, filter(is_photograph, library.pictures)))
