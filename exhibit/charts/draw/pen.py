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
from exhibit.charts.draw.typeface import FONTS
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
    # Of no font: the page brings it, and Vega would only read its file over and over to measure
    lettering = {"fontSize": SIZE, "lineHeight": LINE, "lineBreak": "\n"}
    look = {"baseline": "middle", "fill": INK, "align": align, **style}
    return marks("text", plane, rows, **lettering, **weight, **look)


def compose(layers: Sequence[Layer], width: int, height: float) -> str:
    """The layers, one over the other, as raw SVG."""
    import vl_convert

    _prepare()
    spec = make_spec(layers, width, height)
    return str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))


def make_spec(layers: Sequence[Layer], width: int, height: float) -> dict[str, Any]:
    """The drawing in the grammar of Vega-Lite.

    Of the classes that its schema names: Altair's own charts copy all that they hold several times
    before they come to the same.
    """
    import altair as alt
    from altair.utils.schemapi import debug_mode

    with debug_mode(False):  # which would try each part against the schema; a test tries the whole
        spec = alt.TopLevelLayerSpec(
            layer=[_make_unit(layer) for layer in layers],
            width=width,
            height=round(height),
            padding=0,
            autosize=alt.AutoSizeParams(type="none"),
            background="transparent",
            resolve=alt.Resolve(scale=alt.ScaleResolveMap(x="independent", y="independent")),
            config=alt.Config(view=alt.ViewConfig(stroke=None)),
        )
        written: dict[str, Any] = {"$schema": alt.SCHEMA_URL, **spec.to_dict(validate=False)}
    for unit, layer in zip(written["layer"], layers, strict=True):
        unit["data"] = {"values": [dict(row) for row in layer.rows]}
    return written


def _make_unit(layer: Layer) -> alt.UnitSpec:
    """A layer without its rows, of which Altair would look at every value."""
    import altair as alt

    first = layer.rows[0]
    style = {"type": layer.kind, **({} if "tip" in first else {"aria": False}), **layer.style}
    others = {name: made for field, (name, made) in _channels().items() if field in first}
    return alt.UnitSpec(
        mark=alt.MarkDef(**style),
        encoding=alt.Encoding(
            x=alt.X(field="x", type="quantitative", scale=_make_scale(layer.plane.x), axis=None),
            y=alt.Y(field="y", type="quantitative", scale=_make_scale(layer.plane.y), axis=None),
            **others,
        ),
    )


@cache
def _channels() -> Mapping[str, tuple[str, Any]]:
    """By the names of fields: what each is encoded in."""
    import altair as alt

    looks = {
        "fill": alt.Fill,
        "stroke": alt.Stroke,
        "shape": alt.Shape,
        "strokeDash": alt.StrokeDash,
    }
    return {
        "x2": ("x2", alt.X2(field="x2")),
        "y2": ("y2", alt.Y2(field="y2")),
        "text": ("text", alt.Text(field="text", type="nominal")),
        **{name: (name, of(field=name, type="nominal", scale=None)) for name, of in looks.items()},
        "fillOpacity": (
            "fillOpacity",
            alt.FillOpacity(field="fillOpacity", type="quantitative", scale=None),
        ),
        "group": ("detail", alt.Detail(field="group", type="nominal")),
        "tip": ("description", alt.Description(field="tip", type="nominal")),
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
