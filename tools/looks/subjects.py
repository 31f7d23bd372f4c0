"""Which pages are looked at: one of each layout in every language, or all.

The layouts are those that the front matter of the exhibit names, so a new one is looked at as soon
as a page has it. Of the pages that share a layout, the one with most kinds of elements is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from exhibit.pipeline import Finished


@dataclass(frozen=True)
class Subject:
    """One page in one language."""

    kind: str  # its layout; with all pages, also its file
    locale: str
    path: str  # from the root of the site

    @property
    def name(self) -> str:
        return f"{self.kind}.{self.locale}"


def choose_subjects(finished: Finished, is_every: bool = False) -> tuple[Subject, ...]:
    """Sorted by kind; of each kind the language that people write in first."""
    layouts = {
        key: one.front_matter.layout for key, one in finished.project.contents.documents.items()
    }
    varieties = {
        page.key: count_kinds(finished.files[page.path].decode())
        for page in reversed(finished.site.pages)  # so that the language of the source counts
    }
    chosen = set(layouts) if is_every else choose_richest(layouts, varieties)
    subjects = [
        Subject(name_kind(layouts[page.key], page.key, is_every), page.locale, page.path)
        for page in finished.site.pages
        if page.key in chosen
    ]
    return tuple(sorted(subjects, key=lambda subject: subject.kind))  # stable: languages stay


def count_kinds(html: str) -> int:
    """How many elements of different name and class there are: how much there is to see."""
    return len(set(re.findall(r"<\w+(?: class=\"[^\"]*\")?", html)))


def choose_richest(layouts: Mapping[str, str], varieties: Mapping[str, int]) -> set[str]:
    """For each layout the key of the page with most variety; of two, the first by name."""
    by_variety = sorted(layouts, key=lambda key: (-varieties[key], key))
    return set({layouts[key]: key for key in reversed(by_variety)}.values())


def name_kind(layout: str, key: str, is_every: bool) -> str:
    slug = "-".join(PurePosixPath(key).with_suffix("").parts)
    return layout if not is_every or slug == layout else f"{layout}-{slug}"


def kinds(subjects: Iterable[Subject]) -> list[str]:
    return list(dict.fromkeys(subject.kind for subject in subjects))
