"""Boxes that hold text and no more: what is told in detail, the house's own view, a ladder."""

from __future__ import annotations

from exhibit.markup import Island, Syntax
from exhibit.render import Directive, Feature, Scene, Shown


def _name_box(scene: Scene, island: Island, card: object) -> Shown:
    """No two boxes of a page begin in one line."""
    return Shown(context={"box": f"{island.directive.name}-{island.directive.line}"})


_DETAILS = Directive[object]("details", Syntax(None, body=True), level="details")
_LADDER = Directive[object]("ladder", Syntax(None, body=True))
_NOTE = Directive[object]("note", Syntax(None, body=True), show=_name_box, level="note")

BOXES = Feature(directives=(_DETAILS, _LADDER, _NOTE))
