"""The text of one page: its Markdown as HTML, and what its directives bring to it."""

from __future__ import annotations

from itertools import chain
from xml.etree.ElementTree import Element

from exhibit.charts import make_reader, write_cell
from exhibit.markup import Article, Asides, convert
from exhibit.render.feature import Features
from exhibit.render.filling import Filling, check_names
from exhibit.render.scene import Body, Scene


def render_body(scene: Scene, features: Features) -> tuple[Article, Body]:
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
