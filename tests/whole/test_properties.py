"""What holds for every exhibit, and not only for those that somebody thought of.

On a developer's machine Hypothesis looks at something new each time, in CI always at the same.
"""

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path, PurePosixPath
from posixpath import dirname, join, normpath
from tempfile import TemporaryDirectory
from urllib.parse import unquote
from xml.etree.ElementTree import Element, SubElement

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from exhibit.content import disk
from exhibit.content.settings import Settings
from exhibit.diagnostics.faults import ContentError
from exhibit.diagnostics.limits import MAX_LETTERS
from exhibit.diagnostics.source import Source
from exhibit.diagnostics.toml import parse, read
from exhibit.evidence.citations import Citation
from exhibit.i18n.catalogue import Catalogue, parse_catalogue
from exhibit.i18n.cldr import slugify
from exhibit.i18n.language import Language
from exhibit.i18n.phrase import Locale, Phrase
from exhibit.i18n.typography import Typesetter, set_phrase
from exhibit.markup.blocks import Island
from exhibit.markup.convert import Article, Asides
from exhibit.pipeline import make_site
from exhibit.tables.table import parse_table
from tests import TESTS
from tests.exhibits import convert_page, read_page

BASE = TESTS / "sites" / "_base"
FRONT_MATTER = '+++\ntitle = "Titel"\ndescription = "Beschreibung."\n+++\n'
GERMAN, ENGLISH = Locale("de"), Locale("en")
STEADY = settings(deadline=None, derandomize="CI" in os.environ)


def snippets(table: str) -> list[str]:
    """The words of a table, in which · is a space and ¶ the end of a line."""
    return [word.replace("·", " ").replace("¶", "\n") for word in table.split()]


# Whatever a keyboard can produce: text at random, and what Markdown, TOML and gettext live on.

FRAGMENTS = snippets("""
· ¶ ¶¶ ¶···· ¶:::·note¶ ¶:::·chart·x¶ ¶:::¶ ¶```¶ _ ** * ` ``` ~~~ [ ] ( ) ![ ]( ](seite.md) ](#a)
](javascript:x) < > <b> </b> <!-- & &#106; &amp; # ## {#a} {.b} {lang=en} {.footnote-ref} { } [x]:
| |---| [^1] [^1]: [[ ]] *[A]: A \\ \\n " ' ... -- === --- *** - 1. > : ::: +++ [a] = ! http://[
<a@b.example> <https://b.example> Wort 30.938 ä title 1,5 2026-02-30 msgid msgstr #, Plural-Forms:
""")
pieces = st.sampled_from(FRAGMENTS) | st.text(max_size=3)
loose = st.lists(pieces, max_size=30).map("".join)

# Sound Markdown.

words = st.sampled_from(
    ["Strom", "kWh", "Größe", "2.000", "7", '"so"', "ist's", "- und", "weiter ..."]
)
inlines = st.one_of(
    words,
    *(
        words.map(form.format)
        for form in (
            "*{}*",
            "**{}**",
            "`{}`",
            "[{}](https://b.example/)",
            "[{}](index.md)",
            "[{}](besuch.md#marke)",
            "![{}](haus.png)",
            "[[Hier fehlt {}]]",
            "{}.[^note]",
            "*{}*{{lang=en}}",
        )
    ),
)
texts = st.lists(inlines, min_size=1, max_size=5).map(" ".join).map("Der {}".format)
simple_blocks = st.one_of(
    texts,
    st.lists(texts, min_size=1, max_size=3).map(lambda items: "- " + "\n- ".join(items)),
    *(
        texts.map(form.format)
        for form in (
            "## {}",
            "1. {0}\n2. {0}",
            "- oben\n    - {}\n\n        noch ein Absatz",
            "> {}",
            "Begriff\n:   {}",
            "| A | B |\n|---|--:|\n| {0} | {0} |",
            "```text\n{}\n```",
        )
    ),
)
boxes = st.lists(simple_blocks, max_size=2).map(
    lambda inside: "\n\n".join(["::: note Ein *Kasten*", *inside, ":::"])
)
FOOT = "## Ende {#marke}\n\n[^note]: Eine Note.\n\n*[kWh]: Kilowattstunde\n"
pages = st.lists(simple_blocks | boxes, max_size=6).map(
    lambda blocks: "\n\n".join(["Anfang.[^note]", *blocks, FOOT])
)


