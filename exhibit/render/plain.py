"""Texts of TOML are plain: a mark of Markdown or HTML in one would be shown as it is typed."""

from __future__ import annotations

import re

from exhibit.diagnostics import ContentError, each, say
from exhibit.i18n import Message
from exhibit.storage import Run, Watched

_MARKS = re.compile(
    r"\*\*|(?<![\w*])\*(?=[^\s*][^*\n]{0,200}\*(?![\w*]))|(?<![\w_])_(?=[^\s_][^_\n]{0,200}_(?![\w_]))"
    r"|(?<!\[)\[[^\[\]\n]{1,200}\]\(|`|^#{1,6}\s|^\s*:::|</?[a-zA-Z!][^<>\n]{0,200}>"
    r"|&(?:#\w{1,6}|[a-zA-Z]{2,8});",
    re.MULTILINE,
)


def check_plain(messages: Watched[str, tuple[Message, ...]], run: Run) -> None:
    """Raises the faults of all texts that are shown as they stand; remembered by page."""
    run.each("plain", list(messages), lambda group: _check_all(messages[group]))


def _check_all(messages: tuple[Message, ...]) -> None:
    each(_check, (one for one in messages if not one.is_markdown and not _is_of_template(one)))


def _is_of_template(message: Message) -> bool:
    return message.place.file.parts[0] == "templates"


def _check(message: Message) -> None:
    if found := _MARKS.search(message.text):
        word = re.match(r"\S{0,30}", message.text[found.start() :])
        shown = word[0] if word else found[0]
        hint = say("This is plain text: leave out marks such as **, [ ]( ) and < >.")
        told = say("“{snippet}” would be shown as it stands here.", snippet=shown)
        raise ContentError(message.place, told, hint)
