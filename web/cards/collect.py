"""What cards show, from the database: every trend, innovation, partnership and tool, in both languages."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pipeline.vocabularies import LANGUAGES
from web import settings
from web.atlas import Atlas, read
from web.language import Language, language

Starts = dict[str, dict[int, int]]  # how many records started in each year, by trend, form or task

_STARTS = {
    "trend": "select trend, year, started from trend_years where started > 0",
    "form": "select form, started_year, count(*) from partnership_forms join partnerships on id = partnership"
    " where started_year is not null group by 1, 2",
    "task": "select task, started_year, count(*) from tool_tasks join tools on id = tool"
    " where started_year is not null group by 1, 2",
}
_TRENDS = "select id, name_de, name_en, summary_de, summary_en, cluster, stage from trends order by id"
_INNOVATIONS = """
    select id, name as name_de, name as name_en, summary_de, summary_en, status, origin, started, ended, main_trend as trend
    from innovations order by id"""
_PARTNERSHIPS = """
    select id, name_de, name_en, summary_de, summary_en, status, started, ended,
        (select form from partnership_forms where partnership = p.id order by position limit 1) as form,
        (select main_trend from partnership_innovations l join innovations i on i.id = l.innovation
            where l.partnership = p.id order by l.position limit 1) as trend
    from partnerships p order by id"""
_TOOLS = """
    select id, name as name_de, name as name_en, summary_de, summary_en, status, started, ended,
        (select task from tool_tasks where tool = t.id order by position limit 1) as task
    from tools t order by id"""


class Motif(NamedTuple):
    """What a motif is drawn from: an id, a field of action, and how many cases started in each year."""

    seed: str
    cluster: str
    starts: dict[int, int]


@dataclass(frozen=True)
class Card:
    """One card; ``file`` is its place below the folder of cards. Several motifs share the band in equal parts."""

    file: str
    name: str
    summary: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    motifs: tuple[Motif, ...]


def cards(database: Path) -> Iterator[Card]:
    """Every card there should be."""
    connection = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        known = read(connection)
        starts = {kind: _starts(connection, query) for kind, query in _STARTS.items()}
        for words in map(language, LANGUAGES):
            for rows, described in ((_TRENDS, _trend), (_INNOVATIONS, _innovation), (_PARTNERSHIPS, _partnership), (_TOOLS, _tool)):
                for row in connection.execute(rows):
                    yield described(row, words, known, starts)
            yield _site(words, known, starts)
    finally:
        connection.close()


def _starts(connection: sqlite3.Connection, query: str) -> Starts:
    found: Starts = {}
    for group, year, count in connection.execute(query):
        found.setdefault(group, {})[year] = count
    return found


def _card(table: str, row: sqlite3.Row, words: Language, **rest) -> Card:
    name, summary = words.text(row, "name"), words.text(row, "summary")
    return Card(f"{words.code}/{table}/{row['id']}.png", name.text if name else row["id"], summary.text if summary else "", **rest)


def _said(known: Atlas, words: Language, *terms: tuple[str, str | None]) -> tuple[str, ...]:
    """What pages call terms, those that there are."""
    return tuple(known.label(table, term, words).text for table, term in terms if term)


def _years(row: sqlite3.Row, words: Language) -> tuple[str, ...]:
    """From when to when, as cards of the site say it."""
    if not row["started"]:
        return ()
    if row["ended"]:
        return (f"{row['started'][:4]}–{row['ended'][:4]}",)
    return (words.say("since %(year)s", year=row["started"][:4]) if row["status"] == "active" else row["started"][:4],)


def _trend(row: sqlite3.Row, words: Language, known: Atlas, starts: dict[str, Starts]) -> Card:
    above = (*_said(known, words, ("clusters", row["cluster"])), words.say("Trend"))
    return _card("trends", row, words, above=above, below=_said(known, words, ("stages", row["stage"])),
                 motifs=(Motif(row["id"], row["cluster"], starts["trend"].get(row["id"], {})),))


def _innovation(row: sqlite3.Row, words: Language, known: Atlas, starts: dict[str, Starts]) -> Card:
    cluster = known.cluster_of(row["trend"])
    below = _said(known, words, ("statuses", row["status"]), ("countries", row["origin"])) + _years(row, words)
    return _card("innovations", row, words, above=_said(known, words, ("clusters", cluster), ("trends", row["trend"])), below=below,
                 motifs=(Motif(row["trend"], cluster, starts["trend"].get(row["trend"], {})),))


def _partnership(row: sqlite3.Row, words: Language, known: Atlas, starts: dict[str, Starts]) -> Card:
    cluster = known.cluster_of(row["trend"] or "")
    above = (*_said(known, words, ("clusters", cluster)), words.say("Partnership"), *_said(known, words, ("forms", row["form"])))
    kind, group = ("trend", row["trend"]) if cluster else ("form", row["form"] or row["id"])
    return _card("partnerships", row, words, above=above, below=_said(known, words, ("statuses", row["status"])) + _years(row, words),
                 motifs=(Motif(group, cluster, starts[kind].get(group, {})),))


def _tool(row: sqlite3.Row, words: Language, known: Atlas, starts: dict[str, Starts]) -> Card:
    above = (words.say("Toolbox"), *_said(known, words, ("tasks", row["task"])))
    group = row["task"] or row["id"]
    return _card("tools", row, words, above=above, below=_said(known, words, ("statuses", row["status"])) + _years(row, words),
                 motifs=(Motif(group, "", starts["task"].get(group, {})),))


def _site(words: Language, known: Atlas, starts: dict[str, Starts]) -> Card:
    """The card of all pages that have none of their own; its motifs are those of the largest trend of each field."""
    trends = sorted(starts["trend"], key=lambda trend: (-sum(starts["trend"][trend].values()), trend))
    largest = {known.cluster_of(trend): trend for trend in reversed(trends)}
    motifs = (Motif(largest[field], field, starts["trend"][largest[field]]) for field in known.terms["clusters"] if field in largest)
    return Card(f"{words.code}/site.png", words.say("What digital technology can do for social good"),
                words.say("Open research database of digital-social innovation: trends, real cases, partnerships and tools,"
                          " each fact with its source."),
                above=(), below=(settings.LICENCE,), motifs=tuple(motifs))
