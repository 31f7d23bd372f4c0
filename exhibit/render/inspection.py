"""Every finished page is inspected, whatever made it: a text, a card, a directive or a template.

Content is safe by allow-list already. A template is not: whoever writes one may write anything. So
the page that came of it is looked at once more, in the very step that makes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from exhibit.diagnostics import NOTHING, Notice, say
from exhibit.render.policy import check_policy
from exhibit.render.tags import Attribute, Tag, find_tags, find_unreadable, read_tag
from exhibit.site import PAINTING, find_asked, is_own, read_scheme

# fmt: off
_ELEMENTS = frozenset((
    "", "a", "abbr", "address", "area", "article", "aside", "audio", "b", "bdi", "bdo",
    "blockquote", "body", "br", "button", "canvas", "caption", "cite", "code", "col", "colgroup",
    "data", "datalist", "dd", "del", "details", "dfn", "dialog", "div", "dl", "dt", "em",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "header", "hgroup", "hr", "html", "i", "img", "input", "ins", "kbd", "label", "legend",
    "li", "link", "main", "map", "mark", "menu", "meta", "meter", "nav", "noscript", "ol",
    "optgroup", "option", "output", "p", "picture", "pre", "progress", "q", "rp", "rt", "ruby", "s",
    "samp", "script", "search", "section", "select", "slot", "small", "source", "span", "strong",
    "sub", "summary",
    "sup", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "time", "title",
    "tr", "track", "u", "ul", "var", "video", "wbr",
    # of drawings
    "circle", "clippath", "defs", "desc", "ellipse", "feblend", "fecolormatrix", "fecomposite",
    "feflood", "fegaussianblur", "femerge", "femergenode", "feoffset", "filter", "g", "image",
    "line", "lineargradient", "marker", "mask", "metadata", "path", "pattern", "polygon",
    "polyline", "radialgradient", "rect", "stop", "svg", "switch", "symbol", "text", "textpath",
    "tspan", "use", "view",
    # of formulas
    "math", "mfrac", "mi", "mn", "mo", "mover", "mroot", "mrow", "mspace", "msqrt", "mstyle",
    "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover",
))
_ACTIVE = frozenset((
    "archive", "attributionsrc", "background", "classid", "codebase", "content-security-policy",
    "formaction", "manifest", "nonce", "ping", "profile", "srcdoc", "style", "xml:base",
))
_LOADING = frozenset((
    "action", "data", "dynsrc", "href", "icon", "imagesrcset", "longdesc", "lowsrc", "poster",
    "src", "srcset", "xlink:href",
))
# fmt: on
_LINKED = frozenset(("", "http", "https", "mailto", "tel"))
# fmt: off
_SAYING = frozenset((
    "alternate", "author", "canonical", "help", "license", "me", "next", "prev", "privacy-policy",
    "search", "tag", "terms-of-service", "up",
))
_FETCHING = frozenset((
    "apple-touch-icon", "icon", "mask-icon", "modulepreload", "preload", "shortcut", "stylesheet",
))
# fmt: on
_EQUIVALENTS = frozenset(("content-language", "content-security-policy", "x-ua-compatible"))
_NAMED_SCRIPT = "<script defer src=\"{{ asset('name.js') }}\"></script>"
_AWAY = re.compile(r"[^;,]*[;,]?\s*(?:url\s*=)?\s*[\"']?([^\"']*)", re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    """What may not stand on a page, and by what it is found in the template that wrote it."""

    snippets: tuple[str, ...]  # the first that stands in a template says where; none: its head
    message: Notice
    hint: Notice


def inspect_page(html: str, policy: str, *, is_moved: bool = False) -> Iterator[Finding]:
    """All that may not stand on a page; one that only leads on to another may do so by itself."""
    tags = find_tags(html)
    if unreadable := find_unreadable(html, tags):
        yield _refuse_unreadable(unreadable)
    if (wrong := check_policy(html, tags, policy)) != NOTHING:
        hint = say('Write once, directly below <head>: {{% include "partials/policy.html" %}}')
        yield Finding((), wrong, hint)
    for written in dict.fromkeys(tags):
        yield from _inspect_tag(written, is_moved)
        if written[:7].lower() == "<script" and _is_inline(written, tags, html):
            yield _refuse_script(written)


def _is_inline(written: str, tags: Iterable[str], html: str) -> bool:
    """Whether something stands between this tag and its end, somewhere on the page."""
    tag = read_tag(written)
    if not tag or tag.is_end or tag.name != "script":
        return False
    return len(re.findall(re.escape(written) + r"\s*</script\s*>", html)) != html.count(written)


@lru_cache(4096)  # the same tags stand on all pages
def _inspect_tag(written: str, is_moved: bool) -> tuple[Finding, ...]:
    tag = read_tag(written)
    if tag is None:
        return (_refuse_unreadable(written),)
    if tag.is_end:
        return ()
    return (*_check_element(tag, written, is_moved), *_check_attributes(tag, written))


def _check_element(tag: Tag, written: str, is_moved: bool) -> Iterator[Finding]:
    if tag.name not in _ELEMENTS and "-" not in tag.name:  # which no browser knows
        message = say("<{name}> may not stand on a page.", name=tag.name)
        hint = say("Delete it; what things look like stands in static/style.css.")
        yield Finding((written, f"<{tag.name}"), message, hint)
    if tag.name == "script" and not tag.get("src"):
        yield _refuse_script(written)
    if tag.name == "meta" and not _may_equal(tag, is_moved):
        message = say("Such a <meta> may not stand on a page: {html}", html=written)
        yield Finding((written, "http-equiv"), message, say("Delete it."))
    if tag.name == "link" and not _may_relate(tag):
        message = say("Such a <link> may not stand on a page: {html}", html=written)
        hint = say("A page loads style sheets, icons and fonts of its own site, and nothing ahead.")
        yield Finding((written, tag.get("rel") or "<link"), message, hint)


def _check_attributes(tag: Tag, written: str) -> Iterator[Finding]:
    for attribute in tag.attributes:
        name, value = attribute.name, attribute.value
        if name.startswith("on") or name in _ACTIVE:
            yield _refuse_attribute(attribute, written)
        elif not _is_own_value(tag, name, value):
            yield _refuse_address(tag, value, written)


def _is_own_value(tag: Tag, name: str, value: str) -> bool:
    """Whether what an attribute loads or paints with, if it does, stands in this very site."""
    if name in _LOADING:
        return _may_load(tag, name, value)
    return name not in PAINTING or all(
        asked.address and asked.address.startswith("#") for asked in find_asked(value)
    )


def _may_equal(tag: Tag, is_moved: bool) -> bool:
    """Whether what a <meta> says in the place of a server is harmless."""
    charset, name = tag.get("charset"), tag.get("http-equiv").strip().lower()
    if charset and charset.strip().lower() != "utf-8":
        return False
    if name == "refresh" and is_moved:
        found = _AWAY.fullmatch(tag.get("content"))
        return found is not None and is_own(found[1])
    return not name or name in _EQUIVALENTS


def _may_relate(tag: Tag) -> bool:
    relations = set(tag.get("rel").lower().split())
    return bool(relations) and relations <= _SAYING | _FETCHING


def _may_load(tag: Tag, name: str, value: str) -> bool:
    if tag.name in {"a", "area"} and name in {"href", "xlink:href"}:
        return read_scheme(value) in _LINKED
    if tag.name == "link" and name == "href" and set(tag.get("rel").lower().split()) <= _SAYING:
        return read_scheme(value) in {"", "http", "https"}
    parts = re.split(r"[\s,]+", value) if name.endswith("srcset") else (value,)
    return all(map(is_own, parts))


def _refuse_unreadable(written: str) -> Finding:
    message = say("Not every browser reads this in the same way: {html}", html=written[:60])
    hint = say('Write name="value", &lt; for a < in the text, and {{# … #}} around notes.')
    return Finding((written, written[written.find("<") :][:12].split("\n")[0]), message, hint)


def _refuse_script(written: str) -> Finding:
    message = say("A script may not stand in the page itself.")
    hint = say("Put it into the folder static, and name it: {html}", html=_NAMED_SCRIPT)
    return Finding((written, "<script"), message, hint)


def _refuse_attribute(attribute: Attribute, written: str) -> Finding:
    message = say("“{name}” may not stand on a page.", name=attribute.name)
    hint = say("Delete it; what a page does stands in static/site.js.")
    if attribute.name == "style":
        hint = say("Give the element a class, and write into static/style.css what it looks like.")
    return Finding((written, f"{attribute.written}="), message, hint)


def _refuse_address(tag: Tag, value: str, written: str) -> Finding:
    if tag.name in {"a", "area"}:
        message = say("Such a link is not allowed: “{target}”.", target=value)
        hint = say("Links begin with https://, mailto: or tel:, or lead to a page of the site.")
        return Finding((written, value), message, hint)
    message = say("This would load something from elsewhere: {address}", address=value)
    hint = say("Put the file into the folder static, and name it: {{{{ asset('name.png') }}}}")
    return Finding((written, value), message, hint)
