"""Cases by year, and figures over time."""

from itertools import combinations

import pytest

from tests.drawings.reading import (
    HOSTILE,
    assert_clean,
    assert_named,
    box_of,
    disc_of,
    every,
    gap,
    parsed,
    size,
    written,
)
from web.drawings import cases_by_year, columns_by_year, figure_series
from web.drawings.axes import Box, round_steps

LABELS = {
    "title": "Cases",
    "description": "Ten, of which four are active.",
    "started": "begonnen",
    "active": "am Jahresende noch aktiv",
    "none": "Noch keine Fälle.",
}
ROWS = {
    "one": [(2014, 3, 3)],
    "gaps": [(2008, 1, 1), (2010, 2, 2), (2013, 4, 3), (2017, 5, 2)],
    "all ended": [(2012, 2, 2), (2020, 4, 0)],
    "all active": [(year, year - 1999, year - 1999) for year in range(2000, 2027)],
    "many": [(year, (year - 1999) * 61, (year - 1999) * 37) for year in range(2000, 2027)],
}
POINTS = {
    "one": [(2016.2, 4.0, "4 tonnes")],
    "two": [(2011.0, 5.0, "5"), (2019.0, 7000.0, "7.000")],
    "zero": [(2011.0, 0.0, "0"), (2012.0, 0.0, "0")],
    "falling": [(2016.0 + step, 100.0 - 9 * step, f"{100 - 9 * step} Mio. USD") for step in range(8)],
    "close": [(2018 + step * 0.1, 5.0 + step % 2, "12.345.678 Menschen") for step in range(8)],
    "same day": [(2018.0, float(step), "12.345 Menschen") for step in range(8)],
    "long": [
        (2018.0 + step, 5.0, "ein sehr langer Text, der nirgends hinpasst, weil er so lang ist") for step in range(4)
    ],
}


def assert_texts_apart(root):
    """No two texts touch, and none leaves the drawing."""
    room, boxes = Box(0, 0, *size(root)), [box_of(text) for text in every(root, "text")]
    assert all(box.inside(room) for box in boxes)
    assert not [pair for pair in combinations(boxes, 2) if pair[0].touches(pair[1])]


@pytest.mark.parametrize("width", [320, 480, 640, 900])
@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
def test_cases_by_year_is_named_and_legible(rows, width):
    drawing = cases_by_year(rows, LABELS, width=width)
    assert_clean(drawing)
    assert_named(drawing, LABELS)
    assert_texts_apart(parsed(drawing))
    assert drawing == cases_by_year(list(reversed(rows)), LABELS, width=width)


def test_lines_end_with_their_names_and_counts():
    said = [written(text) for text in every(parsed(cases_by_year(ROWS["gaps"], LABELS)), "text")]
    assert "5 begonnen" in said and " ".join(said).count("2 am Jahresende") == 1
    assert {"2008", "2017", "0"} <= set(said)


def test_numbers_are_written_as_the_caller_wants():
    drawing = cases_by_year(ROWS["many"], LABELS, number=lambda count: f"{count:,}".replace(",", "."))
    assert "1.647 begonnen" in drawing


def test_no_rows_say_so():
    assert "Noch keine Fälle." in cases_by_year([], LABELS) and "Noch keine Fälle." in figure_series([], LABELS)


@pytest.mark.parametrize("width", [320, 480, 720])
@pytest.mark.parametrize("points", POINTS.values(), ids=POINTS)
def test_figures_are_named_and_every_point_is_labelled(points, width):
    drawing = figure_series(points, LABELS, width=width)
    assert_clean(drawing)
    assert_named(drawing, LABELS)
    root = parsed(drawing)
    assert_texts_apart(root)
    labels = [box_of(text) for text in every(root, "text") if text.get("font-weight")]
    dots = [disc_of(circle) for circle in every(root, "circle")]
    assert len(labels) == len(dots) == len(points)
    assert all(gap(box, dot) >= 0 for box in labels for dot in dots)


def test_figures_start_at_zero():
    dots = [
        disc_of(circle)[1]
        for circle in every(parsed(figure_series([(2010, 50, "50"), (2012, 100, "100")], LABELS)), "circle")
    ]
    floor = float(every(parsed(figure_series([(2010, 0, "0"), (2012, 100, "100")], LABELS)), "circle")[0].get("cy"))
    assert floor - dots[0] == pytest.approx((floor - dots[1]) / 2)


def test_hostile_words_stay_words():
    labels = dict.fromkeys(LABELS, HOSTILE)
    for drawing in (
        cases_by_year(ROWS["gaps"], labels),
        figure_series([(2010, 1, HOSTILE), (2012, 2, HOSTILE)], labels),
    ):
        assert_clean(drawing)
        assert "<script" not in drawing and "alert" in drawing


@pytest.mark.parametrize(
    ("largest", "steps"), [(0, [0, 1]), (3, [0, 1, 2, 3]), (7, [0, 2, 4, 6, 8]), (138, [0, 50, 100, 150])]
)
def test_steps_are_round(largest, steps):
    assert round_steps(largest) == steps


@pytest.mark.parametrize("width", [320, 860])
@pytest.mark.parametrize("counts", [{2014: 3}, {1988: 1, 1995: 1, 2014: 42, 2025: 1}, {year: year * 7 for year in range(1960, 2027)}])
def test_columns_are_named_legible_and_as_high_as_their_counts(counts, width):
    drawing = columns_by_year(counts, LABELS, width=width)
    assert_clean(drawing)
    assert_named(drawing, LABELS)
    root = parsed(drawing)
    assert_texts_apart(root)
    heights = {int(column.get("data-year")): float(column.get("height")) for column in every(root, "rect")}
    assert set(heights) == set(counts)
    most = max(counts, key=counts.get)
    assert all(abs(heights[year] - heights[most] * counts[year] / counts[most]) < 0.2 for year in counts)


def test_no_columns_are_said_in_words():
    assert "Noch keine" in columns_by_year({}, LABELS)
