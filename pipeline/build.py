"""Records to a fresh SQLite file that takes the place of the old one whole, or not at all.

The same records give the same bytes: no clock, no random order. The file is written beside the old one, checked,
flushed to disk and renamed; whatever ends a build before that leaves the old file as it was.
"""

import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from itertools import chain
from pathlib import Path

from pipeline.harvest import Harvest
from pipeline.index import BODIES, index
from pipeline.made import said_by
from pipeline.many import uncollected
from pipeline.measure import measure
from pipeline.problems import Problem, errors
from pipeline.records import KINDS
from pipeline.repository import Repository
from pipeline.rows import Row, moved_rows, organisation_rows, vocabulary_rows
from pipeline.tables import create_statements, index_statements, view_statements
from pipeline.versions import code_hash

DATABASE = Path("build") / "trendatlas.db"  # its name is in addresses: never change it
BATCH = 20_000  # rows held before they are written
_FAST = (
    "pragma journal_mode = off",
    "pragma synchronous = off",
    "pragma foreign_keys = off",
    "pragma page_size = 16384",  # a long text fits into one; with 4096 many need a further page, most of it empty
    "pragma cache_size = -65536",
    BODIES,
)
LOSS = 0.05  # of the records of a kind; more at once is rather a mistake than a decision


class BuildError(Exception):
    """The new file is not sound; the old one stays."""


class Mistakes(BuildError):
    """Records have errors: ``problems`` are all of them, ``records`` is how many records were read."""

    def __init__(self, problems: list[Problem], records: int):
        super().__init__(f"{len(problems)} errors in records")
        self.problems, self.records = problems, records


def build(
    root: Path, target: Path, tell: Callable[[str], None] = lambda step: None, allow_loss: bool = False
) -> dict[str, int]:
    """Builds ``target`` from the records of ``root``; returns the number of records by kind.

    ``tell`` hears each step. Raises Mistakes where a record has an error; BuildError where the new file fails a check
    or, without ``allow_loss``, has lost records against the old one; OSError where it cannot be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target)
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with uncollected():
            counts = _write(root, fresh, {} if allow_loss else said_by(target), tell)
        _flush(fresh)
        os.replace(fresh, target)
    except sqlite3.Error as error:
        raise BuildError(str(error)) from error
    finally:
        fresh.unlink(missing_ok=True)
    return counts


def _refuse_loss(said: dict[str, str], counts: dict[str, int]) -> None:
    for kind, now in counts.items():
        before = int(said.get(kind, 0))
        if now < before * (1 - LOSS):
            raise BuildError(f"{kind} would fall from {before} to {now}; if that is meant, add --allow-loss")


def _sweep(target: Path) -> None:
    """Removes what killed builds left; the files of builds that still run stay."""
    for left in target.parent.glob(f".{target.name}.*"):
        owner = left.name.rsplit(".", 1)[1].removesuffix("-journal")
        if owner.isdigit() and not _runs(int(owner)):
            with suppress(PermissionError):
                left.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    if os.name == "nt":  # asking there would end the process; a file in use cannot be removed there anyway
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return process != os.getpid()


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _write(root: Path, path: Path, said: dict[str, str], tell: Callable[[str], None]) -> dict[str, int]:
    harvest = Harvest(root, with_rows=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in chain(_FAST, create_statements(), ["begin"]):
            connection.execute(statement)
        tell("records")
        insert(connection, harvest.rows())
        counts = _counts(harvest.repository)
        if wrong := errors(harvest.problems):
            raise Mistakes(wrong, sum(counts.values()))
        _refuse_loss(said, counts)
        _complete(connection, harvest, tell)
        _finish(connection, harvest, counts)
        tell("checks")
        _check(connection)
    return counts


def _complete(connection: sqlite3.Connection, harvest: Harvest, tell: Callable[[str], None]) -> None:
    """All that follows from the records: what they point to, indexes, derived tables, search and facets."""
    repository = harvest.repository
    insert(connection, vocabulary_rows(repository))
    insert(connection, organisation_rows(repository, harvest.organisations))
    insert(connection, moved_rows(repository))
    tell("indexes")
    for statement in index_statements():
        connection.execute(statement)
    tell("derived tables")
    measure(connection)
    tell("full text and facets")
    index(connection)


def insert(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Writes rows of any tables, many at a time: row by row takes several times as long."""
    waiting, held = defaultdict(list), 0
    for table, row in rows:
        waiting[table].append(row)
        held += 1
        if held >= BATCH:
            _insert_waiting(connection, waiting)
            held = 0
    _insert_waiting(connection, waiting)


def _insert_waiting(connection: sqlite3.Connection, waiting: dict[str, list[tuple]]) -> None:
    for table, rows in waiting.items():
        connection.executemany(f"insert into {table} values ({', '.join('?' * len(rows[0]))})", rows)
    waiting.clear()


def _counts(repository: Repository) -> dict[str, int]:
    return {KINDS[kind].plural: len(entries) for kind, entries in repository.entries.items()}


def _finish(connection: sqlite3.Connection, harvest: Harvest, counts: dict[str, int]) -> None:
    facts = {"content_hash": harvest.content_hash, "code_hash": code_hash(), **counts}
    connection.executemany(
        "insert into build values (?, ?)", [(key, str(value)) for key, value in sorted(facts.items())]
    )
    for statement in chain(view_statements(), ["pragma analysis_limit = 1000", "analyze", "commit"]):
        connection.execute(statement)


def _check(connection: sqlite3.Connection) -> None:
    dangling = connection.execute("pragma foreign_key_check").fetchall()
    if dangling:
        table, row, parent, _ = dangling[0]
        raise BuildError(f"{len(dangling)} rows point to nothing, the first in table {table} (row {row}) to {parent}")
    verdict = connection.execute("pragma quick_check").fetchone()[0]
    if verdict != "ok":
        raise BuildError(f"SQLite finds the new file damaged: {verdict}")
