"""How the records are spread: the dimensions that show what a selection leans to, counted once for all readers."""

from dataclasses import dataclass
from itertools import groupby
from sqlite3 import Connection

from web.language import mark

RECORDS, SOURCES = "records", "sources"  # what shares are shares of
UNKNOWN = "unknown"

_COVERED = "select value, records from coverage where kind = :kind and dimension = :dimension"
_LISTED = "select {one}, count(*) from {kind}_{dimension} group by 1"
_OF_SOURCES = "select coalesce({column}, 'unknown'), count(*) from {kind}_sources group by 1"
# Ages are counted from the newest check in the data: the same data give the same figures on any day.
_AGES = """
    select case when days <= 90 then 'quarter' when days <= 365 then 'year' when days <= 730 then 'two-years' else 'older' end,
        count(*)
    from (select julianday((select max(substr(last_checked || '-01-01', 1, 10)) from {table}))
        - julianday(substr(last_checked || '-01-01', 1, 10)) as days from {table}) group by 1 order by min(days)"""
_STARTS = """
    select coalesce(cast(started_year / 5 * 5 as text), 'unknown'), count(*) from {table}
    group by 1 order by started_year is null, 1"""
_INDEPENDENT = """
    select case when n < 2 then n when n < 5 then '2-4' else '5+' end, count(*) from (
        select (select count(*) from {kind}_sources s join source_kinds k on k.id = s.kind
            where s.{kind} = r.id and k.independent) as n from {table} r) group by 1 order by min(n)"""
_REGIONS_OF_PARTNERSHIPS = """
    select region, count(distinct partnership) from partnership_countries join countries on id = country group by 1"""


@dataclass(frozen=True)
class Dimension:
    """Something by which the records of a kind differ: its name, the table that names its values, its SQL.

    Values come by number, or ``ranked``: in the order of the vocabulary or, where there is none, of the statement.
    """

    id: str
    name: str
    terms: str = ""
    sql: str = _COVERED
    of: str = RECORDS
    ranked: bool = False
    several: bool = False  # a record can have several values, so that shares sum up to more than all


@dataclass(frozen=True)
class Count:
    """How many records or sources have a value, and their share of all."""

    value: str
    number: int
    share: float


_REVIEW = Dimension("review", mark("Review"), "reviews", ranked=True)
_STATUS = Dimension("status", mark("Status"), "statuses", ranked=True)
_STARTED = Dimension("started", mark("Year of the start"), sql=_STARTS, ranked=True)
_COMMON = (
    Dimension("language", mark("Languages of the texts")),
    Dimension("sources", mark("Sources per record"), sql=_COVERED + " order by cast(value as integer)", ranked=True),
    Dimension("independent", mark("Independent sources per record"), sql=_INDEPENDENT, ranked=True),
    Dimension(
        "source-kinds",
        mark("Who stands behind the sources"),
        "source_kinds",
        _OF_SOURCES.replace("{column}", "kind"),
        SOURCES,
    ),
    Dimension(
        "source-languages",
        mark("Languages of the sources"),
        "languages",
        _OF_SOURCES.replace("{column}", "language"),
        SOURCES,
    ),
    Dimension(
        "access", mark("How the sources were read"), "access", _OF_SOURCES.replace("{column}", "access"), SOURCES
    ),
    Dimension("checked", mark("Age of the last check"), sql=_AGES, ranked=True),
    _REVIEW,
)


def _listed(id: str, name: str, terms: str, one: str) -> Dimension:
    return Dimension(id, name, terms, _LISTED.replace("{one}", one), several=True)


DIMENSIONS = {
    "innovation": (
        Dimension("region", mark("Region of origin"), "regions"),
        _STATUS,
        Dimension("evidence", mark("Evidence"), "evidence_levels", ranked=True),
        _STARTED,
        *_COMMON,
    ),
    "trend": (
        Dimension("cluster", mark("Field of action"), "clusters"),
        Dimension("stage", mark("Stage"), "stages", ranked=True),
        *_COMMON,
    ),
    "partnership": (
        _listed("forms", mark("Form of cooperation"), "forms", "form"),
        Dimension("regions", mark("Region"), "regions", _REGIONS_OF_PARTNERSHIPS, several=True),
        _STATUS,
        _STARTED,
        *_COMMON,
    ),
    "tool": (
        _listed("tasks", mark("Task"), "tasks", "task"),
        Dimension("licence", mark("Licence"), "licences"),
        _listed("hosting", mark("Hosting"), "hosting", "hosting"),
        _STATUS,
        *_COMMON,
    ),
}


