"""How far each page is translated: what of it a reader of a language finds in that language."""

from __future__ import annotations

from collections.abc import Mapping

from exhibit.i18n import Languages, Messages, States, count_states
from exhibit.site.model import PageKey, Site
from exhibit.storage import Run

PageStates = Mapping[PageKey, States]  # of the messages on each page


def count_page_states(site: Site, languages: Languages, messages: Messages, run: Run) -> PageStates:
    def count(page: PageKey) -> States:
        key, locale = page
        return count_states(messages[key], languages[locale])

    return run.each("states", site.by_key, count)
