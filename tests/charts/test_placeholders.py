"""Figures in sentences: what a placeholder stands for, in each language, and what it cannot be."""

from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibit.charts.cells import fill_text, write_cell
from exhibit.charts.figure.figure import check_texts, find_typed
from exhibit.charts.model import AnyChart
from exhibit.charts.placeholders import make_reader, read
from exhibit.diagnostics.faults import ContentError, Place
from exhibit.diagnostics.source import Source
from exhibit.i18n.catalogue import Catalogue, Entry
from exhibit.i18n.compare import gaps
from exhibit.i18n.language import Language, Message
from exhibit.i18n.merge import merge
from exhibit.i18n.phrase import Locale
from exhibit.markup.convert import Asides
from tests.charts.test_figures import BARS, GERMAN, LINES, chart
from tests.exhibits import convert_page, plan, read_page

ENGLISH = Language(
    Locale("en"), Locale("de"), Catalogue(Source(PurePosixPath("translations/en.po"), ""))
)
PLACES = BARS.replace(', format = "country"', "")  # any names
BARS_TABLE = "land;twh\nCN;10.086,8\nUS;4.391,02\nIN;0\nDE;\n"
LINES_TABLE = (
    "reihe,jahr,twh\nGemessen,2024,416\nGemessen,2020,269\nViel,2030,1264\nWenig,2030,669\n"
)
FRONT_MATTER = '+++\ntitle = "Titel"\ndescription = "Beschreibung."\n+++\n'


def written(chart: AnyChart, words: str, language: Language = GERMAN) -> str:
    reading = read(chart, words, Place(PurePosixPath("here"), 1, 2))
    return write_cell(reading.cell, reading.value, reading.column, language).text


def fault(chart: AnyChart, words: str) -> str:
    with pytest.raises(ContentError) as caught:
        written(chart, words)
    assert caught.value.place.column == 2
    assert str(caught.value.hint)
    return str(caught.value.message)


@pytest.mark.parametrize(
    ("words", "german", "english"),
    [
        ("CN.value", "10.086,8", "10,086.8"),
        ("CN.twh|0", "10.087", "10,087"),
        ("US.land", "Vereinigte Staaten", "United States"),
        ("max.category", "China", "China"),
        ("min.category", "Indien", "India"),
        ("max.value | 2", "10.086,80", "10,086.80"),
        ("first.category", "China", "China"),
        ("last.category", "Deutschland", "Germany"),
        ("ratio:CN : US", "2,3", "2.3"),
        ("ratio: max : US |3", "2,297", "2.297"),
        ("CN.value|~1", "10.000", "10,000"),
        ("CN.value | ~3", "10.100", "10,100"),
        ("US.value|~1", "4.000", "4,000"),
        ("ratio:CN : US|~2", "2,3", "2.3"),
        ("ratio:US : CN|~1", "0,4", "0.4"),
        ("IN.value|~1", "0,0", "0.0"),
        ("ratio:IN : CN", "0,0", "0.0"),
        ("difference:CN : US", "5.695,8", "5,695.8"),
        ("difference:US.twh : CN.value|0", "-5.696", "-5,696"),
    ],
)
def test_a_placeholder_of_bars_is_written_as_its_language_does(
    words: str, german: str, english: str
) -> None:
    bars = chart(BARS, BARS_TABLE)
    assert written(bars, words) == german
    assert written(bars, words, ENGLISH) == english


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Viel/2030.value", "1.264"),
        ("2030/Viel.value", "1.264"),
        ("Gemessen/last.value", "416"),
        ("Gemessen/first.value", "269"),
        ("first.x", "2020"),
        ("last.x", "2030"),
        ("2030/max.series", "Viel"),
        ("min.jahr", "2020"),
        ("Gemessen/sum.value", "685"),
        ("sum.value", "2.618"),
        ("share:Viel/2030", "100"),
        ("share:Gemessen/2024|1", "60,7"),
        ("ratio:Viel/2030 : Gemessen/last|2", "3,04"),
    ],
)
def test_rows_of_lines_are_named_by_series_and_year_and_ordered_by_year(
    words: str, text: str
) -> None:
    assert written(chart(LINES, LINES_TABLE), words) == text


def test_a_share_is_of_all_rows_where_a_name_stands_alone() -> None:
    assert written(chart(BARS, "land;twh\nCN;30\nUS;10\n"), "share:CN") == "75"


