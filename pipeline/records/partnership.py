"""A partnership: a cooperation between a social organisation and a company."""

from typing import Annotated

from pipeline.records.fields import Ids, Line, Once, PartialDate, Strict, fact
from pipeline.records.parts import Figure, Label, Links, Passage, Record, Remark, Sentence


class Benefit(Strict):
    """One thing that one side gained."""

    term: str = fact("What was gained.", "Was gewonnen wurde.", vocabulary="benefits", example="reach")
    text: Remark = fact("How, in a sentence.", "Wodurch, in einem Satz.")
    sources: Ids = fact(
        "Ids of the sources of this record that show it.",
        "Kennungen der Quellen dieses Datensatzes, die es zeigen.",
        default=[],
        source=True,
        one="source",
    )


class Benefits(Strict):
    """The gains of both sides."""

    social: list[Benefit] = fact(
        "What the social organisation gained.", "Was die soziale Organisation gewonnen hat.", min_length=1
    )
    corporate: list[Benefit] = fact("What the company gained.", "Was das Unternehmen gewonnen hat.", min_length=1)


class Partnership(Record):
    """A cooperation between a social organisation and a company, and what each side brings and gains."""

    name: Label = fact("Name.", "Name.")
    summary: Sentence = fact("Who does what with whom, in one sentence.", "Wer was mit wem tut, in einem Satz.")
    description: Passage = fact(
        "How it came about, how it works, what came of it.",
        "Wie sie zustande kam, wie sie funktioniert, was daraus wurde.",
    )
    social_partners: Annotated[list[Line], Once] = fact(
        "Social organisations.",
        "Soziale Organisationen.",
        record="organisation",
        one="organisation",
        min_length=1,
        factual=True,
    )
    corporate_partners: Annotated[list[Line], Once] = fact(
        "Companies.", "Unternehmen.", record="organisation", one="organisation", min_length=1, factual=True
    )
    forms: Ids = fact(
        "Forms of cooperation.",
        "Formen der Zusammenarbeit.",
        vocabulary="forms",
        one="form",
        facet=True,
        min_length=1,
        example=["white-label-platform"],
    )
    benefits: Benefits = fact("What each side gained.", "Was jede Seite gewonnen hat.", factual=True)
    lessons: Passage | None = fact("What others can learn from it.", "Was andere daraus lernen können.", default=None)
    countries: Annotated[list[str], Once] = fact(
        "Countries where it works or worked.",
        "Länder, in denen sie wirkt oder gewirkt hat.",
        default=[],
        vocabulary="countries",
        one="country",
        facet=True,
        example=["DE"],
    )
    started: PartialDate | None = fact("When it began.", "Wann sie begann.", default=None, factual=True)
    ended: PartialDate | None = fact("When it ended.", "Wann sie endete.", default=None, factual=True)
    ended_because: Remark | None = fact(
        "Why it ended or rests.", "Warum sie endete oder ruht.", default=None, factual=True
    )
    status: str = fact("Whether it is running.", "Ob sie läuft.", vocabulary="statuses", facet=True, factual=True)
    status_as_of: PartialDate | None = fact(
        "The time for which the newest source shows the status.",
        "Der Zeitpunkt, für den die neueste Quelle den Status zeigt.",
        default=None,
    )
    links: Links | None = fact("Addresses.", "Adressen.", default=None)
    figures: list[Figure] = fact("Measured facts over time.", "Gemessenes im Lauf der Zeit.", default=[], factual=True)
    innovations: Ids = fact(
        "Innovations that it is about.",
        "Innovationen, um die es geht.",
        default=[],
        record="innovation",
        one="innovation",
    )
