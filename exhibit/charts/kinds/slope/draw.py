"""Strokes between rules that stand for moments, with what they are called at their ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from exhibit.charts.draw.blocks import PAPER, QUIET, RED, Box, Drawn, note_row
from exhibit.charts.draw.lettering import LINE, count_lines, width, wrap
from exhibit.charts.draw.pen import PAGE, Layer, marks, texts
from exhibit.charts.kinds.slope.between import draw_values_between
from exhibit.charts.kinds.slope.layout import (
    AIR,
    GUTTER,
    Frame,
    Label,
    Side,
    make_frame,
    place_labels,
    spread_evenly,
)
from exhibit.charts.plan.plot import INK, Line, Plot
from exhibit.charts.plan.scales import APART

_DOT = 110  # px², their area
_SAMPLE = 34  # px of a stroke that stands before what it means
_HEAP = {"shape": "circle", "fill": INK}
_OPEN = 9  # px that a leap leaves free to both sides of a rule
_NEAR = 7  # px that a label may be away from its dot before a stroke leads there

_Place = tuple[float, float]


def draw_slope(plot: Plot, box: Box) -> Drawn:
    """The red sentence, the moments, the strokes with their ends and, if names are long, a key."""
    note, top = _draw_note(plot, box)
    frame = make_frame(plot, Box(box.left, box.right, top))
    is_named = frame.left.is_named or frame.right.is_named
    key, end = ([], frame.end) if is_named else _draw_key(plot, box, frame.end + 12)
    return [
        *note,
        *_draw_moments(frame, box),
        *_draw_strokes(plot.lines, frame),
        *_draw_dots(plot.lines, frame),
        *draw_values_between(plot, frame),
        *_draw_side(frame, frame.left, -1),
        *_draw_side(frame, frame.right, 1),
        *key,
    ], end


def _draw_note(plot: Plot, box: Box) -> Drawn:
    """The red sentence, after a piece of the red stroke."""
    if not plot.note or not any(map(_is_red, plot.lines)):
        return [], box.top
    text = wrap(plot.note, box.width - _SAMPLE - AIR, bold=True)
    y = box.top + LINE / 2
    sample = [{"x": box.left, "x2": box.left + _SAMPLE, "y": y}]
    return [
        *marks("rule", PAGE, sample, stroke=RED, strokeWidth=4),
        *texts(PAGE, [note_row(box.left + _SAMPLE + AIR, box.top, text)], bold=True, fill=RED),
    ], box.top + count_lines(text) * LINE + 12


def _is_red(line: Line) -> bool:
    return any(point.marked for point in line.points)


def _draw_moments(frame: Frame, box: Box) -> list[Layer]:
    places = list(frame.moments.values())
    sizes = [width(head) + APART for head in frame.heads]
    margin = APART / 2
    middles = spread_evenly(places, sizes, box.left - margin, box.right + margin)
    rules = [{"x": x, "y": frame.top - 4, "y2": frame.bottom} for x in places]
    words = [
        {"x": x, "y": frame.top - 6 - (count_lines(head) - 0.5) * LINE, "text": head}
        for x, head in zip(middles, frame.heads, strict=True)
    ]
    return [
        *marks("rule", PAGE, rules, stroke="var(--linie)"),
        *texts(PAGE, words, align="center", fill=QUIET),
    ]


def _draw_strokes(lines: Sequence[Line], frame: Frame) -> list[Layer]:
    """Dotted where a moment is left out, and open at it; red lies on top, as thick as it is red."""
    plain = [line for line in lines if not _is_red(line)]
    red = [line for line in lines if _is_red(line)]
    whole = [line for line in plain if not line.look.dash]
    dashed = [line for line in plain if line.look.dash]
    ways = (
        {**row, "strokeDash": list(line.look.dash)}
        for line in dashed
        for row in _way_rows([line], frame)
    )
    return [
        *marks("rule", PAGE, _leap_rows(lines, frame), strokeWidth=1.6, strokeDash=[1.5, 4]),
        *marks("rule", PAGE, ways, strokeWidth=2),
        *marks("rule", PAGE, _way_rows(whole, frame), strokeWidth=2.5),
        *marks("rule", PAGE, _way_rows(red, frame), strokeWidth=4),
    ]


def _way_rows(lines: Iterable[Line], frame: Frame) -> Iterator[dict[str, object]]:
    for line in lines:
        for before, after in pairwise(line.points):
            if after.x not in line.gaps:
                yield _row_of(line, frame.place(before), frame.place(after))


def _leap_rows(lines: Iterable[Line], frame: Frame) -> Iterator[dict[str, object]]:
    for line in lines:
        for before, after in pairwise(line.points):
            if after.x in line.gaps:
                pieces = _open(frame.place(before), frame.place(after), frame)
                yield from (_row_of(line, *ends) for ends in pieces)


def _row_of(line: Line, start: _Place, end: _Place) -> dict[str, object]:
    stroke = RED if _is_red(line) else line.look.colour
    return {"x": start[0], "y": start[1], "x2": end[0], "y2": end[1], "stroke": stroke}


def _open(start: _Place, end: _Place, frame: Frame) -> Iterator[tuple[_Place, _Place]]:
    """The pieces of a stroke that leaves room at each rule that it has no value to pass at."""
    steep = (end[1] - start[1]) / (end[0] - start[0])
    passed = [x for x in frame.moments.values() if start[0] < x < end[0]]
    edges = [start[0], *(x + side for x in passed for side in (-_OPEN, _OPEN)), end[0]]
    places = [(x, start[1] + (x - start[0]) * steep) for x in edges]
    return zip(places[::2], places[1::2], strict=True)


def _draw_dots(lines: Sequence[Line], frame: Frame) -> list[Layer]:
    """Where several lie on one another, they are one round dot: of a heap no shape can be told."""
    dots = [(line, point) for line in sorted(lines, key=_is_red) for point in line.points]
    heaps = Counter(frame.place(point) for _, point in dots)
    rows = []
    for line, point in dots:
        x, y = place = frame.place(point)
        shape, fill = line.look.shape, line.look.colour
        own = {"shape": shape, "fill": fill} if heaps[place] == 1 else _HEAP
        rows.append({"x": x, "y": y, "tip": point.tip, **own})
    return marks("point", PAGE, rows, size=_DOT, stroke=PAPER, strokeWidth=1.5, opacity=1)


def _draw_side(frame: Frame, side: Side, way: int) -> list[Layer]:
    """Values in a column and names beyond it; way is -1 to the left of the dots and 1 to the right.

    A value that had to give way is led to by a thin stroke.
    """
    x = frame.place(side.labels[0].point)[0]
    placed = list(zip(side.labels, place_labels(side, frame.y), strict=True))
    edge = x + way * (GUTTER + (side.values if way > 0 else 0))
    beyond = x + way * (GUTTER + side.values + AIR)
    values = [_value_row(label, edge, y) for label, y in placed]
    names = [(label, _name_row(label, beyond, y)) for label, y in placed if label.name]
    align = "left" if way > 0 else "right"
    return [
        *marks("rule", PAGE, _lead_rows(frame, placed, x, way)),
        *texts(PAGE, values, align="right", bold=True),
        *texts(PAGE, [row for label, row in names if not _is_red(label.line)], align=align),
        *texts(PAGE, [row for label, row in names if _is_red(label.line)], align=align, bold=True),
    ]


def _value_row(label: Label, x: float, y: float) -> dict[str, object]:
    return {"x": x, "y": y, "text": label.point.label, "fill": label.line.look.text_colour}


def _name_row(label: Label, x: float, y: float) -> dict[str, object]:
    first = y - (count_lines(label.name) - 1) * LINE / 2
    return {"x": x, "y": first, "text": label.name, "fill": label.line.look.text_colour}


def _lead_rows(
    frame: Frame, placed: Iterable[tuple[Label, float]], x: float, way: int
) -> Iterator[dict[str, object]]:
    for label, middle in placed:
        y = frame.place(label.point)[1]
        if abs(middle - y) > _NEAR:
            ends = {"x": x + way * 6, "y": y, "x2": x + way * (GUTTER - 4), "y2": middle}
            yield {**ends, "stroke": label.line.look.colour}


def _draw_key(plot: Plot, box: Box, top: float) -> Drawn:
    """A piece of each stroke with its name, in the order in which they end."""
    layers: list[Layer] = []
    for line in sorted(plot.lines, key=lambda line: -line.points[-1].value):
        layers += _draw_sample(line, box.left, top + LINE / 2)
        left, name = box.left + _SAMPLE + AIR, wrap(line.name, box.width - _SAMPLE - AIR, bold=True)
        if left + width(name, bold=True) > box.right:  # one word, for which there is a line below
            left, top, name = box.left, top + LINE, wrap(line.name, box.width, bold=True)
        fill = line.look.text_colour
        layers += texts(PAGE, [note_row(left, top, name)], bold=_is_red(line), fill=fill)
        top += count_lines(name) * LINE + 3
    return layers, top


def _draw_sample(line: Line, left: float, y: float) -> list[Layer]:
    look, is_red = line.look, _is_red(line)
    dash = {"strokeDash": list(look.dash)} if look.dash and not is_red else {}
    stroke = {"stroke": RED if is_red else look.colour, "strokeWidth": 4 if is_red else 2}
    dot = {"shape": look.shape, "fill": look.colour, "stroke": PAPER, "strokeWidth": 1.5}
    middle = [{"x": left + _SAMPLE / 2, "y": y}]
    return [
        *marks("rule", PAGE, [{"x": left, "x2": left + _SAMPLE, "y": y}], **stroke, **dash),
        *marks("point", PAGE, middle, size=_DOT, opacity=1, **dot),
    ]
