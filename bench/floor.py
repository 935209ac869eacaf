"""The least that any build of the same file must do: read the files, let libyaml parse them, write the rows.

The rows are those of a real build, taken from its file before the clock starts; the clock then sees every file
read, libyaml's own parse of it, one ``executemany`` a table, the indexes, and both full-text indexes. Nothing is
checked, rendered, folded or counted.
"""

import argparse
import json
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from yaml.cyaml import CParser

HELD = 64 * 1024 * 1024
FAST = ("pragma journal_mode = off", "pragma synchronous = off", "pragma temp_store = memory")


@dataclass(frozen=True)
class Prepared:
    """What a finished build holds: the size of its pages, statements by type, and the rows of every table."""

    page: int
    tables: list[str]
    indexes: list[str]
    searches: dict[str, str]
    rows: dict[str, list[tuple]]


def prepare(built: Path) -> Prepared:
    """Statements and rows of the finished file ``built``."""
    connection = sqlite3.connect(built)
    try:
        kinds = dict(connection.execute("select name, type from pragma_table_list where schema = 'main'"))
        made = connection.execute("select type, name, sql from sqlite_master where sql is not null").fetchall()
        made = [row for row in made if not row[1].startswith("sqlite_")]
        ordinary = [name for kind, name, _ in made if kind == "table" and kinds[name] == "table"]
        return Prepared(
            page=connection.execute("pragma page_size").fetchone()[0],
            tables=[sql for _, name, sql in made if name in ordinary],
            indexes=[sql for kind, _, sql in made if kind == "index"],
            searches={name: sql for _, name, sql in made if kinds.get(name) == "virtual"},
            rows={name: connection.execute(f'select * from "{name}"').fetchall() for name in ordinary},
        )
    finally:
        connection.close()


def parse(root: Path, events: bool) -> None:
    """Reads every record and lets libyaml parse it; with ``events``, each event becomes a Python object."""
    for path in sorted(root.glob("*/**/*.yml")):
        parser = CParser(path.read_bytes())
        if not events:
            parser.raw_parse()
        while events and parser.get_event() is not None:
            pass


def write(prepared: Prepared, target: Path) -> None:
    """Writes the rows, then the indexes, then the full-text indexes into a new file."""
    connection = sqlite3.connect(target, isolation_level=None)
    for statement in (f"pragma page_size = {prepared.page}", *FAST, *prepared.tables, "begin"):
        connection.execute(statement)
    for table, rows in prepared.rows.items():
        if rows:
            connection.executemany(f'insert into "{table}" values ({", ".join("?" * len(rows[0]))})', rows)
    for statement in (*prepared.indexes, *prepared.searches.values()):
        connection.execute(statement)
    for search in prepared.searches:
        connection.execute(f"insert into {search}({search}, rank) values ('hashsize', {HELD})")
        connection.execute(f"insert into {search}({search}) values ('rebuild')")
        connection.execute(f"insert into {search}({search}) values ('optimize')")
    connection.execute("commit")
    connection.close()


def main() -> None:
    """Runs once and prints the seconds, by the clock and of the processor, as JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.floor", description="The least any build must do.")
    parser.add_argument("root", type=Path)
    parser.add_argument("built", type=Path, help="a finished build of the same records")
    parser.add_argument("target", type=Path)
    parser.add_argument("--events", action="store_true", help="make Python objects of libyaml's events")
    chosen = parser.parse_args()
    prepared = prepare(chosen.built)
    began, worked = time.perf_counter(), time.process_time()
    parse(chosen.root, chosen.events)
    write(prepared, chosen.target)
    print(json.dumps({"seconds": time.perf_counter() - began, "processor": time.process_time() - worked}))


if __name__ == "__main__":
    main()
