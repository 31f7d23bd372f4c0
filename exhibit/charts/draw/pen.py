"""Marks on a plane, drawn by Altair and vl-convert, with nothing fetched from anywhere.

A layer is plain data: rows, of which each field that is named like a channel is encoded in it.
Only `compose` knows the libraries, and loads them when the first drawing is made. Style is in
`compose` and `texts` alone. Colours are CSS variables, so that one drawing serves light, dark,
print and forced colours.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from exhibit.charts.draw.lettering import LINE, SIZE
from exhibit.charts.draw.typeface import FAMILY, FONTS
from exhibit.charts.plan.plot import INK
from exhibit.charts.plan.scales import PIXELS, Span

if TYPE_CHECKING:  # Altair takes longer to load than a page to make
    import altair as alt

Row = Mapping[str, object]


@dataclass(frozen=True)
class Plane:
    """From the values of a chart to places on its drawing."""

    x: Span = PIXELS
    y: Span = PIXELS


PAGE = Plane()  # the drawing itself, in px from its top left corner


@dataclass(frozen=True)
class Layer:
    """Marks of one kind, one for each row."""

    kind: str
    plane: Plane
    rows: Sequence[Row]
    style: Mapping[str, Any]


def marks(kind: str, plane: Plane, rows: Iterable[Row], **style: Any) -> list[Layer]:
    """One mark for each row; only those with a tip are told to readers who cannot see them."""
    data = list(rows)
    return [Layer(kind, plane, data, style)] if data else []


def texts(
    plane: Plane, rows: Iterable[Row], align: str = "left", bold: bool = False, **style: Any
) -> list[Layer]:
    weight = {"fontWeight": 600} if bold else {}
    lettering = {"font": FAMILY, "fontSize": SIZE, "lineHeight": LINE, "lineBreak": "\n"}
    look = {"baseline": "middle", "fill": INK, "align": align, **style}
    return marks("text", plane, rows, **lettering, **weight, **look)


def compose(layers: Sequence[Layer], width: int, height: float) -> str:
    """The layers, one over the other, as raw SVG."""
    import altair as alt
    import vl_convert

    _prepare()
    chart = alt.LayerChart(
        layer=[_make_chart(layer) for layer in layers],
        width=width,
        height=round(height),
        padding=0,
        autosize=alt.AutoSizeParams(type="none"),
        background="transparent",
        resolve=alt.Resolve(scale=alt.ScaleResolveMap(x="independent", y="independent")),
        config=alt.Config(view=alt.ViewConfig(stroke=None)),
    )
    return str(vl_convert.vegalite_to_svg(chart.to_dict(validate=False), allowed_base_urls=[]))


def _make_chart(layer: Layer) -> alt.Chart:
    import altair as alt

    first = layer.rows[0]
    chart = alt.Chart(alt.InlineData(values=[dict(row) for row in layer.rows]))
    spoken = {} if "tip" in first else {"aria": False}
    x = alt.X("x:Q", scale=_make_scale(layer.plane.x), axis=None)
    y = alt.Y("y:Q", scale=_make_scale(layer.plane.y), axis=None)
    others = [channel for name, channel in _channels().items() if name in first]
    marked: alt.Chart = getattr(chart, f"mark_{layer.kind}")(**spoken, **layer.style)
    return marked.encode(x, y, *others)


@cache
def _channels() -> Mapping[str, Any]:
    """By the names of fields."""
    import altair as alt

    return {
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


def _make_scale(span: Span) -> alt.Scale:
    import altair as alt

    return alt.Scale(
        type="log" if span.is_log else "linear",
        domain=[span.start, span.end],
        range=[span.first, span.last],
        nice=False,
        zero=False,
    )


def rasterise(svg: str) -> bytes:
    """An SVG without variables as PNG, one pixel for each of its own."""
    import vl_convert

    _prepare()
    return bytes(vl_convert.svg_to_png(svg, scale=1, ppi=72))


@cache
def _prepare() -> None:
    import vl_convert

    # vl-convert reads the time zone of the process, and its drawings with it
    os.environ["TZ"] = "UTC"
    vl_convert.register_font_directory(str(FONTS))
