"""A figure of one innovation over time: every point carries its value, so that no axis of values is needed."""

import math
from itertools import pairwise

from markupsafe import Markup

from web.drawings.axes import Box, sparse_years, text_box, year_axis
from web.drawings.svg import ACCENT, PAPER, SOFT, document, element, group, shortened, text_width, words

Point = tuple[float, float, str]
Spot = tuple[float, float]
SIZE = 14  # pixels
DOT = 4.5
ROW = 21  # height of a row of labels in pixels
PLOT = 130  # height of the plot in pixels, without the rows for labels above it and years below


def figure_series(points: list[Point], labels: dict, *, width: float = 480) -> Markup:
    """The chart, ``width`` pixels wide, zero-based. ``points`` are (year with decimals, value, label), in any order.

    ``labels`` has ``title``, ``description``, and ``none`` to say when there are no points. Labels stand by
    their points where there is room, and else in rows above with a line to the point.
    """
    points = sorted((year, value, shortened(str(label), SIZE, width - 8)) for year, value, label in points)
    if not points:
        return document("series", width, 60, [words(0, 34, labels.get("none", ""), SIZE, fill=SOFT)], labels)
    rows, spots, boxes = _fitted(points, width)
    floor = rows * ROW + PLOT
    first, last = math.floor(points[0][0]), math.floor(points[-1][0])
    across = _scale(points, width)
    return document(
        "series",
        width,
        floor + 30,
        [
            element("path", d=f"M0 {floor}H{float(width):.1f}", stroke=SOFT, fill="none"),
            *_drawn(spots, floor),
            *[_label(label, spot, box) for (_, _, label), spot, box in zip(points, spots, boxes, strict=True)],
            year_axis(sparse_years(first, last, across), across, floor),
        ],
        labels,
    )


def _scale(points: list[Point], width: float):
    """Years to pixels, with room at both ends for half a year's number; a single point stands in the middle."""
    first, last = math.floor(points[0][0]), points[-1][0]
    edge = max(22.0, text_width("2000", 12) / 2 + 2)
    if len(points) == 1 or last - first < 1e-9:
        return lambda year: width / 2
    return lambda year: edge + (year - first) / (last - first) * (width - 2 * edge)


def _fitted(points: list[Point], width: float) -> tuple[int, list, list]:
    """Rows above the plot, middles of the dots, boxes of the labels: the lowest drawing in which all labels fit.

    Only where even many rows do not help may a line to a label run behind another label.
    """
    for strict in (True, False):
        for rows in range(1, len(points) + 2):
            spots = _spots(points, width, rows)
            boxes = _placed(points, spots, width, rows, strict)
            if boxes:
                return rows, spots, boxes
    raise AssertionError("with a row for each label all of them fit")


def _spots(points: list[Point], width: float, rows: int) -> list[Spot]:
    across, floor = _scale(points, width), rows * ROW + PLOT
    largest = max(max(value for _, value, _ in points), 1e-9)
    return [(across(year), floor - max(value, 0) / largest * (PLOT - 12)) for year, value, _ in points]


def _placed(points: list[Point], spots: list[Spot], width: float, rows: int, strict: bool) -> list[Box]:
    """A box for each label, free of other labels, dots and, if ``strict``, lines to labels; [] if that fails."""
    room, boxes, leaders = Box(0, 0, width, rows * ROW + PLOT - 1), [], []
    dots = [Box(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in spots]
    for (_, _, label), (x, y) in zip(points, spots, strict=True):
        near = [box for box in _near(label, x, y, width) if not _crossed(box, spots)]
        for box in near + _far(label, x, width, rows):
            leader = _leader(box, (x, y))
            blocked = leader and strict and any(leader.touches(other, 1) for other in boxes)
            taken = [*boxes, *dots, *(leaders if strict else [])]
            if box.inside(room) and not blocked and not any(box.touches(other, 2) for other in taken):
                break
        else:
            return []
        boxes.append(box)
        leaders += [leader] if leader else []
    return boxes


def _far(label: str, x: float, width: float, rows: int) -> list[Box]:
    """Places in the rows above the plot, lowest first: over the dot, to its right, to its left."""
    return [
        _kept(text_box(x + shift, 15 + row * ROW, label, SIZE, anchor), width)
        for row in reversed(range(rows))
        for shift, anchor in ((0, "middle"), (-4, "start"), (4, "end"))
    ]


def _leader(box: Box, spot: Spot) -> Box | None:
    """The room of the line from a label straight down to its dot; None for a label that stands near."""
    x, y = spot
    return Box(x - 1, box.bottom, x + 1, y - DOT) if y - box.bottom > 20 else None


def _near(label: str, x: float, y: float, width: float) -> list[Box]:
    """Places by a dot, best first: above, above to a side, below, beside."""
    above, below = y - DOT - 7, y + DOT + 15
    return [
        _kept(text_box(x, above, label, SIZE, "middle"), width),
        text_box(x + 4, above, label, SIZE, "end"),
        text_box(x - 4, above, label, SIZE),
        _kept(text_box(x, below, label, SIZE, "middle"), width),
        text_box(x + 10, y + 5, label, SIZE),
        text_box(x - 10, y + 5, label, SIZE, "end"),
    ]


def _kept(box: Box, width: float) -> Box:
    """The box moved sideways into the drawing."""
    shift = max(0, 1 - box.left) - max(0, box.right - width + 1)
    return box._replace(left=box.left + shift, right=box.right + shift)


def _crossed(box: Box, spots: list[Spot]) -> bool:
    """Whether the line between dots runs through the box, looked at every third pixel."""
    for (x0, y0), (x1, y1) in pairwise(spots):
        count = max(1, int(math.hypot(x1 - x0, y1 - y0) / 3))
        for step in range(count + 1):
            x, y = x0 + (x1 - x0) * step / count, y0 + (y1 - y0) * step / count
            if box.left < x < box.right and box.top < y < box.bottom:
                return True
    return False


def _drawn(spots: list[Spot], floor: float) -> list:
    """Shade, line and dots."""
    line = "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)
    shade = f"M{spots[0][0]:.1f} {floor}L{line}L{spots[-1][0]:.1f} {floor}z"
    return [
        element("path", d=shade, fill=ACCENT, fill_opacity="0.1"),
        element("path", d=f"M{line}", fill="none", stroke=ACCENT, stroke_width="2.5", stroke_linejoin="round"),
        group(
            *[
                element("circle", cx=float(x), cy=float(y), r=DOT, fill=ACCENT, stroke=PAPER, stroke_width="1.5")
                for x, y in spots
            ],
            class_="dots",
        ),
    ]


def _label(label: str, spot: Spot, box: Box) -> object:
    """The text, and a line to its dot where it stands far from it."""
    text = words(
        box.left,
        box.top + 0.8 * SIZE,
        label,
        SIZE,
        font_weight="600",
        stroke=PAPER,
        stroke_width="4",
        stroke_linejoin="round",
        paint_order="stroke",
    )
    leader = _leader(box, spot)
    if leader is None:
        return text
    line = f"M{spot[0]:.1f} {leader.top:.1f}V{leader.bottom - 2:.1f}"
    return group(element("path", d=line, stroke=SOFT, fill="none"), text)
