"""Pages on paper: what is printed, on how many sheets, and that nothing of the way around the site is."""

import re

import pytest

pytestmark = pytest.mark.browser
AROUND = ("nav", "form", "button", ".skip", ".language", ".button-quiet", ".more-link", ".colophon")
A4 = (595, 842)  # points


@pytest.fixture
def paper(chromium):
    """A tab that shows pages as they are printed."""
    context = chromium.new_context(viewport={"width": 680, "height": 960}, color_scheme="dark")
    tab = context.new_page()
    tab.emulate_media(media="print")
    yield tab
    context.close()


def longest(rows, kind: str) -> str:
    """The record with the most to print."""
    return rows(f"""
        select {kind}, sum(size) as total from (select {kind}, length(html) as size from {kind}_texts where language = 'de'
            union all select {kind}, 60 + length(title) + length(coalesce(url, '')) from {kind}_sources) group by 1 order by 2 desc limit 1""")[0][0]


@pytest.mark.parametrize("kind", ["trend", "innovation"])
@pytest.mark.parametrize("code", ["de", "en"])
def test_the_longest_record_takes_two_sheets(paper, site, rows, kind, code):
    for record in {longest(rows, kind), {"trend": "crisis-mapping", "innovation": "ushahidi"}[kind]}:
        paper.goto(f"{site}/{code}/{kind}s/{record}")
        pdf = paper.pdf(prefer_css_page_size=True)
        sizes = [tuple(round(float(number)) for number in box.split()[2:]) for box in re.findall(rb"/MediaBox \[([^\]]*)\]", pdf)]
        assert sizes in ([A4] * 2, [A4]), record


def test_a_trend_is_printed_with_all_of_a_handout(paper, site):
    paper.goto(f"{site}/de/trends/crisis-mapping")
    for part in ("h1", ".standfirst", ".stages", ".opportunities", ".risks", ".recommendations", ".cards .card", ".chart svg", ".sources", ".citation"):
        assert paper.locator(part).first.is_visible(), part
    assert paper.locator(".cards .card:visible").count() == 3


@pytest.mark.parametrize("path", ["de/trends/crisis-mapping", "en/innovations/ushahidi", "de/innovations", "en/"])
def test_the_way_around_is_not_printed(paper, site, path):
    paper.goto(f"{site}/{path}")
    assert [part for part in AROUND if paper.locator(f"{part}:visible").count()] == []


def test_sources_are_printed_with_their_addresses(paper, site):
    paper.goto(f"{site}/de/innovations/ushahidi")
    first = paper.locator(".sources a").first
    assert first.get_attribute("href") in first.evaluate("link => getComputedStyle(link, '::after').content")


def test_a_page_is_printed_dark_on_white_for_readers_with_dark_screens(paper, site):
    paper.goto(f"{site}/de/trends/crisis-mapping")
    colours = paper.evaluate("[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]")
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_what_a_page_says_to_programs_troubles_no_policy(chromium, site):
    tab, troubles = chromium.new_page(), []
    tab.on("console", lambda message: troubles.append(message.text))
    tab.on("pageerror", lambda error: troubles.append(str(error)))
    for path in ("de/", "de/data", "de/trends/crisis-mapping", "en/innovations/ushahidi", "en/tools/storify"):
        tab.goto(f"{site}/{path}")
        assert tab.locator("script[type='application/ld+json']").count() == 1
    tab.close()
    assert troubles == []
