"""Render and check: pages as HTML, and all that they need beside it."""

from exhibit.render.feature import Dated, Directive, Feature, Features, Ground, Layout
from exhibit.render.link_check import check_site
from exhibit.render.links import Link, Target
from exhibit.render.messages import collect_messages, collect_sound, document_messages
from exhibit.render.pages import render_site
from exhibit.render.passage import Basis, FigureReader, Passage, fill_marks
from exhibit.render.plain import check_plain
from exhibit.render.rendered import Rendered
from exhibit.render.scene import Bodies, Body, Scene, Shown, Workshop

# fmt: off
__all__ = [
    "Basis", "Bodies", "Body", "Dated", "Directive", "Feature", "Features", "FigureReader",
    "Ground", "Layout", "Link", "Passage", "Rendered", "Scene", "Shown", "Target", "Workshop",
    "check_plain", "check_site", "collect_messages", "collect_sound", "document_messages",
    "fill_marks", "render_site",
]
# fmt: on
