"""All that can be repeated: rows of tables, facts of sources, claims, what was counted by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

from exhibit.audit.rows import read_events, read_rows
from exhibit.audit.statements import Known, find_figures, moments_of, read_statement, shorten
from exhibit.audit.wordings import join_words, read_words
from exhibit.content import Contents
from exhibit.evidence import Citation
from exhibit.i18n import Language
from exhibit.render import Passage

_TALLIES = "definitions.toml"

_Statements = Mapping[str, Sequence[Known]]  # by the name of a chart, or the key of a source


@dataclass(frozen=True)
class Witnesses:
    """All that can be repeated."""

    tables: _Statements
    facts: _Statements
    claims: _Statements
    tallies: Sequence[Known] = ()
    tested: Mapping[str, frozenset[str]] = field(default_factory=dict)  # sources, by their words
    weights: Mapping[str, float] = field(default_factory=dict)  # of words: what they tell


def find_witnesses(
    contents: Contents, entries: Iterable[Passage], tallies: Iterable[str], language: Language
) -> Witnesses:
    locale, citations = language.locale, contents.citations
    tables = {
        name: (*read_rows(chart, language), *read_events(chart, language))
        for name, chart in contents.charts.items()
    }
    facts = {key: tuple(_read_source(key, one, locale)) for key, one in citations.items()}
    counted = [one for text in tallies for one in read_statement(text, "count", _TALLIES, locale)]
    tested = {key: read_words(one.title, locale) for key, one in citations.items() if one.tested}
    weights = _weigh_words((*tables.values(), *facts.values()))
    return Witnesses(tables, facts, _read_entries(entries, locale), counted, tested, weights)


def _weigh_words(groups: Iterable[Sequence[Known]]) -> Mapping[str, float]:
    """The more tables and sources have a word, the less it tells."""
    counts = Counter(
        word for group in groups for word in {word for one in group for word in one.wider}
    )
    return {word: 1 / sqrt(count) for word, count in counts.items()}


def _read_source(key: str, citation: Citation, locale: str) -> Iterator[Known]:
    """What is taken from a source, its title, and the days when it came out and was read."""
    about = join_words((citation.title, citation.publisher), locale)
    imprint = moments_of(find_figures(citation.title, locale))
    for text in (*citation.facts, citation.title):
        yield from read_statement(text, "fact", key, locale, about, imprint)
    publisher = read_words(citation.publisher, locale)
    for one in find_figures(citation.published, locale):
        origin, moments = f"{key}: {shorten(citation.published)}", moments_of([one])
        yield Known(
            one, "fact", origin, None, publisher, about, moments, None, key, is_imprint=True
        )


def _read_entries(passages: Iterable[Passage], locale: str) -> _Statements:
    """What all entries say, by key, such as claims."""
    found: dict[str, list[Known]] = {}
    for passage in passages:
        key = passage.basis.shows
        statement = read_statement(passage.text, "claim", key, locale)
        found.setdefault(key, []).extend(statement)
    return found