def show(island: Island) -> str:
    return f"<aside>{island.title}{island.body}</aside>"


@contextmanager
def faults_are_fine() -> Iterator[None]:
    """A ContentError is an answer, too; anything else is a bug."""
    try:
        yield
    except* ContentError:
        pass


def to_source(content: bytes, name: str = "content/seite.md") -> Source:
    """The file as the first stage reads it."""
    return disk.to_source(PurePosixPath(name), content)


def put(root: Path, name: str, content: bytes | str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_bytes(content.encode() if isinstance(content, str) else content)


def to_article(text: str, catalogue: Catalogue | None = None) -> Article:
    language = Language(ENGLISH if catalogue else GERMAN, GERMAN, catalogue)
    document = read_page(to_source((FRONT_MATTER + text).encode()))
    return convert_page(document, language, show, Asides("Zurück"))


def quoted(text: str) -> str:
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n"))


def to_catalogue(translations: Mapping[str, str]) -> Catalogue:
    entries = (f"msgid {quoted(a)}\nmsgstr {quoted(b)}\n" for a, b in translations.items())
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    return parse_catalogue(to_source("\n".join([head, *entries]).encode(), "translations/en.po"))


class Tags(HTMLParser):
    """The tags of a page in order, without what is in a language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = {name: value or "" for name, value in attrs if name not in {"lang", "title", "alt"}}
        self.found.append((tag, kept))

    def values(self, *names: str) -> set[str]:
        return {tag[name] for _, tag in self.found for name in names if name in tag}


@settings(STEADY, max_examples=80)
@given(loose, st.lists(loose, min_size=1, max_size=4))
def test_any_text_is_a_page_or_a_fault_whatever_its_translation(
    text: str, translations: list[str]
) -> None:
    messages: list[str] = []
    with faults_are_fine():
        messages = [message.text for message in to_article(text).messages]
    with faults_are_fine():
        to_article(text, to_catalogue(dict(zip(messages, cycle(translations), strict=False))))


@settings(STEADY, max_examples=60)
@given(loose.map(str.encode) | st.binary(max_size=60))
def test_any_file_is_read_or_a_fault(content: bytes) -> None:
    read_as: list[Callable[[Source], object]] = [
        read_page,
        parse_catalogue,
        lambda source: read(Settings, parse(source), source),
        lambda source: read(Citation, parse(source), source),
    ]
    for function in read_as:
        with faults_are_fine():
            function(to_source(content))
    with faults_are_fine():
        read_page(to_source(b"+++\n" + content + b"\n+++\n"))


@settings(STEADY, max_examples=100)
@given(
    st.binary(max_size=60)
    | st.lists(st.sampled_from([*'ab;,\t"\n\r', "1,5", "1.000", "=A1"]))
    .map("".join)
    .map(str.encode)
)
def test_any_bytes_are_a_table_or_a_fault(content: bytes) -> None:
    with faults_are_fine():
        table = parse_table(disk.to_table(PurePosixPath("content/data/a.csv"), content))
        for name in table.columns:
            with faults_are_fine():
                table.numbers(name)


@settings(STEADY)
@given(st.text())
def test_a_slug_is_small_letters_digits_and_hyphens(text: str) -> None:
    assert re.fullmatch("([a-z0-9]+(-[a-z0-9]+)*)?", slugify(text))
    assert slugify(slugify(text)) == slugify(text)


@settings(STEADY)
@given(st.text(st.sampled_from("\"'. -–…ab(„“”‚‘’")), st.sampled_from(["de", "en", "fr"]))
def test_typography_is_done_once_and_changes_nothing_but_marks(text: str, tag: str) -> None:
    phrase = set_phrase(Phrase(text, Locale(tag)))
    assert set_phrase(phrase) == phrase
    marks = "[\"'.\\-–…„“”‚‘’]"
    assert re.sub(marks, "", phrase.text) == re.sub(marks, "", text)


@settings(STEADY)
@given(st.text(), st.text(), st.text())
def test_typography_never_changes_code(before: str, code: str, after: str) -> None:
    paragraph = Element("p")
    paragraph.text = before
    element = SubElement(paragraph, "code")
    element.text, element.tail = code, after
    Typesetter("de").set_element(paragraph)
    assert element.text == code


@settings(STEADY, max_examples=35)
@given(pages)
def test_a_page_without_translations_differs_only_in_marking_its_language(text: str) -> None:
    english = to_article(text, to_catalogue({})).html
    unmarked = re.sub(r'<span lang="de">(.*?)</span>', r"\1", english)
    unmarked = re.sub(' lang="(de|en)"', "", unmarked)  # what is within may be the page's again
    assert unmarked == to_article(text).html.replace(' lang="en"', "")


@settings(STEADY, max_examples=35)
@given(pages)
def test_a_translated_page_has_the_tags_of_the_german_one(text: str) -> None:
    german = to_article(text)
    translations = {message.text: f"Ĝ {message.text}" for message in german.messages}
    english = to_article(text, to_catalogue(translations))
    assert Tags(english.html).found == Tags(german.html).found
    assert not re.search('lang="de"', english.html)
    assert english.anchors == german.anchors
    assert {message.text for message in english.messages} == set(translations)


def render(root: Path) -> Mapping[str, bytes]:
    """The files of an exhibit, with nothing written and nothing remembered."""
    return make_site(root).files


@settings(STEADY, max_examples=6, phases=set(Phase) - {Phase.shrink})
@given(pages, pages)
def test_the_same_content_gives_the_same_bytes_and_every_link_leads_somewhere(
    start: str, visit: str
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(BASE, root, dirs_exist_ok=True)
        put(root, "site.toml", 'name = "Museum"\nlanguages = ["de", "en"]\n')
        put(root, "content/index.md", FRONT_MATTER + start)
        put(root, "content/besuch.md", FRONT_MATTER + visit)
        shutil.copy(
            BASE.parent / "images" / "picture" / "content" / "bilder" / "zaehler.png",
            root / "content" / "haus.png",
        )
        files = render(root)
        assert render(root) == files
    found = {path: Tags(html.decode()) for path, html in files.items() if path.endswith(".html")}
    assert set(found) == {"index.html", "titel.html", "en/index.html", "en/titel.html"}
    for path, tags in found.items():
        for link in tags.values("href", "src"):
            target, _, fragment = unquote(link).partition("#")
            other = normpath(join(dirname(path), target)) if target else path
            assert ":" in link or other in files, link
            assert not fragment or fragment in found[other].values("id"), link


# Texts that would keep Python-Markdown busy for seconds or minutes, or overflow its stack.

ORDINARY = "Ein Satz mit *Betonung* und einem [Link](b.md), dann noch einer.\n\n"
HOSTILE = snippets("""
[ ![ ]( [a]( [a]:· [^1 Text.[^1] [^1]· [[a [a][ < <a <!-- <http:// <a@ *a_b *a· **a*b _*a ***a***·
`a ``a \\ &# " ' | |- a|b¶ >· -· 1.· -·>· -·a¶ ····-·a¶ #·a¶ a¶===¶ #·a·{# a¶:···b¶¶ ```¶ :::·note¶
:::¶ [^a]:·b¶ *[a]:·b¶a· a¶¶ {#a}¶
""")
DEEP = [
    "\n".join(" " * 4 * level + "- a" for level in range(200)),
    "::: note\n" * 200 + ":::\n" * 200,
]
SIZE = 5_000
SLOWER = 20  # times the ordinary text; none takes 10, but without limits they would take up to 400


def seconds(text: str) -> float:
    started = time.process_time()
    with faults_are_fine():
        to_article(text)
    return time.process_time() - started


def test_a_text_longer_than_any_page_is_refused_before_it_is_converted() -> None:
    with pytest.raises(ContentError, match="longer than"):
        to_article("x" * MAX_LETTERS)


@pytest.fixture(scope="module")
def ordinary() -> float:
    return min(seconds(ORDINARY * (SIZE // len(ORDINARY))) for _ in range(3))


@pytest.mark.parametrize(
    "text",
    [*(part * (SIZE // len(part)) for part in HOSTILE), *DEEP],
    ids=[*HOSTILE, "list", "boxes"],
)
def test_a_hostile_text_takes_about_as_long_as_an_ordinary_one(text: str, ordinary: float) -> None:
    # whatever else the computer does can make a text slower, but not faster
    assert any(seconds(text) < SLOWER * ordinary for _ in range(3))
