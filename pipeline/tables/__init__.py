"""The schema analysts see: one SQLModel table per kind, per list and per vocabulary, derived from the records.

A field of a record says its type, descriptions, vocabulary and limits; here it becomes a column (one value, a
short text), a link table (a list of values) or a table of its own (a list of parts). Long texts stand in side
tables, so that tables stay narrow. Foreign keys are real; tables are STRICT.
"""

from functools import cache

from sqlalchemy import REAL, CheckConstraint, ForeignKeyConstraint, Integer, MetaData, Text
from sqlmodel import Field, SQLModel

from pipeline.records import FILED
from pipeline.tables.column import Column, Table, vocabulary_table
from pipeline.tables.derive import kind_tables
from pipeline.tables.given import COMPUTED, vocabulary_tables
from pipeline.tables.views import view_statements

SQL_TYPES = {str: Text, float: REAL, int: Integer, bool: Integer}
_METADATA = MetaData()


@cache
def tables() -> dict[str, Table]:
    """All tables by name, those that others refer to first."""
    kinds = [table for kind in ("organisation", *FILED) for table in kind_tables(kind)]
    return {table.name: table for table in (*vocabulary_tables(), *kinds, *COMPUTED)}


def _field(column: Column):
    keyed = {"primary_key": True} if column.key else {}
    pointing = {"foreign_key": column.references} if column.references else {}
    kind = {"sa_type": SQL_TYPES[column.type]} if column.type in SQL_TYPES else {}
    return Field(description=column.en, nullable=not column.required, **kind, **keyed, **pointing)


def _arguments(table: Table) -> tuple:
    spanning = []
    for here, there in table.spanning:
        name, columns = there.rstrip(")").split("(")
        spanning.append(ForeignKeyConstraint(here, [f"{name}.{column}" for column in columns.split(", ")]))
    checks = [CheckConstraint(f"{column.name} in (0, 1)") for column in table.columns if column.type is bool]
    rowless = len(table.keys) > 1
    return (*spanning, *checks, {"sqlite_strict": True, "sqlite_with_rowid": not rowless})


@cache
def models() -> dict[str, type[SQLModel]]:
    """The SQLModel table class of each table."""

    class Base(SQLModel):
        metadata = _METADATA

    made = {}
    for table in tables().values():
        space = {
            "__module__": __name__,
            "__tablename__": table.name,
            "__doc__": table.en,
            "__annotations__": {c.name: c.type if c.required else c.type | None for c in table.columns},
            "__table_args__": _arguments(table),
            **{c.name: _field(c) for c in table.columns},
        }
        made[table.name] = type(SQLModel)(table.name.title().replace("_", ""), (Base,), space, table=True)
    return made


def create_statements() -> list[str]:
    """``CREATE TABLE`` for every table, in the dialect of SQLite; source: the SQLModel classes."""
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateTable

    return [str(CreateTable(model.__table__).compile(dialect=sqlite.dialect())).strip() for model in models().values()]


def index_statements() -> list[str]:
    """``CREATE INDEX`` for every reference and facet that no key begins with, to run after the rows are in."""
    statements = []
    for table in tables().values():
        for column in table.columns:
            if (column.references or column.facet) and table.keys[:1] != (column.name,):
                others = [key for key in table.keys if key != column.name] if column.key else []
                statements.append(
                    f"create index {table.name}_by_{column.name} on {table.name} ({', '.join([column.name, *others])})"
                )
        statements += [f"create unique index {table.name}_by_{name} on {table.name} ({name})" for name in table.unique]
    return statements


__all__ = [
    "Column",
    "Table",
    "create_statements",
    "index_statements",
    "models",
    "tables",
    "view_statements",
    "vocabulary_table",
]
