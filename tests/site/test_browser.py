"""Each kind of page in a real browser: accessible, light, quiet, usable with a keyboard and without script."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from pipeline.vocabularies import LANGUAGES
from tests.site import addresses

pytestmark = pytest.mark.browser
EVERY = [f"/{code}/{path}" for code in LANGUAGES for path in (*addresses.PAGES, addresses.MISSING[0])]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
HEAVIEST = 150_000  # bytes of HTML, style and script
COLOURS = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
MOVED = """new Promise(done => { let sum = 0;
    new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
        .observe({type: 'layout-shift', buffered: true});
    setTimeout(() => done(sum), 50); })"""


@pytest.fixture(scope="module")
def tab(chromium):
    """A tab of a desktop browser."""
    context = chromium.new_context(viewport=DESK, color_scheme="light", reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def scriptless(chromium):
    """Opens a tab without script, of a given size."""
    contexts = []

    def open_tab(viewport: dict):
        contexts.append(chromium.new_context(java_script_enabled=False, viewport=viewport))
        return contexts[-1].new_page()

    yield open_tab
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", EVERY)
def test_a_page_is_accessible_in_light_and_dark_and_fits_a_phone(tab, site, path):
    tab.set_viewport_size(DESK)
    tab.emulate_media(color_scheme="light")
    tab.goto(site + path)
    assert tab.evaluate(MOVED) < 0.02
    results = Axe().run(tab)
    assert results.violations_count == 0, results.generate_report()
    if path.startswith("/de/"):  # colours are the same in both languages
        tab.emulate_media(color_scheme="dark")
        results = Axe().run(tab, options=COLOURS)
        assert results.violations_count == 0, results.generate_report()
    tab.set_viewport_size(PHONE)
    assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("path", EVERY)
def test_a_page_asks_nobody_else_and_weighs_little(chromium, site, path):
    context = chromium.new_context(viewport=PHONE)
    page, asked, weight = context.new_page(), [], {}

    def note(response):
        asked.append(response.url)
        if response.request.resource_type in ("document", "stylesheet", "script"):
            weight[response.url] = len(response.body())

    page.on("response", note)
    page.goto(site + path)
    context.close()
    assert [url for url in asked if not url.startswith(site)] == []
    assert sum(weight.values()) < HEAVIEST, weight


def test_a_selection_is_made_without_script(scriptless, site):
    page = scriptless(DESK)
    page.goto(f"{site}/en/innovations")
    box = page.locator("input[name=sectors]").first
    value = box.get_attribute("value")
    box.check()
    page.get_by_role("button", name="Show results").click()
    assert f"sectors={value}" in page.url
    page.get_by_role("link", name="Deutsch").click()
    assert page.url.endswith(f"/de/innovations?q=&sectors={value}")
    assert "Bereich: " in page.locator(".chips").inner_text()


def test_a_phone_can_open_the_filters(scriptless, site):
    page = scriptless(PHONE)
    page.goto(f"{site}/de/innovations")
    apply = page.get_by_role("button", name="Ergebnisse zeigen")
    assert not apply.is_visible()
    page.get_by_text("Filtern", exact=True).click()
    assert apply.is_visible()


def test_a_keyboard_reaches_the_content_first(tab, site):
    tab.set_viewport_size(DESK)
    tab.goto(f"{site}/de/trends")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Zum Inhalt springen"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "content"


def test_a_chart_is_named_for_screen_readers(tab, site):
    tab.goto(f"{site}/de/trends/crisis-mapping")
    assert tab.get_by_role("img", name="Fälle nach Jahren").count() == 1
