"""Read: everything that people wrote."""

from exhibit.content.disk import read_optional, read_source
from exhibit.content.files import is_ignored
from exhibit.content.front_matter import Document, FrontMatter, Matters
from exhibit.content.project import HOME, Contents, Images, Look, Project
from exhibit.content.reader import RELEASED, read_project
from exhibit.content.settings import SETTINGS, Contact, Settings, check_settings
from exhibit.content.shelves import CHARTS, ILLUSTRATIONS, Library, Shelf, find_cards

# fmt: off
__all__ = [
    "CHARTS", "HOME", "ILLUSTRATIONS", "RELEASED", "SETTINGS", "Contact", "Contents", "Document",
    "FrontMatter", "Images", "Library", "Look", "Matters", "Project", "Settings", "Shelf",
    "check_settings", "find_cards", "is_ignored", "read_optional", "read_project", "read_source",
]
# fmt: on
