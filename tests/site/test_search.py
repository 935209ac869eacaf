"""What people type, and what they expect to see first."""

import sqlite3
import time
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe

from tests.site.tree import having, links, parse, text
from web import search, snippets

EXPECTED = [(code, typed, [paths] if isinstance(paths, str) else paths)
            for code, groups in yaml.safe_load((Path(__file__).parent / "search_expectations.yml").read_text(encoding="utf-8")).items()
            for lines in groups.values() for typed, paths in lines]
GOOD = 0.9  # mean reciprocal rank: the expected page is first as good as always
FIRST = [  # typed, first record of its group
    ("ushahidi", "/de/innovations/ushahidi"), ("USHAHIDI", "/de/innovations/ushahidi"), ("ushaidi", "/de/innovations/ushahidi"),
    ("Ushahdi", "/de/innovations/ushahidi"), ("mpesa", "/de/innovations/m-pesa"), ("M-Pesa", "/de/innovations/m-pesa"),
    ("Spende", "/de/trends/donation-platforms"), ("Spenden", "/de/trends/donation-platforms"), ("donation", "/de/trends/donation-platforms"),
    ("Storify", "/de/tools/storify"), ("google docs", "/de/tools/google-docs"),
    ("betterplace", "/de/innovations/betterplace-org"), ("payback", "/de/partnerships/payback-spendenwelt-betterplace"),
    ("nachbarschaft", "/de/trends/digital-neighbourhoods"), ("Spendenplattform", "/de/trends/donation-platforms"),
    ("crowdfunding", "/de/trends/crowdfunding-for-causes"),
]


def found(page, words: str) -> list[list[str]]:
    """The records of each group of results, groups in the order of the page."""
    root = page(f"/de/search?q={words}")
    return [[link for heading in group.iter("h3") for link in links(heading)] for group in having(root, "found-group")]


@pytest.mark.parametrize("words, expected", FIRST)
def test_what_is_expected_comes_first(page, words, expected):
    assert expected in [group[0] for group in found(page, words)]


@pytest.mark.parametrize("words", ["Flüchtlinge", "fluechtlinge", "Fluchtling", "Geflüchtete", "refugees"])
def test_every_word_for_refugees_finds_them(page, words):
    hits = [link for group in found(page, words) for link in group]
    assert "/de/trends/refugee-tech" in hits
    assert len(hits) > 3


@pytest.mark.parametrize("words, expected", [("Plattform", "/de/trends/donation-platforms"), ("Plattformen", "/de/trends/donation-platforms"),
                                             ("Nachbarschaften", "/de/trends/digital-neighbourhoods"), ("spnden", "/de/trends/donation-platforms"),
                                             ("Kenia", "/de/innovations/ushahidi"), ("Kenya", "/de/innovations/ushahidi"),
                                             ("Kenia", "/de/countries/ke"), ("Obdachlose", "/de/innovations/alice"),
                                             ("Behinderte", "/de/innovations/nvda"), ("Senioren", "/de/innovations/seniors-go-digital"),
                                             ("Entwicklungshilfe", "/de/innovations/kiva"), ("Selbstmord", "/de/innovations/krisenchat"),
                                             ("Ehrenamt", "/de/innovations/un-online-volunteering"), ("Fakenews", "/de/innovations/mimikama")])
def test_what_is_looked_for_is_among_the_results(page, client, words, expected):
    hits = {f"/de/innovations/{row['id']}" for row in client.get("/de/innovations.json", params={"q": words}).json()}
    assert expected in hits.union(*found(page, words))


@pytest.mark.parametrize("spellings", [("müll", "mull", "MÜLL"), ("straße", "strasse", "STRASSE"), ("größe", "grosse", "Grösse")])
def test_spellings_of_a_word_find_the_same(page, spellings):
    results = [found(page, words) for words in spellings]
    assert all(result == results[0] for result in results)


@pytest.mark.parametrize("written_out, umlaut", [("muell", "müll"), ("groesse", "größe"), ("fluechtende", "flüchtende")])
def test_an_umlaut_may_be_written_out(client, written_out, umlaut):
    def ids(words):
        return {row["id"] for row in client.get("/de/innovations.json", params={"q": words}).json()}
    assert ids(written_out) and ids(written_out) <= ids(umlaut)


