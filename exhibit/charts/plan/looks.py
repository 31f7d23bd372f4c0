"""Looks: which colour, fill, dash and shape belongs to whom.

A country keeps its colour in every chart. Where countries are the categories,
series differ by how full their bars are; otherwise they take colours in the
order of their lightness, and each has a shape besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from exhibit.charts.plan.plot import INK, Look

MOST_SERIES = 4  # that can be told apart; scenarios have their past besides
_EMAILLE, _KUPFER, _PATINA = (
    ("var(--emaille)", "var(--emaille)"),
    ("var(--kupfer)", "var(--kupfer-text)"),
    ("var(--patina)", "var(--patina-text)"),
)
COLOURS: Mapping[str, tuple[str, str]] = {
    "CN": _KUPFER,
    "US": _EMAILLE,
    "003": _EMAILLE,
    "EU": _PATINA,
    "150": _PATINA,
    "DE": (INK, INK),
}
_SERIES = ((INK, INK), _EMAILLE, _KUPFER, _PATINA)
_DASHES: Sequence[tuple[int, ...]] = ((10, 5), (5, 4), (10, 4, 2, 4), (2, 4))
_STRIPES = (0, 0, 1, 2)  # the colours of the last two are alike in grey
SHAPES = ("circle", "diamond", "square", "triangle-up")
# From empty to full: what was, what is. From full to empty: what is, what is to come.
_TINTS: Mapping[int, Sequence[float]] = {1: (1,), 2: (0, 1), 3: (0, 0.45, 1), 4: (0, 0.3, 0.6, 1)}


def look_of(name: str) -> Look:
    """A country's own, or ink."""
    return Look(*COLOURS.get(name, (INK, INK)))


def looks_of_series(names: Sequence[str]) -> Mapping[str, Look]:
    """Series by their order or, where there are countries among them, by these."""
    free = _SERIES[:1] * MOST_SERIES if known(names) else _SERIES
    return {
        name: Look(
            *COLOURS.get(name, free[at % MOST_SERIES]),
            stripes=_STRIPES[at % MOST_SERIES],
            shape=SHAPES[at % MOST_SERIES],
        )
        for at, name in enumerate(names)
    }


def looks_within(category: str, names: Sequence[str], fading: bool) -> Mapping[str, Look]:
    """Series within a country: its colour, fuller or fading from one to the next."""
    own = look_of(category)
    tints = _TINTS[min(len(names), MOST_SERIES)][:: -1 if fading else 1]
    return {
        name: Look(
            own.colour, own.text_colour, tints[at % MOST_SERIES], shape=SHAPES[at % MOST_SERIES]
        )
        for at, name in enumerate(names)
    }


def look_of_scenario(at: int) -> Look:
    """Scenarios are ink with different dashes: colours belong to what has been measured."""
    return Look(dash=_DASHES[at % len(_DASHES)])


def known(names: Iterable[str]) -> bool:
    return any(name in COLOURS for name in names)
