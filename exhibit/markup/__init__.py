"""Markdown and directives become safe HTML."""

from exhibit.markup.autolink import Glosses
from exhibit.markup.blocks import Island
from exhibit.markup.convert import Article, Asides, convert
from exhibit.markup.directives import Directive, Syntax, Syntaxes, take_directives
from exhibit.markup.lines import Line, split_lines
from exhibit.markup.parser import GAP, find_messages
from exhibit.markup.sanitize import Picture, Reference

# fmt: off
__all__ = [
    "GAP", "Article", "Asides", "Directive", "Glosses", "Island", "Line", "Picture", "Reference",
    "Syntax", "Syntaxes", "convert", "find_messages", "split_lines", "take_directives",
]
# fmt: on
