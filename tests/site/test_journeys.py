"""What three readers come for, from the first page to the end, in a real browser: each step asserts what the person sees."""

import csv
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from web.settings import REPOSITORY

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parent.parent.parent
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
TRANSPARENT = "rgba(0, 0, 0, 0)"
PATIENCE = 10_000  # milliseconds
STOPS = 400  # so often a keyboard may be pressed on the way to a link

WORDS = {
    "de": {"word": "Spenden", "search": "Suchen", "trend": "Spendenplattformen", "foundations": "Stiftungen", "advice": "Was jetzt zu tun ist",
           "transfer": "Was sich übertragen lässt", "correct": "Diesen Eintrag berichtigen", "checked": "zuletzt geprüft", "sources": "Quellen",
           "data": "Daten, Lizenz, Zitierweise", "part": "Mitmachen", "add": "Einen Eintrag ergänzen oder berichtigen",
           "results": "Ergebnisse zeigen", "filter": "Filtern", "sql": "als SQL", "questions": "Fertige Fragen", "cases": "Praxisbeispiele"},
    "en": {"word": "donation", "search": "Search", "trend": "Donation platforms", "foundations": "Foundations", "advice": "What to do now",
           "transfer": "What can be taken over", "correct": "Correct this entry", "checked": "last checked", "sources": "Sources",
           "data": "Data, licence, how to cite", "part": "Taking part", "add": "How to add or correct a record",
           "results": "Show results", "filter": "Filter", "sql": "as SQL", "questions": "Ready questions", "cases": "innovations"}}


class Reader:
    """Somebody at a browser, who sees and presses; everything asked for must be visible."""

    def __init__(self, tab, site: str, code: str, viewport: dict):
        self.tab, self.site, self.code, self.viewport, self.words = tab, site, code, viewport, WORDS[code]

    def open(self, path: str):
        self.tab.goto(f"{self.site}/{self.code}/{path}")

    def sees(self, part: str):
        """The first element that fits; it must be visible and no wider than the window."""
        found = self.tab.locator(part).first
        found.scroll_into_view_if_needed()
        box = found.bounding_box()
        assert found.is_visible() and box["x"] >= -1 and box["x"] + box["width"] <= self.viewport["width"] + 1, part
        return found

    def link(self, name: str, within: str = "main"):
        """A link by its name."""
        return self.tab.locator(within).get_by_role("link", name=name, exact=True).first

    def press(self, name: str, within: str = "main"):
        """Follows a link by its name."""
        self.link(name, within).click()

    def corrects(self, name: str):
        """The link that opens the file of this record, which must be the right one."""
        address = self.link(self.words["correct"]).get_attribute("href")
        assert address.startswith(f"{REPOSITORY}/edit/main/")
        file = ROOT / address.removeprefix(f"{REPOSITORY}/edit/main/")
        assert name in file.read_text(encoding="utf-8")
        assert file.stem == urlsplit(self.tab.url).path.rsplit("/", 1)[1]


WAYS = {"a desk": {"viewport": DESK}, "a phone in the dark without script": {
    "viewport": PHONE, "color_scheme": "dark", "java_script_enabled": False, "has_touch": True}}


@pytest.fixture(params=[(code, way) for code in WORDS for way in WAYS], ids=" at ".join)
def reader(request, chromium, site):
    """A reader of each language at a desk and at a phone."""
    code, way = request.param
    context = chromium.new_context(reduced_motion="reduce", accept_downloads=True, **WAYS[way])
    context.set_default_timeout(PATIENCE)
    yield Reader(context.new_page(), site, code, WAYS[way]["viewport"])
    context.close()


def test_somebody_from_a_charity_finds_a_case_to_take_over(reader):
    words, tab = reader.words, reader.tab
    reader.open("")
    tab.locator("main input[type=search]").fill(words["word"])
    tab.locator("main").get_by_role("button", name=words["search"]).click()
    assert words["word"] in reader.sees("h1").inner_text() or words["word"] in reader.sees("main").inner_text()
    reader.press(words["trend"])
    assert reader.sees("h1").inner_text().strip() == words["trend"]
    assert reader.sees(".page-head .stage").inner_text()
    reader.press(words["foundations"])
    assert tab.url.endswith("?for=foundations#recommendations")
    assert reader.sees("#recommendations").inner_text().startswith(words["advice"])
    assert reader.sees(".recommendation-grid h3").inner_text() == words["foundations"]
    assert len(reader.sees(".for-you .small-prose").inner_text()) > 80
    case = reader.sees("section[aria-labelledby=best] .card h3 a")
    name = case.inner_text()
    case.click()
    head = reader.sees(".page-head").inner_text()
    assert name in head and words["checked"] in head
    assert reader.sees(".transfer h2").inner_text() == words["transfer"]
    assert reader.sees(".sources h2").inner_text() == words["sources"]
    assert reader.sees(".sources li a").get_attribute("href").startswith("http")
    reader.corrects(name)


