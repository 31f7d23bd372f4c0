"""Charts drawn as SVG, by Altair and vl-convert, with nothing fetched from anywhere.

Each kind of chart is one small function that makes an Altair chart of a Plot.
Style is in `themed` alone. Colours are CSS variables, so that one drawing serves
light, dark, print and forced colours; text is measured with the very font that
the page shows.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert

from exhibit.plots import INK, QUIET, Line, Plot, Point
from exhibit.scales import nice_ceiling, pick_years, spread

FONT = "Teltow Sans"
TEXT = 14  # px; on a phone of 320 px a narrow chart shrinks to 88 %, which leaves 12.3
WIDE = 704  # px; below it a chart is drawn for a phone
MANY_POINTS = 12  # more on a line are there to be touched, not to be seen
FIT = alt.AutoSizeParams(type="fit-x", contains="padding")


def draw(plot: Plot, width: int) -> str:
    """The plot as raw SVG, width px wide."""
    prepare()
    chart = themed(KINDS[plot.kind](plot, width), width)
    return str(
        vl_convert.vegalite_to_svg(
            chart.to_dict(), format_locale=dict(plot.number_format or {}), allowed_base_urls=[]
        )
    )


@cache
def prepare() -> None:
    # vl-convert reads the time zone of the process, and its drawings with it
    os.environ["TZ"] = "UTC"
    vl_convert.register_font_directory(str(Path(__file__).parent / "fonts"))


def themed(chart: alt.LayerChart, width: int) -> alt.LayerChart:
    padding: Any = {"left": 2, "top": 8, "right": 4, "bottom": 4}
    chart = chart.properties(width=width, padding=padding, autosize=FIT)
    chart = chart.configure(background="transparent", font=FONT)
    chart = chart.configure_view(stroke=None)
    result: alt.LayerChart = chart.configure_axis(
        title=None,
        labelFont=FONT,
        labelFontSize=TEXT,
        labelColor=QUIET,
        labelPadding=8,
        grid=False,
        domain=False,
        ticks=False,
        gridColor="var(--raster)",
    )
    return result


def text_mark(data: Any, **options: Any) -> alt.Chart:
    style: dict[str, Any] = {"font": FONT, "fontSize": TEXT, "lineHeight": 17}
    style |= {"align": "left", "baseline": "middle", **options}
    chart: alt.Chart = alt.Chart(data).mark_text(**style)
    return chart


def values(rows: Any) -> alt.InlineData:
    return alt.InlineData(values=list(rows))


def layer(charts: list[alt.Chart], height: Any) -> alt.LayerChart:
    result: alt.LayerChart = alt.LayerChart(layer=charts, height=height)
    return result


def draw_bars(plot: Plot, width: int) -> alt.LayerChart:
    """Horizontal bars from a baseline at zero; each says its own value, so there is no axis."""
    narrow = width < WIDE
    rows = values({**vars(bar), "tip": f"{bar.name}: {bar.label}"} for bar in plot.bars)
    axis = None if narrow else alt.Axis(labelColor=INK, labelLimit=0, domain=True, domainColor=INK)
    y = alt.Y("name:N", sort=None, axis=axis, scale=alt.Scale(paddingInner=0.4, paddingOuter=0.2))
    x = alt.X("value:Q", axis=None, scale=alt.Scale(domainMin=0, nice=False))
    offset = 10 if narrow else 0
    bars = (
        alt.Chart(rows)
        .mark_bar(height=20, yOffset=offset)
        .encode(y=y, x=x, color=alt.Color("colour:N", scale=None), description="tip:N")
    )
    labels = text_mark(rows, dx=6, yOffset=offset, fontWeight=600, fill=INK, aria=False).encode(
        y=y, x=x, text="label:N"
    )
    layers = [bars, labels]
    if narrow:
        names = text_mark(rows, yOffset=-12, fill=INK, aria=False).encode(
            y=y, x=alt.value(0), text="name:N"
        )
        layers.append(names)
    return layer(layers, {"step": 56 if narrow else 40})


def draw_lines(plot: Plot, width: int) -> alt.LayerChart:
    """Lines over years, named at their ends; scenarios leave the past dashed, after a rule."""
    height = 300 if width < WIDE else 380
    points = [point for line in plot.lines for point in line.points]
    years = [point.x for point in points]
    top = nice_ceiling(max(point.value for point in points))
    marked = [min(years), max(years), *([plot.today] if plot.today else [])]
    ticks = pick_years(marked, years, width)
    domain = alt.Scale(domain=[min(years), max(years)], nice=False)
    x = alt.X(
        "x:Q",
        scale=domain,
        axis=alt.Axis(values=ticks, format="d", labelOverlap=False, labelFlush=False),
    )
    y = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(grid=True, tickCount=5, format=",d"),
    )
    zero = alt.Chart(values([{"value": 0}])).mark_rule(color=INK, aria=False).encode(y=y)
    layers = [
        zero,
        *draw_today(plot, x),
        *(layer for line in plot.lines for layer in draw_line(line, x, y)),
        draw_end_labels(plot, x, y, top / height * 17, width),
        *draw_past_labels(plot, x, y),
    ]
    return layer(layers, height)


def draw_today(plot: Plot, x: alt.X) -> list[alt.Chart]:
    """A rule where the past ends, and what lies to its left and right."""
    if plot.today is None:
        return []
    here = values([{"x": plot.today}])
    rule = alt.Chart(here).mark_rule(color="var(--linie)", aria=False).encode(x=x)
    quiet: dict[str, Any] = {"fill": QUIET, "aria": False, "baseline": "bottom"}
    ahead = text_mark(here, dx=8, text=plot.ahead, **quiet).encode(x=x, y=alt.value(-6))
    return [rule, ahead]


def draw_line(line: Line, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The line in pieces, dotted wherever years are missing, and its points if they are few."""
    layers = []
    for before, after in pairwise(line.points):
        if after.x in line.gaps:
            layers.append(stroke([before, after], x, y, color=line.colour, size=1.4, dash=[1.5, 4]))
    for piece in pieces(line):
        if len(piece) > 1:
            size = 1.8 if line.dash else 3
            layers.append(stroke(piece, x, y, color=line.colour, size=size, dash=list(line.dash)))
    rows = [
        {"x": p.x, "value": p.value, "tip": f"{line.name}, {p.x}: {p.label}"} for p in line.points
    ]
    style: dict[str, Any] = {"size": 44, "strokeWidth": 1.8, "stroke": line.colour, "opacity": 1}
    style |= {"fill": "var(--papier)" if line.dash else line.colour}
    if len(rows) > MANY_POINTS:
        style |= {"size": 30, "strokeWidth": 0, "opacity": 0}
    shown = rows[1:] if line.dash else rows
    points = alt.Chart(values(shown)).mark_point(shape="circle", filled=True, **style)
    return [*layers, points.encode(x=x, y=y, description="tip:N")]


