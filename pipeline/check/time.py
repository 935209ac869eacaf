"""Rules about time: what cannot have happened in this order, or not yet."""

from collections.abc import Iterator
from datetime import date

from pydantic.fields import FieldInfo

from pipeline.check.rule import Finding, rule, said_values
from pipeline.problems import WARNING
from pipeline.records.shapes import Shape
from pipeline.repository import Entry, Repository

DATES = {"started", "ended", "status_as_of", "as_of", "published", "accessed", "founded"}


def _after(first: str, second: str) -> bool:
    """Whether ``first`` is surely later than ``second``; ``2012`` and ``2012-05`` may be the same time."""
    shared = min(len(first), len(second))
    return first[:shared] > second[:shared]


def _one_value(info: FieldInfo, shape: Shape) -> bool:
    return shape is Shape.SCALAR


@rule("future", "No date lies in the future.")
def future(entry: Entry, repository: Repository) -> Iterator[Finding]:
    today = date.today().isoformat()
    for path, _, _, value in said_values(entry, _one_value):
        if path[-1] in DATES and _after(value, today):
            yield Finding(entry, path, f"`{path[-1]}: {value}` lies in the future", "write a date that has come")


@rule("order", "Nothing ends before it starts, and no page is read before it is published.")
def order(entry: Entry, repository: Repository) -> Iterator[Finding]:
    started, ended = getattr(entry.record, "started", None), getattr(entry.record, "ended", None)
    if started and ended and _after(started, ended):
        yield Finding(entry, ("ended",), f"it ended in {ended}, before it started in {started}", "mend one of the two")
    for index, source in enumerate(entry.record.sources):
        if source.published and _after(source.published, source.accessed):
            yield Finding(
                entry,
                ("sources", index, "accessed"),
                f"read in {source.accessed}, before it was published in {source.published}",
                "mend one of the two",
            )


@rule("ended", "What has ended has the status discontinued.")
def ended(entry: Entry, repository: Repository) -> Iterator[Finding]:
    if getattr(entry.record, "ended", None) and entry.record.status != "discontinued":
        yield Finding(
            entry,
            ("status",),
            f"it ended in {entry.record.ended}, but its status is {entry.record.status!r}",
            "write `status: discontinued`, or remove `ended`",
        )


@rule("end-unknown", "What is discontinued says when it ended.", severity=WARNING)
def end_unknown(entry: Entry, repository: Repository) -> Iterator[Finding]:
    if getattr(entry.record, "status", None) == "discontinued" and not entry.record.ended:
        yield Finding(entry, ("status",), "discontinued, but nobody knows when", "add `ended` if a source says so")


@rule("assessment-once", "A trend has one assessment for each time.")
def assessment_once(entry: Entry, repository: Repository) -> Iterator[Finding]:
    seen = set()
    for index, assessment in enumerate(getattr(entry.record, "assessments", [])):
        if assessment.as_of in seen:
            yield Finding(
                entry,
                ("assessments", index, "as_of"),
                f"there is another assessment for {assessment.as_of}",
                "make one of the two",
            )
        seen.add(assessment.as_of)
