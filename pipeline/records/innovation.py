"""An innovation: one product, service, platform or campaign in use."""

from typing import Annotated

from pipeline.records.fields import Ids, Line, Once, PartialDate, Truth, fact
from pipeline.records.parts import Figure, Links, Passage, Record, Remark, Sentence


class Innovation(Record):
    """One case: a product, service, platform or campaign in use."""

    name: Line = fact(
        "Name as its makers write it.",
        "Name, wie ihn die Beteiligten schreiben.",
        min_length=1,
        max_length=100,
        example="Ushahidi",
    )
    also_known_as: Annotated[list[Line], Once] = fact(
        "Other and earlier names.", "Andere und frühere Namen.", default=[], one="name"
    )
    summary: Sentence = fact(
        "What it does for whom by which means, in one sentence.", "Was es für wen womit tut, in einem Satz."
    )
    description: Passage = fact(
        "The problem, how it works, what the digital part changes, effect, criticism.",
        "Das Problem, wie es funktioniert, was das Digitale ändert, Wirkung, Kritik.",
    )
    transfer: Passage = fact(
        "What an organisation elsewhere can take over, and what it needs for that.",
        "Was eine Organisation anderswo übernehmen kann und was sie dafür braucht.",
    )
    trends: Ids = fact(
        "Trends that it shows, the main one first.",
        "Trends, die es zeigt, der wichtigste zuerst.",
        record="trend",
        one="trend",
        facet=True,
        min_length=1,
        example=["crisis-mapping"],
    )
    sectors: Ids = fact(
        "Fields of social work.",
        "Bereiche sozialer Arbeit.",
        vocabulary="sectors",
        one="sector",
        facet=True,
        min_length=1,
        example=["emergency-relief"],
    )
    technologies: Ids = fact(
        "Technologies that it rests on.",
        "Technik, auf der es beruht.",
        vocabulary="technologies",
        one="technology",
        facet=True,
        min_length=1,
        example=["sms"],
    )
    beneficiaries: Ids = fact(
        "People and organisations that it is for.",
        "Menschen und Organisationen, für die es da ist.",
        vocabulary="beneficiaries",
        one="beneficiary",
        facet=True,
        min_length=1,
        example=["people-in-disasters"],
    )
    sdgs: Ids = fact(
        "Sustainable Development Goals of the United Nations, 1 to 17.",
        "Ziele der Vereinten Nationen für nachhaltige Entwicklung, 1 bis 17.",
        default=[],
        vocabulary="sdgs",
        one="sdg",
        facet=True,
        example=[11],
    )
    origin: str | None = fact(
        "Country where it was made, ISO 3166-1 alpha-2.",
        "Land, in dem es entstanden ist, ISO 3166-1 alpha-2.",
        default=None,
        vocabulary="countries",
        facet=True,
        factual=True,
        example="KE",
    )
    countries: Annotated[list[str], Once] = fact(
        "Countries where it is or was used.",
        "Länder, in denen es genutzt wird oder wurde.",
        default=[],
        vocabulary="countries",
        one="country",
        facet=True,
        example=["KE", "NP"],
    )
    worldwide: Truth = fact("Used all over the world.", "Weltweit genutzt.", default=False)
    started: PartialDate | None = fact(
        "When people could first use it.", "Seit wann es genutzt werden kann.", default=None, factual=True, example=2008
    )
    ended: PartialDate | None = fact("When it ended.", "Wann es geendet hat.", default=None, factual=True)
    ended_because: Remark | None = fact(
        "Why it ended or rests.", "Warum es geendet hat oder ruht.", default=None, factual=True
    )
    status: str = fact(
        "Whether it is running.", "Ob es läuft.", vocabulary="statuses", facet=True, factual=True, example="active"
    )
    status_as_of: PartialDate | None = fact(
        "The time for which the newest source shows the status.",
        "Der Zeitpunkt, für den die neueste Quelle den Status zeigt.",
        default=None,
        example=2022,
    )
    reuse: str | None = fact(
        "How others can take it over.",
        "Wie andere es übernehmen können.",
        default=None,
        vocabulary="reuse",
        facet=True,
        example="open-source",
    )
    evidence: str | None = fact(
        "Level of the Nesta Standards of Evidence, 1 to 5; absent if not graded.",
        "Stufe der Nesta Standards of Evidence, 1 bis 5; fehlt, wenn nicht eingestuft.",
        default=None,
        vocabulary="evidence-levels",
        facet=True,
        factual=True,
        example=2,
    )
    organisations: Annotated[list[Line], Once] = fact(
        "Organisations that run or ran it.",
        "Organisationen, die es betreiben oder betrieben haben.",
        default=[],
        record="organisation",
        one="organisation",
        factual=True,
        example=["Ushahidi, Inc."],
    )
    links: Links | None = fact("Addresses.", "Adressen.", default=None)
    figures: list[Figure] = fact("Measured facts over time.", "Gemessenes im Lauf der Zeit.", default=[], factual=True)
    succeeded_by: Ids = fact(
        "Innovations that replaced it.",
        "Innovationen, die es abgelöst haben.",
        default=[],
        record="innovation",
        one="successor",
    )
