"""The first stage: everything that people wrote, read from its folder and checked one by one.

Nothing is read through a link that leads out of the folder, and a file that is
none of ours is a fault, since whoever put it there expects it to do something.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from exhibit.content.catalogues import read_catalogues
from exhibit.content.copies import check_copies, find_laid_aside
from exhibit.content.disk import read_content, read_optional, read_source, read_start, to_source
from exhibit.content.files import PICTURES, Homes, find_shipped, is_picture
from exhibit.content.front_matter import Document, Head, Matters, parse_document
from exhibit.content.project import Contents, Images, Look, Project, sort_layouts
from exhibit.content.settings import SETTINGS, Settings
from exhibit.content.shelves import OWN, Library, Shelf, Shelves, find_cards
from exhibit.content.walk import find_files
from exhibit.diagnostics import ContentError, Place, Source, each, line_of, parse, read, say
from exhibit.evidence import CITATIONS
from exhibit.i18n import base, find_tongue
from exhibit.images import Photograph, examine, find_mention, is_photograph
from exhibit.storage import Memory, Run, Watched, remember

_FILE = PurePosixPath(SETTINGS)
_FIRST = 10  # pages are enough to see their language
RELEASED = PurePosixPath("addresses.txt")  # the release list


def read_project(
    root: Path, shelves: Iterable[Shelf[Any]], matters: Matters, run: Run | None = None
) -> Project:
    """Read and check every file under root; raises all faults of one kind of file at once.

    shelves are what is read beside the pages, matters what these may state by their layout. The
    steps that read what it returns are those of the run, if there is one.
    """
    run = run or Run()
    _check_root(root)
    file = run.watch("settings file", {SETTINGS: read_source(root, _FILE)})
    settings = run.one("settings", lambda: _read_settings(file[SETTINGS]))
    given = run.watch("settings", {SETTINGS: settings})
    every = (*OWN, *shelves)
    library, unused = _open_library(root, given, _make_homes(every), run)
    parts: tuple[Callable[[], Any], ...] = (
        lambda: _read_documents(library, matters),
        lambda: _read_photographs(library, remember(root)),
        lambda: read_catalogues(root, given[SETTINGS].languages, run),
        lambda: _read_shelves(library, every),
    )
    documents, photographs, catalogues, held = each(lambda read_part: read_part(), parts)
    run.one("tongue", lambda: _check_tongue(documents, file[SETTINGS], given[SETTINGS]))
    heads = run.part("front matters", documents, lambda document: document.front_matter)
    layouts = run.one("layouts", lambda: sort_layouts(heads))
    return Project(
        settings=given[SETTINGS],
        settings_file=file,
        contents=Contents(
            documents=documents,
            matters=heads,
            strays=run.part("strays", documents, lambda document: document.strays),
            layouts=run.watch("layouts", layouts),
            given=given,
            shelves=held,
        ),
        images=Images(_select_drawings(library.pictures), photographs),
        look=_read_look(root, run),
        catalogues=catalogues,
        released=read_optional(root, RELEASED),
        unused=unused,
    )


def _check_root(root: Path) -> None:
    if not root.is_dir():
        message = say("The file is missing.")
        hint = say("There is no folder {folder}: --root names another.", folder=root)
        raise ContentError(Place(_FILE), message, hint)


def _read_settings(source: Source) -> Settings:
    return read(Settings, parse(source), source)


def _read_documents(library: Library, matters: Matters) -> Watched[str, Document]:
    """The pages, by their file from the content folder."""
    files = {file.relative_to("content").as_posix(): file for file in library.files}
    pages = [key for key, file in files.items() if file.suffix.lower() == ".md"]
    run = library.run

    def read_page(key: str) -> Document:
        def remember(text: str, parse: Callable[[], Head]) -> Head:
            return run.one(("front matter", key, text), parse)

        return parse_document(library.read(files[key]), matters, remember)

    return run.each("documents", pages, read_page)


def _check_tongue(documents: Mapping[str, Document], source: Source, settings: Settings) -> None:
    """The texts are in the language that comes first: the others are translated from it."""
    said, *others = settings.languages
    texts = (documents[key].source.text for key in sorted(documents)[:_FIRST])
    if tongue := find_tongue("\n".join(texts), said):
        own = next((tag for tag in others if base(tag) == tongue), tongue)
        tags = ", ".join(f'"{tag}"' for tag in dict.fromkeys([own, *settings.languages]))
        message = say("The texts are not in “{said}” but in “{own}”.", said=said, own=own)
        hint = say("The language that you write comes first: languages = [{tags}]", tags=tags)
        raise source.fault(message, hint, line=line_of(("languages",), source))


def _read_shelves(library: Library, every: Iterable[Shelf[Any]]) -> Shelves:
    folders = {shelf.name: shelf for shelf in every if shelf.folder}
    others = {shelf.name: shelf for shelf in every if not shelf.folder}
    run = library.run

    def read_folder(shelf: Shelf[Any]) -> tuple[str, Mapping[str, Any]]:
        return shelf.name, run.spread(f"cards {shelf.name}", lambda: shelf.read(library), str)

    parts: tuple[Callable[[], Any], ...] = (
        lambda: dict(each(read_folder, folders.values())),
        lambda: run.each("shelves", others, lambda name: others[name].read(library)),
    )
    return Shelves(ChainMap(*each(lambda read_part: read_part(), parts)))


def _make_homes(shelves: Iterable[Shelf[Any]]) -> Homes:
    """What may lie where: tables, what the shelves read, and pages with pictures elsewhere."""
    folders = {shelf.folder: shelf.suffixes for shelf in shelves if shelf.folder}
    files = frozenset(file for shelf in shelves for file in shelf.files)
    return Homes({**folders, "data": frozenset({".csv"})}, files)


def _open_library(
    root: Path, given: Mapping[str, Settings], homes: Homes, run: Run
) -> tuple[Library, Sequence[PurePosixPath]]:
    """What the folder content holds, and the files that are of no use to the site."""
    files = find_files(root, "content")
    used = [file for file in files if homes.uses(file)]
    steps: tuple[Callable[[], Any], ...] = (
        lambda: each(homes.check, files),
        lambda: dict(each(lambda file: (file, read_content(root, file)), used)),
        lambda: each(lambda file: _refuse_page(root, file), sorted({*files}.difference(used))),
    )
    content: Mapping[PurePosixPath, bytes] = each(lambda step: step(), steps)[1]
    check_copies(content)
    idle = {*_find_unshown(content)}
    content = {file: content[file] for file in content if file not in idle}
    pictures = {"/".join(file.parts[1:]): content[file] for file in content if is_picture(file)}
    watched = run.watch("files", content)
    named = run.one("names of sources", lambda: _name_sources(watched))
    library = Library(
        content=watched,
        pictures=run.watch("pictures", pictures),
        settings=given,
        citations=run.watch("citations", dict.fromkeys(named)),
        run=run,
    )
    return library, [file for file in files if file not in content]


def _refuse_page(root: Path, file: PurePosixPath) -> None:
    """A page under another ending is meant to be one."""
    if read_start(root, file, 4).rstrip() == b"+++" and not find_laid_aside(file):
        message = say("By its first line this is a page, but its name does not end in .md.")
        hint = say("Rename the file: {name}", name=file.with_suffix(".md").name)
        raise ContentError(Place(file), message, hint)


def _find_unshown(content: Mapping[PurePosixPath, bytes]) -> Iterable[PurePosixPath]:
    """Pictures of kinds that no page can show, and that no text names: originals, as a rule."""
    texts = [content[file] for file in content if file.suffix in {".md", ".toml"}]
    unshown = (one for one in content if is_picture(one) and one.suffix.lower() not in PICTURES)
    return (one for one in unshown if not any(one.name.encode() in text for text in texts))


def _name_sources(content: Mapping[PurePosixPath, bytes]) -> tuple[str, ...]:
    """Their keys, whatever else is wrong with them."""
    return tuple(parse(to_source(CITATIONS, content[CITATIONS]))) if CITATIONS in content else ()


def _select_drawings(pictures: Mapping[str, bytes]) -> Mapping[str, bytes]:
    return {name: content for name, content in pictures.items() if not is_photograph(name)}


def _read_look(root: Path, run: Run) -> Look:
    """Templates and static files: the exhibit's own, and the shipped ones it does not replace."""
    templates = find_shipped(root, "templates")
    static = find_shipped(root, "static")
    sources = {name: read_source(base, file) for name, (base, file) in templates.items()}
    return Look(
        templates=run.watch("templates", sources),
        static={name: read_content(base, file) for name, (base, file) in static.items()},
    )


def _read_photographs(library: Library, memory: Memory) -> Mapping[str, Photograph]:
    sources = each(library.read, find_cards(library.files, "pictures"))

    def read_photograph(name: str) -> tuple[str, Photograph]:
        content = library.pictures[name]
        return name, examine(name, content, find_mention(name, sources), memory.recall_bytes)

    return dict(each(read_photograph, filter(is_photograph, library.pictures)))
