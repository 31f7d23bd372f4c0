"""A switch: charts of which one is shown at a time."""

from __future__ import annotations

from markupsafe import Markup

from exhibit.charts import fill_text
from exhibit.diagnostics import ContentError, say
from exhibit.markup import Island, Syntax
from exhibit.render import Directive, Feature, Scene, Shown

MAX_PANELS = 3  # the style sheet counts as far


def _switch(scene: Scene, island: Island, card: object) -> Shown:
    """Charts of which one is shown at a time, each with its short name; they are filled already."""
    charts = scene.contents.charts
    others = island.body
    for part in island.parts:
        others = others.replace(part.html, "")
    if others.strip() or {part.directive.name for part in island.parts} - {"chart"}:
        hint = say("Write what else there is to say above or below it.")
        raise ContentError(island.place, say("Only charts stand in a switch."), hint)
    if not 2 <= len(island.parts) <= MAX_PANELS:
        message = say("Charts to switch between: {count}.", count=len(island.parts))
        raise ContentError(island.place, message, say("Put two or three of them in the switch."))
    panels = []
    for part in island.parts:
        chart = charts[part.directive.argument]
        text = chart.card.short or chart.card.title
        label = fill_text(chart, text, scene.language)
        panels.append({"name": chart.name, "label": label, "html": Markup(part.html)})
    return Shown({"panels": panels})


SWITCH = Feature(directives=(Directive[object]("switch", Syntax(None, body=True), _switch),))
