"""What people type, and what they expect to see first."""

import pytest

from tests.site.tree import having, links, text

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
                                             ("Kenia", "/de/innovations/ushahidi"), ("Kenya", "/de/innovations/ushahidi")])
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


def test_an_exact_name_brings_its_kind_to_the_top(page):
    assert found(page, "Storify")[0][0] == "/de/tools/storify"


@pytest.mark.parametrize("words", ['"', "*", "NOT", "a OR", "NEAR(", "name:x", "%00", "'; drop table search; --", "(" * 60, "x" * 5000, "🦊", "%", "^"])
def test_no_typing_breaks_the_search(client, words):
    assert client.get("/de/search", params={"q": words}).status_code == 200
    assert client.get("/de/innovations", params={"q": words}).status_code == 200


def test_an_empty_search_offers_to_search(page):
    assert not having(page("/de/search?q="), "found-group")
