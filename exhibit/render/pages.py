"""The third stage: Markdown, cards and pictures become the pages of the site.

Each page in each language is made in two steps, its text and then the page around it, because a
page may show what stands in the texts of others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from exhibit.charts import Figure, check_texts
from exhibit.content import Project
from exhibit.diagnostics import each
from exhibit.i18n import Languages, Messages
from exhibit.markup import Article
from exhibit.render.body import render_body
from exhibit.render.context import make_alias_context, make_context
from exhibit.render.feature import Features
from exhibit.render.gather import gather_files
from exhibit.render.inspected import inspect, told_once
from exhibit.render.rendered import Rendered
from exhibit.render.scene import Bodies, Body, Scene, Workshop
from exhibit.render.templates import Templates
from exhibit.render.workshop import set_scene, set_up
from exhibit.site import PageKey, PageStates, Site, count_page_states
from exhibit.storage import Memory, Progress, Run, Watched


class _Texts(NamedTuple):
    """What all pages are put together from."""

    articles: Watched[PageKey, Article]
    bodies: Watched[PageKey, Body]
    states: PageStates


def render_site(
    project: Project,
    languages: Languages,
    site: Site,
    messages: Messages,
    features: Features,
    memory: Memory,
    run: Run,
    progress: Progress,
) -> Rendered:
    """Every file of the site; raises the faults of all pages and charts at once."""
    workshop = set_up(project, languages, site, memory, run)
    features.foresee(workshop, run)
    texts = _render_texts(workshop, messages, features, run, progress)
    addresses = run.watch("addresses", run.one("addresses", lambda: _list_addresses(site)))

    def render_file(path: str) -> bytes:
        key = addresses[path]
        if key is None:
            return _render_alias(workshop, path)
        return _render_page(set_scene(workshop, key, features), texts, features)

    html = told_once(lambda: run.each("html", addresses.held, render_file, shared=True))
    files, names = gather_files(workshop, html, texts.bodies, texts.states, features, run)
    return Rendered(
        html=html,
        addresses=addresses.held,
        articles=texts.articles,
        bodies=texts.bodies,
        states=texts.states,
        files=files,
        names=names,
        charts=run.one("charts", lambda: _count_charts(texts.bodies)),
    )


def _render_texts(
    workshop: Workshop, messages: Messages, features: Features, run: Run, progress: Progress
) -> _Texts:
    site, contents = workshop.site, workshop.contents
    source = next(iter(workshop.languages.values()))
    alone = not workshop.memory.is_helped  # the cores of this computer are not at work already

    def render(key: PageKey) -> tuple[Article, Body]:
        return render_body(set_scene(workshop, key, features), features)

    def check_chart(name: str) -> None:
        check_texts(contents.charts[name], source)

    stages: tuple[Callable[[], Any], ...] = (
        lambda: run.each("chart texts", contents.charts, check_chart),
        lambda: run.each(
            "checks", range(len(features.checks)), lambda at: features.checks[at](workshop)
        ),
        lambda: run.each("texts", site.by_key, render, shared=alone, progress=progress),
    )
    made: Watched[PageKey, tuple[Article, Body]] = each(lambda stage: stage(), stages)[-1]
    return _Texts(
        run.part("articles", made, lambda text: text[0]),
        run.part("bodies", made, lambda text: text[1]),
        count_page_states(site, workshop.languages, messages, run),
    )


def _list_addresses(site: Site) -> Mapping[str, PageKey | None]:
    """Where there is HTML, and of which page; None for an alias."""
    pages = {page.path: page.name for page in site.pages}
    return {**dict.fromkeys(site.aliases), **pages}


def _render_page(scene: Scene, texts: _Texts, features: Features) -> bytes:
    """The page as its template puts it in order."""
    page, layout = scene.page, features.layouts[scene.page.layout]
    article, body = texts.articles[page.name], texts.bodies[page.name]
    context = make_context(scene, article, body, layout, texts.states).with_others(
        *(feature.context(scene, body) for feature in features.every),
        layout.context(scene, texts.bodies),
    )
    return _fill_in(scene.templates, f"{layout.name}.html", page.path, context)


def _render_alias(workshop: Workshop, path: str) -> bytes:
    alias = workshop.site.aliases[path]
    context = make_alias_context(workshop, alias)
    return _fill_in(workshop.templates[alias.locale], "moved.html", path, context)


def _fill_in(templates: Templates, name: str, path: str, context: Mapping[str, Any]) -> bytes:
    """A finished page, which may be published as it is."""
    html = templates.render(name, **context)
    inspect(path, html, name, templates)
    return html.encode()


def _count_charts(bodies: Bodies) -> int:
    return len({figure.name for body in bodies.values() for figure in body.all(Figure)})