def test_a_cell_with_a_slash_is_a_key_of_its_own() -> None:
    assert written(chart(PLACES, "land;twh\nWind/Sonne;30\nWind;10\n"), "Wind/Sonne.twh") == "30,0"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("DE.value", "Cell B5 of strom.csv is empty."),
        ("sum.value", "Cell B5 of strom.csv is empty."),
        ("ratio:CN : IN", "Nothing can be divided by “IN”, which is 0."),
        ("FR.value", "No row of the table is called “FR”."),
        ("CN.wert", "The table has no column “wert”."),
        ("CN.series", "The table has no column “series”."),
        ("CN", "“CN” does not say which column."),
        ("", "“” does not say which column."),
        ("ratio:CN", "“CN” does not name two rows."),
        ("ratio:CN:US", "“CN:US” does not name two rows."),
        ("ration:CN : US", "“ration” is nothing that can be worked out."),
        ("sum.land", "The column “land” holds no figures."),
        ("ratio:CN.land : US.land", "The column “land” holds no figures."),
    ],
)
def test_what_cannot_be_read_is_a_fault_with_a_way_out(words: str, message: str) -> None:
    assert fault(chart(BARS, BARS_TABLE), words) == message


def test_a_key_that_fits_two_rows_is_a_fault_unless_both_say_the_same() -> None:
    lines = chart(LINES, LINES_TABLE)
    assert fault(lines, "2030.value") == "“2030” fits 2 rows of the table."
    assert fault(lines, "last.series") == "“last” fits 2 rows of the table."
    assert written(lines, "2030.jahr") == "2030"


@given(st.text("CN US.value|0:ratio{first/sumé", max_size=30))
def test_any_words_are_read_or_a_fault(words: str) -> None:
    try:
        assert isinstance(written(chart(BARS, BARS_TABLE), words), str)
    except ContentError as error:
        assert str(error.message)


def test_a_sentence_that_reads_its_figures_instead_of_typing_them_keeps_its_translation() -> None:
    typed = catalogue_of({"Es sind 946 − 416 = 530 TWh.": ("It is 946 − 416 = 530 TWh.", False)})
    text = (
        "Es sind {strom: Viel/2030.value} − {strom: Gemessen/2024.value} = "
        "{strom: difference:Viel/2030 : Gemessen/2024} TWh."
    )
    entry = merge(typed, [Message(text, Place(PurePosixPath("content/index.md"), 5))]).find(text)
    assert entry and (entry.text, entry.is_stale) == ("It is 946 − 416 = 530 TWh.", True)


def with_texts(known: AnyChart, **texts: str) -> AnyChart:
    return replace(known, card=replace(known.card, **texts))  # type: ignore[arg-type]


def titled(title: str) -> AnyChart:
    return with_texts(chart(BARS, BARS_TABLE), title=title)


def test_a_title_is_as_long_as_it_is_read() -> None:
    check_texts(titled(f"{'x' * 88} {{IN.value|0}}"), GERMAN)
    with pytest.raises(ContentError, match="The title has 91 letters"):
        check_texts(titled(f"{'x' * 82} {{CN.value}}"), GERMAN)


def test_a_placeholder_is_filled_in_after_its_sentence_is_translated() -> None:
    catalogue = catalogue_of({"{CN.value} TWh aus China": ("China: {CN.value} TWh", False)})
    english = Language(Locale("en"), Locale("de"), catalogue)
    filled = fill_text(titled("x"), "{CN.value} TWh aus China", english)
    assert (filled.text, filled.locale) == ("China: 10,086.8\u00a0TWh", "en")


def catalogue_of(texts: dict[str, tuple[str, bool]]) -> Catalogue:
    """Translations, each with whether it is stale, as a file has them."""
    lines = ['msgid ""', 'msgstr "Language: en\\n"']
    entries = {}
    for german, (english, is_stale) in texts.items():
        entries["", german] = Entry(("", german), english, len(lines) + 3, is_stale)
        lines += ["", f'msgid "{german}"', f'msgstr "{english}"']
    return Catalogue(Source(PurePosixPath("translations/en.po"), "\n".join(lines)), entries)


def test_a_fault_in_a_translation_stands_at_its_line() -> None:
    text = "Aus China kamen {CN.value}."
    english = Language(
        Locale("en"), Locale("de"), catalogue_of({text: ("China: {CM.value}.", False)})
    )
    with pytest.raises(ExceptionGroup) as caught:
        fill_text(titled("x"), text, english)
    (error,) = caught.value.exceptions
    assert isinstance(error, ContentError)
    place = error.place
    assert (str(place.file), place.line, place.column) == ("translations/en.po", 5, 16)


def test_a_stale_translation_that_names_what_is_gone_gives_way_to_the_german() -> None:
    text = "Aus China kamen {CN.value}."
    english = Language(
        Locale("en"), Locale("de"), catalogue_of({text: ("China: {CM.value}.", True)})
    )
    phrase = fill_text(titled("x"), text, english)
    assert (phrase.text, phrase.locale, phrase.is_stale) == (
        "Aus China kamen 10.086,8.",
        "de",
        False,
    )