def stroke(
    points: list[Point], x: alt.X, y: alt.Y, color: str, size: float, dash: list[float]
) -> alt.Chart:
    rows = values({"x": point.x, "value": point.value} for point in points)
    style: dict[str, Any] = {"strokeDash": dash} if dash else {}
    line: alt.Chart = alt.Chart(rows).mark_line(color=color, strokeWidth=size, aria=False, **style)
    return line.encode(x=x, y=y)


def pieces(line: Line) -> list[list[Point]]:
    """The points of a line, cut wherever years are missing."""
    found: list[list[Point]] = [[]]
    for point in line.points:
        if point.x in line.gaps:
            found.append([])
        found[-1].append(point)
    return found


def draw_end_labels(plot: Plot, x: alt.X, y: alt.Y, apart: float, width: int) -> alt.Chart:
    """The name of each line at its end, moved apart where they would touch.

    apart is the height of a line of text in units of the value axis. The past has
    no label there: its end is where the scenarios begin.
    """
    ends = [line for line in plot.lines if plot.today is None or line.dash]
    lines_each = 2 if width < WIDE else 1
    heights = spread([line.points[-1].value for line in ends], apart * (lines_each + 0.2))
    rows = [
        {
            "x": line.points[-1].x,
            "value": height,
            "text": end_label(line, width),
            "colour": line.text_colour,
        }
        for line, height in zip(ends, heights, strict=True)
    ]
    color = alt.Color("colour:N", scale=None)
    labels = text_mark(values(rows), dx=10, fontWeight=600, lineBreak="\n", aria=False)
    return labels.encode(x=x, y=y, text="text:N", color=color)


def draw_past_labels(plot: Plot, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The first and the last value of the past, beside their points."""
    past = next((line for line in plot.lines if plot.today is not None and not line.dash), None)
    if past is None:
        return []
    rows = [
        {"x": point.x, "value": point.value, "text": point.label}
        for point in (past.points[0], past.points[-1])
    ]
    first = text_mark(values(rows[:1]), dy=16, dx=0, fill=INK, aria=False)
    last = text_mark(values(rows[1:]), dy=16, dx=6, fill=INK, fontWeight=600, aria=False)
    return [mark.encode(x=x, y=y, text="text:N") for mark in (first, last)]


def end_label(line: Line, width: int) -> str:
    return ("{}\n{}" if width < WIDE else "{} {}").format(line.name, line.points[-1].label)


KINDS: Mapping[str, Callable[[Plot, int], alt.LayerChart]] = {
    "bars": draw_bars,
    "lines": draw_lines,
}
