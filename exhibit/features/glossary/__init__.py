"""The glossary: words and what they mean, on a page of its own and where texts have them first."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from exhibit.content import Contents, Document
from exhibit.diagnostics import Place, each, say
from exhibit.features.glossary.terms import (
    TERMS,
    Term,
    check_see,
    check_spellings,
    spell,
    term_messages,
)
from exhibit.features.listing import check_single
from exhibit.i18n import Language, Languages, Phrase
from exhibit.markup import Glosses
from exhibit.render import Basis, Bodies, Body, Feature, FigureReader, Layout, Passage, Scene

_LAYOUT = "glossary"  # of the page that shows the entries


@dataclass(frozen=True)
class _Entry:
    """A word with its explanation, in the language of a page."""

    key: str  # also its anchor, the same in every language
    term: Phrase
    explanation: Phrase
    see: tuple[tuple[str, Phrase], ...]  # other entries, by key


def _check_glossary(contents: Contents, languages: Languages) -> None:
    terms = contents.shelves[TERMS]
    nowhere = say("No page shows this glossary.")
    again = say("The glossary already stands on {file}.")
    checks: tuple[Callable[[], object], ...] = (
        lambda: check_single(contents, _LAYOUT, terms.source, nowhere, again),
        lambda: each(lambda key: check_see(terms, key), terms),
        lambda: each(lambda one: check_spellings(terms, one), languages.values()),
    )
    each(lambda check: check(), checks)


def _place_terms(
    contents: Contents, document: Document | None = None
) -> Iterator[tuple[str, Place]]:
    """The anchor of each entry, and where it is written."""
    terms = contents.shelves[TERMS]
    return ((key, terms.place(key)) for key in terms)


def _make_entries(
    terms: Mapping[str, Term], keys: Iterable[str], language: Language
) -> tuple[_Entry, ...]:
    """Entries of the glossary in the order of a language's alphabet."""
    entries = (
        _Entry(
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
class _Glossing:
    """The walk over one page that links words to the glossary."""

    glosses: Glosses
    terms: Mapping[str, Term]
    language: Language

    def run(self, root: Element) -> None:
        self.glosses.run(root)

    def things(self) -> tuple[object, ...]:
        """The words that the page leads to."""
        return _make_entries(self.terms, self.glosses.used, self.language)


def _make_walker(scene: Scene) -> _Glossing:
    """What finds words of the glossary in a page; in one that is not to have any, none."""
    terms, language = scene.contents.shelves[TERMS], scene.language
    pages = scene.contents.laid_out(_LAYOUT)
    if not pages or not scene.is_glossed:
        return _Glossing(Glosses(language.locale, {}, ""), terms, language)
    forms = {form: key for key, term in terms.items() for form in spell(term, language)}
    url = scene.links.page_url(pages[0])
    return _Glossing(Glosses(language.locale, forms, url), terms, language)


def _list_terms(scene: Scene, bodies: Bodies) -> Mapping[str, Any]:
    terms = scene.contents.shelves[TERMS]
    return {"entries": _make_entries(terms, terms, scene.language)}


def _show_words(scene: Scene, body: Body) -> Mapping[str, Any]:
    return {"glossary": scene.links.first_of(_LAYOUT), "words": body.all(_Entry)}


def _entry_passages(
    contents: Contents, document: Document, read_figure: FigureReader
) -> Iterator[Passage]:
    texts = (one for one in term_messages(contents.shelves[TERMS]) if not one.context)
    return (Passage(one.text, frozenset(), one.place, Basis()) for one in texts)


def _explain(contents: Contents) -> Iterator[str]:
    return (word for term in contents.shelves[TERMS].values() for word in term.spellings)


def _find_unused(contents: Contents, things: Iterable[object]) -> Iterator[tuple[str, Place]]:
    """The entries to which no page leads."""
    known = {thing.key for thing in things if isinstance(thing, _Entry)}
    return ((key, place) for key, place in _place_terms(contents) if key not in known)


GLOSSARY = Feature(
    shelves=(TERMS,),
    layouts=(
        Layout(
            _LAYOUT,
            messages=lambda contents, document: term_messages(contents.shelves[TERMS]),
            anchors=_place_terms,
            context=_list_terms,
            passages=_entry_passages,
        ),
    ),
    rule=_check_glossary,
    walker=_make_walker,
    context=_show_words,
    explains=_explain,
    unused=_find_unused,
)
