"""The third stage: every page as HTML, every chart drawn, every asset under its final name.

All in memory. What a page links to is decided here by address alone; whether the
anchors exist is checked when all pages are there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import chain
from typing import Any
from xml.etree.ElementTree import Element

from exhibit.charts import AnyChart, Figure, check_texts, make_reader, write_cell
from exhibit.content import Project
from exhibit.diagnostics import each
from exhibit.i18n import Languages, Messages, count_states
from exhibit.images import make_renditions
from exhibit.markup import Article, Asides, convert
from exhibit.render.context import make_alias_context, make_context
from exhibit.render.feature import Features
from exhibit.render.filling import Filling, check_names
from exhibit.render.links import PageLinks
from exhibit.render.rendered import Rendered
from exhibit.render.scene import Bodies, Body, Scene, Workshop
from exhibit.render.sitemap import make_index
from exhibit.render.workshop import set_up
from exhibit.site import Alias, Page, PageStates, Site, count_page_states, published
from exhibit.storage import Memory, Run

_Progress = Callable[[int, int], None]  # pages done, pages in all


def render_site(
    project: Project,
    languages: Languages,
    site: Site,
    messages: Messages,
    features: Features,
    memory: Memory,
    run: Run,
    progress: _Progress,
) -> Rendered:
    """Every file of the site; raises the faults of all pages and charts at once."""
    workshop = set_up(project, languages, site, memory, run)
    ground = (workshop.settings, workshop.contents.navigation, workshop.palette.schemes)
    scenes = {page: _set_scene(workshop, page, features) for page in site.pages}
    source = workshop.languages[project.locales[0]]
    charts = project.contents.charts.values()

    def render_one(numbered: tuple[int, Page]) -> tuple[Page, tuple[Article, Body]]:
        number, page = numbered
        progress(number, len(site.pages))
        return page, run.do(("body", page), partial(_render_body, scenes[page], features), ground)

    def check_chart(chart: AnyChart) -> None:
        run.do(("texts", chart.name), lambda: check_texts(chart, source), (chart, source.locale))

    stages: tuple[Callable[[], Any], ...] = (
        lambda: each(check_chart, charts),
        lambda: each(lambda check: check(workshop), features.checks),
        lambda: each(render_one, enumerate(site.pages, 1)),
    )
    made: Mapping[Page, tuple[Article, Body]] = dict(each(lambda stage: stage(), stages)[-1])
    articles = run.watch("articles", {page: article for page, (article, _) in made.items()})
    bodies = run.watch("bodies", {page: body for page, (_, body) in made.items()})
    states = count_page_states(site, languages, messages)
    ready = articles, bodies, run.watch("states", states)

    def render_one_page(page: Page) -> tuple[str, bytes]:
        make = partial(_render_page, scenes[page], *ready, features)
        return page.path, run.do(("page", page), make, ground)

    pages = dict(each(render_one_page, site.pages))
    aliases = dict(each(partial(_render_alias, workshop), site.aliases))
    shown = [html.decode() for html in pages.values()]
    everything = [message for group in messages.values() for message in group]
    things = tuple(thing for body in bodies.values() for thing in body.things)
    return Rendered(
        files={
            **published(workshop.assets, shown),
            **make_renditions(project.images.photographs.values(), shown, memory.recall_bytes),
            **{path: content for body in bodies.values() for path, content in body.files.items()},
            **features.make_files(workshop, bodies, run, ground),
            **aliases,
            **pages,
            **make_index(scenes.values(), project.settings.base_url, states),
        },
        references=tuple(found for article in articles.values() for found in article.references),
        share={
            locale: count_states(everything, language).share
            for locale, language in languages.items()
        },
        charts=len({thing.name for thing in things if isinstance(thing, Figure)}),
        things=things,
    )


def _set_scene(workshop: Workshop, page: Page, features: Features) -> Scene:
    links = PageLinks(
        origin=page,
        contents=workshop.contents,
        site=workshop.site,
        assets=workshop.assets,
        images=workshop.images,
        base_url=workshop.settings.base_url,
        targets=features.targets,
    )
    return Scene(workshop, page, links, features.layouts[page.layout].is_glossed)


def _render_body(scene: Scene, features: Features) -> tuple[Article, Body]:
    """Convert the page's Markdown, with its directives filled in."""
    document, contents = scene.document, scene.contents
    layout = features.layouts[scene.page.layout]
    filling = Filling(scene, features.directives)
    walkers = [feature.walker(scene) for feature in features.every if feature.walker]

    def walk(root: Element) -> None:
        for walker in walkers:
            walker.run(root)

    article = convert(
        document,
        scene.language,
        scene.links,
        features.syntaxes,
        filling.fill,
        _make_asides(scene, features),
        make_reader(contents.charts, write_cell),
        walk,
    )
    named = (*layout.names(document), *layout.lists(contents))
    own = [filling.show_alone(*one).things for one in named]
    things = [*layout.things(scene), *chain.from_iterable(own), *filling.things]
    things += [thing for walker in walkers for thing in walker.things()]
    check_names([*filling.places, *layout.anchors(contents, document)], article.anchors)
    cited = (*document.front_matter.cited, *filling.sources, *layout.cites(contents, document))
    sources = tuple(dict.fromkeys(key for key in cited if key))
    return article, Body(tuple(things), filling.files, sources)


def _make_asides(scene: Scene, features: Features) -> Asides:
    templates = scene.templates
    return Asides(
        backlink=templates.phrase("partials/backlink.txt").text,
        stale=templates.phrase("partials/stale.txt"),
        original=scene.original,
        seals={
            address: seal
            for feature in features.every
            if feature.seals
            for address, seal in feature.seals(scene).items()
        },
    )


def _render_page(
    scene: Scene,
    articles: Mapping[Page, Article],
    bodies: Bodies,
    states: PageStates,
    features: Features,
) -> bytes:
    """The page as its template puts it in order."""
    page, layout = scene.page, features.layouts[scene.page.layout]
    body = bodies[page]
    context = make_context(scene, articles[page], body, layout, states).with_others(
        *(feature.context(scene, body) for feature in features.every),
        layout.context(scene, bodies),
    )
    return scene.templates.render(f"{layout.name}.html", **context).encode()


def _render_alias(workshop: Workshop, alias: Alias) -> tuple[str, bytes]:
    context = make_alias_context(workshop, alias)
    return alias.path, workshop.templates[alias.locale].render("moved.html", **context).encode()
