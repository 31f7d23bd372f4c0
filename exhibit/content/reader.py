"""The first stage: everything that people wrote, read from its folder and checked one by one.

Nothing is read through a link that leads out of the folder, and a file that is
none of ours is a fault, since whoever put it there expects it to do something.
"""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any
from unicodedata import normalize

from exhibit.charts.card.parse import parse_chart
from exhibit.content.files import check_kind, find_files, find_shipped, is_picture, locate, readable
from exhibit.content.front_matter import parse_document
from exhibit.content.model import Chart, Document, Locale, Project
from exhibit.content.settings import Settings
from exhibit.diagnostics.faults import ContentError, Place, each, say
from exhibit.diagnostics.limits import check_characters
from exhibit.diagnostics.source import UTF_8, Source, content_file, decode
from exhibit.diagnostics.toml import parse, read
from exhibit.evidence.citations import Definitions
from exhibit.features.bench_cards import Bench, parse_bench
from exhibit.features.glossary import GLOSSARY, read_terms
from exhibit.features.guess_cards import parse_guess
from exhibit.features.ledger import CITATIONS, CLAIMS, DEFINITIONS, read_citations, read_claims
from exhibit.i18n.catalogue import Catalogue, empty_catalogue, parse_catalogue
from exhibit.i18n.cldr import known
from exhibit.images.cards import Illustration, find_mention, parse_illustration
from exhibit.images.photographs import Photograph, examine, is_photograph
from exhibit.site.released import RELEASED
from exhibit.storage.cache import remember

TRANSLATIONS = "translations"
TABLE_ENCODINGS = ("utf-8-sig", "cp1252")  # the second is how Excel saves CSV in Germany
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how files of Excel and LibreOffice begin
WIDE = (BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE)  # how “Unicode text” begins; UTF-32 LE as UTF-16


def read_project(root: Path) -> Project:
    """Read and check every file under root; raises all faults of one kind of file at once."""
    settings_source = read_source(root, PurePosixPath("site.toml"))
    settings = read(Settings, parse(settings_source), settings_source)
    files = find_files(root, "content")
    each(check_kind, files)
    citations_source = read_optional(root, CITATIONS)
    named = list(parse(citations_source))  # sources by their keys, whatever else is wrong with them
    claims_source, terms_source = (read_optional(root, file) for file in (CLAIMS, GLOSSARY))
    definitions_source = read_optional(root, DEFINITIONS)
    found = [file for file in files if is_picture(file)]
    names = ["/".join(file.parts[1:]) for file in found]
    pictures = dict(zip(names, each(partial(read_content, root), found), strict=True))
    tables = {file.name: file for file in files if file.parent == content_file("data")}
    spoken = [*filter(known, settings.languages)] or ["en"]

    def read_table(name: str) -> Source:
        check_table(root, tables[name])
        return read_source(root, tables[name], encodings=TABLE_ENCODINGS)

    def read_chart(card: Source) -> Chart:
        return parse_chart(card, named, tables, read_table, spoken)

    def read_bench(card: Source) -> Bench:
        return parse_bench(card, named, tables, read_table, spoken)

    def read_illustration(card: Source) -> Illustration:
        return parse_illustration(card, pictures, partial(read_source, root))

    parts: Mapping[str, Callable[[], Any]] = {
        "citations": lambda: read_citations(citations_source),
        "documents": lambda: read_documents(root, files),
        "charts": lambda: read_cards(root, files, "charts", read_chart),
        "illustrations": lambda: read_cards(root, files, "pictures", read_illustration),
        "guesses": lambda: read_cards(root, files, "guesses", parse_guess),
        "benches": lambda: read_cards(root, files, "benches", read_bench),
        "photographs": lambda: read_photographs(root, files, pictures),
        "catalogues": lambda: read_catalogues(root, settings),
        "claims": lambda: read_claims(claims_source, named, settings.navigation.stations),
        "terms": lambda: read_terms(terms_source),
    }
    sound = dict(zip(parts, each(lambda read_part: read_part(), parts.values()), strict=True))
    templates = find_shipped(root, "templates")
    static = find_shipped(root, "static")
    return Project(
        settings=settings,
        settings_source=settings_source,
        citations_source=citations_source,
        claims_source=claims_source,
        definitions=read(Definitions, parse(definitions_source), definitions_source),
        terms_source=terms_source,
        released=read_optional(root, RELEASED),
        pictures={name: content for name, content in pictures.items() if not is_photograph(name)},
        templates={name: read_source(base, file) for name, (base, file) in templates.items()},
        static={name: read_content(base, file) for name, (base, file) in static.items()},
        **sound,
    )


