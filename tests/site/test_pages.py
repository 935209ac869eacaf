"""What a reader finds on each page, without script."""

import re
from asyncio import run
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from xml.etree.ElementTree import fromstring

import pytest

from pipeline.build import build
from pipeline.vocabularies import LANGUAGES
from tests.site import addresses
from tests.site.tree import by_id, having, links, text
from web.server import application


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("path", addresses.PAGES)
def test_a_page_has_one_heading_a_title_a_description_and_its_permanent_address(page, code, path):
    root = page(f"/{code}/{path}")
    head = root.find("head")
    assert len(list(root.iter("h1"))) == 1
    assert head.find("title").text.endswith(" – Trendatlas")
    assert next(meta for meta in head.iter("meta") if meta.get("name") == "description").get("content")
    known = {(link.get("rel"), link.get("hreflang")): link.get("href") for link in head.iter("link")}
    plain = path.split("?")[0]
    assert known["canonical", None].endswith(f"/{code}/{plain}")
    for other in LANGUAGES:
        assert known["alternate", other].endswith(f"/{other}/{plain}")


@pytest.mark.parametrize("path", addresses.PAGES)
def test_headings_leave_out_no_level(page, path):
    levels = [int(element.tag[1]) for element in page(f"/de/{path}").iter() if re.fullmatch("h[1-6]", element.tag)]
    assert levels[0] == 1
    assert all(second <= first + 1 for first, second in pairwise(levels))


@pytest.fixture(scope="module")
def followed() -> set[str]:
    """Links that were followed already; most stand on many pages."""
    return set()


@pytest.mark.parametrize("path", addresses.PAGES)
def test_every_link_inside_leads_somewhere(page, client, followed, path):
    root = page(f"/en/{path}")
    ids = {element.get("id") for element in root.iter()}
    for link in set(links(root)) - followed:
        if link.startswith("#"):
            assert link[1:] in ids, link
        elif link.startswith("/") and "sql=" not in link and not link.endswith((".db", ".csv", ".json")):
            assert client.get(link).status_code == 200, link
            followed.add(link)


@pytest.mark.parametrize("path", addresses.PAGES)
def test_every_picture_of_a_page_is_there(page, client, path):
    for picture in {image.get("src") for image in page(f"/de/{path}").iter("img")}:
        answer = client.get(picture)
        assert answer.status_code == 200 and answer.headers["content-type"].startswith("image/"), picture


def test_home_opens_nine_doors_and_says_what_there_is(page, rows):
    root = page("/en/")
    assert len(having(root, "door")) == 9
    counts = [text(number) for number in having(root, "numbers")[0].iter("dd")]
    assert counts[:2] == [str(rows(f"select count(*) from {table}")[0][0]) for table in ("trends", "innovations")]
    assert [form.get("action") for form in root.iter("form")] == ["/en/search"]


def test_a_trend_tells_stage_date_reason_and_history(page, rows):
    root = page("/en/trends/crisis-mapping")
    stages = having(root, "stages")[0]
    assert len(stages) == rows("select count(*) from trend_assessments where trend = 'crisis-mapping'")[0][0]
    assert having(stages[0], "small-prose")
    for heading in ("opportunities", "risks", "recommendations", "best", "years", "sources", "cite"):
        assert by_id(root, heading) is not None


def test_the_chart_of_a_trend_has_its_table(page, rows):
    root = page("/en/trends/crisis-mapping")
    table = next(having(root, "as-table")[0].iter("tbody"))
    shown = [tuple(int(text(cell)) for cell in row) for row in table]
    assert shown == rows("select year, started, started_so_far, active from trend_years where trend = 'crisis-mapping' order by year")


def test_an_innovation_says_at_once_whether_it_runs_and_when_that_was_checked(page):
    head = having(page("/de/innovations/ushahidi"), "page-head")[0]
    assert "aktiv" in text(head)
    assert re.search(r"zuletzt geprüft \d+\. \w+ \d{4}", text(head))


def test_each_fact_of_an_innovation_carries_the_numbers_of_its_sources(page, rows):
    root = page("/en/innovations/ushahidi")
    fact = next(fact for fact in having(root, "fact") if text(fact.find("dt")) == "Started")
    expected = rows("select position from innovation_source_supports p join innovation_sources s"
                    " on s.innovation = p.innovation and s.id = p.source"
                    " where p.innovation = 'ushahidi' and field = 'started' order by position")
    assert links(fact) == [f"#source-{position}" for (position,) in expected]


def test_every_source_is_listed_with_its_address(page, rows):
    sources = having(page("/en/innovations/ushahidi"), "sources")[0]
    expected = rows("select url from innovation_sources where innovation = 'ushahidi' order by position")
    assert links(sources) == [url for (url,) in expected]


def test_a_reader_can_correct_a_record_in_its_file(page):
    assert any(link.endswith("/edit/main/innovations/u/ushahidi.yml") for link in links(page("/de/innovations/ushahidi")))


