"""The map and the countries: the same numbers as the database, in the drawing, in the table and on the pages."""

import re
from itertools import pairwise

import pytest

from tests.site.tree import by_id, having, links, text

MADE = "select origin, count(*) from innovations where origin is not null {} group by 1"
USED = "select country, count(*) from innovation_countries join innovations on id = innovation where 1 {} group by 1"
OF_FIELD = "and id in (select innovation from innovation_trends join trends t on t.id = trend where cluster = 'crisis')"


def rows_of(root) -> list:
    """The rows of the table of the map."""
    return list(having(root, "countries-table")[0].find("tbody"))


def counted(root) -> dict[str, int]:
    """The number of each country in the table."""
    return {links(row)[0].rsplit("/", 1)[1].upper(): int(text(row[1])) for row in rows_of(root)}


def drawn(root) -> dict[str, int]:
    """The number of each country on the wide map, from the names of its links."""
    found = {}
    for link in having(having(root, "world-wide")[0], "country"):
        found[link.get("href").rsplit("/", 1)[1].upper()] = int(link.get("aria-label").rsplit(": ", 1)[1])
    return found


@pytest.mark.parametrize(
    ("query", "statement"),
    [
        ("", MADE.format("")),
        ("?by=use", USED.format("")),
        ("?cluster=crisis", MADE.format(OF_FIELD)),
        ("?by=use&cluster=crisis", USED.format(OF_FIELD)),
        ("?by=nonsense&cluster=nonsense&sort=nonsense", MADE.format("")),
    ],
)
def test_map_and_table_say_what_the_database_says(page, rows, query, statement):
    root = page(f"/en/map{query}")
    assert counted(root) == drawn(root) == dict(rows(statement))


def test_the_table_is_sorted_as_asked(page):
    numbers = list(counted(page("/de/map?by=use")).values())
    assert numbers == sorted(numbers, reverse=True)
    names = [text(row[0]) for row in rows_of(page("/de/map?sort=country"))]
    assert names.index("Afghanistan") < names.index("Ägypten") < names.index("Brasilien")
    regions = [text(row[3]) for row in rows_of(page("/en/map?sort=region"))]
    assert sum(before != after for before, after in pairwise(regions)) == len(set(regions)) - 1


def test_the_map_says_where_its_borders_come_from_and_has_a_legend_with_numbers(page):
    figure = having(page("/de/map"), "world")[0]
    assert "Natural Earth" in text(figure)
    assert re.search(r"\d–\d", text(having(figure, "key")[0]))


def test_the_outlines_are_a_picture_that_both_maps_refer_to(page, client):
    outlines = client.get("/world.svg")
    assert outlines.headers["content-type"].startswith("image/svg+xml")
    ids = set(re.findall(r'id="([A-Z]{2})"', outlines.text))
    used = {shape.get("href") for shape in page("/en/map?by=use").iter("use")}
    assert {address.split("#")[0] for address in used} == {"/world.svg"}
    assert {address.split("#")[1] for address in used} <= ids


@pytest.mark.browser
def test_the_map_is_really_drawn(chromium, site):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    tab, told = context.new_page(), []
    tab.on("console", lambda message: told.append(message.text))
    tab.goto(f"{site}/en/map")
    wide = tab.evaluate("document.querySelector('.world-wide a[href$=\"/in\"] use').getBoundingClientRect().width")
    context.close()
    assert wide > 40
    assert told == []


def test_a_country_shows_what_comes_from_there_and_what_is_used_there(page, rows):
    root = page("/en/countries/ke")
    made = rows("select count(*) from innovations where origin = 'KE'")[0][0]
    used = rows("select count(*) from innovation_countries join innovations on id = innovation"
                " where country = 'KE' and origin is not 'KE'")[0][0]
    assert text(having(by_id(root, "made"), "tally")[0]) == str(made)
    assert text(having(by_id(root, "used"), "tally")[0]) == str(used)
    assert "/en/innovations?origin=KE" in links(root)


def test_a_country_counts_each_of_its_trends(page, rows):
    shown = {links(row)[0].rsplit("/", 1)[1]: int(text(having(row, "tally")[0])) for row in having(page("/en/countries/ke"), "bars")[0]}
    assert shown == dict(rows(
        "select trend, count(*) from innovation_trends where innovation in (select id from innovations where origin = 'KE'"
        " union select innovation from innovation_countries where country = 'KE') group by trend"))


def test_a_country_lists_its_organisations_and_partnerships(page, rows):
    country = rows("select country from organisations where country is not null group by 1 order by count(*) desc")[0][0]
    shown = set(links(page(f"/en/countries/{country.lower()}")))
    assert {f"/en/organisations/{id}" for (id,) in rows("select id from organisations where country = ?", country)} <= shown
    assert {f"/en/partnerships/{id}" for (id,) in rows("select partnership from partnership_countries where country = ?", country)} <= shown


def test_a_country_without_a_case_says_so_and_stays_out_of_search_engines(client):
    answer = client.get("/de/countries/pn")
    assert answer.status_code == 200
    assert "noch keinen Fall" in answer.text
    assert '<meta name="robots" content="noindex">' in answer.text
    assert "/countries/pn" not in client.get("/sitemap.xml").text


@pytest.mark.parametrize("written", ["KE", "kenya", "Kenia", "KENYA"])
def test_other_spellings_of_a_country_lead_to_its_page(client, written):
    answer = client.get(f"/de/countries/{written}")
    assert (answer.status_code, answer.headers["location"]) == (301, "/de/countries/ke")


@pytest.mark.parametrize(("written", "meant"), [("kenja", "ke"), ("Brazill", "br"), ("%C3%96sterrreich", "at")])
def test_a_slip_in_the_name_of_a_country_is_met_with_what_was_meant(client, written, meant):
    answer = client.get(f"/en/countries/{written}")
    assert answer.status_code == 404
    assert f'href="/en/countries/{meant}"' in answer.text
    assert 'href="/en/map"' in answer.text


@pytest.mark.parametrize("written", ["xx", "%00%00", "'", "..%2f..", "x" * 60, "%F0%9F%A6%8A"])
def test_no_address_of_a_country_breaks(client, written):
    assert client.get(f"/de/countries/{written}").status_code in (400, 404)


def test_an_innovation_leads_to_its_countries(page, rows):
    shown = set(links(page("/en/innovations/ushahidi")))
    codes = rows("select origin from innovations where id = 'ushahidi' union select country from innovation_countries where innovation = 'ushahidi'")
    assert {f"/en/countries/{code.lower()}" for (code,) in codes if code} <= shown