def read_source(root: Path, file: PurePosixPath, *, encodings: Sequence[str] = UTF_8) -> Source:
    """A text file in the first of the encodings that fits, with plain line ends and umlauts."""
    text = decode(file, read_content(root, file), encodings)
    source = Source(file, normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))
    check_characters(source)
    return source


def read_content(root: Path, file: PurePosixPath) -> bytes:
    with readable(file):
        path = locate(root, file)
        if path.is_file():
            return path.read_bytes()
        message = (
            say("Here stands a folder where a file belongs.")
            if path.exists()
            else say("The file is missing.")
        )
    raise ContentError(Place(file), message)


def read_optional(root: Path, file: PurePosixPath) -> Source:
    """A text file that an exhibit may do without."""
    return read_source(root, file) if (root / file).exists() else Source(file, "")


def read_documents(root: Path, files: tuple[PurePosixPath, ...]) -> Mapping[str, Document]:
    pages = [file for file in files if file.suffix.lower() == ".md"]
    documents = each(lambda file: parse_document(read_source(root, file)), pages)
    return {document.key: document for document in documents}


def read_catalogues(root: Path, settings: Settings) -> Mapping[Locale, Catalogue]:
    """The catalogue of each language but the first; any other in their folder is a fault."""
    others = [file for file in find_catalogues(root) if file.stem not in settings.languages]

    def read_catalogue(tag: str) -> tuple[Locale, Catalogue]:
        file = PurePosixPath(TRANSLATIONS, f"{tag}.po")
        if not (root / file).exists():
            return Locale(tag), empty_catalogue(file)
        return Locale(tag), parse_catalogue(read_source(root, file))

    steps: tuple[Callable[[], Any], ...] = (
        lambda: each(lambda file: refuse_language(file, settings), others),
        lambda: each(read_catalogue, settings.languages[1:]),
    )
    return dict(each(lambda step: step(), steps)[1])


def find_catalogues(root: Path) -> Iterable[PurePosixPath]:
    if not (root / TRANSLATIONS).is_dir():
        return ()
    return (file for file in find_files(root, TRANSLATIONS) if file.suffix == ".po")


def refuse_language(file: PurePosixPath, settings: Settings) -> None:
    hint = say("Add it to languages in site.toml, or delete the file.")
    if file.stem.lower() in settings.languages:
        hint = say("Its name is written in small letters: {name}", name=file.name.lower())
    message = say("“{tag}” is not a language of this exhibit.", tag=file.stem)
    raise ContentError(Place(file), message, hint)


def check_table(root: Path, file: PurePosixPath) -> None:
    """The file is no workbook that only got another name, and no text that passes for cp1252."""
    content = read_content(root, file)
    hint = say("Open it in the spreadsheet, and save it as CSV, best as “CSV UTF-8”.")
    if content.startswith(WORKBOOKS):
        raise ContentError(Place(file), say("This is a workbook, not a table as text."), hint)
    if content.startswith(WIDE):
        raise ContentError(Place(file), say("The file is not saved as UTF-8."), hint)


def read_photographs(
    root: Path, files: Iterable[PurePosixPath], pictures: Mapping[str, bytes]
) -> Mapping[str, Photograph]:
    cards = (file for file in files if file.match("content/pictures/*.toml"))
    recall = remember(root).recall_bytes  # to look at all their points takes time
    sources = each(partial(read_source, root), cards)

    def read_photograph(name: str) -> tuple[str, Photograph]:
        return name, examine(name, pictures[name], find_mention(name, sources), recall)

    return dict(each(read_photograph, filter(is_photograph, pictures)))


def read_cards(
    root: Path, files: Iterable[PurePosixPath], folder: str, parse: Callable[[Source], Any]
) -> Mapping[str, Any]:
    """What the cards in a folder of the content describe, by its name."""
    cards = [file for file in files if file.match(f"content/{folder}/*.toml")]
    found = each(lambda card: parse(read_source(root, card)), cards)
    return {one.name: one for one in found}
