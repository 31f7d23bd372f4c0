"""All files of the site: its HTML as it is published, and what there is beside it."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Mapping
from itertools import chain
from typing import Any

from exhibit.diagnostics import content_file
from exhibit.images import find_renditions, make_renditions
from exhibit.render.feature import Features
from exhibit.render.scene import Bodies, Workshop
from exhibit.render.sitemap import make_index
from exhibit.render.workshop import set_scene
from exhibit.site import (
    PICTURES,
    PageStates,
    find_assets,
    inspect_static,
    is_picture,
    put_fingerprints,
)
from exhibit.storage import Run, Watched

_MADE = ("published", "downloads", "whole", "index")  # the families whose values are files, by path


def gather_files(
    workshop: Workshop,
    html: Watched[str, bytes],
    bodies: Bodies,
    states: PageStates,
    features: Features,
    run: Run,
) -> tuple[Mapping[str, bytes], Collection[str]]:
    """By path from the root of the site, and what pages call them; of pictures what is shown."""
    assets, photographs = workshop.assets, workshop.images.photographs
    pictures = _find_pictures(html, run)
    _inspect_drawings(workshop, pictures, run)
    named = [name for name in assets.names if not is_picture(name) or name in pictures]

    def publish(path: str) -> bytes:
        return put_fingerprints(html[path].decode(), assets.names).encode()

    def find_downloads() -> Mapping[str, bytes]:
        return {path: file for body in bodies.values() for path, file in body.files.items()}

    def index() -> Mapping[str, bytes]:
        scenes = (set_scene(workshop, key, features) for key in workshop.site.by_key)
        return make_index(scenes, workshop.settings.base_url, states)

    published, downloads, whole, searched = _MADE
    made = (
        run.each(published, html.held, publish),
        run.spread(downloads, find_downloads, str),
        run.spread(whole, lambda: features.make_files(workshop, bodies), str),
        run.spread(searched, index, str),
    )
    static = {assets.names[name]: assets.files[assets.names[name]] for name in named}
    renditions = make_renditions(photographs.values(), pictures, workshop.memory.recall_bytes)
    layers: list[Any] = [one.held for one in made]
    files: Mapping[str, bytes] = ChainMap(*layers, static, renditions)
    return files, {*named, *files}


def _inspect_drawings(workshop: Workshop, pictures: Collection[str], run: Run) -> None:
    """Drawings that pages show as files; all others stand in the pages, or are not published."""
    drawings = workshop.images.drawings
    shown = [
        path.removeprefix(f"{PICTURES}/")
        for path, name in workshop.assets.paths.items()
        if name in pictures and path.endswith(".svg")
    ]
    run.each(
        "drawings shown", shown, lambda path: inspect_static(content_file(path), drawings[path])
    )


def _find_pictures(html: Watched[str, bytes], run: Run) -> frozenset[str]:
    """The pictures that pages show, in all versions, by how pages name them."""

    def find(path: str) -> tuple[str, ...]:
        page = html[path].decode()
        return (*filter(is_picture, find_assets(page)), *find_renditions(page))

    shown = run.each("pictures shown", html.held, find)
    return run.one("all pictures", lambda: frozenset(chain.from_iterable(shown.values())))
