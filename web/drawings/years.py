"""Cases of a trend by year: all that have started so far against those still active."""

from collections.abc import Callable

from markupsafe import Markup

from web.drawings.axes import YearPlot, whole_levels
from web.drawings.svg import ACCENT, INK, SOFT, document, element, group, lines, text_width, words

Rows = list[tuple[int, int, int]]
SIZE = 14  # pixels; the names at the lines' ends


def cases_by_year(rows: Rows, labels: dict, *, width: float = 640, number: Callable[[int], str] = str) -> Markup:
    """The chart, ``width`` pixels wide. ``rows`` are (year, started so far, active), in any order, gaps allowed.

    ``labels`` has ``title``, ``description``, ``started``, ``active``, and ``none`` to say when there are no rows.
    ``number`` writes a count in the reader's language.
    """
    rows = sorted(rows)
    height = round(max(200, min(width * 0.5, 340)))
    if not rows:
        return document("years", width, 60, [words(0, 34, labels.get("none", ""), SIZE, fill=SOFT)], labels)
    largest = max(max(started, active) for _, started, active in rows)
    levels, left = whole_levels(largest, number)
    ends = _end_texts(rows[-1], labels, number, width)
    right = width - 12 - max(text_width(line, SIZE) for _, texts in ends for line in texts)
    plot = YearPlot(left, right, height, rows[0][0], rows[-1][0], levels)
    curves = [*_lines(rows, plot.across, plot.down), _ends(ends, right, plot.down, height)]
    return document("years", width, height, [plot.lines(number), *curves, plot.axis()], labels)


def _steps(rows: Rows, column: int, across: Callable, down: Callable) -> list[tuple[float, float]]:
    """Corners of a stair: a count stands from the start of its year until the next row's year starts."""
    starts = [year - 0.5 for year, *_ in rows]
    return [
        (across(year), down(row[column]))
        for row, start, end in zip(rows, starts, [*starts[1:], rows[-1][0] + 0.5], strict=True)
        for year in (start, end)
    ]


def _lines(rows: Rows, across: Callable, down: Callable) -> list:
    """The gap between the lines, then the lines themselves; active lies on top where both are the same."""
    started, active = (_steps(rows, column, across, down) for column in (1, 2))
    gap = _path([*started, *reversed(active)]) + "z"
    return [
        element("path", d=gap, fill=ACCENT, fill_opacity="0.13", class_="gap"),
        element("path", d=_path(started), fill="none", stroke=INK, stroke_width="1.5", class_="started"),
        element("path", d=_path(active), fill="none", stroke=ACCENT, stroke_width="3", class_="active"),
    ]


def _path(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _end_texts(row: tuple[int, int, int], labels: dict, number: Callable[[int], str], width: float) -> list:
    """For started and active: the count and the lines of text at the end of the line."""
    return [
        (count, lines(f"{number(count)} {labels[name]}", SIZE, width * 0.34, 3))
        for count, name in zip(row[1:], ("started", "active"), strict=True)
    ]


def _ends(ends: list, right: float, down: Callable, height: float) -> object:
    """The two texts, moved apart where the lines end close together; started is the upper one."""
    (started, upper), (active, lower) = ends
    gap, line = 6, SIZE * 1.2
    top = down(started) - len(upper) * line / 2
    below = down(active) - len(lower) * line / 2
    overlap = max(0.0, top + len(upper) * line + gap - below)
    top = max(0.0, top - overlap / 2)
    below = max(below + overlap / 2, top + len(upper) * line + gap)
    excess = max(0.0, below + len(lower) * line - (height - 12))
    return group(*_block(upper, right, top - excess, INK), *_block(lower, right, below - excess, ACCENT), class_="ends")


def _block(texts: list[str], right: float, top: float, colour: str) -> list:
    return [
        words(right + 9, top + (index + 0.8) * SIZE * 1.2, text, SIZE, fill=colour, font_weight="600")
        for index, text in enumerate(texts)
    ]
