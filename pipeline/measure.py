"""Derived tables, computed with pandas: a trend's cases by year and country, and how the records are spread."""

import sqlite3

import pandas

from pipeline.records import FILED, KINDS

RESTING = ("discontinued", "paused")  # without a known end they count until the status was last seen


def measure(connection: sqlite3.Connection) -> None:
    """Fills ``trend_years``, ``trend_countries`` and ``coverage`` from the record tables."""
    cases = _cases(connection)
    _insert(connection, "trend_years", trend_years(cases))
    _insert(connection, "trend_countries", trend_countries(cases))
    _insert(connection, "coverage", coverage(connection))


def _insert(connection: sqlite3.Connection, table: str, frame: pandas.DataFrame) -> None:
    marks = ", ".join("?" * len(frame.columns))
    connection.executemany(f"insert into {table} values ({marks})", frame.astype(object).values.tolist())


def _cases(connection: sqlite3.Connection) -> pandas.DataFrame:
    """One row for each innovation and trend: trend, origin, started, ended (years, floats where one is missing)."""
    cases = pandas.read_sql_query(
        "select l.trend, r.origin, r.status, r.started_year as started, r.ended_year as ended,"
        " cast(substr(r.status_as_of, 1, 4) as integer) as seen"
        " from innovation_trends l join innovations r on r.id = l.innovation order by l.trend, r.id",
        connection,
    )
    resting = cases["ended"].isna() & cases["status"].isin(RESTING)
    cases["ended"] = cases["ended"].where(~resting, cases["seen"])
    return cases


def trend_years(cases: pandas.DataFrame) -> pandas.DataFrame:
    """Per trend and year, from its first case to the newest year in the data: started, started so far, still active."""
    known = cases.dropna(subset=["started"])
    if known.empty:
        return pandas.DataFrame(columns=["trend", "year", "started", "started_so_far", "active"])
    last = int(known[["started", "ended", "seen"]].max().max())
    grid = (
        known.groupby("trend")["started"]
        .min()
        .astype(int)
        .map(lambda first: range(first, last + 1))
        .explode()
        .rename("year")
        .reset_index()
    )
    started = known.groupby(["trend", "started"]).size().rename("started_then")
    ended = known.dropna(subset=["ended"]).groupby(["trend", "ended"]).size().rename("ended_then")
    grid["year"] = grid["year"].astype(float)
    grid = grid.join(started, on=["trend", "year"]).join(ended, on=["trend", "year"]).fillna(0)
    sums = grid.groupby("trend")[["started_then", "ended_then"]].cumsum()
    grid["so_far"], grid["active"] = sums["started_then"], sums["started_then"] - sums["ended_then"]
    numbers = grid[["year", "started_then", "so_far", "active"]].astype(int)
    return pandas.concat([grid["trend"], numbers], axis=1)


def trend_countries(cases: pandas.DataFrame) -> pandas.DataFrame:
    """Per trend and country of origin: the number of cases."""
    return cases.dropna(subset=["origin"]).groupby(["trend", "origin"]).size().reset_index()


def coverage(connection: sqlite3.Connection) -> pandas.DataFrame:
    """Per kind and dimension: the number and the share of records with each value."""
    counts = []
    for kind in FILED:
        facts = _facts(connection, kind)
        for dimension in facts.columns:
            tally = facts[dimension].astype(object).fillna("unknown").astype(str).value_counts().sort_index()
            counts += [
                (kind, dimension, value, int(count), round(count / len(facts), 4)) for value, count in tally.items()
            ]
    return pandas.DataFrame(counts, columns=["kind", "dimension", "value", "records", "share"])


def _facts(connection: sqlite3.Connection, kind: str) -> pandas.DataFrame:
    """One row a record: the dimensions by which coverage is counted."""
    plural = KINDS[kind].plural
    columns = [row[1] for row in connection.execute(f"pragma table_info({plural})")]
    records = pandas.read_sql_query(f"select * from {plural} order by number", connection)
    facts = pandas.DataFrame({"review": records["review"]})
    facts["language"] = records.apply(_language, axis=1) if len(records) else ""
    facts["sources"] = pandas.cut(
        records["source_count"], [0, 1, 2, 4, 9, 10**6], labels=["1", "2", "3-4", "5-9", "10+"]
    ).astype(object)
    facts["checked"] = records["last_checked"].str[:4]
    for column in ("status", "origin", "evidence", "cluster", "stage", "licence"):
        if column in columns:
            facts[column] = records[column]
    if "origin" in columns:
        regions = pandas.read_sql_query("select id, region from countries", connection).set_index("id")["region"]
        facts["region"] = records["origin"].map(regions)
    return facts


def _language(record: pandas.Series) -> str:
    there = [language for language in ("de", "en") if record[f"summary_{language}"]]
    return "+".join(there)
