"""Pages of single records: where they come from, what is like them, how to cite them, and what is there in one language alone."""

import asyncio
import re
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.site.tree import having, links, parse, text
from web import records
from web.language import language
from web.pages.citations import FORMS
from web.server import application


@pytest.fixture(scope="module")
def changed(database, tmp_path_factory):
    """Gets pages of a site over a copy of the database that ``change(connection)`` was made to."""
    def over(change):
        copy = tmp_path_factory.mktemp("changed") / "trendatlas.db"
        shutil.copy(database, copy)
        with sqlite3.connect(copy) as connection:
            change(connection)
        connection.close()
        datasette = application(copy)

        def ask(path: str):
            with ThreadPoolExecutor(1) as alone:  # a thread of its own: a browser may have left a running loop in this one
                answer = alone.submit(lambda: asyncio.run(datasette.client.get(path))).result()
            assert answer.status_code == 200, path
            return parse(answer.text)
        return ask
    return over


def in_english_only(connection):
    """Takes the German out of a trend and an innovation of it."""
    connection.execute("update trends set name_de = null, summary_de = null where id = 'crisis-mapping'")
    connection.execute("update innovations set summary_de = null where id = 'ushahidi'")
    connection.execute("delete from trend_texts where trend = 'crisis-mapping' and language = 'de'")
    connection.execute("delete from innovation_texts where innovation = 'ushahidi' and language = 'de'")


@pytest.fixture(scope="module")
def half(changed):
    """The site with records that are only in English so far."""
    return changed(in_english_only)


@pytest.mark.parametrize("path", ["trends/crisis-mapping", "innovations/ushahidi"])
def test_what_is_only_in_one_language_is_shown_and_marked(half, path):
    root = half(f"/de/{path}")
    standfirst = having(root, "standfirst")[0]
    assert [span.get("lang") for span in standfirst.iter("span")][:1] == ["en"]
    assert [(mark.get("title"), mark.text) for mark in having(standfirst, "foreign")] == [("Bisher nur auf Englisch", "EN")]
    lead = having(root, "lead")[0]
    assert lead.get("lang") == "en" and text(having(lead, "foreign-note")[0]) == "Bisher nur auf Englisch"
    assert having(lead, "foreign-note")[0].get("lang") == "de"
    english = half(f"/en/{path}")
    assert not having(english, "foreign") and not having(english, "foreign-note")


@pytest.mark.parametrize("path", ["", "trends", "innovations?q=Ushahidi", "innovations?view=table", "search?q=Ushahidi", "map", "coverage",
                                  "trends/digital-disaster-response"])
def test_no_page_says_none_where_a_text_is_missing(half, path):
    root = half(f"/de/{path}")
    assert "None" not in text(next(root.iter("main")))


def test_a_list_marks_a_name_that_is_only_in_the_other_language(half):
    row = next(row for row in having(half("/de/trends"), "trend-row") if "/de/trends/crisis-mapping" in links(row))
    assert {mark.text for mark in having(row, "foreign")} == {"EN"}
    assert next(row.iter("a")).find("span").get("lang") == "en"


def three_generations(connection):
    """Wakelet, which took over from Storify, is replaced in turn, and at last by its own forerunner."""
    connection.execute("insert into tool_succeeded_by values ('wakelet', 'mailchimp', 1)")
    connection.execute("insert or ignore into tool_succeeded_by values ('mailchimp', 'storify', 1)")


def test_a_line_of_descent_runs_from_the_first_to_the_last(changed):
    ask = changed(lambda connection: connection.execute("insert into tool_succeeded_by values ('wakelet', 'mailchimp', 1)"))
    for tool in ("storify", "wakelet", "mailchimp"):
        line = having(ask(f"/en/tools/{tool}"), "descent")[0]
        told = [text(step) for step in line]
        assert len(told) == 3 and told[0].startswith("Storify") and "Wakelet" in told[1] and told[2].startswith("Mailchimp"), tool
        here = [strong for strong in line.iter("strong") if strong.get("aria-current")]
        assert len(here) == 1 and f"/en/tools/{tool}" not in links(line)


