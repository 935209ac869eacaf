"""An organisation: what is known of it beyond its name."""

from typing import Annotated

from pipeline.records.fields import Line, Once, PartialDate, Strict, fact
from pipeline.records.parts import Links, Sentence, Source


class Organisation(Strict):
    """What is known of an organisation beyond its name; its key in the file is its id."""

    name: Line = fact("Name as records write it.", "Name, wie ihn Datensätze schreiben.", min_length=1, max_length=150)
    also_known_as: Annotated[list[Line], Once] = fact(
        "Other and earlier names.", "Andere und frühere Namen.", default=[], one="name"
    )
    summary: Sentence | None = fact("What it is, in one sentence.", "Was sie ist, in einem Satz.", default=None)
    kind: str | None = fact(
        "Kind of organisation.", "Art der Organisation.", default=None, vocabulary="organisation-kinds"
    )
    country: str | None = fact(
        "Country of its seat, ISO 3166-1 alpha-2.",
        "Land des Sitzes, ISO 3166-1 alpha-2.",
        default=None,
        vocabulary="countries",
    )
    founded: PartialDate | None = fact("When it was founded.", "Wann sie gegründet wurde.", default=None)
    links: Links | None = fact("Addresses.", "Adressen.", default=None)
    sources: list[Source] = fact(
        "The sources; no fact without one.", "Die Quellen; keine Angabe ohne eine.", default=[]
    )
