"""Proof that a finished drawing can be read by whoever looks at it.

No label is cut off, none lies over another, all are large enough on the smallest
phone, and every colour stands out from what is behind it, in light and in dark.
What a drawing lacks is a fault of the card, or of the style sheet if it is a colour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from exhibit.charts.legibility.drawing import Drawing, Label, Paint, Shape, read_drawing
from exhibit.charts.legibility.palette import GROUND, Colour, Palette, blend, contrast, token
from exhibit.diagnostics import ContentError, Notice, Place, each, say

_MIN_TEXT = 12  # px on the screen
_MIN_CONTRAST = {"text": 4.5, "mark": 3.0}  # WCAG 2.2, 1.4.3 and 1.4.11
_EDGE = 0.5  # px that rounding may move a label out
_TOUCH = 1  # px that two labels may share
_DECORATION = frozenset({"var(--raster)"})  # a grid only helps the eye along
_SCHEMES = {"light": say("in the light"), "dark": say("in the dark")}


@dataclass(frozen=True)
class Subject:
    """What a drawing is called to the editor, and where its faults belong."""

    place: Place
    name: Notice  # in the sentence "In the … "
    hint: Notice  # how its texts are made shorter
    width: int  # px
    room: int  # px that it is shown in at least


def prove(svg: str, subject: Subject, palette: Palette) -> None:
    """Raises every fault of the drawing."""
    drawing = read_drawing(svg)
    steps: Sequence[Callable[[], object]] = (
        lambda: each(lambda label: _check_edge(drawing, label, subject), drawing.labels),
        lambda: _check_overlaps(drawing, subject),
        lambda: each(lambda label: _check_size(label, subject), drawing.labels),
        lambda: each(lambda scheme: _check_colours(drawing, palette, scheme), palette.schemes),
    )
    each(lambda step: step(), steps)


def _check_edge(drawing: Drawing, label: Label, subject: Subject) -> None:
    if not all(drawing.view.holds(line, _EDGE) for line in label.lines):
        message = say(
            "In the {drawing}, “{text}” is cut off.", drawing=subject.name, text=label.text
        )
        raise ContentError(subject.place, message, subject.hint)


def _check_overlaps(drawing: Drawing, subject: Subject) -> None:
    """Each label is told of once, with the first one that it meets."""
    told: set[int] = set()

    def check(pair: tuple[Label, Label]) -> None:
        upper, lower = pair
        if told & {upper.order, lower.order}:
            return
        told.update((upper.order, lower.order))
        message = say(
            "In the {drawing}, “{text}” and “{other}” lie over one another.",
            drawing=subject.name,
            text=upper.text,
            other=lower.text,
        )
        raise ContentError(subject.place, message, subject.hint)

    each(check, _find_overlaps(drawing.labels))


def _find_overlaps(labels: Sequence[Label]) -> Iterator[tuple[Label, Label]]:
    """From top to bottom, so that only those are compared that are beside one another."""
    lines = sorted(
        ((line, label) for label in labels for line in label.lines), key=lambda item: item[0].top
    )
    for at, (line, label) in enumerate(lines):
        for other, another in lines[at + 1 :]:
            if other.top >= line.bottom:
                break
            if another is not label and line.overlaps(other, _TOUCH):
                yield label, another


def _check_size(label: Label, subject: Subject) -> None:
    shown = label.size * subject.room / subject.width
    if shown < _MIN_TEXT:
        message = say(
            "In the {drawing}, “{text}” is too small: {size:.1f} px instead of {least}.",
            drawing=subject.name,
            text=label.text,
            size=shown,
            least=_MIN_TEXT,
        )
        hint = say("This is for those who look after the program: charts set the size of text.")
        raise ContentError(subject.place, message, hint)


def _check_colours(drawing: Drawing, palette: Palette, scheme: str) -> None:
    found = dict.fromkeys((*_pair_texts(drawing), *_pair_marks(drawing)))
    each(lambda pair: _check_contrast(pair, palette, scheme), found)


@dataclass(frozen=True)
class _Pair:
    """A colour before a ground; a mark may instead stand out by the colour of its outline."""

    kind: str  # of MIN_CONTRAST
    paints: tuple[Paint, ...]
    ground: Paint


def _pair_texts(drawing: Drawing) -> Iterator[_Pair]:
    for label in drawing.labels:
        for ground in _find_grounds(drawing.shapes, label):
            yield _Pair("text", (label.paint,), ground)


def _find_grounds(shapes: Sequence[Shape], label: Label) -> list[Paint]:
    """What is behind a label: the page, or the blocks that were drawn there before it."""
    grounds = [Paint(GROUND, 1)]
    for shape in shapes:
        if shape.order > label.order or shape.fill is None or shape.block is None:
            continue
        if all(shape.block.holds(line) for line in label.lines):
            grounds = [shape.fill]
        elif any(shape.block.overlaps(line, _TOUCH) for line in label.lines):
            grounds.append(shape.fill)
    return grounds


def _pair_marks(drawing: Drawing) -> Iterator[_Pair]:
    for shape in drawing.shapes:
        paints = [paint for paint in (shape.fill, shape.stroke) if paint]
        if {paint.colour for paint in paints} - _DECORATION - {GROUND}:
            yield _Pair("mark", tuple(paints), Paint(GROUND, 1))


def _check_contrast(pair: _Pair, palette: Palette, scheme: str) -> None:
    page = palette.resolve(GROUND, scheme)
    ground = _see(pair.ground, page, palette, scheme)
    seen = [contrast(_see(paint, ground, palette, scheme), ground) for paint in pair.paints]
    if max(seen) >= _MIN_CONTRAST[pair.kind]:
        return
    colour = pair.paints[seen.index(max(seen))].colour
    message = say(
        "{colour} stands out too little from {ground} {scheme}: {ratio:.1f} instead of {least}.",
        colour=token(colour),
        ground=token(pair.ground.colour),
        scheme=_SCHEMES[scheme],
        ratio=max(seen),
        least=_MIN_CONTRAST[pair.kind],
    )
    hint = say("Make one of the two darker or lighter here.")
    raise ContentError(palette.place(token(colour), scheme), message, hint)


def _see(paint: Paint, ground: Colour, palette: Palette, scheme: str) -> Colour:
    return blend(palette.resolve(paint.colour, scheme), ground, paint.opacity)
