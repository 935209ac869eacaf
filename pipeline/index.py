"""Full-text index and facet bitmaps, part of the file: what search and filters turn on.

One index holds all kinds, both languages of a record in one row, folded as :func:`pipeline.text.fold` folds what
readers type; names stand one a line, so that search can tell a whole name from a part of one. A trigram index over names and terms answers parts of compounds and slips. A facet value keeps the
numbers of its rows as a Roaring bitmap, so that any choice of facets is ANDs, ORs and counts.
"""

import sqlite3
from collections.abc import Iterator
from itertools import count, groupby

from pyroaring import BitMap

from pipeline.records import FILED, KINDS
from pipeline.records.fields import said
from pipeline.records.shapes import Shape, fields
from pipeline.tables import vocabulary_table
from pipeline.text import fold, spellings
from pipeline.vocabularies import VOCABULARIES

BODIES = "create temp table bodies (kind text, number integer, body text, primary key (kind, number))"  # folded long texts
KINDS_SEARCHED = (*FILED, "organisation")
_HELD = 64 * 1024 * 1024  # bytes of a full-text index held before they are written; by default 1 MB, half as fast
_FTS = (
    "create virtual table search using fts5(name, other_names, summary, terms, body,"
    ' content="documents", content_rowid="number", tokenize="unicode61 remove_diacritics 2")',
    "create virtual table search_parts using fts5(name, other_names, terms,"
    ' content="documents", content_rowid="number", tokenize="trigram")',
    f"insert into search(search, rank) values ('hashsize', {_HELD})",
    f"insert into search_parts(search_parts, rank) values ('hashsize', {_HELD})",
    "insert into search(search) values ('rebuild')",
    "insert into search_parts(search_parts) values ('rebuild')",
    "insert into search(search) values ('optimize')",
    "insert into search_parts(search_parts) values ('optimize')",
)
_WORDS_OF_TREND = (
    "coalesce((select group_concat(word, ' ') from"
    " (select word from trend_keywords where trend = t.id order by position)), '')"
)
_COMPUTED_FACETS = (
    ("innovation", "region", "select c.region, r.number from innovations r join countries c on c.id = r.origin"),
    (
        "innovation",
        "cluster",
        "select distinct t.cluster, r.number from innovations r join innovation_trends l on"
        " l.innovation = r.id join trends t on t.id = l.trend",
    ),
    (
        "innovation",
        "decade",
        "select cast(started_year / 10 * 10 as text), number from innovations where started_year is not null",
    ),
    ("innovation", "worldwide", "select '1', number from innovations where worldwide = 1"),
)


def index(connection: sqlite3.Connection) -> None:
    """Fills ``documents`` and ``facets`` from the record tables and ``bodies``, and builds the full-text indexes."""
    connection.executemany("insert into documents values (?, ?, ?, ?, ?, ?, ?, ?)", _documents(connection))
    for statement in _FTS:
        connection.execute(statement)
    connection.executemany("insert into facets values (?, ?, ?, ?, ?)", _facets(connection))


def _documents(connection: sqlite3.Connection) -> Iterator[tuple]:
    number = count(1)
    for kind in KINDS_SEARCHED:
        others, terms = _other_names(connection, kind), _terms(connection, kind)
        for record, name, summary, body in connection.execute(_heads(kind)):
            texts = map(fold, (summary, terms.get(record, "")))
            yield (next(number), kind, record, _lines(name), _lines(others.get(record, "")), *texts, body)


def _lines(names: str) -> str:
    """Names, one a line, in each spelling that people type."""
    return "\n".join(dict.fromkeys(line for name in names.split("\n") if name for line in spellings(name)))


def _heads(kind: str) -> str:
    bilingual = kind in ("trend", "partnership")
    names = "coalesce(name_de, '') || char(10) || coalesce(name_en, '')" if bilingual else "name"
    return (
        f"select id, {names}, coalesce(summary_de, '') || ' ' || coalesce(summary_en, ''), coalesce(body, '')"
        f" from {KINDS[kind].plural} r left join bodies b on b.kind = '{kind}' and b.number = r.number order by r.number"
    )


def _gathered(connection: sqlite3.Connection, statement: str, between: str = " ") -> dict[str, str]:
    rows = connection.execute(statement).fetchall()
    return {
        record: between.join(text for _, text in group if text)
        for record, group in groupby(rows, key=lambda row: row[0])
    }


def _other_names(connection: sqlite3.Connection, kind: str) -> dict[str, str]:
    if kind == "trend":
        return _gathered(
            connection,
            "select trend, name from (select trend, name, position from trend_also_known_as"
            " union all select trend, word, 1000 + position from trend_keywords) order by 1, position",
            "\n",
        )
    return (
        _gathered(connection, f"select {kind}, name from {kind}_also_known_as order by 1, position", "\n")
        if kind != "partnership"
        else {}
    )


def _terms(connection: sqlite3.Connection, kind: str) -> dict[str, str]:
    """The labels, in both languages, of everything a record points to."""
    parts = []
    for name, info, shape in fields(KINDS[kind].model):
        target = _label_table(info)
        if not target or name in ("review", "status"):
            continue
        table, labels = target
        if shape is Shape.VALUES:
            parts.append(
                f"select l.{kind} as record, {labels} as text from {kind}_{name} l join {table} t on t.id = l.{said(info, 'one')}"
            )
        elif shape is Shape.SCALAR:
            parts.append(
                f"select r.id as record, {labels} as text from {KINDS[kind].plural} r join {table} t on t.id = r.{name}"
            )
    return _gathered(connection, f"select record, text from ({' union all '.join(parts)}) order by 1, 2")


def _label_table(info) -> tuple[str, str] | None:
    vocabulary, record = said(info, "vocabulary"), said(info, "record")
    if vocabulary in VOCABULARIES:
        return vocabulary_table(vocabulary), "t.name_de || ' ' || t.name_en || ' ' || t.keywords"
    if vocabulary in ("countries", "languages"):
        return vocabulary, "t.name_de || ' ' || t.name_en"
    if record in ("trend", "partnership"):
        words = f" || ' ' || {_WORDS_OF_TREND}" if record == "trend" else ""
        return KINDS[record].plural, f"coalesce(t.name_de, '') || ' ' || coalesce(t.name_en, ''){words}"
    return (KINDS[record].plural, "t.name") if record else None


def facet_statements() -> Iterator[tuple[str, str, str]]:
    """(kind, facet, query for value and row number) of every facet."""
    for kind in FILED:
        plural = KINDS[kind].plural
        for name, info, shape in fields(KINDS[kind].model):
            if not said(info, "facet"):
                continue
            if shape is Shape.VALUES:
                yield (
                    kind,
                    name,
                    f"select l.{said(info, 'one')}, r.number from {kind}_{name} l join {plural} r on r.id = l.{kind}",
                )
            else:
                yield kind, name, f"select {name}, number from {plural} where {name} is not null"
    yield "trend", "stage", "select stage, number from trends"
    yield from _COMPUTED_FACETS


def _facets(connection: sqlite3.Connection) -> list[tuple]:
    rows = []
    for kind, facet, statement in facet_statements():
        found = connection.execute(f"{statement} order by 1, 2").fetchall()
        for value, group in groupby(found, key=lambda row: row[0]):
            bitmap = BitMap(number for _, number in group)
            bitmap.run_optimize()
            rows.append((kind, facet, value, len(bitmap), bitmap.serialize()))
    return rows
