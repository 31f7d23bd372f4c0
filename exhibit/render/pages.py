"""The third stage: every page as HTML, every chart drawn, every asset under its final name.

All in memory. What a page links to is decided here by address alone; whether the
anchors exist is checked when all pages are there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import chain
from typing import Any
from xml.etree.ElementTree import Element

from exhibit.charts import Figure, check_texts, make_reader, read_palette, write_cell
from exhibit.content import Project
from exhibit.diagnostics import each
from exhibit.i18n import Languages, Messages, count_states
from exhibit.images import make_renditions
from exhibit.markup import Asides, convert
from exhibit.render.context import make_alias_context, make_context
from exhibit.render.feature import Features
from exhibit.render.filling import Filling, check_names
from exhibit.render.links import PageLinks
from exhibit.render.rendered import Rendered
from exhibit.render.scene import Bodies, Body, Scene, Workshop
from exhibit.render.sitemap import make_index
from exhibit.render.templates import Templates
from exhibit.site import (
    PICTURES,
    Alias,
    Page,
    PageStates,
    Site,
    count_page_states,
    fingerprint,
    published,
)
from exhibit.storage import Memory

_Progress = Callable[[int, int], None]  # pages done, pages in all


def render_site(
    project: Project,
    languages: Languages,
    site: Site,
    messages: Messages,
    features: Features,
    memory: Memory,
    progress: _Progress,
) -> Rendered:
    """Every file of the site; raises the faults of all pages and charts at once."""
    workshop = _set_up(project, languages, site, memory)
    scenes = {page: _set_scene(workshop, page, features) for page in site.pages}
    source = languages[project.locales[0]]
    charts = project.contents.charts.values()

    def render_one(numbered: tuple[int, Page]) -> tuple[Page, Body]:
        number, page = numbered
        progress(number, len(site.pages))
        return page, _render_body(scenes[page], features)

    steps: tuple[Callable[[], Any], ...] = (
        lambda: each(lambda chart: check_texts(chart, source), charts),
        lambda: each(lambda check: check(workshop), features.checks),
        lambda: each(render_one, enumerate(site.pages, 1)),
    )
    bodies: Bodies = dict(each(lambda step: step(), steps)[-1])
    states = count_page_states(site, languages, messages)

    def render_one_page(page: Page) -> tuple[str, bytes]:
        return page.path, _render_page(scenes[page], bodies, states, features)

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
            **features.make_files(workshop, bodies),
            **aliases,
            **pages,
            **make_index(scenes.values(), project.settings.base_url, states),
        },
        references=tuple(found for body in bodies.values() for found in body.article.references),
        share={
            locale: count_states(everything, language).share
            for locale, language in languages.items()
        },
        charts=len({thing.name for thing in things if isinstance(thing, Figure)}),
        things=things,
    )


def _set_up(project: Project, languages: Languages, site: Site, memory: Memory) -> Workshop:
    """What all pages are made with."""
    look, images = project.look, project.images
    pictures = {f"{PICTURES}/{name}": content for name, content in images.drawings.items()}
    return Workshop(
        settings=project.settings,
        contents=project.contents,
        images=images,
        languages=languages,
        site=site,
        assets=fingerprint({**look.static, **pictures}),
        palette=read_palette(look.static.get("style.css", b"")),
        templates={
            locale: Templates(look.templates, language) for locale, language in languages.items()
        },
        memory=memory,
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
    document = workshop.contents.documents[page.key]
    return Scene(workshop, page, document, links, features.layouts[document.layout].is_glossed)


def _render_body(scene: Scene, features: Features) -> Body:
    """Convert the page's Markdown, with its directives filled in."""
    document, contents = scene.document, scene.contents
    layout = features.layouts[document.layout]
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
    return Body(article, tuple(things), filling.files, sources)


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


def _render_page(scene: Scene, bodies: Bodies, states: PageStates, features: Features) -> bytes:
    """The page as its template puts it in order."""
    page, layout = scene.page, features.layouts[scene.document.layout]
    body = bodies[page]
    context = make_context(scene, body, layout, states).with_others(
        *(feature.context(scene, body) for feature in features.every),
        layout.context(scene, bodies),
    )
    return scene.templates.render(f"{layout.name}.html", **context).encode()


def _render_alias(workshop: Workshop, alias: Alias) -> tuple[str, bytes]:
    context = make_alias_context(workshop, alias)
    return alias.path, workshop.templates[alias.locale].render("moved.html", **context).encode()
