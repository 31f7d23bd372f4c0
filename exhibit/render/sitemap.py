"""What search engines are told: which pages there are, in which languages, and where the list is.

A page is listed under the conditions, and with the alternates, under which it names itself as
an alternate in its head: both come from `context.make_alternates`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from exhibit.render.context import Alternate, Edition, make_alternates, make_editions
from exhibit.render.scene import Scene
from exhibit.site import PageStates, permalink

_FILE = "sitemap.xml"
_NAMESPACES = {
    "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
}
_ROBOTS = """\
User-agent: *
Allow: /

Sitemap: {url}
"""


def make_index(scenes: Iterable[Scene], base_url: str, states: PageStates) -> Mapping[str, bytes]:
    """The files for search engines; none without a base URL, since they need full addresses."""
    if not base_url:
        return {}
    files = {_FILE: _make_sitemap(scenes, states)}
    if urlsplit(base_url).path.strip("/"):  # elsewhere than at the root nobody looks for the other
        return files
    return {**files, "robots.txt": _ROBOTS.format(url=permalink(_FILE, base_url)).encode()}


def _make_sitemap(scenes: Iterable[Scene], states: PageStates) -> bytes:
    root = Element("urlset", _NAMESPACES)
    for scene in scenes:
        editions = make_editions(scene, states)
        for edition in editions:
            if edition.is_current and edition.is_offered:
                updated = scene.document.front_matter.updated
                _add_page(root, edition, make_alternates(editions), updated)
    indent(root, "")
    xml: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return xml + b"\n"


def _add_page(
    root: Element, edition: Edition, alternates: Iterable[Alternate], updated: date | None
) -> None:
    url = SubElement(root, "url")
    SubElement(url, "loc").text = edition.permalink
    if updated:
        SubElement(url, "lastmod").text = updated.isoformat()
    for alternate in alternates:
        link = {"rel": "alternate", "hreflang": alternate.language, "href": alternate.url}
        SubElement(url, "xhtml:link", link)
