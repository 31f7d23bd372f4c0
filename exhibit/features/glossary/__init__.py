"""The glossary: words and what they mean, on a page of its own and where texts have them first."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from exhibit.content.front_matter import Document
from exhibit.content.project import Contents
from exhibit.diagnostics.faults import Place, each, say
from exhibit.features.glossary.terms import (
    TERMS,
    Term,
    check_see,
    check_spellings,
    spell,
    term_messages,
)
from exhibit.features.listing import check_single
from exhibit.i18n.language import Language, Languages
from exhibit.i18n.phrase import Phrase
from exhibit.markup.autolink import Glosses
from exhibit.render.feature import Feature, Layout
from exhibit.render.passage import Basis, FigureReader, Passage
from exhibit.render.scene import Bodies, Body, Scene

LAYOUT = "glossary"  # of the page that shows the entries


@dataclass(frozen=True)
class Entry:
    """A word with its explanation, in the language of a page."""

    key: str  # also its anchor, the same in every language
    term: Phrase
    explanation: Phrase
    see: tuple[tuple[str, Phrase], ...]  # other entries, by key


def check_glossary(contents: Contents, languages: Languages) -> None:
    terms = contents.shelves[TERMS]
    nowhere = say("No page shows this glossary.")
    again = say("The glossary already stands on {file}.")
    checks: tuple[Callable[[], object], ...] = (
        lambda: check_single(contents, LAYOUT, terms.source, nowhere, again),
        lambda: each(lambda key: check_see(terms, key), terms),
        lambda: each(lambda one: check_spellings(terms, one), languages.values()),
    )
    each(lambda check: check(), checks)


def place_terms(
    contents: Contents, document: Document | None = None
) -> Iterator[tuple[str, Place]]:
    """The anchor of each entry, and where it is written."""
    terms = contents.shelves[TERMS]
    return ((key, terms.place(key)) for key in terms)


def make_entries(
    terms: Mapping[str, Term], keys: Iterable[str], language: Language
) -> tuple[Entry, ...]:
    """Entries of the glossary in the order of a language's alphabet."""
    entries = (
        Entry(
            key=key,
            term=language.write(terms[key].term.strip()),
            explanation=language.write(terms[key].explanation.strip()),
            see=tuple(
                (other, language.write(terms[other].term.strip())) for other in terms[key].see
            ),
        )
        for key in keys
    )
    return tuple(sorted(entries, key=lambda entry: (collate(entry.term.text), entry.key)))


def collate(word: str) -> tuple[str, str]:
    """By what a word is sorted in German and English dictionaries: ä as a, ß as ss, CO₂ as CO2."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(letter for letter in letters if letter.isalnum())
    return plain, word


@dataclass
class Glossing:
    """The walk over one page that links words to the glossary."""

    glosses: Glosses
    terms: Mapping[str, Term]
    language: Language

    def run(self, root: Element) -> None:
        self.glosses.run(root)

    def things(self) -> tuple[object, ...]:
        """The words that the page leads to."""
        return make_entries(self.terms, self.glosses.used, self.language)


def make_walker(scene: Scene) -> Glossing:
    """What finds words of the glossary in a page; in one that is not to have any, none."""
    terms, language = scene.contents.shelves[TERMS], scene.language
    pages = scene.contents.laid_out(LAYOUT)
    if not pages or not scene.is_glossed:
        return Glossing(Glosses(language.locale, {}, ""), terms, language)
    forms = {form: key for key, term in terms.items() for form in spell(term, language)}
    url = scene.links.page_url(pages[0].key)
    return Glossing(Glosses(language.locale, forms, url), terms, language)


def list_terms(scene: Scene, bodies: Bodies) -> Mapping[str, Any]:
    terms = scene.contents.shelves[TERMS]
    return {"entries": make_entries(terms, terms, scene.language)}


def show_words(scene: Scene, body: Body) -> Mapping[str, Any]:
    return {"glossary": scene.links.first_of(LAYOUT), "words": body.all(Entry)}


def entry_passages(
    contents: Contents, document: Document, read_figure: FigureReader
) -> Iterator[Passage]:
    texts = (one for one in term_messages(contents.shelves[TERMS]) if not one.context)
    return (Passage(one.text, frozenset(), one.place, Basis()) for one in texts)


def explain(contents: Contents) -> Iterator[str]:
    return (word for term in contents.shelves[TERMS].values() for word in term.spellings)


def find_unused(contents: Contents, things: Iterable[object]) -> Iterator[tuple[str, Place]]:
    """The entries to which no page leads."""
    known = {thing.key for thing in things if isinstance(thing, Entry)}
    return ((key, place) for key, place in place_terms(contents) if key not in known)


GLOSSARY = Feature(
    shelves=(TERMS,),
    layouts=(
        Layout(
            LAYOUT,
            messages=lambda contents, document: term_messages(contents.shelves[TERMS]),
            anchors=place_terms,
            context=list_terms,
            passages=entry_passages,
        ),
    ),
    rule=check_glossary,
    walker=make_walker,
    context=show_words,
    explains=explain,
    unused=find_unused,
)
