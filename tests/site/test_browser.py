"""Each kind of page in a real browser: accessible, light, quiet, usable with a keyboard and without script."""

import re

import pytest

from pipeline.vocabularies import LANGUAGES
from tests.site import addresses

pytestmark = pytest.mark.browser
EVERY = [f"/{code}/{path}" for code in LANGUAGES for path in (*addresses.PAGES, addresses.MISSING[0])]
KINDS = [f"/de/{path}" for path in addresses.PAGES]


@pytest.fixture(scope="module", params=["light", "dark"])
def coloured(request, chromium):
    """A tab in light and in dark."""
    context = chromium.new_context(color_scheme=request.param, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def tab(chromium):
    """A tab without script."""
    context = chromium.new_context(java_script_enabled=True, viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", EVERY)
def test_a_page_is_accessible(coloured, site, path):
    from axe_playwright_python.sync_playwright import Axe
    coloured.goto(site + path)
    results = Axe().run(coloured)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("path", EVERY)
def test_a_page_asks_nobody_else_weighs_little_and_fits_a_phone(tab, site, path):
    asked, weight = [], {}

    def note(response):
        asked.append(response.url)
        if response.request.resource_type in ("document", "stylesheet", "script"):
            weight[response.url] = len(response.body())

    tab.on("response", note)
    tab.goto(site + path, wait_until="networkidle")
    tab.remove_listener("response", note)
    assert [url for url in asked if not url.startswith(site) and not url.startswith("data:")] == []
    assert sum(weight.values()) < 150_000, weight
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", KINDS)
def test_nothing_moves_while_a_page_loads(tab, site, path):
    tab.goto(site + path, wait_until="networkidle")
    moved = tab.evaluate("""new Promise(done => { let sum = 0;
        new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
            .observe({type: 'layout-shift', buffered: true});
        setTimeout(() => done(sum), 60); })""")
    assert moved < 0.02


def test_a_selection_is_made_without_script(chromium, site):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{site}/en/innovations")
    page.get_by_label(re.compile("^Health")).first.check()
    page.get_by_role("button", name="Show results").click()
    assert "sectors=health" in page.url
    page.get_by_role("link", name="Deutsch").click()
    assert page.url.endswith("/de/innovations?q=&sectors=health")
    assert page.locator(".chips").inner_text().startswith("Entfernen: Bereich: Gesundheit")
    context.close()


def test_a_phone_can_open_the_filters(chromium, site):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{site}/de/innovations")
    assert not page.get_by_role("button", name="Ergebnisse zeigen").is_visible()
    page.get_by_text("Filtern", exact=True).click()
    assert page.get_by_role("button", name="Ergebnisse zeigen").is_visible()
    context.close()


def test_a_keyboard_reaches_the_content_first(chromium, site):
    page = chromium.new_page()
    page.goto(f"{site}/de/trends")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Zum Inhalt springen"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.close()


def test_a_chart_of_every_trend_is_named_for_screen_readers(chromium, site):
    page = chromium.new_page()
    page.goto(f"{site}/de/trends/crisis-mapping")
    assert page.get_by_role("img", name="Fälle nach Jahren").count() == 1
    page.close()
