"""A tool: digital, for the daily work of social organisations."""

from typing import Annotated

from pipeline.records.fields import Ids, Line, Once, PartialDate, fact
from pipeline.records.parts import Links, Passage, Record, Remark, Sentence


class Tool(Record):
    """A digital tool social organisations work with; discontinued ones stay, with what replaced them."""

    name: Line = fact(
        "Name as its makers write it.", "Name, wie ihn die Beteiligten schreiben.", min_length=1, max_length=100
    )
    also_known_as: Annotated[list[Line], Once] = fact(
        "Other and earlier names.", "Andere und frühere Namen.", default=[], one="name"
    )
    summary: Sentence = fact("What one does with it, in one sentence.", "Was man damit tut, in einem Satz.")
    description: Passage | None = fact(
        "Who uses it how, what to watch out for, what became of it.",
        "Wer es wie nutzt, worauf zu achten ist, was daraus wurde.",
        default=None,
    )
    tasks: Ids = fact(
        "Tasks that it serves, the main one first.",
        "Aufgaben, denen es dient, die wichtigste zuerst.",
        vocabulary="tasks",
        one="task",
        facet=True,
        min_length=1,
        example=["organise-work"],
    )
    licence: str = fact(
        "Whether its code is free.", "Ob der Code frei ist.", vocabulary="licences", facet=True, factual=True
    )
    spdx: Line | None = fact(
        "SPDX id of the licence of open-source tools.",
        "SPDX-Kennung der Lizenz quelloffener Werkzeuge.",
        default=None,
        max_length=60,
        example="AGPL-3.0-or-later",
    )
    hosting: Ids = fact(
        "Where it can run.",
        "Wo es laufen kann.",
        default=[],
        vocabulary="hosting",
        one="hosting",
        facet=True,
        factual=True,
    )
    nonprofit_offer: Remark | None = fact(
        "What nonprofits get cheaper or free.",
        "Was gemeinnützige Organisationen günstiger oder kostenlos bekommen.",
        default=None,
        factual=True,
    )
    languages: Annotated[list[str], Once] = fact(
        "Languages of its interface, ISO 639-1.",
        "Sprachen der Oberfläche, ISO 639-1.",
        default=[],
        vocabulary="languages",
        one="language",
    )
    started: PartialDate | None = fact(
        "When people could first use it.", "Seit wann es genutzt werden kann.", default=None, factual=True
    )
    ended: PartialDate | None = fact("When it ended.", "Wann es geendet hat.", default=None, factual=True)
    ended_because: Remark | None = fact("Why it ended.", "Warum es geendet hat.", default=None, factual=True)
    status: str = fact("Whether it is running.", "Ob es läuft.", vocabulary="statuses", facet=True, factual=True)
    status_as_of: PartialDate | None = fact(
        "The time for which the newest source shows the status.",
        "Der Zeitpunkt, für den die neueste Quelle den Status zeigt.",
        default=None,
    )
    organisations: Annotated[list[Line], Once] = fact(
        "Organisations that make it.",
        "Organisationen, die es herstellen.",
        default=[],
        record="organisation",
        one="organisation",
        factual=True,
    )
    succeeded_by: Ids = fact(
        "Tools that replaced it.",
        "Werkzeuge, die es abgelöst haben.",
        default=[],
        record="tool",
        one="successor",
        factual=True,
    )
    alternatives: Ids = fact(
        "Other tools for the same task.",
        "Andere Werkzeuge für dieselbe Aufgabe.",
        default=[],
        record="tool",
        one="alternative",
    )
    links: Links | None = fact("Addresses.", "Adressen.", default=None)
