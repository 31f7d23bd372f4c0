"""The release list, addresses.txt: every address at which a page has ever been published.

Whoever linked to one, or printed it on a sign, is to find the page again. So an address on the
list stays: as that of a page, or as the alias of one. Lines with # are comments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import PurePosixPath

from exhibit.content import Contents
from exhibit.diagnostics import Notice, Source, content_file, each, say
from exhibit.i18n import Locale
from exhibit.site.aliases import find_locale, is_address
from exhibit.site.model import Page, Site

_NUMBER = re.compile(r"^\d+-")  # of a station, in the name of its file
_MAX_TOLD = 100  # addresses at fault; for each that has vanished all pages are looked through
HEADER = (
    say("Every address at which a page of this exhibit has ever been published."),
    say("Whoever linked to one or printed it somewhere is to find the page again, always."),
    say("`python3 build.py release` adds new ones. None is ever deleted."),
)


def read_addresses(source: Source) -> Iterator[tuple[int, str]]:
    """The listed addresses with their lines."""
    for number, line in enumerate(source.lines, 1):
        if (address := line.strip()) and not address.startswith("#"):
            yield number, address


def add_addresses(source: Source, addresses: Iterable[str], header: Sequence[str]) -> str:
    """The text of the list with more addresses, each in its place in the alphabet.

    What stands there stays as it is; the header is for a list that is new.
    """
    lines = source.text.rstrip("\n").split("\n") if source.text else [f"# {h}" for h in header]
    for address in sorted(addresses):
        after = (
            number
            for number, line in enumerate(lines)
            if line.strip() > address and not line.lstrip().startswith("#")
        )
        lines.insert(next(after, len(lines)), address)
    return "\n".join(lines) + "\n"


def check_released(
    source: Source, site: Site, contents: Contents, locales: Sequence[Locale]
) -> None:
    """Raises a fault for each line that is no address, or one that leads nowhere any more."""
    lines = tuple(read_addresses(source))
    listed = {address for _, address in lines}
    served = {*(page.path for page in site.pages), *site.aliases}
    wrong = [line for line in lines if line[1] not in served or not is_address(line[1], locales)]
    told, others = wrong[:_MAX_TOLD], wrong[_MAX_TOLD:]
    heirs = {
        address: _find_heir(site, locales, address, listed)
        for _, address in told
        if is_address(address, locales)
    }

    def check(line: tuple[int, str]) -> None:
        number, address = line
        if address not in heirs:
            hint = say("Each line holds one, such as en/index.html; a comment begins with #.")
            message = say("“{path}” is not the address of a page.", path=address)
            raise source.fault(message, hint, line=number)
        message = say("The address {path} has vanished.", path=address)
        raise source.fault(message, _describe_way(contents, heirs, heirs[address]), line=number)

    steps: tuple[Callable[[], object], ...] = (
        lambda: each(check, told),
        lambda: _count_others(source, others),
    )
    each(lambda step: step(), steps)


def _count_others(source: Source, others: Sequence[tuple[int, str]]) -> None:
    if others:
        message = say("{count} more addresses of the list are at fault.", count=len(others))
        hint = say("They come to light one after the other; perhaps all have the same cause.")
        raise source.fault(message, hint, line=others[0][0])


def _find_heir(
    site: Site, locales: Sequence[Locale], address: str, listed: Collection[str]
) -> Page:
    """The page that most likely stood at an address: one that has moved and is called alike."""
    locale = find_locale(address, locales)
    slug = PurePosixPath(address).stem

    def names(page: Page) -> tuple[str, str]:
        return PurePosixPath(page.path).stem, _NUMBER.sub("", PurePosixPath(page.key).stem)

    def rank(page: Page) -> tuple[bool, bool]:
        return slug in names(page), page.path not in listed

    def likeness(page: Page) -> float:
        return max(SequenceMatcher(None, slug, name).ratio() for name in names(page))

    ranks = {page: rank(page) for page in site.pages if page.locale == locale}
    first = max(ranks.values())
    return max((page for page in ranks if ranks[page] == first), key=likeness)


def _describe_way(contents: Contents, heirs: Mapping[str, Page], heir: Page) -> Notice:
    """The line that brings back all that the page seems to have lost, in any language."""
    matter = contents.matters[heir.key]
    lost = [address for address, page in heirs.items() if page.key == heir.key]
    aliases = ", ".join(f'"{path}"' for path in (*matter.aliases, *lost))
    return say(
        "Where should it lead now? Probably to {file}; its front matter then holds: {line}",
        file=content_file(heir.key),
        line=f"aliases = [{aliases}]",
    )
