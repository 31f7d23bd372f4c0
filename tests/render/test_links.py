"""What is typed as the target of a link or a picture, and where it leads from that page."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from exhibit.diagnostics.faults import ContentError, Place, faults
from exhibit.features import FEATURES
from exhibit.i18n.phrase import Locale
from exhibit.markup.sanitize import Picture
from exhibit.render.links import PageLinks
from exhibit.site import PICTURES, assemble_site, fingerprint
from exhibit.storage.steps import Run
from tests.exhibits import languages_of, read_exhibit

PLACE = Place(PurePosixPath("content/hallen/ofen.md"), 7)
PAGE = '+++\ntitle = "{0}"\ndescription = "{0}."\n{1}+++\n\nText.\n'
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
FILES = {
    "site.toml": 'name = "Museum"\nlanguages = ["de", "en"]\nbase_url = "https://museum.example/a/"\n',
    "translations/en.po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n',
    "content/index.md": PAGE.format("Anfang", ""),
    "content/hallen/ofen.md": PAGE.format("Ofen", ""),
    "content/hallen/große halle.md": PAGE.format("Halle", 'slug = "halle"\n'),
    "content/nachweis.md": PAGE.format("Nachweis", 'layout = "ledger"\n'),
    "content/sources.toml": """\
[haus]
title = "Haus"
publisher = "Verlag"
url = "https://museum.example/haus"
retrieved = 2026-11-20
licence = "frei"
grade = "A"
""",
    "content/claims.toml": """\
