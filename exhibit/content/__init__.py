"""Read: everything that people wrote."""

from exhibit.content.disk import read_optional, read_source
from exhibit.content.files import describe_unused
from exhibit.content.front_matter import Document, FrontMatter, Matters
from exhibit.content.names import is_reserved
from exhibit.content.project import HOME, Contents, Images, Look, Project
from exhibit.content.reader import RELEASED, read_project
from exhibit.content.settings import SETTINGS, Contact, Navigation, Settings, check_settings
from exhibit.content.shelves import CHARTS, ILLUSTRATIONS, Library, Shelf, find_cards
from exhibit.content.walk import is_ignored

# fmt: off
__all__ = [
    "CHARTS", "HOME", "ILLUSTRATIONS", "RELEASED", "SETTINGS", "Contact", "Contents", "Document",
    "FrontMatter", "Images", "Library", "Look", "Matters", "Navigation", "Project", "Settings",
    "Shelf", "check_settings", "describe_unused", "find_cards", "is_ignored", "is_reserved",
    "read_optional", "read_project", "read_source",
]
# fmt: on
