"""Each page in one language alone: its words, its vocabulary, its numbers and dates."""

import re

import pytest
from babel.messages.pofile import read_po

from pipeline.vocabularies import LANGUAGES
from tests.site import addresses
from tests.site.catalogue import used
from tests.site.tree import having, text
from web.language import language, preferred, sorting
from web.settings import FOLDER


def messages(code: str) -> dict:
    """The catalogue of a language."""
    with (FOLDER / "locales" / code / "LC_MESSAGES" / "site.po").open("rb") as file:
        return {message.id: message.string for message in read_po(file) if message.id}


def test_every_message_has_its_german_and_no_german_is_left_over():
    german = {key: all([value] if isinstance(value, str) else value) for key, value in messages("de").items()}
    assert {message for message in used() if not german.get(message)} == set()
    assert set(german) - used() == set()


def test_the_places_in_a_translation_are_those_of_the_message():
    def places(value):
        return set(re.findall(r"%\((\w+)\)s", value if isinstance(value, str) else " ".join(value)))
    assert [key for key, value in messages("de").items() if places(key) != places(value)] == []


def strings(root) -> set[str]:
    """Every piece of text of a page outside of parts that are marked as another language."""
    found, code = set(), root.get("lang")

    def walk(element, foreign):
        foreign = foreign or element.get("lang", code) != code
        if not foreign:
            found.add((element.text or "").strip())
            found.update(element.get(name, "") for name in ("title", "aria-label", "placeholder", "alt"))
        for child in element:
            walk(child, foreign)
            if not foreign:
                found.add((child.tail or "").strip())

    walk(root, False)
    return found - {""}


@pytest.mark.parametrize("path", addresses.PAGES)
def test_a_page_says_nothing_in_the_other_language(page, rows, path):
    german = {key: value for key, value in messages("de").items() if isinstance(key, str) and key != value}
    terms = [row for table in ("clusters", "stages", "statuses", "sectors", "technologies", "beneficiaries", "regions", "countries",
                               "forms", "benefits", "tasks", "hosting", "licences", "source_kinds", "access", "reviews", "metrics")
             for row in rows(f"select name_de, name_en from {table}")]
    only_german = {german for german, english in terms} | set(german.values())
    only_english = {english for german, english in terms} | set(german)
    both = only_german & only_english
    assert strings(page(f"/de/{path}")) & (only_english - both) == set()
    assert strings(page(f"/en/{path}")) & (only_german - both) == set()


@pytest.mark.parametrize("path", addresses.PAGES)
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_names_its_language_and_leads_to_the_other(page, code, path):
    root = page(f"/{code}/{path}")
    other = next(one for one in LANGUAGES if one != code)
    assert root.get("lang") == code
    assert [link.get("href") for link in having(root, "language")] == [f"/{other}/{path}"]


def test_the_switch_keeps_a_selection(page):
    query = "innovations?sectors=health&sectors=education&q=sms"
    assert having(page(f"/de/{query}"), "language")[0].get("href") == f"/en/{query}"


def test_facets_are_in_the_readers_language(page):
    names = {code: {text(label).rsplit(maxsplit=1)[0] for facet in having(page(f"/{code}/innovations"), "facet") for label in facet.iter("label")}
             for code in LANGUAGES}
    assert {"Kenia", "aktiv", "Gesundheit und Pflege"} <= names["de"]
    assert {"Kenya", "active", "Health and care"} <= names["en"]


@pytest.mark.parametrize("header, code", [
    ("de", "de"), ("de-AT,de;q=0.9,en;q=0.5", "de"), ("en-GB", "en"), ("fr, de;q=0.7, en;q=0.3", "de"), ("en;q=0.2,de;q=0.8", "de"),
    ("fr", "en"), ("", "en"), ("*", "en"), (";q=,;;q=x,de", "de"), ("de;q=0", "en"),
])
def test_the_first_page_is_in_the_language_the_browser_asks_for(header, code):
    assert preferred(header) == code


def test_the_root_leads_to_a_language_and_caches_are_told(client):
    answer = client.get("/", headers={"Accept-Language": "de"})
    assert (answer.status_code, answer.headers["location"], answer.headers["vary"]) == (302, "/de/", "Accept-Language")


@pytest.mark.parametrize("partial, german, english", [
    ("2012", "2012", "2012"), ("2012-05", "Mai 2012", "May 2012"), ("2012-05-17", "17. Mai 2012", "17 May 2012"), (None, "", "")])
def test_dates_are_as_exact_as_their_source(partial, german, english):
    assert (language("de").date(partial), language("en").date(partial)) == (german, english)


def test_figures_are_written_as_each_language_does():
    assert (language("de").amount(1250000, "EUR"), language("en").amount(1250000, "EUR")) == ("1.250.000\xa0€", "€1,250,000")
    assert (language("de").amount(12.5, None), language("en").amount(12.5, None)) == ("12,5", "12.5")


def test_a_text_that_is_only_in_the_other_language_is_shown_and_marked():
    row = {"summary_de": None, "summary_en": "Only English."}
    assert language("de").text(row, "summary") == ("Only English.", "en")
    assert language("de").text({"summary_de": "", "summary_en": None}, "summary") is None


def test_names_are_sorted_as_in_a_german_dictionary():
    names = ["Zebra", "Ärzte", "#Wir", "Arzt", "Øre", "strasse", "Straßen", "„Zug“", "Ofen", "émile", "Emil"]
    assert sorted(names, key=sorting) == ["Arzt", "Ärzte", "Emil", "émile", "Ofen", "Øre", "strasse", "Straßen", "#Wir", "Zebra", "„Zug“"]


@pytest.mark.parametrize("table", ["innovations", "tools"])
def test_lists_by_name_are_sorted_so(client, table):
    names = [row["name"] for row in client.get(f"/de/{table}.json?sort=name").json()]
    assert names == sorted(names, key=sorting)
