"""What the pages are compared with: a copy of the database with JSON arrays for Datasette's own facets, and the addresses asked for."""

import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from urllib.parse import urlencode

FACETS = {"trends": "trend", "sectors": "sector", "technologies": "technology", "beneficiaries": "beneficiary"}
MANY = 12  # addresses of one kind
COMMON = "education"
FIRST_TIME = "explore, the same, nothing kept"
_ARRAY = "(select json_group_array({one}) from (select {one} from innovation_{many} l where l.innovation = i.id order by position)) as {many}"
_SEARCH = (
    'create virtual table cases_search using fts5(name, summary_de, summary_en, content="cases")',
    "insert into cases_search(cases_search) values ('rebuild')",
)


def arrays(built: Path, target: Path) -> None:
    """A copy of the database with a table ``cases``: innovations with their lists as arrays, and a full-text index."""
    target.parent.mkdir(parents=True)
    copyfile(built, target)
    columns = ", ".join(_ARRAY.format(one=one, many=many) for many, one in FACETS.items())
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute(
            "create table cases (number integer primary key, id, name, summary_de, summary_en, status, origin,"
            f" started, {', '.join(FACETS)})"
        )
        connection.execute(
            f"insert into cases select number, id, name, summary_de, summary_en, status, origin, started, {columns} from innovations i"
        )
        for statement in _SEARCH:
            connection.execute(statement)
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("analyze cases")


def _ids(connection: sqlite3.Connection, table: str) -> list[str]:
    """Ids from all over a table."""
    ids = [record for (record,) in connection.execute(f"select id from {table} order by number")]
    return ids[:: max(1, len(ids) // MANY)][:MANY]


def _choices(connection: sqlite3.Connection, record: str) -> dict[str, str]:
    """A value of each of the four facets, such that at least ``record`` has them all."""
    return {
        many: value
        for many, one in FACETS.items()
        for (value,) in connection.execute(
            f"select {one} from innovation_{many} where innovation = ? order by position limit 1", [record]
        )
    }


def asked(built: Path) -> dict[str, list[str]]:
    """Addresses by kind of page; those of the peer are of its own, the same choices in its own words."""
    with closing(sqlite3.connect(f"file:{built}?mode=ro", uri=True)) as connection:
        trends, innovations = _ids(connection, "trends"), _ids(connection, "innovations")
        choices = [_choices(connection, record) for record in innovations]
        words = {record: name.split()[0] for record, name in connection.execute("select id, name from innovations")}
    facets = [("_facet_array", many) for many in FACETS]
    contained = [[(f"{many}__arraycontains", value) for many, value in choice.items()] for choice in choices]
    return {
        "row page": [f"/trendatlas/innovations/{record}" for record in innovations]
        + [f"/trendatlas/trends/{record}" for record in trends],
        "versions.json": ["/-/versions.json"],
        "table, four array facets": [f"/trendatlas/cases?{urlencode(facets)}"],
        "table, the same choice": [
            f"/trendatlas/cases?{urlencode([*facets, *chosen, ('_search', words[record])])}"
            for record, chosen in zip(innovations, contained, strict=True)
        ],
        "home": ["/de/", "/en/"],
        "trend": [f"/de/trends/{record}" for record in trends],
        "innovation": [f"/en/innovations/{record}" for record in innovations],
        "explore": ["/de/innovations", "/en/innovations"],
        "explore, four facets": [f"/de/innovations?{urlencode(choice)}" for choice in choices],
        "explore, four facets and a rare word": [
            f"/de/innovations?{urlencode({'q': words[record], **choice})}"
            for record, choice in zip(innovations, choices, strict=True)
        ],
        "explore, four facets and a common word": [
            f"/de/innovations?{urlencode({'q': COMMON, **choice})}" for choice in choices
        ],
        FIRST_TIME: [f"/de/innovations?{urlencode({'q': COMMON, **choice})}" for choice in choices],
        "explore, a common word": [f"/de/innovations?q={COMMON}"],
        "map of a selection": [f"/de/innovations?view=map&sectors={choice['sectors']}" for choice in choices],
        "timeline of a selection": [f"/de/innovations?view=timeline&sectors={choice['sectors']}" for choice in choices],
    }
