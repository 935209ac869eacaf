"""Choosing: facets, counts, search inside, orders, pages, and taking a selection along."""

import csv
import io
import random
import time
from urllib.parse import parse_qsl, urlsplit

import pytest
from pyroaring import BitMap

from tests.site.tree import by_id, having, links, text
from web.collections import COLLECTIONS
from web.facets import Facets, ordered

SELECTIONS = ("", "sectors=health", "sectors=health&sectors=education", "sectors=health&status=active", "origin=KE&origin=DE&reuse=open-source",
              "cluster=crisis&decade=2010", "region=africa&status=discontinued&status=active", "worldwide=1&status=active", "q=sms", "q=sms&status=active", "q=ushaidi",
              "evidence=3&review=verified", "countries=DE&trends=food-saving", "beneficiaries=refugees-and-migrants&technologies=sms", "sdgs=1", "q=qqqqqq")


def ids(client, table: str, query: str) -> list[str]:
    return [row["id"] for row in client.get(f"/en/{table}.json?{query}").json()]


def by_sql(rows, table: str, query: str) -> set[str]:
    """The same selection without the site: each facet by the condition that its definition gives."""
    conditions, values, chosen = [], [], {}
    for name, value in parse_qsl(query):
        chosen.setdefault(name, []).append(value)
    for facet in COLLECTIONS[table].facets:
        if facet.id in chosen:
            conditions.append(facet.sql.format(values=", ".join("?" * len(chosen[facet.id]))))
            values += chosen[facet.id]
    return {row[0] for row in rows(f"select id from {table} where {' and '.join(conditions) or 1}", *values)}


@pytest.mark.parametrize("query", [query for query in SELECTIONS if "q=" not in query])
def test_a_selection_is_what_sql_selects(client, rows, query):
    assert set(ids(client, "innovations", query)) == by_sql(rows, "innovations", query)


def test_values_of_a_facet_are_alternatives_and_facets_narrow_each_other(client):
    health, education = set(ids(client, "innovations", "sectors=health")), set(ids(client, "innovations", "sectors=education"))
    active = set(ids(client, "innovations", "status=active"))
    assert set(ids(client, "innovations", "sectors=health&sectors=education")) == health | education
    assert set(ids(client, "innovations", "sectors=health&status=active")) == health & active


@pytest.mark.parametrize("query", ["", "sectors=health", "sectors=health&status=active", "region=africa&decade=2010"])
def test_the_count_of_a_value_is_what_choosing_it_gives(page, client, rows, query):
    root = page(f"/en/innovations?{query}")
    chosen = parse_qsl(query)
    for facet in having(root, "facet"):
        for label in list(facet.iter("label"))[:4]:
            box, shown = label.find("input"), int(text(label.find("b")))
            others = [(name, value) for name, value in chosen if name != box.get("name")]
            wanted = "&".join(f"{name}={value}" for name, value in [*others, (box.get("name"), box.get("value"))])
            assert shown == len(by_sql(rows, "innovations", wanted)), wanted


@pytest.mark.parametrize("table", COLLECTIONS)
def test_every_facet_of_every_collection_counts_right(page, rows, table):
    root = page(f"/de/{table}")
    for box in (label.find("input") for facet in having(root, "facet") for label in facet.iter("label")):
        assert by_sql(rows, table, f"{box.get('name')}={box.get('value')}"), box.attrib


def test_chosen_values_are_checked_and_shown_as_chips_that_remove_them(page):
    root = page("/en/innovations?sectors=health&status=active&q=sms")
    checked = {(box.get("name"), box.get("value")) for box in root.iter("input") if "checked" in box.attrib}
    assert checked == {("sectors", "health"), ("status", "active")}
    chips = having(root, "chips")[0]
    assert len(links(chips)) == 4
    assert "/en/innovations?q=sms&status=active" in links(chips)


def test_a_search_inside_keeps_the_best_match_first(client, rows):
    assert ids(client, "innovations", "q=ushahidi")[0] == "ushahidi"
    active = by_sql(rows, "innovations", "status=active")
    assert set(ids(client, "innovations", "q=sms&status=active")) == set(ids(client, "innovations", "q=sms")) & active


@pytest.mark.parametrize("sort, column, reverse", [("newest", "started_year", True), ("oldest", "started_year", False),
                                                   ("documented", "source_count", True)])
def test_orders_hold(client, sort, column, reverse):
    values = [row[column] for row in client.get(f"/en/innovations.json?sort={sort}").json() if row[column] is not None]
    assert values == sorted(values, reverse=reverse)


