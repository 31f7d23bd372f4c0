"""What a text counts on its own page: 3 Stationen, 2 Balken; counted here as well, and compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from exhibit.audit.definitions import Definitions
from exhibit.audit.spots import Spot
from exhibit.charts import NAMES, AnyChart
from exhibit.content import Contents
from exhibit.i18n import find_quantities, words_after

_TIMED = frozenset({"year", "month", "date"})
_MOST = 12  # what can be counted at a glance
# What any exhibit has. Marks of charts are compared with the chart, stations with the tour.
_STATIONS = ("Station", "Stationen", "stations")
_ROWS = (
    "Balken", "Säulen", "Punkte", "Punkten", "Zeilen", "Werte", "Werten", "Preise",
    "Preisen", "bars", "dots", "points", "rows", "values",
)  # fmt: skip
_NAMED = ("Linien", "Reihen", "Gruppen", "Szenarien", "Strichen", "Striche", "lines", "series")
_YEARS = ("Jahre", "Jahren", "Jahreszahlen", "Monate", "Monaten", "years", "months")
_PANELS = ("Balkendiagramme", "Säulendiagramme", "Liniendiagramme", "Maße", "panels")
_ANY = ("Arten", "kinds")
_KINDS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_ROWS, ("rows",)),
    **dict.fromkeys(_NAMED, ("names",)),
    **dict.fromkeys(_YEARS, ("moments",)),
    **dict.fromkeys(_PANELS, ("figures",)),
    **dict.fromkeys(_ANY, ("rows", "names", "figures")),
}


@dataclass(frozen=True)
class Counts:
    """What there is to count, and the words that count."""

    words: frozenset[str]  # of definitions.toml, which count up to twelve
    exact: Mapping[str, frozenset[Decimal]]  # of definitions.toml, with their number
    charts: Mapping[str, Mapping[str, frozenset[int]]]  # by chart: rows, names, moments, figures
    stations: int

    def explain(self, spot: Spot) -> str | None:
        """What was counted; None if nothing was."""
        value = spot.quantity.value
        if spot.moment or not value or not _is_whole(spot):
            return None
        for word in spot.following:
            if (found := self._explain_word(word, value, spot)) is not None:
                return found
        is_free = spot.passage.basis.is_picture and not self.exact.keys() & {*spot.following}
        return spot.passage.basis.shows if is_free and value <= _MOST else None

    def is_counting(self, spot: Spot) -> bool:
        """Whether it says how many there are of something that is counted here."""
        words = spot.following
        known = {*self.exact, *_KINDS, *(_STATIONS if self.stations else ())}
        is_counted = bool((known - {*_YEARS}).intersection(words))
        return is_counted and spot.quantity.value <= _MOST and _is_whole(spot)

    def _explain_word(self, word: str, value: Decimal, spot: Spot) -> str | None:
        if value in self.exact.get(word, ()):
            return f"definitions.toml: {value} {word}"
        if word in self.exact:
            return None
        if word in _STATIONS and self.stations:
            return "site.toml" if value == self.stations else None
        if kinds := _KINDS.get(word):
            return self._find_chart(kinds, value, spot)
        return word if word in self.words and value <= _MOST else None

    def _find_chart(self, kinds: Sequence[str], value: Decimal, spot: Spot) -> str | None:
        shows = spot.passage.basis.shows
        names = (shows,) if shows in self.charts else spot.passage.basis.tables
        counted = ((one, kind) for one in names for kind in kinds)
        return next((one for one, kind in counted if value in self.charts[one][kind]), None)


def _is_whole(spot: Spot) -> bool:
    """Whether it is a whole number of things, and not of millions of them."""
    scale = spot.unit.scale if spot.unit and not spot.unit.is_measured else 1
    return scale == 1 and not spot.quantity.value.as_tuple().exponent


def make_counts(contents: Contents, definitions: Definitions, locale: str) -> Counts:
    words, exact = set[str](), dict[str, frozenset[Decimal]]()
    for entry in definitions.counted:
        quantities = find_quantities(entry, locale)
        if not quantities:
            words.add(entry)
        for one in quantities[:1]:
            word = " ".join(words_after(entry, one, 1))
            exact[word] = exact.get(word, frozenset()) | {one.value}
    charts = {name: _count_chart(chart) for name, chart in contents.charts.items()}
    return Counts(frozenset(words), exact, charts, len(contents.navigation.stations))


def _count_chart(chart: AnyChart) -> Mapping[str, frozenset[int]]:
    """Its rows, its columns of figures, and how many names or moments each other column has."""
    table, columns = chart.table, chart.card.columns
    history = getattr(chart.card, "history", "")  # what was measured is no scenario
    kinds = {name: {*table.column(name)} for name in table.columns if name in columns}
    timed = {name for name in kinds if columns[name].format in _TIMED}
    named = {name for name in kinds if columns[name].format in NAMES} - timed
    return {
        "rows": frozenset([len(table.rows)]),
        "figures": frozenset([len(kinds) - len(timed) - len(named)]),
        "moments": frozenset(len(kinds[name]) for name in timed),
        "names": frozenset(len(kinds[name] - {history}) for name in named),
    }
