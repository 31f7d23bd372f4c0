"""Marks on a plane, drawn by Altair and vl-convert, with nothing fetched from anywhere.

A layer is one Altair chart: rows of data, of which each field that is named like a
channel is encoded in it. Style is in `compose` and `texts` alone. Colours are CSS
variables, so that one drawing serves light, dark, print and forced colours.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt
import vl_convert

from exhibit.charts.draw.lettering import FAMILY, LINE, SIZE
from exhibit.charts.draw.typeface import FONTS
from exhibit.charts.plan.plot import INK
from exhibit.charts.plan.scales import PIXELS, Span

Layer = alt.Chart
Row = Mapping[str, object]
CHANNELS: Mapping[str, Any] = {
    "x2": alt.X2("x2:Q"),
    "y2": alt.Y2("y2:Q"),
    "text": alt.Text("text:N"),
    "fill": alt.Fill("fill:N", scale=None),
    "stroke": alt.Stroke("stroke:N", scale=None),
    "shape": alt.Shape("shape:N", scale=None),
    "strokeDash": alt.StrokeDash("strokeDash:N", scale=None),
    "fillOpacity": alt.FillOpacity("fillOpacity:Q", scale=None),
    "group": alt.Detail("group:N"),
    "tip": alt.Description("tip:N"),
}


@dataclass(frozen=True)
class Plane:
    """From the values of a chart to places on its drawing."""

    x: Span = PIXELS
    y: Span = PIXELS


PAGE = Plane()  # the drawing itself, in px from its top left corner


def scale(span: Span) -> alt.Scale:
    return alt.Scale(
        type="log" if span.is_log else "linear",
        domain=[span.start, span.end],
        range=[span.first, span.last],
        nice=False,
        zero=False,
    )


def marks(kind: str, plane: Plane, rows: Iterable[Row], **style: Any) -> list[Layer]:
    """One mark for each row; only those with a tip are told to readers who cannot see them."""
    data = list(rows)
    if not data:
        return []
    chart = alt.Chart(alt.InlineData(values=[dict(row) for row in data]))
    spoken = {} if "tip" in data[0] else {"aria": False}
    channels = [channel for name, channel in CHANNELS.items() if name in data[0]]
    x = alt.X("x:Q", scale=scale(plane.x), axis=None)
    y = alt.Y("y:Q", scale=scale(plane.y), axis=None)
    layer: Layer = getattr(chart, f"mark_{kind}")(**spoken, **style).encode(x, y, *channels)
    return [layer]


def texts(
    plane: Plane, rows: Iterable[Row], align: str = "left", bold: bool = False, **style: Any
) -> list[Layer]:
    weight = {"fontWeight": 600} if bold else {}
    lettering = {"font": FAMILY, "fontSize": SIZE, "lineHeight": LINE, "lineBreak": "\n"}
    look = {"baseline": "middle", "fill": INK, "align": align, **style}
    return marks("text", plane, rows, **lettering, **weight, **look)


def compose(layers: Sequence[Layer], width: int, height: float) -> str:
    """The layers, one over the other, as raw SVG."""
    prepare()
    chart = alt.LayerChart(
        layer=list(layers),
        width=width,
        height=round(height),
        padding=0,
        autosize=alt.AutoSizeParams(type="none"),
        background="transparent",
        resolve=alt.Resolve(scale=alt.ScaleResolveMap(x="independent", y="independent")),
        config=alt.Config(view=alt.ViewConfig(stroke=None)),
    )
    return str(vl_convert.vegalite_to_svg(chart.to_dict(validate=False), allowed_base_urls=[]))


def rasterise(svg: str) -> bytes:
    """An SVG without variables as PNG, one pixel for each of its own."""
    prepare()
    return bytes(vl_convert.svg_to_png(svg, scale=1, ppi=72))


@cache
def prepare() -> None:
    # vl-convert reads the time zone of the process, and its drawings with it
    os.environ["TZ"] = "UTC"
    vl_convert.register_font_directory(str(FONTS))