[viel]
claim = "Es war viel."
finding = "Es war viel."
verdict = "belegt"
sources = ["haus"]
checked = 2026-11-20
next_check = 2027-05-20
""",
    "content/hallen/rad.svg": DRAWING,
    "content/bilder/tor.svg": DRAWING.replace("9", "8"),
    "content/bilder/falsch.svg": DRAWING.replace("<path", "<script/><path"),
    "content/bilder/zeichen.svg": DRAWING.replace("<path", "<title>\u202e</title><path"),
    "static/style.css": "p{}",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("links")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def links_of(root: Path, key: str, locale: str = "de") -> PageLinks:
    project = read_exhibit(root)
    site = assemble_site(project, languages_of(project), FEATURES.rules, Run())
    pictures = {f"{PICTURES}/{name}": text for name, text in project.images.drawings.items()}
    return PageLinks(
        origin=site.page(key, Locale(locale)),
        contents=project.contents,
        site=site,
        assets=fingerprint({**project.look.static, **pictures}),
        images=project.images,
        base_url=project.settings.base_url,
        targets=FEATURES.targets,
    )


@pytest.fixture(scope="module")
def links(root: Path) -> PageLinks:
    return links_of(root, "hallen/ofen.md")


@pytest.mark.parametrize(
    ("target", "url", "path", "fragment"),
    [
        ("../index.md", "index.html", "index.html", ""),
        ("../index.md#da", "index.html#da", "index.html", "da"),
        ("../index.md#gr%C3%B6%C3%9Fe", "index.html#gr%C3%B6%C3%9Fe", "index.html", "größe"),
        ("ofen.md", "ofen.html", "ofen.html", ""),
        ("#hier", "#hier", "ofen.html", "hier"),
        ("gro%C3%9Fe%20halle.md", "halle.html", "halle.html", ""),
        ("./große halle.md#a", "halle.html#a", "halle.html", "a"),
        ("../claims.toml", "nachweis.html", "nachweis.html", ""),
        ("../claims.toml#viel", "nachweis.html#viel", "nachweis.html", "viel"),
        ("claims.toml#viel", "nachweis.html#viel", "nachweis.html", "viel"),
    ],
)
def test_a_link_leads_to_the_page_of_the_file(
    links: PageLinks, target: str, url: str, path: str, fragment: str
) -> None:
    found, reference = links.page(target, PLACE)
    assert (found, reference.path, reference.fragment) == (url, path, fragment)
    assert reference.place == PLACE


def test_a_link_stays_in_its_language(root: Path) -> None:
    links = links_of(root, "hallen/ofen.md", "en")
    url, reference = links.page("../index.md#da", PLACE)
    assert (url, reference.path) == ("index.html#da", "en/index.html")
    assert links.page_url("hallen/große halle.md") == "halle.html"


@pytest.mark.parametrize(
    ("target", "message", "hint"),
    [
        ("../indexx.md", "There is no page “../indexx.md”.", "Did you mean “../index.md”?"),
        ("große hale.md#a", "There is no page “große hale.md”.", "Did you mean “große halle.md”?"),
        ("../claims.toml#fiel", "“fiel”", "Did you mean “viel”?"),
    ],
)
def test_a_link_to_nothing_is_told_with_what_is_nearest(
    links: PageLinks, target: str, message: str, hint: str
) -> None:
    with pytest.raises(ContentError) as fault:
        links.page(target, PLACE)
    assert message in str(fault.value.message) and hint == str(fault.value.hint)
    assert fault.value.place == PLACE


def test_on_its_own_page_an_entry_is_named_by_its_anchor_alone(root: Path) -> None:
    own = links_of(root, "nachweis.md")
    assert own.page("claims.toml#viel", PLACE)[0] == "#viel"
    assert own.on_page("ledger", "viel") == "#viel"
    assert own.on_page("ledger") == "nachweis.html"
    assert own.on_page("glossary", "viel") == "" == own.on_page("glossary")


@pytest.mark.parametrize(
    ("target", "name"),
    [("rad.svg", "hallen/rad.svg"), ("../bilder/tor.svg", "bilder/tor.svg"), ("./r%61d.svg", "")],
)
def test_a_drawing_is_shown_from_where_its_file_will_be(
    links: PageLinks, target: str, name: str
) -> None:
    path = links.assets.paths[f"{PICTURES}/{name or 'hallen/rad.svg'}"]
    assert links.picture(target, PLACE) == Picture(path)
    assert path.startswith("assets/") and path.endswith(".svg")


@pytest.mark.parametrize(
    ("target", "message", "hint"),
    [
        ("rat.svg", "There is no picture “rat.svg”.", "Did you mean “rad.svg”?"),
        ("../bilder/tür.svg", "There is no picture “../bilder/tür.svg”.", "../bilder/tor.svg"),
        ("https://a.example/rad.svg", "There is no picture", "Put the picture into the folder"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_told(
    links: PageLinks, target: str, message: str, hint: str
) -> None:
    with pytest.raises(ContentError) as fault:
        links.picture(target, PLACE)
    assert message in str(fault.value.message) and hint in str(fault.value.hint)


@pytest.mark.parametrize(
    ("name", "message"),
    [("falsch.svg", "<script> is not allowed in a drawing."), ("zeichen.svg", "(U+202E)")],
)
def test_what_may_not_stand_in_a_drawing_is_told_there(
    links: PageLinks, name: str, message: str
) -> None:
    with pytest.raises(ExceptionGroup) as group:
        links.picture(f"../bilder/{name}", PLACE)
    (fault,) = faults(group.value)
    assert fault.place.file.as_posix() == f"content/bilder/{name}" and message in str(fault.message)


def test_where_there_are_no_pictures_it_is_said_where_to_put_one(root: Path) -> None:
    links = links_of(root, "index.md")
    empty = PageLinks(**{**vars(links), "images": type(links.images)({}, {})})
    with pytest.raises(ContentError) as fault:
        empty.picture("rad.svg", PLACE)
    assert str(fault.value.hint).startswith("Put the picture into the folder content")


def test_pages_are_named_with_their_addresses_and_the_one_that_is_shown(links: PageLinks) -> None:
    found = links.links(["index.md", "hallen/ofen.md"])
    assert [(one.url, one.is_current) for one in found] == [
        ("index.html", False),
        ("ofen.html", True),
    ]
    assert links.first(["index.md", "hallen/ofen.md"]) == found[0]
    assert links.first([]) is None
    ledger = links.first_of("ledger")
    assert ledger and ledger.url == "nachweis.html"
    assert links.asset("style.css") == links.assets.paths["style.css"]
