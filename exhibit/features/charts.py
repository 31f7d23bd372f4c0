"""Charts on a page: the figure, and what can be taken away of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from exhibit.charts import (
    IN_CARD,
    PACKAGE,
    AnyChart,
    Download,
    Figure,
    PublishedTable,
    chart_messages,
    list_drawings,
    make_figure,
    make_package,
    offer_pictures,
    offer_tables,
    table_path,
)
from exhibit.content import CHARTS as CHART_CARDS
from exhibit.diagnostics import ContentError, Place, line_of, say
from exhibit.features.ledger import locate_verdict
from exhibit.i18n import Locale
from exhibit.markup import Island, Syntax
from exhibit.render import (
    Basis,
    Bodies,
    Directive,
    Feature,
    FigureReader,
    Ground,
    Passage,
    Scene,
    Shown,
    Workshop,
    fill_marks,
)
from exhibit.storage import Maker, Run, Watched

_Drawn = tuple[str, Locale]  # the name of a chart, and the language of its texts


def _show_chart(scene: Scene, island: Island, chart: AnyChart) -> Shown:
    links, locale = scene.links, scene.page.locale
    figure, offered = scene.workshop.run.one(
        ("figure", chart.name, locale), lambda: _make_figure(scene.workshop, (chart.name, locale))
    )
    context = {
        "figure": figure,
        "original": f"{scene.original}#{chart.name}",
        "ledger": locate_verdict(scene, chart.card.verdict),
        "citations": scene.cite(figure.sources),
        "downloads": {
            kind: (links.address(one.path), one.size(locale)) for kind, one in offered.items()
        },
    }
    return Shown(context, (figure,), {one.path: one.content for one in offered.values()})


def _make_figure(workshop: Workshop, drawn: _Drawn) -> tuple[Figure, Mapping[str, Download]]:
    """The figure, and what can be taken away of it, the same on every page of a language."""
    name, locale = drawn
    chart, language = workshop.contents.charts[name], workshop.languages[locale]
    figure = make_figure(chart, language, workshop.memory.recall, workshop.palette)
    return figure, _offer_downloads(workshop, chart, figure, locale)


def _foresee_drawings(workshop: Workshop, run: Run) -> Iterator[tuple[str, Maker]]:
    """The drawings that are not known, in the order in which the pages show them."""
    contents, memory = workshop.contents, workshop.memory
    planned = _plan_drawings(workshop, run)
    if planned is None or planned.delta.is_empty:
        return
    texts = "\n".join(document.source.text for document in contents.documents.values())
    for locale in workshop.languages:
        for name in sorted(contents.charts, key=texts.find):
            if not all(map(memory.knows, planned.held[name, locale])):
                yield from _list_drawings(workshop, (name, locale))


def _plan_drawings(workshop: Workshop, run: Run) -> Watched[_Drawn, tuple[str, ...]] | None:
    """What the drawings of each chart in each language are remembered by."""

    def list_keys(drawn: _Drawn) -> tuple[str, ...]:
        return tuple(key for key, _ in _list_drawings(workshop, drawn))

    every = [(name, locale) for locale in workshop.languages for name in workshop.contents.charts]
    planned = None
    try:
        planned = run.each("drawings planned", every, list_keys)
    except* ContentError:  # which is told where the chart is shown
        pass
    return planned


def _list_drawings(workshop: Workshop, drawn: _Drawn) -> Sequence[tuple[str, Maker]]:
    name, locale = drawn
    chart, language = workshop.contents.charts[name], workshop.languages[locale]
    return list_drawings(chart, language, workshop.palette)


def _offer_downloads(
    workshop: Workshop, chart: AnyChart, figure: Figure, locale: Locale
) -> dict[str, Download]:
    contact = workshop.settings.contact
    citations = [workshop.contents.citations[key] for key in figure.sources]
    credit = workshop.templates[locale].render_text(
        "downloads/credit.txt",
        citations=citations,
        museum=contact.name if contact else workshop.settings.name,
    )
    daylight = workshop.palette.schemes.get("light", {})
    recall = workshop.memory.recall_bytes
    language = workshop.languages[locale]
    pictures = offer_pictures(figure, language, credit, daylight, recall)
    missing = workshop.say_all("downloads/missing.txt")
    guarded = workshop.say_all("downloads/guarded.txt")
    languages = [*workshop.languages.values()]
    return offer_tables(chart, citations, languages, missing, guarded) | pictures


def _describe_tables(workshop: Workshop, bodies: Bodies) -> Mapping[str, bytes]:
    """The package that all published tables are together."""
    files = {path: content for body in bodies.values() for path, content in body.files.items()}
    names = sorted({figure.name for body in bodies.values() for figure in body.all(Figure)})
    if not names:
        return {}
    charts, settings = workshop.contents.charts, workshop.settings
    tables = [PublishedTable(charts[name], files[table_path(name)]) for name in names]
    source = next(iter(workshop.languages.values()))
    missing = workshop.say_all("downloads/missing.txt")[source.locale]
    package = make_package(
        settings.name, settings.base_url, tables, workshop.contents.citations, source, missing
    )
    return {PACKAGE: package.encode()}


def _chart_passages(name: str, chart: AnyChart, ground: Ground) -> Iterator[Passage]:
    """What the card of a chart says."""
    card, source = chart.card, chart.source
    basis = Basis((chart.name,), card.source, shows=chart.name)
    texts: dict[tuple[str, ...], str] = {
        (key,): getattr(card, key, "")
        for key in ("title", "unit", "summary", "annotation", "line_label")
    }
    texts |= {("columns", name, "label"): one.label for name, one in card.columns.items()}
    for key, text in texts.items():
        place = source.place(line_of(key, source))
        mark = partial(_name_chart, chart.name, ground.read_figure)
        yield Passage(*fill_marks(text, IN_CARD, place, mark), place, basis)


def _name_chart(name: str, read_figure: FigureReader, mark: str, place: Place) -> str:
    """A placeholder of a card, which need not name its own chart."""
    return read_figure(f"{{{name}: {mark[1:]}", place)


_CHART = Directive[AnyChart](
    "chart",
    Syntax(say("Name the chart: ::: chart NAME"), body=False),
    _show_chart,
    shelf=CHART_CARDS,
    missing=say("There is no chart “{name}” in content/charts."),
    messages=chart_messages,
    sources=lambda chart: chart.card.source,
    passages=_chart_passages,
)
CHARTS = Feature(directives=(_CHART,), foresee=_foresee_drawings, files=_describe_tables)
