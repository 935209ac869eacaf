"""How many began in each year, as columns side by side."""

from collections.abc import Callable

from markupsafe import Markup

from web.drawings.axes import level_lines, round_steps, sparse_years, year_axis
from web.drawings.svg import ACCENT, SOFT, document, element, group, text_width, words


def columns_by_year(
    counts: dict[int, int], labels: dict, *, width: float = 640, number: Callable[[int], str] = str
) -> Markup:
    """The chart, ``width`` pixels wide; years without a count between others stay empty.

    ``labels`` has ``title``, ``description``, and ``none`` to say when there are no years. ``number`` writes a count
    in the reader's language.
    """
    if not counts:
        return document("columns", width, 60, [words(0, 34, labels["none"], 14, fill=SOFT)], labels)
    height, first, last = round(max(150, min(width * 0.26, 220))), min(counts), max(counts)
    levels = [level for level in round_steps(max(counts.values()), 3) if level % 1 == 0]
    left, right = max(text_width(number(int(level)), 12) for level in levels) + 10, width - 18
    step = (right - left) / (last - first + 1)

    def across(year: float) -> float:
        """Middle of the year."""
        return left + (year - first + 0.5) * step

    def down(count: float) -> float:
        return height - 30 - count / levels[-1] * (height - 44)

    return document(
        "columns",
        width,
        height,
        [
            level_lines(levels, down, left, right, lambda level: number(int(level))),
            group(*(_column(year, count, across, down, step, number) for year, count in sorted(counts.items()))),
            year_axis(sparse_years(first, last, across), across, down(0)),
        ],
        labels,
    )


def _column(year: int, count: int, across: Callable, down: Callable, step: float, number: Callable[[int], str]):
    """The column of a year; a hair's breadth stays between neighbours, and one alone is no wall."""
    wide = max(1.0, min(step - 1.5, 28))
    return element(
        "rect",
        element("title", f"{year}: {number(count)}"),
        x=across(year) - wide / 2,
        y=down(count),
        width=wide,
        height=down(0) - down(count),
        fill=ACCENT,
        data_year=year,
    )
