"""The glossary: its entries checked, translated, and in the order of each language's alphabet.

All spellings of a word are one message, since another language may have more of them or
fewer: `Kilowatt, kW` becomes `kilowatt, kilowatts, kW`. A dash stands for none at all.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from exhibit.content.model import Document, Phrase, Project
from exhibit.diagnostics.faults import ContentError, Place, each, say
from exhibit.diagnostics.source import Source, content_file
from exhibit.diagnostics.toml import line_of, suggest
from exhibit.features.ledger import check_key, check_page, read_tables
from exhibit.features.terms import Term
from exhibit.i18n.language import Language, Message, make_language
from exhibit.i18n.typography import set_phrase
from exhibit.markup.autolink import Glosses

GLOSSARY = content_file("glossary.toml")
LAYOUT = "glossary"  # of the page that shows the entries
GLOSSED = frozenset({"start", "station", "ledger", "object", "page"})  # whose texts lead to it
SPELLINGS = "glossary form"  # the context of spellings in a catalogue
NONE = frozenset({"–", "-"})  # the translation of spellings where a language has none


@dataclass(frozen=True)
class Entry:
    """A word with its explanation, in the language of a page."""

    key: str  # also its anchor, the same in every language
    term: Phrase
    explanation: Phrase
    see: tuple[tuple[str, Phrase], ...]  # other entries, by key


def read_terms(source: Source) -> Mapping[str, Term]:
    stray = (
        say("“{key}” belongs to no entry of the glossary."),
        say("Each entry is a table of its own: a line [key], then its lines."),
    )

    def check(key: str, term: Term) -> None:
        check_key(key, source)
        each(lambda form: check_comma(key, form, source), term.spellings)

    return read_tables(Term, source, stray, check)


def check_comma(key: str, form: str, source: Source) -> None:
    """All spellings of a word are one message, with commas between them."""
    if "," in form:
        message = say("A spelling has no comma: “{form}”", form=form)
        hint = say('Write each by itself: forms = ["one", "two"]')
        raise ContentError(source.find(form, line_of((key,), source)), message, hint)


def check_glossary(project: Project) -> None:
    nowhere = say("No page shows this glossary.")
    again = say("The glossary already stands on {file}.")
    checks: tuple[Callable[[], object], ...] = (
        lambda: check_page(project, LAYOUT, project.terms_source, nowhere, again),
        lambda: each(lambda key: check_see(project, key), project.terms),
        lambda: each(
            lambda one: check_spellings(project, make_language(project, one)), project.locales
        ),
    )
    each(lambda check: check(), checks)


def check_see(project: Project, key: str) -> None:
    source = project.terms_source
    others = [other for other in project.terms if other != key]

    def check(name: str) -> None:
        if name not in others:
            message = say("There is no other entry “{name}” in the glossary.", name=name)
            place = source.find(f'"{name}"', line_of((key, "see"), source))
            raise ContentError(place, message, suggest(name, others))

    each(check, project.terms[key].see)


def check_spellings(project: Project, language: Language) -> None:
    """No word has two explanations."""
    taken: dict[str, str] = {}

    def check(key: str) -> None:
        for form in spell(project.terms[key], language):
            if taken.setdefault(form, key) != key:
                message = say(
                    "“{form}” already stands in the entry “{key}”.", form=form, key=taken[form]
                )
                place = find_spelling(project, key, form, language)
                raise ContentError(place, message, say("Delete it in one of the two."))

    each(check, project.terms)


def find_spelling(project: Project, key: str, form: str, language: Language) -> Place:
    """Where a spelling is written: in the glossary or in a catalogue."""
    source, catalogue = project.terms_source, language.catalogue
    entry = catalogue and catalogue.find(write_spellings(project.terms[key]), SPELLINGS)
    if catalogue and entry:
        return catalogue.source.find_near(form, entry.line)
    return source.find(f'"{form}"', line_of((key,), source))


def write_spellings(term: Term) -> str:
    """All spellings of a word as one message."""
    return ", ".join(term.spellings)


def spell(term: Term, language: Language) -> tuple[str, ...]:
    """The spellings of a word in a language; none where nobody has said them yet."""
    phrase = language.phrase(write_spellings(term), SPELLINGS)
    if phrase.locale != language.locale:
        return ()
    words = (word.strip() for word in phrase.text.split(","))
    return tuple(dict.fromkeys(word for word in words if word not in NONE and word))


def term_messages(project: Project) -> Iterator[Message]:
    """What there is to translate in the glossary."""
    source = project.terms_source
    for key, term in project.terms.items():
        yield Message(term.term, source.find(term.term, line_of((key, "term"), source)))
        line = line_of((key, "forms"), source)
        yield Message(write_spellings(term), source.place(line), SPELLINGS)
        text = term.explanation.strip()
        place = source.find(text.split("\n")[0], line_of((key, "explanation"), source))
        yield Message(text, place)


def place_terms(project: Project) -> Iterator[tuple[str, Place]]:
    """The anchor of each entry, and where it is written."""
    source = project.terms_source
    return ((key, source.place(line_of((key,), source))) for key in project.terms)


def make_entries(project: Project, keys: Iterable[str], language: Language) -> tuple[Entry, ...]:
    """Entries of the glossary in the order of a language's alphabet."""

    def phrase(text: str) -> Phrase:
        return set_phrase(language.phrase(text.strip()))

    terms = project.terms
    entries = (
        Entry(
            key=key,
            term=phrase(terms[key].term),
            explanation=phrase(terms[key].explanation),
            see=tuple((other, phrase(terms[other].term)) for other in terms[key].see),
        )
        for key in keys
    )
    return tuple(sorted(entries, key=lambda entry: (collate(entry.term.text), entry.key)))


def collate(word: str) -> tuple[str, str]:
    """By what a word is sorted in German and English dictionaries: ä as a, ß as ss, CO₂ as CO2."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(letter for letter in letters if letter.isalnum())
    return plain, word


def make_glosses(
    project: Project, document: Document, language: Language, address: Callable[[str], str]
) -> Glosses:
    """What finds words of the glossary in a page; in one that is not to have any, none.

    address tells where the page with a key stands, from the page.
    """
    pages = project.laid_out(LAYOUT)
    if not pages or document.front_matter.layout not in GLOSSED:
        return Glosses(language.locale, {}, "")
    forms = {form: key for key, term in project.terms.items() for form in spell(term, language)}
    return Glosses(language.locale, forms, address(pages[0].key))
