"""How far each page is translated: what of it a reader of a language finds in that language."""

from __future__ import annotations

from collections.abc import Mapping

from exhibit.i18n import Languages, Messages, States, count_states
from exhibit.site.model import Page, Site

PageStates = Mapping[Page, States]  # of the messages on each page


def count_page_states(site: Site, languages: Languages, messages: Messages) -> PageStates:
    return {page: count_states(messages[page.key], languages[page.locale]) for page in site.pages}
