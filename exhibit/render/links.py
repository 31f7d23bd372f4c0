"""What a link or a picture in a text leads to, as seen from one page of the site.

Editors name files, relative to the file they write in: the page in the same
language is found for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from exhibit.content.model import Page, Project, Reference, Site
from exhibit.diagnostics.faults import ContentError, Place, say
from exhibit.diagnostics.source import Source, content_file, decode
from exhibit.diagnostics.toml import suggest
from exhibit.evidence.citations import Verdict
from exhibit.features.ledger import CLAIMS, LAYOUT
from exhibit.i18n.cldr import slugify
from exhibit.images.drawings import read_drawing
from exhibit.images.variants import choose_plain
from exhibit.markup.sanitize import Picture
from exhibit.site.assets import PICTURES, Assets
from exhibit.site.urls import addresser, relative


@dataclass(frozen=True)
class PageLinks:
    """The links of one page; what inspection.Links asks for."""

    project: Project
    site: Site
    assets: Assets
    origin: Page

    def page(self, target: str, place: Place) -> tuple[str, Reference]:
        file, _, fragment = target.partition("#")
        key = self.key(file) if file else self.origin.key
        if file == CLAIMS.name or key == CLAIMS.name:
            return self.claim(unquote(fragment), place)
        if key not in self.project.documents:
            message = say("There is no page “{name}”.", name=file)
            raise ContentError(place, message, suggest(file, self.files()))
        path = self.site.by_key[key, self.origin.locale].path
        anchor = f"#{fragment}" if fragment else ""
        url = f"{self.address(path)}{anchor}" if file else anchor
        return url, Reference(place, path, unquote(fragment))

    def claim(self, name: str, place: Place) -> tuple[str, Reference]:
        """The page of the ledger, at one claim or at its beginning."""
        claims = self.project.claims
        if not claims or (name and name not in claims):
            message = say("There is no claim “{name}” in content/claims.toml.", name=name)
            raise ContentError(place, message, suggest(name, claims))
        ledger = self.project.laid_out(LAYOUT)[0].key
        path = self.site.by_key[ledger, self.origin.locale].path
        return self.on_ledger(name), Reference(place, path, name)

    def on_ledger(self, anchor: str) -> str:
        """The address of the page of the ledger or, of that, of an anchor; empty without one."""
        ledgers = self.project.laid_out(LAYOUT)
        if not ledgers:
            return ""
        path = self.site.by_key[ledgers[0].key, self.origin.locale].path
        file = "" if anchor and path == self.origin.path else self.address(path)
        return f"{file}#{anchor}" if anchor else file

    def verdict(self, name: Verdict) -> str:
        """Where the claims with this verdict stand; the page as a whole if there are none."""
        has_claims = any(claim.verdict == name for claim in self.project.claims.values())
        return self.on_ledger(slugify(name) if has_claims else "")

    def picture(self, target: str, place: Place) -> Picture:
        key = self.key(target)
        if photograph := self.project.photographs.get(key):
            shown = choose_plain(photograph)
            return Picture(self.address(shown.path), shown.width, shown.height)
        if key not in self.project.pictures:
            raise self.no_picture(target, place)
        file = content_file(key)
        text = decode(file, self.project.pictures[key])
        read_drawing(Source(file, text), "")  # raises what may not stand in one
        return Picture(self.address(self.assets.paths[f"{PICTURES}/{key}"]))

    def no_picture(self, target: str, place: Place) -> ContentError:
        pictures = (*self.project.pictures, *self.project.photographs)
        known = [relative(path, self.origin.key) for path in sorted(pictures)]
        hint = suggest(target, known)
        if not known or ":" in target:
            hint = say("Put the picture into the folder content, and name its file here.")
        return ContentError(place, say("There is no picture “{name}”.", name=target), hint)

    def address(self, path: str) -> str:
        return addresser(self.project, self.origin)(path)

    def page_url(self, key: str) -> str:
        """The address of a page in this language by its key."""
        return self.address(self.site.by_key[key, self.origin.locale].path)

    def key(self, file: str) -> str:
        """A file named in the text, from the content folder."""
        return normpath(join(dirname(self.origin.key), unquote(file)))

    def files(self) -> list[str]:
        return [relative(key, self.origin.key) for key in self.project.documents]
