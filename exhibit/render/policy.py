"""The Content-Security-Policy that every page states before all else, so that nothing foreign runs.

A museum may write its own into templates/partials/policy.html, as strict as ours or stricter. Every
page then has the very same: what that file says, word for word, in the first place of its head.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from exhibit.diagnostics import NOTHING, Notice, say
from exhibit.render.tags import Tag, find_tags, read_tag

POLICY_FILE = "partials/policy.html"
SHIPPED = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
_NAME = "content-security-policy"
# What a policy may allow at most, by directive
_MOST: Mapping[str, frozenset[str]] = {
    name: frozenset(allowed) - {"'none'"}
    for name, *allowed in (part.split() for part in SHIPPED.split(";"))
}
_OWN = frozenset({"base-uri", "form-action"})  # which fall back to nothing, and so to everything
# What only forbids more
_STRICTER = frozenset({"upgrade-insecure-requests", "require-trusted-types-for", "trusted-types"})
# fmt: off
_FETCHING = frozenset((
    "child-src", "connect-src", "default-src", "fenced-frame-src", "font-src", "frame-src",
    "img-src", "manifest-src", "media-src", "object-src", "prefetch-src", "script-src",
    "script-src-attr", "script-src-elem", "style-src", "style-src-attr", "style-src-elem",
    "worker-src",
))
# fmt: on
_KNOWN = _FETCHING | _OWN | _STRICTER
# What may stand before it: nothing that loads or shows anything
_BEFORE = re.compile(
    r"\s*<!doctype html>\s*(?:<html\b[^<>]*>\s*)?(?:<head(?:\s[^<>]*)?>\s*)?"
    r"(?:<meta\b[^<>]*>\s*|<title\b[^<>]*>[^<]*</title\s*>\s*|<!--[^<>]*-->\s*)*",
    re.IGNORECASE,
)


def _is_policy(tag: Tag | None) -> bool:
    return tag is not None and tag.get("http-equiv").lower() == _NAME


@lru_cache
def read_policy(html: str) -> tuple[str, Notice]:
    """The policy in the file that states it, and what is wrong with it, if anything is."""
    tags = map(read_tag, find_tags(html))
    stated = [tag.get("content") for tag in tags if tag and _is_policy(tag)]
    if len(stated) != 1:
        return "", say("This file states the Content-Security-Policy of all pages, once.")
    if weak := _find_weak(stated[0]):
        return "", say("The policy allows more than it may: {words}", words=weak)
    return stated[0], NOTHING


def check_policy(html: str, tags: Sequence[str], policy: str) -> Notice:
    """What is wrong with the policy of a page; nothing if it is as it should be."""
    found = [written for written in dict.fromkeys(tags) if _is_policy(read_tag(written))]
    count = sum(tags.count(written) for written in found)
    if not count:
        return say("The page has no Content-Security-Policy.")
    tag = read_tag(found[0])
    if count > 1:
        return say("The page states its Content-Security-Policy more than once.")
    if not _BEFORE.fullmatch(html, 0, html.index(found[0])):
        return say("Before the Content-Security-Policy stands what it cannot govern any more.")
    if tag and (tag.name != "meta" or tag.get("content") != policy):
        return say("The page has another Content-Security-Policy than the others.")
    return NOTHING


def _find_weak(policy: str) -> str:
    """The first directive that allows more than it may; empty if none does."""
    stated: dict[str, frozenset[str]] = {}
    for words in filter(None, (part.split() for part in policy.split(";"))):
        name = words[0].lower()
        if name in stated or name not in _KNOWN or not policy.isascii():
            return " ".join(words)
        stated[name] = frozenset(map(str.lower, words[1:])) - {"'none'"}
    for name in _MOST:
        allowed = stated.get(name, None if name in _OWN else stated.get("default-src"))
        if allowed is None or not allowed <= _MOST[name]:
            return name
    others = stated.keys() - _MOST.keys() - _STRICTER
    return next((one for one in sorted(others) if not stated[one] <= _inherit(one)), "")


def _inherit(directive: str) -> frozenset[str]:
    """What a directive that the shipped policy does not name may allow: script-src-elem as much."""
    return _MOST.get(directive.rpartition("-")[0], _MOST["default-src"])
