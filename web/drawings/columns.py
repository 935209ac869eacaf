"""How many began in each year, as columns side by side."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from markupsafe import Markup

from web.drawings.axes import YearPlot, whole_levels
from web.drawings.svg import ACCENT, SOFT, document, element, group, words


def columns_by_year(
    counts: dict[int, int], labels: dict, *, width: float = 640, number: Callable[[int], str] = str
) -> Markup:
    """The chart, ``width`` pixels wide; years without a count between others stay empty.

    ``labels`` has ``title``, ``description``, and ``none`` to say when there are no years. ``number`` writes a count
    in the reader's language.
    """
    if not counts:
        return document("columns", width, 60, [words(0, 34, labels["none"], 14, fill=SOFT)], labels)
    levels, left = whole_levels(max(counts.values()), number, 3)
    height = round(max(150, min(width * 0.26, 220)))
    plot = YearPlot(left, width - 18, height, min(counts), max(counts), levels)
    columns = group(*(_column(year, count, plot, number) for year, count in sorted(counts.items())))
    return document("columns", width, height, [plot.lines(number), columns, plot.axis()], labels)


def _column(year: int, count: int, plot: YearPlot, number: Callable[[int], str]) -> Element:
    """The column of a year; a hair's breadth stays between neighbours, and one alone is no wall."""
    wide = max(1.0, min(plot.step - 1.5, 28))
    return element(
        "rect",
        element("title", f"{year}: {number(count)}"),
        x=plot.across(year) - wide / 2,
        y=plot.down(count),
        width=wide,
        height=plot.down(0) - plot.down(count),
        fill=ACCENT,
        data_year=year,
    )