def test_similar_cases_say_why(page):
    root = page("/de/innovations/ushahidi")
    shelf = next(section for section in root.iter("section") if section.get("aria-labelledby") == "similar")
    assert 1 <= len(having(shelf, "card")) <= 4
    reasons = [text(why) for why in having(shelf, "why")]
    assert all(re.match(r"Gleiche[rs]? (Technik|Zielgruppe|Bereich) \(", why) for why in reasons)
    assert any(", in einer anderen Region (" in why for why in reasons)


@pytest.mark.parametrize("kind", ["innovation", "partnership", "tool"])
def test_drafts_are_marked_as_drafts(page, rows, kind):
    drafts = rows(f"select id from {kind}s where review = 'draft' limit 1")
    if drafts:
        head = having(page(f"/de/{kind}s/{drafts[0][0]}"), "page-head")[0]
        assert [text(mark) for mark in having(head, "draft")] == ["Entwurf"]
    verified = rows(f"select id from {kind}s where review = 'verified' limit 1")[0][0]
    assert not having(having(page(f"/de/{kind}s/{verified}"), "page-head")[0], "draft")


def test_a_partnership_shows_first_what_each_side_gained(page):
    root = page("/en/partnerships/payback-spendenwelt-betterplace")
    headings = [text(heading) for heading in root.iter("h2")]
    assert headings[:2] == ["What the social side gained", "What the company gained"]


def test_a_discontinued_tool_says_so_and_what_replaced_it(page, rows):
    tool, successor = rows("select tool, successor from tool_succeeded_by join tools on id = tool where status = 'discontinued' limit 1")[0]
    notice = having(page(f"/en/tools/{tool}"), "notice")[0]
    assert "has ended" in text(notice)
    assert f"/en/tools/{successor}" in links(notice)


def test_the_toolbox_asks_for_the_task_first(page, rows):
    tasks = having(page("/en/tools"), "tasks")[0]
    assert len(links(tasks)) == rows("select count(distinct task) from tool_tasks")[0][0]


def test_data_offers_the_file_the_licence_and_the_gaps(page):
    root = page("/en/data")
    assert "/trendatlas.db" in links(root)
    assert "CC BY 4.0" in text(root)
    assert {"/en/coverage", "/en/method"} <= set(links(root))


def test_ready_questions_open_as_queries(page, client):
    root = page("/de/data")
    questions = [link for link in links(root) if re.fullmatch("/trendatlas/[a-z_]+", link)]
    assert questions
    for link in questions:
        assert client.get(link).status_code == 200, link


def test_the_feed_and_the_sitemap_name_the_records(client, rows):
    assert len(fromstring(client.get("/de/feed.atom").text)) > 10
    known = fromstring(client.get("/sitemap.xml").content)
    records = sum(rows(f"select count(*) from {table}")[0][0] for table in ("trends", "innovations", "partnerships", "tools"))
    countries = rows("select count(*) from (select origin from innovations where origin is not null union select country from innovation_countries)")[0][0]
    assert len(known) == 2 * (records + countries + 12)
    assert len({place.findtext("{*}loc") for place in known}) == len(known)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("path", addresses.MISSING)
def test_what_is_not_there_is_said_in_the_readers_language(client, code, path):
    answer = client.get(f"/{code}/{path}")
    assert answer.status_code == 404
    assert {"de": "Diese Seite gibt es nicht", "en": "This page does not exist"}[code] in answer.text
    assert f'action="/{code}/search"' in answer.text


def test_a_slip_in_an_address_is_met_with_what_was_meant(client):
    assert 'href="/en/innovations/ushahidi"' in client.get("/en/innovations/ushahidy").text


def test_the_radar_shows_trends_as_they_stood(page, rows):
    then = {row[0] for row in rows("select distinct trend from trend_assessments where substr(as_of, 1, 4) <= '2014'")}
    root = page("/en/trends?year=2014")
    assert {links(row)[0].rsplit("/", 1)[1] for row in having(root, "trend-row")} == then
    assert len(having(page("/en/trends"), "trend-row")) == rows("select count(*) from trends")[0][0]


def test_every_mark_of_the_radar_leads_to_its_trend_and_has_its_number_in_the_list(page):
    root = page("/de/trends")
    marks = set(links(having(root, "radar-wide")[0]))
    assert marks == {links(row)[0] for row in having(root, "trend-row")}
    assert sorted(int(text(number)) for number in having(having(root, "beside-list")[0], "trend-number")) == list(range(1, len(marks) + 1))


async def answer_over(database, path: str):
    """The answer of a site over another database."""
    datasette = application(database)
    await datasette.invoke_startup()
    return await datasette.client.get(path)


def test_an_earlier_address_leads_to_the_record_of_today(example, tmp_path):
    target = tmp_path / "trendatlas.db"
    build(example, target)
    with ThreadPoolExecutor(1) as apart:  # the browser's own loop runs in this thread
        answer = apart.submit(run, answer_over(target, "/de/innovations/brunnenwacht")).result()
    assert (answer.status_code, answer.headers["location"]) == (301, "/de/innovations/well-watch")
