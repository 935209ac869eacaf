"""The records themselves: all valid, and never fewer or thinner than they have been."""

import pytest

from pipeline.check import check
from pipeline.problems import errors
from pipeline.read import read
from pipeline.records import KINDS
from tests.conftest import ROOT

NAMED_AT_THE_START = {
    "innovation": ["betterplace-org", "payback-spendenwelt", "ushahidi", "m-pesa", "u-report"],
    "tool": ["basecamp", "highrise", "google-hangouts", "gotomeeting", "google-docs", "storify"],
    "partnership": ["payback-spendenwelt-betterplace"],
    "trend": ["beneficiary-feedback", "social-networks-for-good", "donation-platforms"],
}


@pytest.fixture(scope="module")
def repository():
    return read(ROOT)[0]


@pytest.fixture(scope="module")
def innovations(repository):
    return [entry.record for entry in repository.entries["innovation"].values()]


def test_no_record_has_an_error(repository):
    problems = read(ROOT)[1] + check(repository, ROOT)
    assert not errors(problems), "\n".join(map(str, errors(problems)))


@pytest.mark.parametrize(("kind", "least"), [("trend", 43), ("innovation", 410), ("tool", 64), ("partnership", 46)])
def test_there_are_as_many_records_as_there_have_been(repository, kind: str, least: int):
    assert len(repository.entries[kind]) >= least, KINDS[kind].plural


@pytest.fixture(scope="module")
def verified(innovations):
    return [record for record in innovations if record.review == "verified"]


def test_four_hundred_innovations_are_verified_and_all_say_what_others_can_take_over(verified):
    assert len(verified) >= 400 and all(record.transfer for record in verified)


def test_the_dead_stay(verified):
    assert sum(record.status in ("discontinued", "paused") for record in verified) >= len(verified) / 5


def test_most_innovations_come_from_outside_europe_and_north_america(repository, verified):
    known = [repository.countries[record.origin] for record in verified]
    assert sum(region not in ("europe", "northern-america") for region in known) >= len(known) * 0.55
    assert len({record.origin for record in verified}) >= 60


def test_figures_show_change_over_time(verified):
    assert sum(bool(record.figures) for record in verified) >= 300
    assert sum(_has_a_series(record.figures) for record in verified) >= 200


def _has_a_series(figures) -> bool:
    """Whether one thing is counted for two different times."""
    times = {}
    for figure in figures:
        times.setdefault((figure.metric, figure.unit), set()).add(figure.as_of)
    return any(len(found) > 1 for found in times.values())


def test_every_trend_has_six_cases_from_two_continents(repository, verified):
    for trend in repository.entries["trend"]:
        regions = [repository.countries[record.origin] for record in verified if trend in record.trends]
        assert len(regions) >= 6 and len(set(regions)) >= 2, trend


def test_tools_serve_every_task_and_half_are_open_source(repository):
    tools = [entry.record for entry in repository.entries["tool"].values()]
    for task in repository.terms("tasks"):
        assert sum(task in tool.tasks for tool in tools) >= 5, task
    assert sum(tool.licence == "open-source" for tool in tools) >= len(tools) / 2
    assert sum(tool.status == "discontinued" and bool(tool.succeeded_by) for tool in tools) >= 10


def test_partnerships_show_every_form_and_how_some_failed(repository):
    records = [entry.record for entry in repository.entries["partnership"].values()]
    assert {form for record in records for form in record.forms} == set(repository.terms("forms"))
    assert sum(record.status == "discontinued" for record in records) >= 5
    assert sum(_is_at_home_in(repository, record, {"DE", "AT", "CH"}) for record in records) >= 15


def _is_at_home_in(repository, partnership, countries: set[str]) -> bool:
    """Whether a partner has its seat in one of the countries."""
    ids = (
        repository.organisation_ids.get(name)
        for name in (*partnership.social_partners, *partnership.corporate_partners)
    )
    return any(repository.entries["organisation"][key].record.country in countries for key in ids if key)


def test_every_trend_has_assessments_opportunities_risks_recommendations_and_cases(repository, innovations):
    for trend in repository.entries["trend"].values():
        record = trend.record
        assert record.assessments and record.opportunities and record.risks, trend.id
        assert set(record.recommendations) == set(repository.terms("audiences")), trend.id
        assert any(trend.id in innovation.trends for innovation in innovations), trend.id


@pytest.mark.parametrize("kind", NAMED_AT_THE_START)
def test_what_the_founding_text_names_is_there(repository, kind: str):
    assert set(NAMED_AT_THE_START[kind]) <= set(repository.entries[kind])


def test_the_donation_world_has_figures_over_time_and_gains_on_both_sides(repository):
    record = repository.entries["partnership"]["payback-spendenwelt-betterplace"].record
    assert len({figure.as_of for figure in record.figures if figure.metric == "donation-volume"}) >= 3
    assert record.benefits.social and record.benefits.corporate
