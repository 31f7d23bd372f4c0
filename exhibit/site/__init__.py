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
from exhibit.site.static_files import PAINTING, inspect_static
from exhibit.site.style_sheet import find_asked
from exhibit.site.urls import (
    STAND_INS,
    addresser,
    is_own,
    permalink,
    read_scheme,
    relative,
    source_slug,
)

# fmt: off
__all__ = [
    "HEADER", "PAINTING", "PICTURES", "STAND_INS", "Alias", "Assets", "Page", "PageKey",
    "PageStates", "Rule", "Site", "add_addresses", "addresser", "assemble_site",
    "count_page_states", "find_asked", "find_assets", "fingerprint", "inspect_static", "is_own",
    "is_picture", "permalink", "put_fingerprints", "read_addresses", "read_scheme", "relative",
    "source_slug",
]
# fmt: on
