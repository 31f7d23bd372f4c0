"""Boxes that hold text and no more: what is told in detail, the house's own view, a ladder."""

from __future__ import annotations

from exhibit.markup import Syntax
from exhibit.render import Directive, Feature

_DETAILS = Directive[object]("details", Syntax(None, body=True), level="details")
_LADDER = Directive[object]("ladder", Syntax(None, body=True))
_NOTE = Directive[object]("note", Syntax(None, body=True), level="note")

BOXES = Feature(directives=(_DETAILS, _LADDER, _NOTE))
