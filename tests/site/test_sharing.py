"""What other programs read on a page: how it is shown where it is shared, what it is about, and its feeds."""

import asyncio
import json
import re
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from pipeline.vocabularies import LANGUAGES
from tests.site import addresses
from tests.site.tree import parse
from web.cards import files
from web.cards.collect import cards
from web.cards.drawing import drawn
from web.cards.make import png
from web.server import application

ATOM = "{http://www.w3.org/2005/Atom}"
RECORDS = ("trends/crisis-mapping", "innovations/ushahidi", "partnerships/payback-spendenwelt-betterplace", "tools/storify")
SCRIPTS = ["/static/suggest.js", "application/ld+json"]
HOSTILE = '</script><script>alert(1)</script><!-- " onload=\'x\' & ]]>'
DRAWN = {"de/site.png", "en/site.png", "de/innovations/ushahidi.png"}


def said(root: Element) -> dict[str, str]:
    """The tags of a page that tell others how to show it."""
    return {meta.get("property") or meta.get("name") or "": meta.get("content") for meta in root.find("head").iter("meta")}


def described(root: Element) -> dict:
    """What a page says it is about, by type."""
    (script,) = [script for script in root.iter("script") if script.get("type") == "application/ld+json"]
    told = json.loads(script.text)
    assert told["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in told.get("@graph", [told])}


def ask(database: Path, *paths: str):
    """Answers of a site over another database."""
    site = application(database)

    async def answers():
        await site.invoke_startup()
        return [await site.client.get(path) for path in paths]

    with ThreadPoolExecutor(1) as pool:  # the browser of other tests has a loop in this thread
        return pool.submit(lambda: asyncio.run(answers())).result()


@pytest.fixture(scope="module")
def with_cards(database, tmp_path_factory) -> Path:
    """The database with three cards beside it."""
    copy = Path(shutil.copy(database, tmp_path_factory.mktemp("shared")))
    for card in cards(database):
        if card.file in DRAWN:
            files.write(files.folder_of(copy) / card.file, png(drawn(card)), "0123456789abcdef")
    return copy


@pytest.fixture(scope="module")
def hostile(database, tmp_path_factory) -> Path:
    """The database with words that want to break out."""
    copy = Path(shutil.copy(database, tmp_path_factory.mktemp("hostile")))
    connection = sqlite3.connect(copy)
    connection.execute("update innovations set name = ?, summary_de = ? where id = 'ushahidi'", [HOSTILE, HOSTILE])
    connection.execute("update trends set name_de = ?, summary_de = ? where id = 'crisis-mapping'", [HOSTILE, HOSTILE])
    connection.execute("update innovation_sources set title = ?, url = 'javascript:alert(1)' where innovation = 'ushahidi'", [HOSTILE])
    connection.commit()
    connection.close()
    return copy


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("path", addresses.PAGES)
def test_a_page_says_how_it_is_shown_where_it_is_shared(page, site, code, path):
    root = page(f"/{code}/{path}")
    told = said(root)
    assert told["og:title"] and root.find("head").find("title").text == f"{told['og:title']} – Trendatlas"
    assert told["og:description"] == told["description"]
    assert told["og:url"] == f"{site}/{code}/{path.split('?')[0]}"
    assert (told["og:locale"], told["og:locale:alternate"]) == {"de": ("de_DE", "en_GB"), "en": ("en_GB", "de_DE")}[code]
    record = re.fullmatch(r"(trends|innovations|partnerships|tools)/.*", path.split("?")[0])
    assert told["og:type"] == ("article" if record else "website")
    assert told["og:site_name"] == "Trendatlas"


def test_without_cards_no_picture_is_promised(page):
    told = said(page("/de/innovations/ushahidi"))
    assert told["twitter:card"] == "summary" and not any(name.startswith("og:image") for name in told)


@pytest.mark.parametrize("path, card", [
    ("/de/innovations/ushahidi", "de/innovations/ushahidi.png"), ("/en/innovations/ushahidi", "en/site.png"), ("/de/", "de/site.png"),
    ("/en/search?q=x", "en/site.png"), ("/de/trends/nothing", "de/site.png")])
def test_a_page_promises_its_own_card_or_that_of_the_site(with_cards, path, card):
    told = said(parse(ask(with_cards, path)[0].text))
    assert told["og:image"] == f"http://localhost/cards/{card}?v=0123456789abcdef"
    assert (told["og:image:width"], told["og:image:height"], told["og:image:type"]) == ("1200", "630", "image/png")
    assert told["og:title"] in told["og:image:alt"] and told["twitter:card"] == "summary_large_image"


def test_a_card_is_served_and_kept_for_long(with_cards):
    card, missing, outside = ask(with_cards, "/cards/de/site.png?v=0123456789abcdef", "/cards/de/trends/nothing.png",
                                 "/cards/%2e%2e/trendatlas.db")
    assert card.headers["content-type"] == "image/png" and card.content[:4] == b"\x89PNG"
    assert "immutable" in card.headers["cache-control"] and "default-src 'none'" in card.headers["content-security-policy"]
    assert missing.status_code == 404 and outside.status_code in (400, 404)


@pytest.mark.parametrize("path", RECORDS)
def test_a_record_says_what_it_is_where_it_stands_and_on_what_it_is_based(page, rows, site, path):
    things = described(page(f"/en/{path}"))
    way = [step["item"] for step in things.pop("BreadcrumbList")["itemListElement"]]
    assert way == [f"{site}/en/", f"{site}/en/{path.split('/')[0]}", f"{site}/en/{path}"]
    (thing,) = things.values()
    assert thing["url"] == thing["@id"] == f"{site}/en/{path}" and thing["name"]
    if thing["@type"] == "DefinedTerm":
        assert thing["inDefinedTermSet"]["url"] == f"{site}/en/trends"
    else:
        kind, record = path.split("/")
        expected = rows(f"select title, url from {kind[:-1]}_sources where {kind[:-1]} = ? order by position", record)
        assert [(source["name"], source.get("url")) for source in thing["isBasedOn"]] == expected
        assert thing["@type"] == "CreativeWork" and thing["license"].startswith("https://creativecommons.org/")


@pytest.mark.parametrize("path", ["", "data"])
def test_the_data_are_described_as_a_dataset(page, client, path):
    dataset = described(page(f"/de/{path}"))["Dataset"]
    assert dataset["url"].endswith("/de/data") and len(dataset["description"]) >= 50 and dataset["license"]
    for download in dataset["distribution"]:
        assert client.head(download["contentUrl"]).status_code == 200


@pytest.mark.parametrize("path", ["/de/innovations/ushahidi", "/de/trends/crisis-mapping", "/de/trends/crisis-mapping/feed.atom", "/de/feed.atom"])
def test_no_words_of_a_record_break_out(hostile, path):
    answer = ask(hostile, path)[0]
    assert answer.status_code == 200 and "<script>alert" not in answer.text and "javascript:" not in re.sub(r"<[^>]*>", "", answer.text)
    if path.endswith(".atom"):
        assert path == "/de/feed.atom" or HOSTILE in fromstring(answer.text).find(f"{ATOM}title").text
    else:
        root = parse(answer.text)
        assert HOSTILE in json.dumps(list(described(root).values()), ensure_ascii=False).replace('\\"', '"')
        assert said(root)["og:title"] == HOSTILE
        assert [script.get("type") or script.get("src").split("?")[0] for script in root.iter("script")] == SCRIPTS


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("path", ["feed.atom", "trends/crisis-mapping/feed.atom"])
def test_a_feed_is_what_readers_of_feeds_expect(client, site, rows, code, path):
    answer = client.get(f"/{code}/{path}")
    feed = fromstring(answer.content)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"{site}/{code}/{path}" and client.get(links["alternate"]).status_code == 200
    entries = feed.findall(f"{ATOM}entry")
    ids = [element.text for element in feed.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids) == len(entries) + 1
    assert all(re.fullmatch(rf"tag:[a-z.]+,\d{{4}}:{code}/[a-z0-9/.-]+", one) for one in ids)
    moments = [element.text for element in feed.iter(f"{ATOM}updated")]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", moment) for moment in moments) and moments[0] == max(moments)
    within = "where id in (select innovation from innovation_trends where trend = 'crisis-mapping')" if "trends" in path else ""
    expected = [record for (record,) in rows(f"select id from innovations {within} order by last_checked desc, id limit 30")]
    assert [entry.find(f"{ATOM}id").text.rsplit("/", 1)[1] for entry in entries] == expected
    assert all(entry.find(f"{ATOM}{part}") is not None for entry in entries for part in ("title", "link", "summary"))
    assert feed.find(f"{ATOM}author/{ATOM}name").text


def test_ids_in_feeds_do_not_depend_on_the_address(client, site):
    elsewhere = client.get("/de/feed.atom", headers={"Host": "elsewhere.example"}).text
    assert re.findall("<id>.*?</id>", elsewhere) == re.findall("<id>.*?</id>", client.get("/de/feed.atom").text)
    assert site not in elsewhere


@pytest.mark.parametrize("moment, written", [("2026", "2026-01-01"), ("2026-11", "2026-11-01"), ("2026-11-25", "2026-11-25"), (None, "2026-01-01")])
def test_a_feed_dates_what_is_dated_by_month_or_year(moment, written):
    from web.pages.feeds import _moment

    assert _moment(moment) == f"{written}T00:00:00Z"


def test_a_trend_leads_to_its_feed_and_a_missing_one_has_none(page, client):
    links = {link.get("href") for link in page("/de/trends/crisis-mapping").find("head").iter("link") if link.get("type") == "application/atom+xml"}
    assert links == {"/de/feed.atom", "/de/trends/crisis-mapping/feed.atom"}
    assert client.get("/de/trends/nothing/feed.atom").status_code == 404


def test_the_feed_of_a_trend_that_has_another_id_today_is_found(database, tmp_path):
    copy = Path(shutil.copy(database, tmp_path))
    connection = sqlite3.connect(copy)
    connection.execute("insert into moved(kind, earlier, now) values ('trend', 'old-name', 'crisis-mapping')")
    connection.commit()
    connection.close()
    answer = ask(copy, "/de/trends/old-name/feed.atom")[0]
    assert (answer.status_code, answer.headers["location"]) == (301, "/de/trends/crisis-mapping/feed.atom")
