"""What a link or a picture in a text leads to, as seen from one page of the site.

Editors name files, relative to the file they write in: the page in the same
language is found for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from exhibit.content import Contents, Images
from exhibit.diagnostics import (
    ContentError,
    Notice,
    Place,
    Source,
    check_characters,
    content_file,
    decode,
    say,
    suggest,
)
from exhibit.images import choose_plain, read_drawing
from exhibit.markup import Picture, Reference
from exhibit.render.template_faults import find_asset
from exhibit.site import PICTURES, Assets, Page, Site, addresser, relative


@dataclass(frozen=True)
class Link:
    """A page as another one names it."""

    page: Page
    url: str
    is_current: bool


@dataclass(frozen=True)
class Target:
    """A file of the content that is no page, but whose entries stand on one: claims.toml#name."""

    file: str  # from the content folder
    layout: str  # of the page
    missing: Notice  # what is said of a name that there is not
    names: Callable[[Contents], Iterable[str]]  # of its entries


@dataclass(frozen=True)
class PageLinks:
    """The links of one page; what markup.Links asks for."""

    origin: Page
    contents: Contents
    site: Site
    assets: Assets
    images: Images
    base_url: str
    targets: tuple[Target, ...]

    def page(self, target: str, place: Place) -> tuple[str, Reference]:
        file, _, fragment = target.partition("#")
        key = self.key(file) if file else self.origin.key
        entries = next((one for one in self.targets if one.file in {file, key}), None)
        if entries:
            return self.entry(entries, unquote(fragment), place)
        if key not in self.contents.matters:
            message = say("There is no page “{name}”.", name=file)
            raise ContentError(place, message, suggest(file, self.files()))
        path = self.site.page(key, self.origin.locale).path
        anchor = f"#{fragment}" if fragment else ""
        url = f"{self.address(path)}{anchor}" if file else anchor
        return url, Reference(place, path, unquote(fragment))

    def entry(self, target: Target, name: str, place: Place) -> tuple[str, Reference]:
        """The page that shows the entries of a file, at one of them or at its beginning."""
        known = [*target.names(self.contents)]
        if not known or (name and name not in known):
            message = Notice(target.missing.template, {"name": name})
            raise ContentError(place, message, suggest(name, known))
        page = self.contents.laid_out(target.layout)[0]
        path = self.site.page(page, self.origin.locale).path
        return self.on_page(target.layout, name), Reference(place, path, name)

    def on_page(self, layout: str, anchor: str = "") -> str:
        """The address of the page with a layout or, on that, of an anchor; empty without one."""
        pages = self.contents.laid_out(layout)
        if not pages:
            return ""
        path = self.site.page(pages[0], self.origin.locale).path
        file = "" if anchor and path == self.origin.path else self.address(path)
        return f"{file}#{anchor}" if anchor else file

    def picture(self, target: str, place: Place) -> Picture:
        key = self.key(target)
        if photograph := self.images.photographs.get(key):
            shown = choose_plain(photograph)
            return Picture(self.address(shown.path), shown.width, shown.height)
        if key not in self.images.drawings:
            raise self.no_picture(target, place)
        file = content_file(key)
        source = Source(file, decode(file, self.images.drawings[key]))
        check_characters(source)
        read_drawing(source, "")  # raises what may not stand in one
        return Picture(self.address(self.assets.paths[f"{PICTURES}/{key}"]))

    def no_picture(self, target: str, place: Place) -> ContentError:
        pictures = (*self.images.drawings, *self.images.photographs)
        known = [relative(path, self.origin.key) for path in sorted(pictures)]
        hint = suggest(target, known)
        if not known or ":" in target:
            hint = say("Put the picture into the folder content, and name its file here.")
        return ContentError(place, say("There is no picture “{name}”.", name=target), hint)

    def address(self, path: str) -> str:
        """How the page names a file of the site."""
        return addresser(self.origin, self.base_url)(path)

    def asset(self, path: str) -> str:
        """How the page names a file of the folder static."""
        return self.address(find_asset(self.assets.paths, path))

    def page_url(self, key: str) -> str:
        """The address of a page in this language by its key."""
        return self.address(self.site.page(key, self.origin.locale).path)

    def link(self, page: Page) -> Link:
        return Link(page, self.address(page.path), page.key == self.origin.key)

    def links(self, keys: Iterable[str]) -> list[Link]:
        """Pages in this language, by their keys."""
        return [self.link(self.site.page(key, self.origin.locale)) for key in keys]

    def first(self, keys: Iterable[str]) -> Link | None:
        return next(iter(self.links(keys)), None)

    def first_of(self, layout: str) -> Link | None:
        """The first page with a layout."""
        return self.first(self.contents.laid_out(layout))

    def key(self, file: str) -> str:
        """A file named in the text, from the content folder."""
        return normpath(join(dirname(self.origin.key), unquote(file)))

    def files(self) -> list[str]:
        return [relative(key, self.origin.key) for key in self.contents.matters]
