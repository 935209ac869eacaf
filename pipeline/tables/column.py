"""What a table and a column are, before any database."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column: name, Python type, descriptions, ``table.column`` that it refers to, part of the key or not."""

    name: str
    type: type
    en: str
    de: str
    references: str = ""
    key: bool = False
    required: bool = True
    facet: bool = False


@dataclass(frozen=True)
class Table:
    """A table: its columns in order, descriptions, keys that span columns, and columns to index."""

    name: str
    en: str
    de: str
    columns: tuple[Column, ...]
    spanning: tuple[tuple[tuple[str, ...], str], ...] = ()  # ((columns here), "table(columns there)")
    unique: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of the columns of the primary key."""
        return tuple(column.name for column in self.columns if column.key)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all columns, in the order of rows."""
        return tuple(column.name for column in self.columns)


POSITION = Column("position", int, "Place in the list, from 1.", "Platz in der Liste, ab 1.")


def vocabulary_table(vocabulary: str) -> str:
    """The table of a vocabulary: ``partnership-forms`` is in ``partnership_forms``."""
    return vocabulary.replace("-", "_")
