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


@pytest.mark.parametrize(("kind", "least"), [("trend", 24), ("innovation", 96), ("tool", 16), ("partnership", 8)])
def test_there_are_as_many_records_as_there_have_been(repository, kind: str, least: int):
    assert len(repository.entries[kind]) >= least, KINDS[kind].plural


def test_most_innovations_are_verified(innovations):
    assert sum(record.review == "verified" for record in innovations) >= 72


def test_the_dead_stay(innovations):
    assert sum(record.status in ("discontinued", "paused") for record in innovations) >= len(innovations) / 5


def test_at_least_half_come_from_outside_europe_and_north_america(repository, innovations):
    elsewhere = sum(
        repository.countries.get(record.origin) not in ("europe", "northern-america")
        for record in innovations
        if record.origin
    )
    assert elsewhere >= len(innovations) / 2


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
