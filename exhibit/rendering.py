"""The third stage: every page as HTML, every chart drawn, every asset under its final name.

All in memory. What a page links to is decided here by address alone; whether the
anchors exist is checked when all pages are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from exhibit.assets import Assets, fingerprint
from exhibit.boxes import Island
from exhibit.context import count_page_states, make_alias_context, make_context
from exhibit.errors import ContentError, Place, each, say
from exhibit.figures import Figure, Recall, make_figure
from exhibit.illustrations import make_print
from exhibit.links import PageLinks
from exhibit.markup import Article, Asides, convert
from exhibit.model import Alias, Page, Project, Rendered, Site
from exhibit.schema import suggest
from exhibit.sitemap import make_index
from exhibit.templates import Templates
from exhibit.translation import Messages, count_states, make_language

Progress = Callable[[int, int], None]  # pages done, pages in all


@dataclass(frozen=True)
class Body:
    """The text of a page with the charts that stand in it."""

    article: Article
    figures: tuple[Figure, ...]


def render_site(
    project: Project, site: Site, messages: Messages, recall: Recall, progress: Progress
) -> Rendered:
    """Every file of the site; raises the faults of all pages at once."""
    assets = fingerprint({**project.static, **project.pictures})
    templates = {
        locale: Templates(project.templates, make_language(project, locale))
        for locale in project.locales
    }

    def render_one(numbered: tuple[int, Page]) -> tuple[Page, Body]:
        number, page = numbered
        progress(number, len(site.pages))
        return page, render_body(project, site, assets, templates[page.locale], page, recall)

    bodies = dict(each(render_one, enumerate(site.pages, 1)))
    states = count_page_states(project, site, messages)

    def render_page(page: Page) -> tuple[str, bytes]:
        context = make_context(project, site, assets, page, bodies[page].figures, states)
        html = templates[page.locale].render(
            f"{project.documents[page.key].front_matter.layout}.html",
            body=Markup(bodies[page].article.html),
            **context,
        )
        return page.path, html.encode()

    def render_alias(alias: Alias) -> tuple[str, bytes]:
        context = make_alias_context(project, site, assets, alias)
        return alias.path, templates[alias.locale].render("moved.html", **context).encode()

    pages = dict(each(render_page, site.pages))
    aliases = dict(each(render_alias, site.aliases))
    everything = [message for group in messages.values() for message in group]
    return Rendered(
        files={**assets.files, **aliases, **pages, **make_index(project, site, states)},
        references=tuple(found for body in bodies.values() for found in body.article.references),
        share={
            locale: count_states(everything, templates[locale].language).share
            for locale in project.locales
        },
        charts=len({figure.name for body in bodies.values() for figure in body.figures}),
    )


def render_body(
    project: Project, site: Site, assets: Assets, templates: Templates, page: Page, recall: Recall
) -> Body:
    """Convert the page's Markdown, with its directives filled in."""
    figures: dict[str, Figure] = {}
    places: list[tuple[str, Place]] = []  # of charts and pictures; the last is filled in first

    def fill(island: Island) -> str:
        context: dict[str, object] = {}
        if island.directive.name == "chart":
            name = island.directive.argument
            if name not in project.charts:
                message = say("There is no chart “{name}” in content/charts.", name=name)
                raise ContentError(island.place, message, suggest(name, project.charts))
            places.insert(0, (name, island.place))
            figures[name] = make_figure(project.charts[name], templates.language, recall)
            citation = project.citations[figures[name].source]
            context = {"figure": figures[name], "citation": citation}
        if island.directive.name == "figure":
            name = island.directive.argument
            if name not in project.illustrations:
                message = say("There is no picture “{name}” in content/pictures.", name=name)
                raise ContentError(island.place, message, suggest(name, project.illustrations))
            places.insert(0, (name, island.place))
            shown = make_print(project.illustrations[name], templates.language, links.file)
            context = {"picture": shown, "page": page}
        return templates.render(
            f"directives/{island.directive.name}.html",
            title=Markup(island.title),
            body=Markup(island.body),
            **context,
        )

    links = PageLinks(project, site, assets, page)
    original = site.by_key[page.key, project.locales[0]]
    asides = Asides(
        backlink=templates.phrase("directives/backlink.txt").text,
        stale=templates.phrase("directives/stale.txt"),
        original=links.address(original.path),
    )
    article = convert(project.documents[page.key], templates.language, links, fill, asides)
    check_names(places, article.anchors)
    return Body(article, tuple(figures[name] for name, _ in places if name in figures))


def check_names(shown: Iterable[tuple[str, Place]], anchors: Iterable[str]) -> None:
    """A chart's or picture's name is its anchor; no two things on a page have the same."""
    taken = set(anchors)
    for name, place in shown:
        if name in taken:
            message = say("Two things on this page have the anchor “{anchor}”.", anchor=name)
            hint = say(
                "Perhaps a chart or a picture stands here twice, or a heading is called like it."
            )
            raise ContentError(place, message, hint)
        taken.add(name)