def test_pages_hold_25_and_together_everything(page, client):
    total, seen = len(ids(client, "innovations", "")), []
    for number in range(1, -(-total // 25) + 1):
        cards = having(page(f"/en/innovations?page={number}"), "card")
        seen += [links(card)[0].rsplit("/", 1)[1] for card in cards]
        assert len(cards) == 25 or number == -(-total // 25)
    assert seen == ids(client, "innovations", "")


def test_a_page_beyond_the_last_shows_the_last(page):
    assert having(page("/en/innovations?page=99999"), "card")


def test_what_is_not_known_is_left_out(page, client):
    assert len(ids(client, "innovations", "sectors=nonsense&colour=red")) == len(ids(client, "innovations", ""))
    assert "0 innovations" in text(by_id(page("/en/innovations?q=qqqqqq"), "results"))


@pytest.mark.parametrize("query", SELECTIONS)
def test_csv_and_json_are_exactly_the_selection(page, client, query):
    answer = client.get(f"/de/innovations.csv?{query}")
    assert answer.headers["content-type"].startswith("text/csv")
    found = [row["id"] for row in csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff")))]
    assert found == ids(client, "innovations", query)
    assert text(by_id(page(f"/en/innovations?{query}"), "results")).split()[0] == str(len(found))


@pytest.mark.parametrize("query", SELECTIONS)
def test_the_selection_as_sql_gives_the_same_records(page, client, query):
    link = next(link for link in links(page(f"/en/innovations?{query}")) if "sql=" in link)
    parts = urlsplit(link)
    answer = client.get(f"{parts.path}.json?{parts.query}&_shape=array", follow_redirects=True)
    assert answer.status_code == 200, answer.text[:300]
    assert {row["id"] for row in answer.json()} == set(ids(client, "innovations", query))


def test_every_view_keeps_the_selection_and_the_order_that_it_knows(page):
    root = page("/en/innovations?status=active&sort=name")
    assert {link for link in links(having(root, "toolbar")[0]) if ".csv" not in link and ".json" not in link} >= {
        "/en/innovations?status=active&sort=name", "/en/innovations?status=active&sort=name&view=table",
        "/en/innovations?status=active&sort=name&view=map", "/en/innovations?status=active&view=timeline"}


def test_addresses_say_the_same_selection_in_the_same_sequence(page):
    turned = [having(page(f"/en/innovations?{query}"), "toolbar")[0] for query in (
        "status=active&sectors=health&sectors=education&q=a", "q=a&sectors=education&status=active&sectors=health&sectors=health")]
    assert links(turned[0]) == links(turned[1])
    assert "/en/innovations.csv?q=a&sectors=education&sectors=health&status=active" in links(turned[0])


def test_links_that_narrow_are_not_for_programs_that_follow_all(page):
    root = page("/en/innovations?status=active")
    narrowing = [link for link in having(root, "results")[0].iter("a") if "?" in link.get("href", "")]
    assert narrowing and all("nofollow" in link.get("rel", "") for link in narrowing)


def test_no_more_than_a_handful_of_values_of_a_facet_count(page, client, rows):
    many = [country for (country,) in rows("select distinct origin from innovations where origin is not null order by 1 limit 9")]
    query = "&".join(f"origin={country}" for country in many)
    assert set(ids(client, "innovations", query)) == by_sql(rows, "innovations", query.rpartition("&")[0])
    assert "no more than 8 values" in text(by_id(page(f"/en/innovations?{query}"), "content"))
    assert "no more than" not in text(by_id(page(f"/en/innovations?{query.rpartition('&')[0]}"), "content"))


@pytest.mark.parametrize("query", ["", "status=discontinued", "q=sms&cluster=crisis"])
def test_the_map_counts_the_selection_and_leads_on(page, client, query):
    root = page(f"/en/innovations?{query}&view=map")
    for row in list(having(root, "countries-table")[0].find("tbody"))[:5]:
        link, shown = row.find("th").find("a").get("href"), int(text(row.find("td")))
        assert len(client.get(link.replace("/innovations?", "/innovations.json?")).json()) == shown
        assert "origin=" in link and "view=" not in link


@pytest.mark.parametrize("query", ["", "cluster=crisis", "q=sms&sort=oldest"])
def test_the_timeline_has_each_case_under_its_year_and_each_year_on_its_page(page, client, query):
    root = page(f"/en/innovations?{query}&view=timeline")
    counted = [int(text(row.find("td"))) for row in having(root, "as-table")[0].find("table").find("tbody")]
    assert sum(counted) == len(ids(client, "innovations", query))
    for link in links(having(root, "as-table")[0])[::6]:
        address, _, anchor = link.partition("#")
        assert by_id(page(address), anchor) is not None, link
    started = {row["id"]: row["started_year"] for row in client.get(f"/en/innovations.json?{query}").json()}
    for section in having(root, "timeline"):
        heading = text(section.find("h3"))
        assert {str(started[case.rsplit("/", 1)[1]] or "Start not known") for case in links(section)} == {heading}


def test_cells_that_spreadsheets_would_run_are_disarmed():
    from web.pages.downloads import disarmed
    assert [disarmed(value) for value in ("=1+1", "+49 30", "-x", "@x", "\tx", "plain", 5, None)] == [
        "'=1+1", "'+49 30", "'-x", "'@x", "'\tx", "plain", 5, None]


def test_a_hundred_thousand_records_are_counted_at_once():
    chance = random.Random(1)
    everything = BitMap(range(1, 100_001))
    bitmaps = {f"facet{number}": {str(value): BitMap(chance.sample(range(1, 100_001), 2_000)) for value in range(20)}
               for number in range(12)}
    facets, chosen = Facets(bitmaps, everything), {"facet1": ["1", "2"], "facet2": ["3"]}
    began = time.perf_counter()
    for facet in bitmaps:
        facets.counts(facet, chosen)
    ordered(facets.left({}), range(1, 100_001), 5_000, 25)
    assert time.perf_counter() - began < 0.1
