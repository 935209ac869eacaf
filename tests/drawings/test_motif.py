"""The motif of a trend."""

import pytest

from tests.drawings.reading import HOSTILE, assert_clean, parsed, size
from web.drawings import motif
from web.drawings.marks import MARKS, mark

YEARS = {2008: 1, 2010: 2, 2013: 1, 2017: 3}


@pytest.mark.parametrize("cluster", [*MARKS, HOSTILE])
@pytest.mark.parametrize("measures", [(320, 96), (1200, 200)])
def test_is_clean_decoration_in_the_colour_of_its_field(cluster, measures):
    drawing = motif("crisis-mapping", cluster, YEARS, width=measures[0], height=measures[1])
    assert_clean(drawing)
    root = parsed(drawing)
    assert root.get("aria-hidden") == "true" and size(root) == measures
    assert (f"var(--cluster-{cluster})" in drawing) == (cluster in MARKS)


def test_is_the_same_every_time_and_another_for_each_trend():
    assert motif("a", "health", YEARS) == motif("a", "health", YEARS)
    drawings = {motif(f"trend-{number}", "health", YEARS) for number in range(40)}
    assert len(drawings) == 40


def test_each_field_has_its_own_mark():
    assert len({mark(cluster, 0, 0, 5) for cluster in MARKS}) == 9


@pytest.mark.parametrize("years", [{}, {1987: 1}, {2041: 2}, {2010: 400}, dict.fromkeys(range(2000, 2027), 9)])
def test_takes_no_cases_and_many_and_years_far_away(years):
    assert_clean(motif("a", "planet", years))


def test_more_cases_weave_more_threads():
    assert motif("a", "planet", {2005: 6}).count("M") > 0
    few, many = parsed(motif("a", "planet", {2020: 1})), parsed(motif("a", "planet", {2005: 6}))
    assert len(many[2].get("d")) > len(few[2].get("d"))
