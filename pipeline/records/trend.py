"""A trend: a movement that several innovations show."""

from typing import Annotated

from pipeline.records.fields import Ids, Line, Once, PartialDate, Strict, fact
from pipeline.records.parts import Label, Passage, Record, Sentence


class Assessment(Strict):
    """How far a trend had come at a time, and why one may say so."""

    as_of: PartialDate = fact("The time for which it holds.", "Der Zeitpunkt, für den sie gilt.", example=2026)
    stage: str = fact(
        "The stage then; on the radar the ring.",
        "Die Stufe zu dieser Zeit; auf dem Radar der Ring.",
        vocabulary="stages",
        example="growing",
    )
    rationale: Passage = fact("Why this stage.", "Warum diese Stufe.")
    sources: Ids = fact(
        "Ids of the sources of this record that show it.",
        "Kennungen der Quellen dieses Datensatzes, die es zeigen.",
        source=True,
        one="source",
        min_length=1,
    )


class EarlierName(Strict):
    """What another trend report called the trend."""

    name: Line = fact("The name in that report.", "Der Name in jenem Bericht.", min_length=1, max_length=100)
    edition: Line = fact(
        "The report and its edition.",
        "Der Bericht und seine Ausgabe.",
        min_length=1,
        max_length=100,
        example="betterplace lab Trendreport 2014",
    )
    source: str = fact(
        "Id of the source of this record that says so.",
        "Kennung der Quelle dieses Datensatzes, die das sagt.",
        source=True,
    )


class Trend(Record):
    """A movement that several innovations show."""

    name: Label = fact("Name.", "Name.")
    summary: Sentence = fact("What moves, in one sentence.", "Was sich bewegt, in einem Satz.")
    description: Passage = fact(
        "Where it comes from, what it changes, what is known and disputed.",
        "Woher er kommt, was er ändert, was bekannt und was umstritten ist.",
    )
    cluster: str = fact(
        "Field of action; on the radar the sector.",
        "Handlungsfeld; auf dem Radar der Sektor.",
        vocabulary="clusters",
        facet=True,
        example="crisis",
    )
    assessments: list[Assessment] = fact(
        "Its stage over time; the newest is the radar's ring.",
        "Seine Stufe im Lauf der Zeit; die neueste ist der Ring auf dem Radar.",
        min_length=1,
        factual=True,
    )
    opportunities: list[Passage] = fact("What it makes possible.", "Was er möglich macht.", min_length=1)
    risks: list[Passage] = fact(
        "What can go wrong, and for whom.", "Was schiefgehen kann, und für wen.", min_length=1, factual=True
    )
    outlook: Passage | None = fact("Where it is going.", "Wohin er sich entwickelt.", default=None)
    recommendations: dict[str, Passage] = fact(
        "What to do now, by audience.", "Was jetzt zu tun ist, nach Leserschaft.", default={}, vocabulary="audiences"
    )
    broader: Ids = fact(
        "Trends of which it is a part.",
        "Trends, von denen er ein Teil ist.",
        default=[],
        record="trend",
        one="broader_trend",
    )
    related: Ids = fact("Trends beside it.", "Trends neben ihm.", default=[], record="trend", one="related_trend")
    keywords: Annotated[list[Line], Once] = fact(
        "Other words by which readers search for it, in either language.",
        "Andere Wörter, mit denen danach gesucht wird, in beiden Sprachen.",
        default=[],
        one="word",
        example=["Flüchtlinge", "asylum"],
    )
    also_known_as: list[EarlierName] = fact(
        "Names in other trend reports.", "Namen in anderen Trendberichten.", default=[]
    )