def _counts(connection: Connection, kind: str, dimension: Dimension, totals: dict[str, int]) -> list[Count]:
    statement = dimension.sql.format(kind=kind, table=f"{kind}s", dimension=dimension.id)
    rows = connection.execute(statement, {"kind": kind, "dimension": dimension.id}).fetchall()
    total = totals[dimension.of] or 1
    return [Count(str(value), number, number / total) for value, number in rows]


def _ordered(connection: Connection, dimension: Dimension, counts: list[Count]) -> list[Count]:
    if not dimension.ranked:
        return sorted(counts, key=lambda count: (count.value == UNKNOWN, -count.number, count.value))
    if not dimension.terms:
        return counts
    places = dict(connection.execute(f"select id, position from {dimension.terms}").fetchall())
    return sorted(counts, key=lambda count: places.get(count.value, len(places) + 1))


def spread(connection: Connection, kind: str) -> list[tuple[Dimension, list[Count]]]:
    """Every dimension of a kind of record with the counts of its values."""
    totals = {
        RECORDS: connection.execute(f"select count(*) from {kind}s").fetchone()[0],
        SOURCES: connection.execute(f"select count(*) from {kind}_sources").fetchone()[0],
    }
    return [
        (dimension, _ordered(connection, dimension, _counts(connection, kind, dimension, totals)))
        for dimension in DIMENSIONS[kind]
    ]


_GLANCE = """
    select
        (select count(*) from trends) as trends,
        (select count(*) from innovations) as innovations,
        (select count(*) from innovations where review = 'verified') as verified,
        (select count(origin) from innovations) as placed,
        (select count(*) from innovations join countries c on c.id = origin
            where region not in ('europe', 'northern-america')) as elsewhere,
        (select count(distinct origin) from innovations) as countries,
        (select count(*) from innovations where status in ('discontinued', 'paused')) as ended,
        (select count(distinct innovation) from (
            select innovation from innovation_figures group by innovation, metric having count(distinct as_of) > 1)) as measured,
        (select count(*) from tools) as tools,
        (select count(*) from tools where licence = 'open-source') as open_source,
        (select count(*) from partnerships) as partnerships,
        (select count(distinct form) from partnership_forms) as forms,
        (select count(*) from forms) as all_forms"""


def glance(connection: Connection) -> dict[str, int]:
    """The figures by which the selection is steered."""
    row = connection.execute(_GLANCE).fetchone()
    figures = dict(zip(row.keys(), row, strict=True))
    tasks = connection.execute(
        "select id, (select count(*) from tool_tasks where task = tasks.id) as tools from tasks order by tools, position"
    ).fetchall()
    return figures | {"fewest_tools": tasks[0]["tools"], "most_tools": tasks[-1]["tools"]}


_SPOKEN = """
    select language, count(*) as sources, sum(access = 'stored-copy') as stored, sum(kind = 'own') as own from innovation_sources
    group by language order by sources desc"""
_FOREMOST = "select origin, count(*) as cases from innovations where origin is not null group by origin order by cases desc, origin limit 3"


def leanings(connection: Connection) -> dict:
    """What a reader who counts should know first: the language of sources, stored copies, the foremost countries."""
    rows = connection.execute(_SPOKEN).fetchall()
    total = sum(row["sources"] for row in rows) or 1
    return {
        "language": rows[0]["language"] if rows else None,
        "language_share": rows[0]["sources"] / total if rows else 0,
        "stored_share": sum(row["stored"] for row in rows) / total,
        "own_share": sum(row["own"] for row in rows) / total,
        "foremost": [tuple(row) for row in connection.execute(_FOREMOST)],
    }


def by_region(codes, regions: dict[str, str]) -> dict[str, list[str]]:
    """Countries grouped by their region."""
    placed = sorted(codes, key=lambda code: regions[code])
    return {region: list(group) for region, group in groupby(placed, key=lambda code: regions[code])}


def independent_kinds(connection: Connection) -> frozenset[str]:
    """The kinds of source that count as independent of the organisation."""
    return frozenset(kind for (kind,) in connection.execute("select id from source_kinds where independent"))