def test_results_are_grouped_with_counts(page, rows):
    root = page("/en/search?q=sms")
    groups = {group.get("aria-labelledby"): int(text(having(group.find("h2"), "tally")[0])) for group in having(root, "found-group")}
    assert groups["innovations"] == rows("select count(*) from search join documents on number = search.rowid"
                                         " where search match '\"sms\"*' and kind = 'innovation'")[0][0]


def suggested(client, code: str, typed: str) -> list[str]:
    """The paths of the suggestions."""
    return [found["path"] for found in client.get(f"/{code}/suggest.json", params={"q": typed}).json()["found"]]


def shown(client, code: str, typed: str) -> list[str]:
    """The paths of all results of the page, from top to bottom."""
    root = parse(client.get(f"/{code}/search", params={"q": typed}).text)
    return [link for group in having(root, "found-group") for heading in group.iter("h3") for link in links(heading)]


@pytest.mark.parametrize("asked", [shown, suggested])
def test_what_people_expect_comes_first_almost_always(client, asked):
    ranks = {}
    for code, typed, paths in EXPECTED:
        found = asked(client, code, typed)
        ranks[typed] = max((1 / (found.index(path) + 1) for path in (f"/{code}/{path}" for path in paths) if path in found), default=0)
    assert len(ranks) == len(EXPECTED) >= 60
    assert sum(ranks.values()) / len(ranks) >= GOOD, {typed: rank for typed, rank in ranks.items() if rank < 1}


def test_expected_pages_are_there(client):
    missing = [path for _, _, paths in EXPECTED for path in paths if client.get(f"/en/{path}").status_code != 200]
    assert missing == []


def test_suggestions_are_few_soon_and_told(client):
    began = time.perf_counter()
    answer = client.get("/de/suggest.json", params={"q": "s"}).json()
    assert time.perf_counter() - began < 0.5
    assert len(answer["found"]) == 8 and answer["said"] == "8 Vorschläge"
    assert set(answer["found"][0]) == {"name", "language", "kind", "path"}
    assert client.get("/de/suggest.json").json() == {"said": "0 Vorschläge", "found": []}


def test_suggestions_are_by_name_where_a_name_fits(client):
    answer = client.get("/en/suggest.json", params={"q": "ush"}).json()["found"]
    assert [found["name"] for found in answer] == ["Ushahidi", "Ushahidi, Inc."]


def test_a_kind_can_be_listed_alone(page):
    root = page("/de/search?q=foundation&kind=organisations")
    groups = having(root, "found-group")
    assert [group.get("aria-labelledby") for group in groups] == ["organisations"]
    assert len(list(groups[0].iter("h3"))) > 8
    assert "/de/search?q=foundation" in links(root)
    assert "/de/search?q=foundation&kind=organisations" in links(page("/de/search?q=foundation"))


@pytest.mark.parametrize("typed, written, marked", [
    ("fluechtling", "Für Flüchtlinge", "Für <mark>Flüchtlinge</mark>"), ("muell", "MÜLL", "<mark>MÜLL</mark>"), ("grosse", "große", "<mark>große</mark>"),
    ("cafe", "Repair Café", "Repair <mark>Café</mark>"), ("karten", "Krisenkarte", "Krisen<mark>karte</mark>"), ("art", "Karten", "Karten"),
    ("b", "<b>x</b>", "&lt;<mark>b</mark>&gt;x&lt;/<mark>b</mark>&gt;"), ("mark", "</mark><script>", "&lt;/<mark>mark</mark>&gt;&lt;script&gt;"),
    (".*", "a.*b", "a.*b"), ("", "a", "a"), ("amp lt", "& < &amp;", "&amp; &lt; &amp;<mark>amp</mark>;")])
def test_words_are_marked_as_they_were_written_and_nothing_else_is_markup(typed, written, marked):
    assert snippets.marked(written, snippets.pattern(typed)) == marked


def test_a_passage_holds_most_of_the_words_and_whole_words():
    text_of = "Anfang. " + "Wort " * 100 + "Drohnen bringen Blut. " + "Wort " * 100 + "Drohnen allein."
    passage = snippets.cut_out(text_of, snippets.pattern("Blut Drohne"))
    assert "<mark>Drohnen</mark> bringen <mark>Blut</mark>" in passage
    assert passage.startswith("… Wort") and passage.endswith("Wort …")
    assert snippets.cut_out(text_of, snippets.pattern("Esel")) is None


