"""The third stage: every page as HTML, every chart drawn, every asset under its final name.

All in memory. What a page links to is decided here by address alone; whether the
anchors exist is checked when all pages are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup

from exhibit.charts.cells import write_cell
from exhibit.charts.export.datapackage import make_package
from exhibit.charts.export.downloads import PACKAGE, table_path
from exhibit.charts.figure.figure import check_texts
from exhibit.charts.legibility.palette import read_palette
from exhibit.charts.placeholders import make_plain_reader, make_reader
from exhibit.content.model import Alias, Document, Page, Project, Rendered, Site
from exhibit.diagnostics.faults import ContentError, Place, each, say
from exhibit.features.glossary import make_entries, make_glosses, place_terms
from exhibit.features.guess import make_question
from exhibit.features.guess_cards import Guess
from exhibit.features.ledger import LAYOUT, Group, group_claims, place_claims
from exhibit.features.objects import own_pictures, place_picture
from exhibit.i18n.language import Messages, count_states, make_language
from exhibit.images.variants import make_renditions
from exhibit.markup.convert import Asides, convert
from exhibit.render.context import count_page_states, make_alias_context, make_context
from exhibit.render.directives import Body, Filling, Tools, show_print
from exhibit.render.links import PageLinks
from exhibit.render.listings import list_others
from exhibit.render.sitemap import make_index
from exhibit.render.templates import Templates
from exhibit.site.assets import PICTURES, fingerprint, published
from exhibit.site.urls import addresser
from exhibit.storage.cache import Memory

Progress = Callable[[int, int], None]  # pages done, pages in all


def render_site(
    project: Project, site: Site, messages: Messages, memory: Memory, progress: Progress
) -> Rendered:
    """Every file of the site; raises the faults of all pages and charts at once."""
    pictures = {f"{PICTURES}/{name}": content for name, content in project.pictures.items()}
    assets = fingerprint({**project.static, **pictures})
    palette = read_palette(project.static.get("style.css", b""))
    templates = {
        locale: Templates(project.templates, make_language(project, locale))
        for locale in project.locales
    }
    tools = Tools(project, site, assets, palette, templates, memory)

    def render_one(numbered: tuple[int, Page]) -> tuple[Page, Body]:
        number, page = numbered
        progress(number, len(site.pages))
        return page, render_body(tools, page)

    def check_guess(guess: Guess) -> None:
        make_question(guess, project.charts, source)

    source = templates[project.locales[0]].language
    steps: tuple[Callable[[], Any], ...] = (
        lambda: each(lambda chart: check_texts(chart, source), project.charts.values()),
        lambda: each(check_guess, project.guesses.values()),
        lambda: each(render_one, enumerate(site.pages, 1)),
    )
    bodies = dict(each(lambda step: step(), steps)[-1])
    states = count_page_states(project, site, messages)

    downloads = render_downloads(tools, bodies.values())

    def render_page(page: Page) -> tuple[str, bytes]:
        context = make_context(project, site, assets, page, bodies[page].figures, states)
        html = templates[page.locale].render(
            f"{project.documents[page.key].front_matter.layout}.html",
            body=Markup(bodies[page].article.html),
            groups=bodies[page].groups,
            words=bodies[page].words,
            **list_others(tools, page, bodies),
            package=addresser(project, page)(PACKAGE) if PACKAGE in downloads else "",
            **context,
        )
        return page.path, html.encode()

    def render_alias(alias: Alias) -> tuple[str, bytes]:
        context = make_alias_context(project, site, assets, alias)
        return alias.path, templates[alias.locale].render("moved.html", **context).encode()

    pages = dict(each(render_page, site.pages))
    aliases = dict(each(render_alias, site.aliases))
    shown = [html.decode() for html in pages.values()]
    everything = [message for group in messages.values() for message in group]
    return Rendered(
        files={
            **published(assets, shown),
            **make_renditions(project.photographs.values(), shown, memory.recall_bytes),
            **downloads,
            **aliases,
            **pages,
            **make_index(project, site, states),
        },
        references=tuple(found for body in bodies.values() for found in body.article.references),
        share={
            locale: count_states(everything, templates[locale].language).share
            for locale in project.locales
        },
        charts=len({figure.name for body in bodies.values() for figure in body.figures}),
        terms=frozenset(word.key for body in bodies.values() for word in body.words),
    )


def render_body(tools: Tools, page: Page) -> Body:
    """Convert the page's Markdown, with its directives filled in."""
    project, templates = tools.project, tools.templates[page.locale]
    document = project.documents[page.key]
    links = PageLinks(project, tools.site, tools.assets, page)
    original = links.address(tools.site.by_key[page.key, project.locales[0]].path)
    filling = Filling(tools, page, links, original)
    asides = Asides(
        backlink=templates.phrase("directives/backlink.txt").text,
        stale=templates.phrase("directives/stale.txt"),
        original=original,
        seals={
            links.on_ledger(key): templates.render(
                "directives/claim.html", verdict=claim.verdict, locale=page.locale
            )
            for key, claim in project.claims.items()
            if document.front_matter.layout != LAYOUT  # where each claim bears its own
        },
    )
    reader = make_reader(project.charts, write_cell)
    glosses = make_glosses(project, document, templates.language, links.page_url)
    article = convert(
        document, templates.language, links, filling.fill, asides, reader, glosses.run
    )
    own = own_pictures(project, document)
    for name in own:
        show_print(filling, name)
    groups: tuple[Group, ...] = ()
    if document.front_matter.layout == LAYOUT:
        plain = make_plain_reader(project.charts, write_cell)
        groups = group_claims(project, templates.language, plain)
    check_names([*filling.places, *place_own(project, document)], article.anchors)
    return Body(
        article=article,
        figures=filling.shown,
        prints={name: filling.prints[name] for name in (*own, *filling.pictures)},
        downloads=tuple(filling.downloads),
        groups=groups,
        words=make_entries(project, glosses.used, templates.language),
    )


def place_own(project: Project, document: Document) -> Iterable[tuple[str, Place]]:
    """The anchors that a page has by its layout, and where they are written."""
    match document.front_matter.layout:
        case "ledger":
            return place_claims(project)
        case "glossary":
            return place_terms(project)
        case "object":
            return place_picture(document)
    return ()


def render_downloads(tools: Tools, bodies: Iterable[Body]) -> dict[str, bytes]:
    """All files that pages offer, and the package that the tables are together."""
    bodies = list(bodies)
    files = {one.path: one.content for body in bodies for one in body.downloads}
    shown = {figure.name for body in bodies for figure in body.figures}
    tables = {name: files[table_path(name)] for name in sorted(shown)}
    if tables:
        missing = tools.say_all("downloads/missing.txt")[tools.project.locales[0]]
        files[PACKAGE] = make_package(tools.project, tables, missing).encode()
    return files


def check_names(shown: Iterable[tuple[str, Place]], anchors: Iterable[str]) -> None:
    """The name of a chart, picture or claim is its anchor, which no two things on a page share."""
    taken = set(anchors)
    for name, place in shown:
        if name in taken:
            message = say("Two things on this page have the anchor “{anchor}”.", anchor=name)
            hint = say(
                "Perhaps a chart or a picture stands here twice, or a heading is called like it."
            )
            raise ContentError(place, message, hint)
        taken.add(name)
