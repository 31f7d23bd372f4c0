"""Boxes that hold text and no more: what is told in detail, the house's own view, a ladder."""

from __future__ import annotations

from exhibit.markup.directives import Syntax
from exhibit.render.feature import Directive, Feature

DETAILS = Directive[object]("details", Syntax(None, body=True), level="details")
LADDER = Directive[object]("ladder", Syntax(None, body=True))
NOTE = Directive[object]("note", Syntax(None, body=True), level="note")

BOXES = Feature(directives=(DETAILS, LADDER, NOTE))
