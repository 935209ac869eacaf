"""Each rule finds what breaks it, at its place, and says what to write instead; the example breaks none."""

from pathlib import Path

import pytest

from pipeline.check import RULES
from pipeline.read import RULES as READING_RULES
from tests.conftest import problems_in, spoil

CASE, TWO = "innovations/w/well-watch.yml", "innovations/w/well-watch-two.yml"
TREND, TOOL = "trends/water-reports.yml", "data/tools/form-maker.yml"
PARTNERS, ORGANISATIONS = "data/partnerships/wells-and-pumps.yml", "data/organisations.yml"
MOVED = "data/moved.yml"
REGIONS, STAGES = "data/vocabularies/regions.yml", "data/vocabularies/stages.yml"

# rule, file, old text, new text, what is said
BREAKS = [
    (
        "unknown-term",
        CASE,
        "[water]  # terms",
        "[watr]  # terms",
        "'watr' is no term of sectors; did you mean 'water'?",
    ),
    ("unknown-term", CASE, "origin: NO", "origin: XX", "'XX' is no term of countries; write a code of ISO 3166-1"),
    ("unknown-term", CASE, "unit: NOK", "unit: kr", "'kr' is no term of currencies"),
    ("unknown-term", TREND, "  nonprofits:", "  charities:", "'charities' is no term of audiences"),
    (
        "unknown-record",
        CASE,
        "[water-reports]",
        "[water-report]",
        "'water-report' is no trend; did you mean 'water-reports'?",
    ),
    ("unknown-record", CASE, "[well-watch-two]", "[well-watch]", "'well-watch' is this very record; remove it"),
    (
        "unknown-source",
        CASE,
        "source: ministry",
        "source: ministery",
        "no source 'ministery'; did you mean 'ministry'?",
    ),
    (
        "unknown-source",
        TREND,
        "    source: study",
        "    source: books",
        "this record has no source 'books'; write one of study",
    ),
    ("source-once", CASE, "wellwatch.example.org/end", "ministry.example.org/wells", "source 1 has the same url"),
    (
        "successor-circle",
        TWO,
        "status: active",
        "status: active\nsucceeded_by: [well-watch]",
        "well-watch-two succeeded it and is succeeded by it",
    ),
    (
        "supports",
        CASE,
        "[started, origin, status,",
        "[start, started, origin, status,",
        "'start' is no field of an innovation that a source can back",
    ),
    ("supports", TWO, "[status, description]", "[status, description, figures]", "this record has no `figures`"),
    ("backing", CASE, "[started, origin, status,", "[started, status,", "`verified`, but no source supports `origin`"),
    ("independence", CASE, "kind: public-body", "kind: partner", "no source is independent of the organisation"),
    (
        "currency",
        CASE,
        "    unit: NOK  # money needs its currency, ISO 4217\n",
        "",
        "an amount of money without a currency; write `unit: EUR`",
    ),
    ("currency", CASE, "metric: funding-received", "metric: users", "`users` is no amount of money; remove `unit`"),
    ("future", CASE, "as_of: 2014", "as_of: 2999", "`as_of: 2999` lies in the future"),
    ("order", CASE, "ended: 2019", "ended: 2011", "it ended in 2011, before it started in 2012-05"),
    ("order", TREND, "accessed: 2026-11-24", "accessed: 2018-01-01", "before it was published in 2019-03-01"),
    ("ended", CASE, "status: discontinued", "status: active", "it ended in 2019, but its status is 'active'"),
    ("end-unknown", TWO, "status: active", "status: discontinued", "discontinued, but nobody knows when"),
    ("assessment-once", TREND, "as_of: 2019", "as_of: 2014", "there is another assessment for 2014"),
    ("one-language", TWO, "\n  en: The code is free.", "", "`transfer` has no English text; add `en:` beside `de:`"),
    (
        "same-text",
        TWO,
        "en: The code is free.",
        "en: Der Code ist frei.",
        "`transfer` is the same in German and in English",
    ),
    (
        "licence",
        TOOL,
        "licence: open-source",
        "licence: proprietary",
        "`spdx: AGPL-3.0-or-later` stands beside `licence: proprietary`",
    ),
    (
        "organisation-sources",
        ORGANISATIONS,
        None,
        "other:\n  name: Other\n  kind: nonprofit\n",
        "'Other' has no source",
    ),
    (
        "moved",
        MOVED,
        "brunnenwacht: well-watch",
        "brunnenwacht: well-watches",
        "'well-watches' is no innovation; did you mean 'well-watch'?",
    ),
    (
        "moved",
        MOVED,
        "brunnenwacht: well-watch",
        "well-watch-two: well-watch",
        "'well-watch-two' is the id of an innovation today; remove the line",
    ),
    ("same-name", TWO, "name: Pumpenmelder", "name: Brunnenwacht", "well-watch.yml has the same name"),
    ("near-name", TWO, "name: Pumpenmelder", "name: Well Watchh", "is nearly the name of"),
    (
        "same-homepage",
        TWO,
        "status: active",
        "status: active\nlinks:\n  homepage: http://www.wellwatch.example.org",
        "has the same homepage",
    ),
    ("organisation-spelling", PARTNERS, "[Pumpen AG]", "[Pumpen AG, Brunnen-Bund]", "'Brunnen-Bund' is spelled"),
    (
        "same-paragraph",
        TWO,
        "de: Nachfolgerin der SMS-Meldungen, mit Fotos und Standort.",
        "de: Wer einen defekten Brunnen sieht, schickt dessen Nummer an eine Kurzwahl. Die Meldung landet bei der zuständigen Werkstatt, und alle im Dorf können den Stand der Reparatur abfragen.",
        "has the same paragraph",
    ),
    ("region-countries", REGIONS, "countries: [AO, ", "countries: [AO, FR, ", "'FR' is in 'africa' too"),
    ("region-countries", REGIONS, "countries: [AO, ", "countries: [AO, QQ, ", "'QQ' is no country"),
    ("term-names", STAGES, "en: growing", "en: emerging", "'emerging' is called 'emerging' too; tell the two apart"),
]


