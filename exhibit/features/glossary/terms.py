"""What people state about words that not everybody knows: the entries of content/glossary.toml.

All spellings of a word are one message, since another language may have more of them or
fewer: `Kilowatt, kW` becomes `kilowatt, kilowatts, kW`. A dash stands for none at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from exhibit.content import Library, Shelf
from exhibit.diagnostics import (
    ContentError,
    Entries,
    Names,
    Place,
    Source,
    content_file,
    each,
    line_of,
    read_entries,
    required,
    say,
    spec,
    suggest,
)
from exhibit.features.listing import check_key
from exhibit.i18n import Language, Message

_FILE = content_file("glossary.toml")
SPELLINGS = "glossary form"  # the context of spellings in a catalogue
_NONE = frozenset({"–", "-"})  # the translation of spellings where a language has none


@spec
class Term:
    """A word with its explanation; it is found in texts as it stands and in its other forms."""

    term: str = required(say('Name the word: term = "Kilowatt"'))
    explanation: str = required(
        say('Say in 1 or 2 sentences what it means: explanation = "A measure of power."')
    )
    forms: Names = ()  # how texts write it besides: plurals, short forms
    see: Names = ()  # keys of entries that help to understand it

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way in which texts write it, each once."""
        return tuple(dict.fromkeys((self.term, *self.forms)))


def read_terms(library: Library) -> Entries[Term]:
    source = library.read_optional(_FILE)
    stray = (
        say("“{key}” belongs to no entry of the glossary."),
        say("Each entry is a table of its own: a line [key], then its lines."),
    )

    def check(key: str, term: Term) -> None:
        check_key(key, source)
        each(lambda form: _check_comma(key, form, source), term.spellings)

    return read_entries(Term, source, stray, check)


def _check_comma(key: str, form: str, source: Source) -> None:
    """All spellings of a word are one message, with commas between them."""
    if "," in form:
        message = say("A spelling has no comma: “{form}”", form=form)
        hint = say('Write each by itself: forms = ["one", "two"]')
        raise ContentError(source.find(form, line_of((key,), source)), message, hint)


TERMS = Shelf("terms", read_terms, files=(_FILE,))


def check_see(terms: Entries[Term], key: str) -> None:
    others = [other for other in terms if other != key]

    def check(name: str) -> None:
        if name not in others:
            message = say("There is no other entry “{name}” in the glossary.", name=name)
            place = terms.source.find(f'"{name}"', terms.line(key, "see"))
            raise ContentError(place, message, suggest(name, others))

    each(check, terms[key].see)


def check_spellings(terms: Entries[Term], language: Language) -> None:
    """No word has two explanations."""
    taken: dict[str, str] = {}

    def check(key: str) -> None:
        for form in spell(terms[key], language):
            if taken.setdefault(form, key) != key:
                message = say(
                    "“{form}” already stands in the entry “{key}”.", form=form, key=taken[form]
                )
                place = _find_spelling(terms, key, form, language)
                raise ContentError(place, message, say("Delete it in one of the two."))

    each(check, terms)


def _find_spelling(terms: Entries[Term], key: str, form: str, language: Language) -> Place:
    """Where a spelling is written: in the glossary or in a catalogue."""
    catalogue = language.catalogue
    entry = catalogue and catalogue.find(_write_spellings(terms[key]), SPELLINGS)
    if catalogue and entry:
        return catalogue.source.find_near(form, entry.line)
    return terms.source.find(f'"{form}"', terms.line(key))


def _write_spellings(term: Term) -> str:
    """All spellings of a word as one message."""
    return ", ".join(term.spellings)


def spell(term: Term, language: Language) -> tuple[str, ...]:
    """The spellings of a word in a language; none where nobody has said them yet."""
    phrase = language.phrase(_write_spellings(term), SPELLINGS)
    if phrase.locale != language.locale:
        return ()
    words = (word.strip() for word in phrase.text.split(","))
    return tuple(dict.fromkeys(word for word in words if word not in _NONE and word))


def term_messages(terms: Entries[Term]) -> Iterator[Message]:
    """What there is to translate in the glossary."""
    for key, term in terms.items():
        yield Message(term.term, terms.find(term.term, key, "term"))
        yield Message(_write_spellings(term), terms.place(key, "forms"), SPELLINGS)
        text = term.explanation.strip()
        yield Message(text, terms.find(text, key, "explanation"))
