"""The radar of a year: what moved since the assessment before, told in marks, words and a list; and for whom a trend is read."""

import re
from itertools import groupby

import pytest

from tests.site.tree import by_id, having, links, text

NEAR = {"declining": 0, "emerging": 1, "growing": 2, "established": 3}  # how far in a stage lies on the radar


@pytest.fixture(scope="module")
def ways(rows):
    """Counted apart from the site: the way that each trend went by a year, None for a first assessment."""
    def count(year: str) -> dict[str, int | None]:
        assessed = rows("select trend, stage from trend_assessments where substr(as_of, 1, 4) <= ? order by trend, as_of", year)
        histories = {trend: [NEAR[stage] for _, stage in some] for trend, some in groupby(assessed, lambda row: row[0])}
        return {trend: (near[-1] > near[-2]) - (near[-1] < near[-2]) if len(near) > 1 else None for trend, near in histories.items()}
    return count


def ids(element) -> set[str]:
    """Trends that an element links to."""
    return {re.sub(r"\?.*", "", link).rsplit("/", 1)[1] for link in links(element) if "/trends/" in link}


@pytest.mark.parametrize("year", ["2012", "2016", "2020", ""])
def test_what_moved_is_listed_with_both_assessments(page, ways, year):
    root = page(f"/en/trends?year={year}" if year else "/en/trends")
    expected = ways(year or "9999")
    moved = {trend for trend, way in expected.items() if way}
    section = next(section for section in root.iter("section") if section.get("aria-labelledby") == "moved")
    assert ids(section) == moved
    for row in having(root, "trend-row"):
        told = [text(way)[0] for way in having(row, "way")]
        assert told == {1: ["▲"], -1: ["▼"]}.get(expected[ids(row).pop()], [])
    standing = text(having(root, "standing")[0])
    for way, word in ((1, "advanced"), (-1, "fell back"), (0, "unchanged"), (None, "assessed for the first time")):
        number = list(expected.values()).count(way)
        assert (f"{number} {word}" in standing) == bool(number), (way, standing)


@pytest.mark.parametrize("drawing", ["radar-wide", "radar-narrow"])
def test_marks_of_the_radar_say_which_way_a_trend_went(page, ways, drawing):
    root = page("/de/trends?year=2020")
    marks = having(having(root, drawing)[0], "blips")[0].iter("a")
    words = {1: "vorgerückt", -1: "zurückgefallen", 0: None, None: "erste Einschätzung"}
    for mark in marks:
        expected = words[ways("2020")[mark.get("href").rsplit("/", 1)[1]]]
        said = mark.get("aria-label") or text(mark)
        assert [word for word in words.values() if word and word in said] == ([expected] if expected else []), said


def test_the_first_year_shows_no_moves(page, rows):
    first = rows("select min(substr(as_of, 1, 4)) from trend_assessments")[0][0]
    root = page(f"/de/trends?year={first}")
    assert not having(root, "step-list")
    assert "Eine Spitze" not in text(having(root, "beside-drawing")[0])


def test_years_with_assessments_are_offered_and_no_others(page, rows):
    known = [year for (year,) in rows("select distinct substr(as_of, 1, 4) from trend_assessments order by 1 desc")]
    bar = having(page("/en/trends"), "toolbar-row")[0]
    assert text(bar).split() == ["Assessment", "of", "today", *known[1:]]
    assert text(next(page("/en/trends?year=1999").iter("h1"))) == "Trends"
    assert text(next(page("/en/trends?year=2016").iter("h1"))) == "Trends as seen in 2016"


def test_the_list_comes_before_the_drawing(page):
    order = [element.get("class") for element in having(page("/de/trends"), "beside")[0]]
    assert order == ["beside-list", "beside-drawing"]


def advised(root) -> list[str]:
    """Audiences in the order in which the page advises them."""
    return [text(heading) for heading in having(root, "recommendation-grid")[0].iter("h3")]


def test_the_audience_of_the_address_comes_first_and_is_marked(page):
    usual, wished = page("/en/trends/giving-days"), page("/en/trends/giving-days?for=foundations")
    assert advised(usual)[0] != "Foundations" and not having(usual, "for-you")
    assert advised(wished)[0] == "Foundations" and sorted(advised(wished)) == sorted(advised(usual))
    assert [text(next(mark.iter("h3"))) for mark in having(wished, "for-you")] == ["Foundations"]
    assert advised(page("/en/trends/giving-days?for=nobody")) == advised(usual)


def test_the_audience_goes_along_from_trend_to_trend(page):
    root = page("/de/trends/giving-days?for=foundations")
    near = next(section for section in root.iter("section") if section.get("aria-labelledby") == "nearby")
    assert near is not None and all(link.endswith("?for=foundations") for link in links(near) if "/trends/" in link)
    everything = page("/de/trends?for=foundations&sort=name")
    for part in ("beside-list", "radar-wide", "radar-narrow", "step-list"):
        found = [link for link in links(having(everything, part)[0]) if "/trends/" in link]
        assert found and all(link.endswith("?for=foundations") for link in found), part
    assert all("for=foundations" in link for link in links(having(everything, "toolbar")[0]))


def test_no_cookie_remembers_the_audience(client):
    assert "set-cookie" not in client.get("/de/trends/giving-days?for=foundations").headers


def test_the_way_of_a_trend_is_told_from_its_first_stage_on(page, rows):
    root = page("/en/trends/giving-days")
    dates = rows("select as_of from trend_assessments where trend = 'giving-days' order by as_of")
    assert [text(step).split()[-1] for step in having(root, "descent")[0]] == [date[:4] for (date,) in dates]


def test_earlier_names_carry_edition_and_source(page, rows):
    trend, name, edition = rows("select trend, name, edition from trend_also_known_as order by trend limit 1")[0]
    root = page(f"/en/trends/{trend}")
    fact = next(fact for fact in having(root, "fact") if text(fact.find("dt")) == "In earlier trend reports")
    assert name in text(fact) and edition in text(fact)
    assert all(by_id(root, link[1:]) is not None for link in links(fact)) and links(fact)