@pytest.mark.parametrize(
    ("rule", "file", "old", "new", "words"), BREAKS, ids=[f"{row[0]}-{i}" for i, row in enumerate(BREAKS)]
)
def test_a_broken_rule_is_told_once_and_nothing_else(
    example: Path, rule: str, file: str, old: str | None, new: str, words: str
):
    if old is None:
        path = example / file
        path.write_text(path.read_text(encoding="utf-8") + new, encoding="utf-8")
    else:
        spoil(example, file, old, new)
    problems = problems_in(example)
    assert [problem.rule for problem in problems] == [rule], [str(problem) for problem in problems]
    assert words in str(problems[0])
    line = (example / problems[0].file).read_text(encoding="utf-8").splitlines()[problems[0].line - 1]
    assert problems[0].column <= len(line) and line.strip()


def test_a_trend_without_cases_is_a_warning(example: Path):
    (example / "trends/lonely.yml").write_text(
        (example / TREND)
        .read_text(encoding="utf-8")
        .replace("Wassermeldungen", "Andere")
        .replace("Water reports", "Others")
        .replace("Brunnen", "Quellen"),
        encoding="utf-8",
    )
    told = [problem for problem in problems_in(example) if problem.rule == "trend-without-cases"]
    assert [(problem.file, problem.severity) for problem in told] == [("trends/lonely.yml", "warning")]


def test_a_record_is_verified_only_with_all_that_this_needs(example: Path):
    spoil(example, TWO, "review: draft", "review: verified")
    told = [problem.message for problem in problems_in(example)]
    assert sorted(told) == [
        "`verified`, but `organisations` is missing",
        "`verified`, but `origin` is missing",
        "`verified`, but `started` is missing",
        "`verified`, but no source is independent of the organisation",
    ]


def test_the_example_breaks_no_rule(example: Path):
    assert problems_in(example) == []


def test_every_rule_is_broken_here():
    assert {row[0] for row in BREAKS} | {"trend-without-cases"} == set(RULES)


def test_no_rule_has_two_meanings():
    assert not set(RULES) & set(READING_RULES)


def test_an_unreadable_record_does_not_make_others_wrong(example: Path):
    spoil(example, TREND, "cluster: livelihoods", "cluster: [")
    assert {problem.file for problem in problems_in(example)} == {TREND}
