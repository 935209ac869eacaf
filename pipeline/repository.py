"""What was read: entries by kind and id, vocabularies, countries. Holds knowledge, does no work on files."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from pydantic import BaseModel

from pipeline.records import KINDS, RECORD_KINDS, Moved
from pipeline.vocabularies import Vocabulary, currencies, languages


@dataclass
class Entry:
    """A record with its kind, its id and its file (relative to the repository).

    ``root`` is the path of the record inside its file: empty, or the key of an organisation. ``facts`` are what the
    rules over all records know of it; once they are taken, and its rows made, the record itself is let go.
    """

    kind: str
    id: str
    file: str
    record: BaseModel | None
    root: tuple = ()
    facts: dict[str, object] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """All names it goes by, in both languages."""
        name = self.record.name
        own = [name] if isinstance(name, str) else [text for text in (name.de, name.en) if text]
        others = getattr(self.record, "also_known_as", [])
        return [*own, *(other for other in others if isinstance(other, str))]


@dataclass
class Repository:
    """All entries by kind and id, all vocabularies by id, and the ids that records once had."""

    entries: dict[str, dict[str, Entry]] = field(default_factory=lambda: {kind: {} for kind in RECORD_KINDS})
    vocabularies: dict[str, Vocabulary] = field(default_factory=dict)
    moved: Moved = field(default_factory=Moved)
    unread: dict[str, set[str]] = field(default_factory=lambda: {kind: set() for kind in KINDS})

    def absorb(self, part: "Repository") -> None:
        """Takes over everything of ``part``, which was read from other files."""
        for kind, entries in part.entries.items():
            self.entries[kind].update(entries)
        for kind, ids in part.unread.items():
            self.unread[kind] |= ids
        self.vocabularies.update(part.vocabularies)
        self.moved = part.moved if part.moved != Moved() else self.moved

    def all_entries(self):
        """Every entry of every kind."""
        return (entry for kind in self.entries.values() for entry in kind.values())

    def facts(self, rule: str) -> Iterator[tuple[Entry, object]]:
        """The entries of which ``rule`` gathered facts, with these."""
        return ((entry, entry.facts[rule]) for entry in self.all_entries() if rule in entry.facts)

    def knows(self, kind: str, record_id: str) -> bool:
        """Whether there is such a record, even one that could not be read: that is said at its own file."""
        return record_id in self.entries[kind] or record_id in self.unread[kind]

    @cached_property
    def countries(self) -> dict[str, str]:
        """Region by country code, from the vocabulary of regions."""
        regions = self.vocabularies.get("regions")
        return {code: region for region, term in regions.terms.items() for code in term.countries} if regions else {}

    @cached_property
    def organisation_ids(self) -> dict[str, str]:
        """Id of each organisation that has an entry, by each of its names."""
        return {name: entry.id for entry in self.entries["organisation"].values() for name in entry.names}

    def terms(self, vocabulary: str) -> dict | frozenset:
        """The terms of a vocabulary; countries, languages and currencies come from CLDR and UN M49."""
        if vocabulary == "countries":
            return self.countries
        if vocabulary in ("languages", "currencies"):
            return languages() if vocabulary == "languages" else currencies()
        known = self.vocabularies.get(vocabulary)
        return known.terms if known else {}
