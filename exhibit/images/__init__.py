"""Photographs and drawings, safe and in every width."""

from exhibit.images.cards import Illustration, find_mention, parse_illustration
from exhibit.images.drawings import read_drawing
from exhibit.images.photographs import SHOWN, Photograph, examine, is_photograph
from exhibit.images.variants import choose_plain, find_renditions, make_renditions
from exhibit.images.view import Print, make_print

# fmt: off
__all__ = [
    "SHOWN", "Illustration", "Photograph", "Print", "choose_plain", "examine", "find_mention",
    "find_renditions", "is_photograph", "make_print", "make_renditions", "parse_illustration",
    "read_drawing",
]
# fmt: on
