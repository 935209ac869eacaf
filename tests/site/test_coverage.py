"""Coverage and method: every figure is that of the database, and every term is told with its definition."""

import re

import pytest

from tests.site.tree import by_id, having, links, text

KINDS = ("innovation", "trend", "partnership", "tool")


def glance(page) -> list[str]:
    """The figures at the top of the page."""
    return [text(number) for number in having(page("/en/coverage"), "glance")[0].iter("dd")]


def one(rows, statement: str):
    return rows(statement)[0][0]


def test_the_figures_at_a_glance_are_those_of_the_database(page, rows):
    def percent(part: str, whole: str) -> str:
        return f"{round(100 * one(rows, part) / one(rows, whole))}%"

    tasks = [count for (count,) in rows("select (select count(*) from tool_tasks where task = t.id) from tasks t")]
    assert glance(page) == [
        str(one(rows, "select count(*) from trends")),
        str(one(rows, "select count(*) from innovations where review = 'verified'")),
        str(one(rows, "select count(distinct origin) from innovations")),
        percent("select count(*) from innovations where origin in (select id from countries where region not in ('europe', 'northern-america'))",
                "select count(*) from innovations where origin is not null"),
        percent("select count(*) from innovations where status in ('discontinued', 'paused')", "select count(*) from innovations"),
        str(one(rows, "select count(distinct a.innovation) from innovation_figures a join innovation_figures b"
                      " on a.innovation = b.innovation and a.metric = b.metric and a.as_of < b.as_of")),
        str(one(rows, "select count(*) from partnerships")),
        f"{min(tasks)}–{max(tasks)}",
        percent("select count(*) from tools where licence = 'open-source'", "select count(*) from tools"),
    ]


def tables(page, kind: str) -> dict[str, list[tuple[str, int, float]]]:
    """Each table of a kind by its caption: value, number and the length of its bar in per cent."""
    section = next(section for section in page("/en/coverage").iter("section") if section.get("aria-labelledby") == f"kind-{kind}")
    return {
        text(table.find("caption")): [
            (text(row[0]), int(text(row[1]).replace(",", "")), float(next(row.iter("rect")).get("width"))) for row in table.find("tbody")
        ]
        for table in having(section, "spread")
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_table_sums_up_to_all_records_or_all_sources(page, rows, kind):
    records, sources = one(rows, f"select count(*) from {kind}s"), one(rows, f"select count(*) from {kind}_sources")
    found = tables(page, kind)
    assert len(found) >= 10
    for caption, values in found.items():
        total = sum(number for _, number, _ in values)
        if "can have several" in caption:
            continue
        assert total == (sources if "share of the sources" in caption else records), caption
        assert all(abs(length - 100 * number / total) < 0.06 for _, number, length in values), caption


def test_regions_are_set_against_the_countries_of_the_world(page, rows):
    shown = {text(row[0]): [text(cell) for cell in row[1:]] for row in having(page("/en/coverage"), "spread-wide")[0].find("tbody")}
    cases = dict(rows("select r.name_en, count(*) from innovations i join countries c on c.id = i.origin join regions r on r.id = c.region group by 1"))
    assert {region: int(row[0]) for region, row in shown.items() if row[0] != "0"} == cases
    countries = dict(rows("select r.name_en, round(100.0 * count(*) / (select count(*) from countries)) from countries c join regions r on r.id = c.region group by 1"))
    assert {region: row[2] for region, row in shown.items()} == {region: f"{share:.0f}%" for region, share in countries.items()}


def test_countries_without_a_case_are_named(page, rows):
    named = " ".join(text(part) for part in having(page("/en/coverage"), "country-names"))
    without = rows("select name_en from countries where id not in (select origin from innovations where origin is not null)")
    assert all(name in named for (name,) in without)
    assert "Kenya" not in re.split(", | (?=[A-Z])", named)


@pytest.mark.parametrize("code", ["de", "en"])
def test_the_method_defines_every_term_that_it_uses(page, rows, code):
    told = text(page(f"/{code}/method"))
    for table in ("reviews", "stages", "statuses", "evidence_levels", "reuse", "access", "source_kinds"):
        for name, definition in rows(f"select name_{code}, definition_{code} from {table}"):
            assert re.sub(r"\s+", " ", f"{name} {definition}").replace(" ", "") in told.replace(" ", ""), name


def test_the_method_tells_which_sources_are_independent(page, rows):
    root = page("/en/method")
    section = next(section for section in root.iter("section") if section.get("aria-labelledby") == "independent")
    listed = [[text(term) for term in block.iter("dt")] for block in having(section, "terms")]
    assert listed == [[name for (name,) in rows("select name_en from source_kinds where independent = ? order by position", flag)] for flag in (1, 0)]


@pytest.mark.parametrize("path", ["coverage", "method", "accessibility", "imprint"])
def test_every_page_leads_to_how_it_is_made_and_who_answers_for_it(page, path):
    assert f"/de/{path}" in links(having(page("/de/tools"), "colophon")[0])


def test_the_map_is_in_the_navigation(page):
    assert "/de/map" in links(having(page("/de/"), "main-nav")[0])
    assert by_id(page("/de/map"), "table") is not None
