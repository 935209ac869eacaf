"""Ids that records once had: an address never changes its meaning, it leads to where the record is now."""

from pipeline.records.fields import Identifier, Strict, fact


class Moved(Strict):
    """Earlier ids by kind, each with the id of today; their addresses lead there for ever."""

    trend: dict[Identifier, Identifier] = fact(
        "Earlier ids of trends.", "Frühere Kennungen von Trends.", default={}, record="trend"
    )
    innovation: dict[Identifier, Identifier] = fact(
        "Earlier ids of innovations.", "Frühere Kennungen von Innovationen.", default={}, record="innovation"
    )
    partnership: dict[Identifier, Identifier] = fact(
        "Earlier ids of partnerships.", "Frühere Kennungen von Kooperationen.", default={}, record="partnership"
    )
    tool: dict[Identifier, Identifier] = fact(
        "Earlier ids of tools.", "Frühere Kennungen von Werkzeugen.", default={}, record="tool"
    )