def page(text: str, language: Language = GERMAN) -> str:
    document = read_page(Source(PurePosixPath("content/seite.md"), FRONT_MATTER + text))
    reader = make_reader({"strom": chart(BARS, BARS_TABLE)}, write_cell)
    return convert_page(document, language, lambda island: "", Asides(), reader).html.strip()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("China: {strom: CN.value}.", "<p>China: 10.086,8.</p>"),
        ("China: {strom:\nCN.value}.", "<p>China: 10.086,8.</p>"),
        ("`{strom: CN.value}`", "<p><code>{strom: CN.value}</code></p>"),
        ("``{strom: CN.value} ` ``", "<p><code>{strom: CN.value} `</code></p>"),
        ("\\{strom: CN.value}", "<p>{strom: CN.value}</p>"),
        ("```\n{strom: CN.value}\n```", "<pre><code>{strom: CN.value}\n</code></pre>"),
        ("## China {#cn}", '<h2 id="cn">China</h2>'),
        ("*word*{lang=en}", '<p><em lang="en">word</em></p>'),
        ("**{strom: CN.value}**", "<p><strong>10.086,8</strong></p>"),
        ("[{strom: CN.value}](a.md)", '<p><a href="a.md">10.086,8</a></p>'),
        ("![{strom: CN.value}](a.png)", '<p><img alt="10.086,8" src="a.png"></p>'),
        ("- {strom: max.category}", "<ul>\n<li>China</li>\n</ul>"),
        ("Menge {0,5} und {a}", "<p>Menge {0,5} und {a}</p>"),
    ],
)
def test_placeholders_in_the_text_of_a_page(text: str, html: str) -> None:
    assert page(text) == html


def test_a_cell_cannot_bring_markdown_into_the_text() -> None:
    document = read_page(
        Source(PurePosixPath("content/seite.md"), f"{FRONT_MATTER}{{strom: max.category}}")
    )
    strange = chart(PLACES, "land;twh\n*[a](b.md)* `x` <b>;1\nB;0\n")
    reader = make_reader({"strom": strange}, write_cell)
    html = convert_page(document, GERMAN, lambda island: "", Asides(), reader).html
    assert html.strip() == "<p>*[a](b.md)* `x` &lt;b&gt;</p>"


def test_a_paragraph_is_filled_in_in_the_language_that_it_is_in() -> None:
    text = "Aus China: {strom: CN.value}.\n\nAus den USA: {strom: US.value}."
    catalogue = catalogue_of(
        {"Aus China: {strom: CN.value}.": ("From China: {strom: CN.value}.", False)}
    )
    html = page(text, Language(Locale("en"), Locale("de"), catalogue))
    assert html == '<p>From China: 10,086.8.</p>\n<p lang="de">Aus den USA: 4.391,0.</p>'


def test_a_message_keeps_its_placeholder_and_a_cell_that_is_one_needs_no_translation() -> None:
    text = "Aus China: {strom: CN.value}\n\n| {strom: CN.value} |\n|---|\n| {strom: US.value} |\n"
    document = read_page(Source(PurePosixPath("content/seite.md"), FRONT_MATTER + text))
    article = convert_page(document, GERMAN, lambda island: "")
    assert [message.text for message in article.messages] == ["Aus China: {strom: CN.value}"]


def test_a_translation_that_loses_or_invents_a_placeholder_has_others() -> None:
    german = sorted(gaps("{strom: CN.value} von {sum.value}", "de"))
    assert german == ["{strom: CN.value}", "{sum.value}"]
    assert german == sorted(gaps("{sum.value} of {strom: CN.value}", "en"))
    assert gaps("*a*{lang=en} {#b}", "de") == []


def test_typed_numbers_that_the_table_holds_are_found_with_their_placeholder() -> None:
    bars = with_texts(
        chart(BARS, BARS_TABLE),
        title="Mehr als 4.391,0, weniger als {CN.value}",
        summary="2024 waren es 10.086,8 TWh in 3 Ländern, nicht 10.086,81 und nicht 110.086,8.",
    )
    assert find_typed(bars, GERMAN) == [("4.391,0", "{US.value}"), ("10.086,8", "{CN.value}")]


def test_typed_numbers_are_named_by_series_and_year() -> None:
    lines = with_texts(chart(LINES, LINES_TABLE), summary="Bis 2030 von 269 auf 1.264.")
    found = find_typed(lines, GERMAN)
    assert found == [("269", "{Gemessen/2020.value}"), ("1.264", "{Viel/2030.value}")]
    assert [written(lines, mark[1:-1]) for _, mark in found] == ["269", "1.264"]


def test_a_sentence_of_a_mark_is_wholly_in_one_language() -> None:
    named = [
        mark.tip for row in plan(chart(PLACES, BARS_TABLE), ENGLISH).rows for mark in row.marks
    ]
    assert named[0] == "CN: 10.086,8"  # since the name has no translation
    known = [mark.tip for row in plan(chart(BARS, BARS_TABLE), ENGLISH).rows for mark in row.marks]
    assert known[0] == "China: 10,086.8"
    lines = plan(chart(LINES, LINES_TABLE), ENGLISH).lines
    assert "Viel, 2030: 1.264" in [point.tip for line in lines for point in line.points]
