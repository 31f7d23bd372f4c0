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
_PRIMES = {"'": "′", '"': "″"}  # of feet and inches, minutes and seconds
# What an apostrophe stands before, at the beginning of a word: '90er, 'ne, 'tis. Others are words
# of their own too: they and numbers may be quoted.
_ELISIONS: Mapping[str, tuple[str, str]] = {
    "de": ("ne[nmrs]?|[ns]|nauf|naus|türlich", "ran|rauf|raus|rein|rüber|rum|runter|mal|was"),
    "en": ("tis|twas|twere|twill|em|cos|tween", "cause|till?|n|round|bout|neath|un"),
}
_NO_END = r"(?![^'\n]{0,80}(?<=[\w.,!?])'(?!\w))"  # of a quotation
_CUT = {
    language: re.compile(
        rf"(?:\d\d(?:er[nms]?|s)|{sure}|(?:\d\d|{others}){_NO_END})\b(?!')", re.IGNORECASE
    )
    for language, (sure, others) in _ELISIONS.items()
}
_ROCK_N_ROLL = re.compile(r"(?<![^\s])'n'(?![^\s])")
_OF_A_NAME = re.compile(r"\s[^\W\d_](?:\w'\w|[^']){0,80}(?<=[\w.,!?])'(?!\w)")  # and ends later
_AHEAD = 200  # letters in which a quotation ends
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
    waiting: str = ""  # the marks that have been opened and not closed yet

    def set_element(self, element: Element) -> None:
        if element.tag not in _INLINE:
            self.before, self.waiting = " ", ""
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
        text = _ROCK_N_ROLL.sub("’n’", text)
        pieces = _MARKS.split(text)  # words and marks in turn
        end = 0
        for index, piece in enumerate(pieces):
            end += len(piece)
            if index % 2:
                pieces[index] = self.set_mark(piece, text[end : end + _AHEAD])
            self.before = pieces[index][-1:] or self.before
        return "".join(pieces)

    def set_mark(self, mark: str, after: str) -> str:
        quotes = QUOTES[_rules_of(self.locale)]
        opens = self.before.isspace() or self.before in f"([{{/–—-{quotes[0]}{quotes[2]}"
        match mark:
            case "...":
                return "…"
            case "'" if self.is_apostrophe(after, opens):
                return _APOSTROPHE
            case '"' | "'" if opens:
                self.waiting += mark
                return quotes[0 if mark == '"' else 2]
            case '"' | "'" if self.before.isdigit() and mark not in self.waiting:
                return _PRIMES[mark]
            case '"' | "'":
                self.waiting = self.waiting.replace(mark, "", 1)
                return quotes[1 if mark == '"' else 3]
        return "–"

    def is_apostrophe(self, after: str, opens: bool) -> bool:
        """Whether a mark stands for letters that are left out: geht's, Hans' Auto, '90er."""
        if opens:
            return bool(_CUT[_rules_of(self.locale)].match(after))
        if after[:1].isalpha():
            return True
        return self.before.isalpha() and ("'" not in self.waiting or bool(_OF_A_NAME.match(after)))


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
