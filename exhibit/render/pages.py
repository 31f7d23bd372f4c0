"""The third stage: every page as HTML, every chart drawn, every asset under its final name.

All in memory. What a page links to is decided here by address alone; whether the
anchors exist is checked when all pages are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any
from xml.etree.ElementTree import Element

from markupsafe import Markup

from exhibit.charts import Figure, check_texts, make_reader, read_palette, write_cell
from exhibit.content import Project
from exhibit.diagnostics import ContentError, Notice, Place, each, say, suggest
from exhibit.i18n import Languages, Messages, count_states
from exhibit.images import make_renditions
from exhibit.markup import Asides, Island, convert
from exhibit.markup import Directive as Named
from exhibit.render.context import make_alias_context, make_context
from exhibit.render.feature import Directive, Features
from exhibit.render.links import PageLinks
from exhibit.render.rendered import Rendered
from exhibit.render.scene import Bodies, Body, Scene, Shown, Workshop
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
    filling = _Filling(scene, features.directives)
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
    _check_names([*filling.places, *layout.anchors(contents, document)], article.anchors)
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


@dataclass
class _Filling:
    """The directives of one page, filled in; the last on the page comes first."""

    scene: Scene
    directives: Mapping[str, Directive[Any]]
    found: list[tuple[object, ...]] = field(default_factory=list)  # of each directive
    files: dict[str, bytes] = field(default_factory=dict)
    places: list[tuple[str, Place]] = field(default_factory=list)  # of names that are anchors
    sources: list[str] = field(default_factory=list)  # keys of citations

    @property
    def things(self) -> Iterator[object]:
        """What the directives have brought, in the order of the page."""
        return chain.from_iterable(self.found)

    def fill(self, island: Island) -> str:
        """The HTML of a directive; raises ContentError for a name that there is not."""
        name = island.directive.name
        shown = self.show(island)
        self.found.insert(0, shown.things)
        self.files.update(shown.files)
        return self.scene.templates.render(
            f"directives/{name}.html",
            title=Markup(island.title),
            body=Markup(island.body),
            **shown.context,
        )

    def show(self, island: Island) -> Shown:
        directive = self.directives[island.directive.name]
        card = self.pick(directive, island) if directive.shelf else None
        self.sources += directive.sources(card)
        return directive.show(self.scene, island, card)

    def pick(self, directive: Directive[Any], island: Island) -> Any:
        """What a directive names; the name is an anchor of the page."""
        assert directive.shelf is not None
        name, known = island.directive.argument, self.scene.contents.shelves[directive.shelf]
        if name not in known:
            message = Notice(directive.missing.template, {"name": name})
            raise ContentError(island.place, message, suggest(name, known))
        self.places.insert(0, (name, island.place))
        return known[name]

    def show_alone(self, name: str, argument: str) -> Shown:
        """What a template shows by itself, as if the text had a directive for it."""
        directive = self.directives[name]
        assert directive.shelf is not None
        card = self.scene.contents.shelves[directive.shelf][argument]
        place = self.scene.document.source.place()
        return directive.show(self.scene, Island(Named(name, argument, 0), place, "", ""), card)


def _check_names(shown: Iterable[tuple[str, Place]], anchors: Iterable[str]) -> None:
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
