"""Directives filled in: what each shows on one page, put in order by its template.

A page has one `Filling`, which also keeps what its directives brought with them: figures,
files to take away, names that are anchors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from markupsafe import Markup

from exhibit.charts.cells import fill_text
from exhibit.charts.export.downloads import Download, offer_pictures, offer_tables
from exhibit.charts.figure.figure import Figure, make_figure
from exhibit.charts.legibility.palette import Palette
from exhibit.content.model import Chart, Locale, Page, Project, Site
from exhibit.diagnostics.faults import ContentError, Notice, Place, say
from exhibit.diagnostics.toml import suggest
from exhibit.features.bench import make_trial
from exhibit.features.glossary import Entry
from exhibit.features.guess import make_question
from exhibit.features.ledger import Group
from exhibit.features.objects import find_object
from exhibit.images.view import Print, make_print
from exhibit.markup.blocks import Island
from exhibit.markup.convert import Article
from exhibit.render.links import PageLinks
from exhibit.render.templates import Templates
from exhibit.site.assets import Assets
from exhibit.storage.cache import Memory

Named = TypeVar("Named")  # what a card of the content folder stands for

MAX_PANELS = 3  # of a switch; the style sheet counts as far
MAX_LINES = 20  # of a sheet of A4 by hand


@dataclass(frozen=True)
class Tools:
    """What every page is made with."""

    project: Project
    site: Site
    assets: Assets
    palette: Palette
    templates: Mapping[Locale, Templates]
    memory: Memory

    def say_all(self, name: str) -> dict[str, str]:
        """What a template says in each language."""
        return {locale: one.render_text(name) for locale, one in self.templates.items()}


@dataclass(frozen=True)
class Body:
    """The text of a page with all that stands in it."""

    article: Article
    figures: tuple[Figure, ...]
    prints: Mapping[str, Print]  # by name, in the order of the page
    downloads: tuple[Download, ...]
    groups: tuple[Group, ...]  # of claims, on the page of the ledger
    words: tuple[Entry, ...]  # of the glossary, that the text leads to


@dataclass
class Filling:
    """The directives of one page; the last on the page is filled in first."""

    tools: Tools
    page: Page
    links: PageLinks
    original: str  # the address of the page in the source language
    figures: dict[str, Figure] = field(default_factory=dict)
    prints: dict[str, Print] = field(default_factory=dict)
    downloads: list[Download] = field(default_factory=list)
    places: list[tuple[str, Place]] = field(default_factory=list)  # of names, in their order

    @property
    def shown(self) -> tuple[Figure, ...]:
        """The charts, in the order of the page."""
        return tuple(self.figures[name] for name, _ in self.places if name in self.figures)

    @property
    def pictures(self) -> tuple[str, ...]:
        """The names of those that its text shows, in the order of the page."""
        return tuple(name for name, _ in self.places if name in self.prints)

    @property
    def templates(self) -> Templates:
        return self.tools.templates[self.page.locale]

    def fill(self, island: Island) -> str:
        """The HTML of a directive; raises ContentError for a name that there is not."""
        show = CONTEXTS.get(island.directive.name)
        return self.templates.render(
            f"directives/{island.directive.name}.html",
            title=Markup(island.title),
            body=Markup(island.body),
            **(show(self, island) if show else {}),
        )

    def pick(self, island: Island, known: Mapping[str, Named], missing: Notice) -> Named:
        """What a directive names; the name is an anchor of the page."""
        name = island.directive.argument
        if name not in known:
            message = Notice(missing.template, {"name": name})
            raise ContentError(island.place, message, suggest(name, known))
        self.places.insert(0, (name, island.place))
        return known[name]


def show_chart(filling: Filling, island: Island) -> dict[str, Any]:
    project, links = filling.tools.project, filling.links
    missing = say("There is no chart “{name}” in content/charts.")
    chart = filling.pick(island, project.charts, missing)
    tools, locale = filling.tools, filling.page.locale
    figure = make_figure(chart, filling.templates.language, tools.memory.recall, tools.palette)
    offered = offer_downloads(tools, chart, figure, locale)
    filling.figures[chart.name] = figure
    filling.downloads.extend(offered.values())
    return {
        "figure": figure,
        "original": f"{filling.original}#{chart.name}",
        "ledger": links.verdict(chart.card.verdict),
        "citations": [project.citations[key] for key in figure.sources],
        "downloads": {
            kind: (links.address(one.path), one.size(locale)) for kind, one in offered.items()
        },
    }


def show_picture(filling: Filling, island: Island) -> dict[str, Any]:
    missing = say("There is no picture “{name}” in content/pictures.")
    illustration = filling.pick(island, filling.tools.project.illustrations, missing)
    return show_print(filling, illustration.name)


def show_print(filling: Filling, name: str) -> dict[str, Any]:
    """What shows a picture needs to know, and where to read more about what is in it."""
    project, page = filling.tools.project, filling.page
    language, address = filling.templates.language, filling.links.address
    picture = make_print(project.illustrations[name], language, project.photographs, address)
    filling.prints[name] = picture
    key = find_object(project, name)
    subject = filling.tools.site.by_key[key, page.locale] if key and key != page.key else None
    return {
        "picture": picture,
        "page": page,
        "original": f"{filling.original}#{name}",
        "subject": subject,
        "subject_url": address(subject.path) if subject else "",
    }


def ask(filling: Filling, island: Island) -> dict[str, Any]:
    project = filling.tools.project
    missing = say("There is no question “{name}” in content/guesses.")
    guess = filling.pick(island, project.guesses, missing)
    question = make_question(guess, project.charts, filling.templates.language)
    if question.chart not in filling.figures:  # those in the box are filled in before it
        message = say("The chart “{name}” does not stand in this box.", name=question.chart)
        hint = say("Write ::: chart {name} there.", name=question.chart)
        raise ContentError(island.place, message, hint)
    return {"question": question}


def show_bench(filling: Filling, island: Island) -> dict[str, Any]:
    project = filling.tools.project
    missing = say("There is no bench “{name}” in content/benches.")
    bench = filling.pick(island, project.benches, missing)
    citations = [project.citations[key] for key in bench.card.source]
    return {"trial": make_trial(bench, filling.templates.language), "citations": citations}


def switch(filling: Filling, island: Island) -> dict[str, Any]:
    """Charts of which one is shown at a time, each with its short name; they are filled already."""
    charts = filling.tools.project.charts
    others = island.body
    for part in island.parts:
        others = others.replace(part.html, "")
    if others.strip() or {part.directive.name for part in island.parts} - {"chart"}:
        hint = say("Write what else there is to say above or below it.")
        raise ContentError(island.place, say("Only charts stand in a switch."), hint)
    if not 2 <= len(island.parts) <= MAX_PANELS:
        message = say("Charts to switch between: {count}.", count=len(island.parts))
        raise ContentError(island.place, message, say("Put two or three of them in the switch."))
    panels = []
    for part in island.parts:
        chart = charts[part.directive.argument]
        text = chart.card.short or chart.card.title
        label = fill_text(chart, text, filling.templates.language)
        panels.append({"name": chart.name, "label": label, "html": Markup(part.html)})
    return {"panels": panels}


def show_lines(filling: Filling, island: Island) -> dict[str, Any]:
    """Lines to write on, as many as are asked for."""
    words = island.directive.argument
    if words not in map(str, range(1, MAX_LINES + 1)):
        message = say("“{words}” is no number of lines to write on.", words=words)
        hint = say("Write a number from 1 to {most}: ::: lines 3", most=MAX_LINES)
        raise ContentError(island.place, message, hint)
    return {"count": int(words)}


# What the template of a directive is given beside its words; those not named need no more.
CONTEXTS: Mapping[str, Callable[[Filling, Island], dict[str, Any]]] = {
    "bench": show_bench,
    "chart": show_chart,
    "figure": show_picture,
    "guess": ask,
    "lines": show_lines,
    "switch": switch,
}


def offer_downloads(
    tools: Tools, chart: Chart, figure: Figure, locale: Locale
) -> dict[str, Download]:
    project, templates = tools.project, tools.templates[locale]
    contact = project.settings.contact
    credit = templates.render_text(
        "downloads/credit.txt",
        citations=[project.citations[key] for key in figure.sources],
        museum=contact.name if contact else project.settings.name,
    )
    daylight = tools.palette.schemes.get("light", {})
    recall = tools.memory.recall_bytes
    pictures = offer_pictures(figure, templates.language, credit, daylight, recall)
    return offer_tables(project, chart, tools.say_all("downloads/missing.txt")) | pictures