def test_records_that_replace_one_another_in_a_circle_have_an_end(changed):
    assert len(having(changed(three_generations)("/en/tools/storify"), "descent")[0]) <= 2 * records.FAR + 1


@pytest.mark.parametrize("kind", ["innovation", "tool"])
def test_every_succession_is_told_on_both_pages(page, rows, kind):
    for earlier, later in rows(f"select {kind}, successor from {kind}_succeeded_by"):
        assert f"/de/{kind}s/{later}" in links(having(page(f"/de/{kind}s/{earlier}"), "descent")[0])
        assert f"/de/{kind}s/{earlier}" in links(having(page(f"/de/{kind}s/{later}"), "descent")[0])


def test_a_reason_for_likeness_names_what_both_have(page, rows):
    shelf = next(section for section in page("/en/innovations/ushahidi").iter("section") if section.get("aria-labelledby") == "similar")
    for card in having(shelf, "card"):
        record, why = links(card)[0].rsplit("/", 1)[1], text(having(card, "why")[0])
        for kind, table, column in (("technology", "technologies", "technology"), ("target group", "beneficiaries", "beneficiary")):
            named = re.search(rf"same {kind} \(([^)]*)\)", why, re.IGNORECASE)
            both = {name for (name,) in rows(
                f"select name_en from innovation_{table} a join innovation_{table} b using ({column}) join {table} t on t.id = {column}"
                " where a.innovation = 'ushahidi' and b.innovation = ?", record)}
            assert named is None or set(named[1].split(", ")) <= both, why


def test_parts_of_a_sentence_are_strung_together_as_the_language_does():
    assert language("de").listed(["a", "b", "c"]) == "a, b und c"
    assert language("en").listed(["a", "b", "c"]) == "a, b and c"
    assert language("de").listed([]) == ""


@pytest.mark.parametrize("path", ["trends/crisis-mapping", "innovations/ushahidi", "tools/storify",
                                  "partnerships/payback-spendenwelt-betterplace"])
@pytest.mark.parametrize("form, first, url", [("bib", "@misc{trendatlas-", r"url = \{(\S+)\}"), ("ris", "TY  - ELEC\r\n", r"UR  - (\S+)")])
def test_a_record_is_cited_by_reference_managers(client, page, path, form, first, url):
    assert f"/de/{path}.{form}" in links(having(page(f"/de/{path}"), "cite")[0])
    answer = client.get(f"/de/{path}.{form}")
    assert answer.status_code == 200 and answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text.startswith(first)
    assert re.search(url, answer.text)[1].endswith(f"/de/{path}")


def test_what_is_not_there_cannot_be_cited(client):
    assert client.get("/de/trends/nothing-here.bib").status_code == 404


def test_signs_that_mean_something_to_bibtex_are_escaped():
    fields = {"title": "A & B {50%}_#\\$", "date": "2026-11-25", "url": "https://x/de/tools/a", "language": "de", "note": ""}
    assert r"title = {{A \& B \{50\%\}\_\#/\$}}," in FORMS["bib"]("a", fields)


def test_a_title_stays_on_one_line_of_ris():
    fields = {"title": "One\nER  - two", "date": "", "url": "u", "language": "de", "note": ""}
    assert FORMS["ris"]("a", fields).count("\r\n") == 7 and "TI  - One ER - two\r\n" in FORMS["ris"]("a", fields)


def test_figures_are_drawn_for_a_desk_and_for_a_phone(page, rows):
    record = rows("select innovation from innovation_figures group by innovation, metric having count(*) > 2 limit 1")[0][0]
    block = having(page(f"/de/innovations/{record}"), "figure-block")[0]
    widths = [next(having(block, name)[0].iter("svg")).get("viewbox").split()[2] for name in ("drawing-wide", "drawing-narrow")]
    assert [float(width) for width in widths] == [480, 320]
