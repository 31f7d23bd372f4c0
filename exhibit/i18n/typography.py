"""Quotation marks, apostrophes, dashes, dots and spaces, as each language sets them.

Editors type what is on the keyboard. A mark opens or closes by what stands before
it, and a unit stays beside its number, even across emphasis and links, so one
Typesetter sees a whole block in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from exhibit.i18n.cldr import base
from exhibit.i18n.phrase import Phrase

QUOTES: Mapping[str, str] = {"de": "„“‚‘", "en": "“”‘’"}  # double and single, opening and closing
_APOSTROPHE = "’"
_UNTOUCHED = frozenset({"code", "pre", "kbd", "samp", "sup"})  # no unit follows a footnote's number
_INLINE = frozenset({"em", "strong", "a", "sup", "sub", "abbr", "span", "code", "img"})
_MARKS = re.compile(r"""(["']|\.{3}|(?<=\s)--?(?=\s))""")

NO_BREAK = "\u00a0"  # our fonts have the narrow one, U+202F, too; it is used if an editor types it
SYMBOLS = (
    *("W", "kW", "MW", "GW", "TW", "Wh", "kWh", "MWh", "GWh", "TWh", "V", "kV", "A"),
    *("km/h", "km", "m", "m²", "m³", "cm", "mm", "kg", "g", "t", "l", "°C", "h", "s", "min"),
    *("%", "€"),
)
UNITS: Mapping[str, tuple[str, ...]] = {"de": (*SYMBOLS, "Mio.", "Mrd."), "en": SYMBOLS}
NUMBERED: Mapping[str, tuple[str, ...]] = {
    "de": ("§", "Nr.", "S."),
    "en": ("§", "No.", "p.", "pp."),
}
ABBREVIATIONS: Mapping[str, tuple[str, ...]] = {
    "de": ("z. B.", "d. h.", "u. a.", "e. V.", "i. d. R.", "o. Ä."),
    "en": (),
}
_PHONES = (
    "Tel.",
    "Tel.:",
    "Telefon",
    "Telefon:",
    "Fax",
    "Fax:",
    "phone",
    "Phone",
    "Phone:",
    "call",
)


def _rules_of(locale: str) -> str:
    """The language whose rules a locale follows; English where we know none."""
    language = base(locale)
    return language if language in UNITS else "en"


def _units_of(locale: str) -> tuple[str, ...]:
    return UNITS[_rules_of(locale)]


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


def _space_to_keep(language: str) -> re.Pattern[str]:
    """The space between a number and its unit, or between § and its number."""
    numbered = "|".join(rf"(?<!\w{word})(?<={word})" for word in map(re.escape, NUMBERED[language]))
    return re.compile(
        rf"(?<=\d)[ \n](?=(?:{_any_of(UNITS[language])})(?!\w))|(?:{numbered})[ \n](?=\d)"
    )


def _spaced_letters(abbreviation: str) -> re.Pattern[str]:
    """An abbreviation with or without its spaces, perhaps at the start of a sentence."""
    first, *others = re.split(r"\. ?", abbreviation)[:-1]
    letters = "".join(rf"\.[ \n{NO_BREAK}]?({letter})" for letter in others)
    begins = f"[{first[0]}{first[0].upper()}]"  # first, since it is soon told
    return re.compile(rf"(?={begins})(?<![\w./])({first}|{first.upper()}){letters}\.(?!\w)")


_SPACES = {language: _space_to_keep(language) for language in UNITS}
_LETTERS = {
    language: [_spaced_letters(abbreviation) for abbreviation in abbreviations]
    for language, abbreviations in ABBREVIATIONS.items()
}
_ADDRESS = re.compile(r"((?<!\S)\S*(?:://|@|www\.)\S*)")
_NUMBERS = re.compile(
    r"(?=[1-9])(?<![\w.,:/+=–-])(?<![\d)/]\s)"  # nor after an area code
    + "".join(rf"(?<!{re.escape(word)}\s)" for word in _PHONES)
    + r"([1-9]\d{1,3})-([1-9]\d{1,3})(?![\w–-]|[.,:/]\w|\s\d)"
)


@dataclass
class Typesetter:
    """Sets the text of one block; remembers the last letter across the elements in it."""

    locale: str
    before: str = " "

    def set_element(self, element: Element) -> None:
        if element.tag not in _INLINE:
            self.before = " "
        outer, self.locale = self.locale, element.get("lang", self.locale)
        if element.tag in _UNTOUCHED:
            self.before = "x"
        else:
            units = [*map(self.unit_of, element), ""]
            element.text = self.set_text(element.text, units[0])
            for child, unit in zip(element, units[1:], strict=True):
                self.set_element(child)
                child.tail = self.set_text(child.tail, unit)
        self.locale = outer

    def unit_of(self, element: Element) -> str:
        """The unit that an explained abbreviation is, so that its number stays with it."""
        text = element.text or ""
        return text if element.tag == "abbr" and text in _units_of(self.locale) else ""

    def set_text(self, text: str | None, unit: str = "") -> str | None:
        """The text as it should be set; a unit may follow it in an element of its own."""
        if not text or type(text) is not str:  # AtomicString: text that is finished
            self.before = text[-1] if text else self.before
            return text
        before = self.before
        text = before + self.set_marks(text) + unit
        return _set_spaces(text, _rules_of(self.locale)).removeprefix(before).removesuffix(unit)

    def set_marks(self, text: str) -> str:
        pieces = _MARKS.split(text)  # words and marks in turn
        for index, piece in enumerate(pieces):
            if index % 2:
                pieces[index] = self.set_mark(piece, pieces[index + 1])
            self.before = pieces[index][-1:] or self.before
        return "".join(pieces)

    def set_mark(self, mark: str, after: str) -> str:
        quotes = QUOTES[_rules_of(self.locale)]
        opens = self.before.isspace() or self.before in f"([{{/–—-{quotes[0]}{quotes[2]}"
        match mark:
            case "...":
                return "…"
            case '"':
                return quotes[0] if opens else quotes[1]
            case "'" if opens:
                return quotes[2]
            case "'":
                return _APOSTROPHE if after[:1].isalpha() else quotes[3]
        return "–"


def _set_spaces(text: str, language: str) -> str:
    """Spaces that do not break, and ranges of numbers; addresses stay as they are."""
    pieces = _ADDRESS.split(text)
    for index, piece in enumerate(pieces[::2]):
        for letters in _LETTERS[language]:
            piece = letters.sub(lambda found: f".{NO_BREAK}".join(found.groups()) + ".", piece)
        piece = _SPACES[language].sub(NO_BREAK, piece)
        pieces[2 * index] = _NUMBERS.sub(_set_range, piece)
    return "".join(pieces)


def _set_range(numbers: re.Match[str]) -> str:
    return "–".join(numbers.groups()) if _is_range(*numbers.groups()) else numbers[0]


def _is_range(first: str, last: str) -> bool:
    match len(first), len(last):
        case 3, 4:  # 555-1234 looks like a telephone number
            return False
        case 4, 2:  # 2019-20; but 2011-12 may be a month
            return max(12, int(first[2:])) < int(last)
    return int(first) < int(last)


def set_phrase(phrase: Phrase) -> Phrase:
    """A text that is not Markdown, such as a title."""
    return Phrase(
        Typesetter(phrase.locale).set_text(phrase.text) or "", phrase.locale, phrase.is_stale
    )