def test_a_result_shows_where_the_words_stand(page):
    root = page("/de/search?q=fluechtling")
    assert all(text(mark).startswith("Flüchtling") for mark in root.iter("mark")) and list(root.iter("mark"))
    assert having(root, "passage")
    assert all(list(passage.iter("mark")) for passage in having(root, "passage"))


def test_what_was_found_whole_does_not_wait_for_slips(database):
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    for typed in ("Hilfe", "Krisenkatren", "s", "x" * 200, "a b c d e f g h"):
        began = time.perf_counter()
        search.find(connection, typed)
        assert time.perf_counter() - began < 0.25, typed
    connection.close()


@pytest.fixture
def tab(chromium):
    """A tab of a desktop browser."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("path, box", [("/de/", "#q"), ("/en/trends", "#quick")])
def test_suggestions_are_chosen_with_the_keyboard(tab, site, path, box):
    tab.goto(site + path)
    entry = tab.locator(box)
    assert entry.get_attribute("role") == "combobox" and entry.get_attribute("aria-expanded") == "false"
    entry.press_sequentially("wheelm")
    option = tab.get_by_role("option", name="Wheelmap")
    option.wait_for()
    assert entry.get_attribute("aria-expanded") == "true" and entry.get_attribute("aria-activedescendant") is None
    results = Axe().run(tab)
    assert results.violations_count == 0, results.generate_report()
    entry.press("ArrowDown")
    assert option.get_attribute("aria-selected") == "true"
    assert entry.get_attribute("aria-activedescendant") == option.get_attribute("id")
    entry.press("Escape")
    assert not option.is_visible() and entry.input_value() == "wheelm"
    entry.press("ArrowUp")
    assert tab.locator("[role=option]").last.get_attribute("aria-selected") == "true"
    entry.press("ArrowDown")
    assert entry.get_attribute("aria-activedescendant") is None
    entry.press("ArrowDown")
    entry.press("Enter")
    tab.wait_for_url(f"{site}{path[:3]}/innovations/wheelmap")


@pytest.mark.browser
def test_suggestions_are_told_and_may_be_clicked_and_nothing_chosen_searches(tab, site):
    tab.goto(f"{site}/de/")
    tab.locator("#q").press_sequentially("kenia")
    tab.get_by_role("option", name="Kenia Land").wait_for()
    assert "Vorschl" in tab.locator("form [role=status]").inner_text()
    tab.get_by_role("option", name="Kenia Land").click()
    tab.wait_for_url(f"{site}/de/countries/ke")
    tab.goto(f"{site}/de/")
    tab.locator("#q").press_sequentially("kenia")
    tab.locator("#q").press("Enter")
    tab.wait_for_url(f"{site}/de/search?q=kenia")


@pytest.mark.browser
def test_a_name_in_a_suggestion_is_text(tab, site):
    tab.route("**/suggest.json*", lambda route: route.fulfill(json={"said": "<b>1</b>", "found": [
        {"name": "<img src=x onerror=alert(1)>", "language": "en", "kind": "<i>", "path": "/en/about"}]}))
    tab.goto(f"{site}/en/")
    tab.locator("#q").press_sequentially("img")
    tab.get_by_role("option").wait_for()
    assert tab.locator(".suggestions img, .suggestions i, form b").count() == 0


@pytest.mark.browser
def test_without_script_the_box_is_a_form(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/de/trends")
    assert page.locator("#quick").get_attribute("role") is None
    page.locator("#quick").fill("Kenia")
    page.locator("#quick").press("Enter")
    assert page.url == f"{site}/de/search?q=Kenia"
    context.close()


def test_the_script_is_small_and_comes_late(client):
    assert len(client.get("/static/suggest.js").content) < 4096
    page = client.get("/de/trends").text
    assert page.count("<script src=") == 1 and 'defer></script>' in page


def test_an_exact_name_brings_its_kind_to_the_top(page):
    assert found(page, "Storify")[0][0] == "/de/tools/storify"


@pytest.mark.parametrize("words", ['"', "*", "NOT", "a OR", "NEAR(", "name:x", "%00", "'; drop table search; --", "(" * 60, "x" * 5000, "🦊", "%", "^"])
def test_no_typing_breaks_the_search(client, words):
    assert client.get("/de/search", params={"q": words}).status_code == 200
    assert client.get("/de/innovations", params={"q": words}).status_code == 200


def test_an_empty_search_offers_to_search(page):
    assert not having(page("/de/search?q="), "found-group")
