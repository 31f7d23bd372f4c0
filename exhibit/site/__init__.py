"""Place: every page in every language has its address."""

from exhibit.site.assemble import Rule, assemble_site
from exhibit.site.assets import (
    PICTURES,
    Assets,
    find_assets,
    fingerprint,
    is_picture,
    put_fingerprints,
)
from exhibit.site.model import Alias, Page, PageKey, Site
from exhibit.site.released import HEADER, add_addresses, read_addresses
from exhibit.site.states import PageStates, count_page_states
from exhibit.site.urls import STAND_INS, addresser, permalink, relative, source_slug

# fmt: off
__all__ = [
    "HEADER", "PICTURES", "STAND_INS", "Alias", "Assets", "Page", "PageKey", "PageStates", "Rule",
    "Site", "add_addresses", "addresser", "assemble_site", "count_page_states", "find_assets",
    "fingerprint", "is_picture", "permalink", "put_fingerprints", "read_addresses", "relative",
    "source_slug",
]
# fmt: on