def test_a_researcher_follows_a_fact_to_its_source_and_learns_how_to_take_part(reader):
    words, tab = reader.words, reader.tab
    reader.open("innovations/ushahidi")
    number = reader.sees(".facts .refs a")
    target = number.get_attribute("href")
    number.click()
    assert tab.url.endswith(target)
    top = tab.locator(target).bounding_box()["y"]
    assert 0 <= top < reader.viewport["height"]
    assert tab.locator(target).evaluate("source => getComputedStyle(source).backgroundColor") != TRANSPARENT
    reader.corrects("Ushahidi")
    reader.press(words["data"], "footer")
    assert tab.url.endswith(f"/{reader.code}/data")
    reader.press(words["part"], "footer")
    assert reader.sees("#part").inner_text() == words["part"]
    assert reader.link(words["add"]).get_attribute("href") == f"{REPOSITORY}/blob/main/CONTRIBUTING.md"


def chosen(reader, facet: str, value: str):
    """Checks a value of a facet, opening what hides it."""
    box = reader.tab.locator(f"input[name={facet}][value={value}]")
    for cover in box.locator("xpath=ancestor::details").all():
        summary = cover.locator("> summary")
        if cover.get_attribute("open") is None and summary.is_visible():
            summary.click()
    box.check()


def test_an_analyst_takes_a_selection_along_and_asks_in_sql(reader, rows):
    words, tab = reader.words, reader.tab
    expected = rows("""select count(*) from innovations where status = 'discontinued' and id in
        (select innovation from innovation_sectors where sector = 'health')""")[0][0]
    reader.open("innovations")
    chosen(reader, "sectors", "health")
    chosen(reader, "status", "discontinued")
    tab.get_by_role("button", name=words["results"]).click()
    assert reader.sees(".results h2").inner_text().split()[0] == str(expected)
    assert tab.locator(".chips li").count() == 3  # both choices, and the way to remove them
    with tab.expect_download() as download:
        reader.press("CSV")
    table = list(csv.reader(Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()))
    assert len(table) >= expected + 1 and "id" in table[0]
    with tab.expect_navigation() as went:
        reader.press(words["sql"])
    assert went.value.status == 200, went.value.text()
    assert "innovation_sectors" in tab.locator("textarea[name=sql], pre").first.text_content()
    assert tab.locator("table.rows-and-columns tbody tr").count() == expected
    reader.open("data")
    assert reader.sees("#questions").inner_text() == words["questions"]
    reader.sees(".question-list a").click()
    assert re.search("/trendatlas/[a-z_]+$", tab.url)
    assert tab.locator("table.rows-and-columns tbody tr").count() > 0


def reached(tab, name: str):
    """Presses Tab until the focus is on something of this name, which must then be visible and marked."""
    for _ in range(STOPS):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.textContent.trim() || document.activeElement.name") == name:
            style, box = tab.evaluate("[getComputedStyle(document.activeElement).outlineStyle, document.activeElement.getBoundingClientRect().width]")
            assert style != "none" and box > 1, name
            return
    raise AssertionError(f"no way to {name} with the keyboard")


@pytest.mark.parametrize("code", WORDS)
def test_a_keyboard_alone_is_enough(chromium, site, code):
    context, words = chromium.new_context(viewport=DESK, color_scheme="dark", reduced_motion="reduce"), WORDS[code]
    tab = context.new_page()
    tab.goto(f"{site}/{code}/")
    for name, typed, there in (("q", words["word"], "**/search?q=*"), (words["trend"], "", "**/trends/donation-platforms"),
                               (words["foundations"], "", "**#recommendations"), (words["data"], "", "**/data")):
        reached(tab, name)
        tab.keyboard.type(typed)
        tab.keyboard.press("Enter")
        tab.wait_for_url(there)
    context.close()
