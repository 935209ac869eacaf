"""Records to a fresh SQLite file that takes the place of the old one whole, or not at all.

The same records give the same bytes: no clock, no random order. The file is written beside the old one, checked,
flushed to disk and renamed; whatever ends a build before that leaves the old file as it was.
"""

import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from hashlib import sha256
from itertools import chain
from pathlib import Path
from urllib.parse import quote

from pipeline.index import index
from pipeline.many import uncollected
from pipeline.measure import measure
from pipeline.read import files
from pipeline.records import FILED, KINDS
from pipeline.repository import Repository
from pipeline.rows import Row, moved_rows, organisation_rows, record_rows, vocabulary_rows
from pipeline.tables import create_statements, index_statements, tables, view_statements

DATABASE = Path("build") / "trendatlas.db"  # its name is in addresses: never change it
BATCH = 20_000  # rows held before they are written
SCHEMA = "1"
_FAST = (
    "pragma journal_mode = off",
    "pragma synchronous = off",
    "pragma foreign_keys = off",
    "pragma page_size = 16384",  # a long text fits into one; with 4096 many need a further page, most of it empty
    "pragma temp_store = memory",
)


LOSS = 0.05  # of the records of a kind; more at once is rather a mistake than a decision


class BuildError(Exception):
    """The new file is not sound; the old one stays."""


def build(
    repository: Repository,
    root: Path,
    target: Path,
    tell: Callable[[str], None] = lambda step: None,
    allow_loss: bool = False,
) -> dict[str, int]:
    """Builds ``target`` from the records of ``root``; returns the number of records by kind.

    ``tell`` hears each step. Raises BuildError where the new file fails a check or, without ``allow_loss``, has lost
    records against the old one; OSError where it cannot be written.
    """
    if not allow_loss:
        _refuse_loss(target, _counts(repository))
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target)
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with uncollected():
            counts = _write(repository, root, fresh, tell)
        _flush(fresh)
        os.replace(fresh, target)
    except sqlite3.Error as error:
        raise BuildError(str(error)) from error
    finally:
        fresh.unlink(missing_ok=True)
    return counts


def _refuse_loss(target: Path, counts: dict[str, int]) -> None:
    said = _said_by(target)
    for kind, now in counts.items():
        before = int(said.get(kind, 0))
        if now < before * (1 - LOSS):
            raise BuildError(f"{kind} would fall from {before} to {now}; if that is meant, add --allow-loss")


def _said_by(target: Path) -> dict[str, str]:
    """What an older file says of itself; nothing where it is missing or no such file."""
    if not target.is_file():
        return {}
    try:
        with closing(sqlite3.connect(f"file:{quote(str(target))}?mode=ro", uri=True)) as connection:
            return dict(connection.execute("select key, value from build"))
    except sqlite3.Error:
        return {}


def up_to_date(root: Path, target: Path) -> bool:
    """Whether ``target`` was built from the records under ``root`` as they are, by this code."""
    said = _said_by(target)
    return said.get("code_hash") == code_hash() and said.get("content_hash") == content_hash(root)


def code_hash() -> str:
    """A digest of the code that builds: another version of it builds anew."""
    digest = sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


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


def _write(repository: Repository, root: Path, path: Path, tell: Callable[[str], None]) -> dict[str, int]:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for statement in chain(_FAST, create_statements(), ["begin"]):
            connection.execute(statement)
        tell("rows")
        insert(connection, chain(vocabulary_rows(repository), _all_rows(repository)))
        tell("indexes")
        for statement in index_statements():
            connection.execute(statement)
        tell("derived tables")
        measure(connection)
        tell("full text and facets")
        index(connection)
        _finish(connection, repository, root)
        tell("checks")
        _check(connection)
    finally:
        connection.close()
    return _counts(repository)


def _all_rows(repository: Repository) -> Iterable[Row]:
    for kind in ("organisation", *FILED):
        for number, key in enumerate(sorted(repository.entries[kind]), 1):
            yield from record_rows(repository.entries[kind][key], number, repository)
    yield from organisation_rows(repository)
    yield from moved_rows(repository)


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
        marks = ", ".join("?" * len(tables()[table].columns))
        connection.executemany(f"insert into {table} values ({marks})", rows)
    waiting.clear()


def _counts(repository: Repository) -> dict[str, int]:
    return {KINDS[kind].plural: len(entries) for kind, entries in repository.entries.items()}


def content_hash(root: Path) -> str:
    """A digest of every record file under ``root``: the version of the data."""
    digest = sha256(SCHEMA.encode())
    for path in files(root):
        digest.update(f"\0{path.relative_to(root).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _finish(connection: sqlite3.Connection, repository: Repository, root: Path) -> None:
    facts = {"schema": SCHEMA, "content_hash": content_hash(root), "code_hash": code_hash(), **_counts(repository)}
    connection.executemany(
        "insert into build values (?, ?)", [(key, str(value)) for key, value in sorted(facts.items())]
    )
    for statement in chain(view_statements(), ["analyze", "commit"]):
        connection.execute(statement)


def _check(connection: sqlite3.Connection) -> None:
    dangling = connection.execute("pragma foreign_key_check").fetchall()
    if dangling:
        table, row, parent, _ = dangling[0]
        raise BuildError(f"{len(dangling)} rows point to nothing, the first in table {table} (row {row}) to {parent}")
    verdict = connection.execute("pragma integrity_check").fetchone()[0]
    if verdict != "ok":
        raise BuildError(f"SQLite finds the new file damaged: {verdict}")
