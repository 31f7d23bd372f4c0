"""Place: every page in every language has its address."""

from exhibit.site.assemble import Rule, assemble_site
from exhibit.site.assets import PICTURES, Assets, fingerprint, published
from exhibit.site.model import Alias, Page, Site
from exhibit.site.released import HEADER, add_addresses, read_addresses
from exhibit.site.states import PageStates, count_page_states
from exhibit.site.urls import STAND_INS, addresser, permalink, relative, source_slug

# fmt: off
__all__ = [
    "HEADER", "PICTURES", "STAND_INS", "Alias", "Assets", "Page", "PageStates", "Rule", "Site",
    "add_addresses", "addresser", "assemble_site", "count_page_states", "fingerprint", "permalink",
    "published", "read_addresses", "relative", "source_slug",
]
# fmt: on
