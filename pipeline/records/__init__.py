"""What a file may say: the kinds of record, their fields with descriptions and limits. No input, no output."""

from dataclasses import dataclass

from pydantic import BaseModel

from pipeline.records.innovation import Innovation
from pipeline.records.moved import Moved
from pipeline.records.organisation import Organisation
from pipeline.records.partnership import Partnership
from pipeline.records.tool import Tool
from pipeline.records.trend import Trend
from pipeline.vocabularies import Vocabulary


@dataclass(frozen=True)
class Kind:
    """A kind of record: its id, its plural (which names its table), its model and where its files lie."""

    id: str
    plural: str
    model: type[BaseModel]
    folder: str
    by_letter: bool = False

    def path(self, record_id: str) -> str:
        """Where the file of ``record_id`` belongs, relative to the repository."""
        whole = next((file for file, kind in SINGLE.items() if kind == self.id), None)
        letter = f"{record_id[0]}/" if self.by_letter else ""
        return whole or f"{self.folder}/{letter}{record_id}.yml"


KINDS = {
    kind.id: kind
    for kind in (
        Kind("trend", "trends", Trend, "trends"),
        Kind("innovation", "innovations", Innovation, "innovations", by_letter=True),
        Kind("partnership", "partnerships", Partnership, "data/partnerships"),
        Kind("tool", "tools", Tool, "data/tools"),
        Kind("organisation", "organisations", Organisation, "data"),
        Kind("moved", "moved", Moved, "data"),
        Kind("vocabulary", "vocabularies", Vocabulary, "data/vocabularies"),
    )
}
FILED = ("trend", "innovation", "partnership", "tool")  # one file is one record
RECORD_KINDS = (*FILED, "organisation")
SINGLE = {"data/organisations.yml": "organisation", "data/moved.yml": "moved"}  # files that hold a whole kind

__all__ = [
    "FILED",
    "KINDS",
    "RECORD_KINDS",
    "SINGLE",
    "Innovation",
    "Kind",
    "Moved",
    "Organisation",
    "Partnership",
    "Tool",
    "Trend",
    "Vocabulary",
]
