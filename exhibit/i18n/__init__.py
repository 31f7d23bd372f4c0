"""Languages: CLDR, typography, catalogues, and whether a translation says the same."""

from exhibit.i18n.catalogue import Catalogue, parse_catalogue, read_key
from exhibit.i18n.cldr import (
    autonym,
    base,
    direction,
    find_territory,
    format_date,
    format_list,
    format_month,
    format_number,
    format_percent,
    format_power,
    format_short_month,
    format_unit,
    format_years,
    has_money_first,
    is_place,
    known,
    month_names,
    number_marks,
    private,
    slugify,
    spell,
    territory,
)
from exhibit.i18n.language import (
    ABBREVIATION,
    READING,
    SLUG,
    Language,
    Languages,
    Message,
    Messages,
    States,
    count_states,
    is_translatable,
    make_languages,
)
from exhibit.i18n.match import find_asked, find_revised, match_all
from exhibit.i18n.merge import merge_all
from exhibit.i18n.phrase import Locale, Phrase
from exhibit.i18n.po_writer import write_catalogue, write_head
from exhibit.i18n.quantities import Quantity, find_quantities, words_after
from exhibit.i18n.sift import sift_translations
from exhibit.i18n.toml_messages import find_value, list_messages
from exhibit.i18n.tongue import find_tongue
from exhibit.i18n.typography import NO_BREAK, SYMBOLS, Typesetter, set_phrase
from exhibit.i18n.written import Written

# fmt: off
__all__ = [
    "ABBREVIATION", "NO_BREAK", "READING", "SLUG", "SYMBOLS", "Catalogue", "Language", "Languages",
    "Locale", "Message", "Messages", "Phrase", "Quantity", "States", "Typesetter", "Written",
    "autonym", "base", "count_states", "direction", "find_asked", "find_quantities", "find_revised",
    "find_territory", "find_tongue", "find_value", "format_date", "format_list", "format_month",
    "format_number", "format_percent", "format_power", "format_short_month", "format_unit",
    "format_years", "has_money_first", "is_place", "is_translatable", "known", "list_messages",
    "make_languages", "match_all", "merge_all", "month_names", "number_marks", "parse_catalogue",
    "private", "read_key", "set_phrase", "sift_translations", "slugify", "spell", "territory",
    "words_after", "write_catalogue", "write_head",
]
# fmt: on
