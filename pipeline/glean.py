"""What one file gives: its problems, the facts that rules over all records need, and its rows. The record is let go."""

import marshal
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.check import check_each, gather
from pipeline.problems import Problem
from pipeline.read import read_files
from pipeline.repository import Entry, Repository
from pipeline.text import fold
from pipeline.versions import digest


@dataclass(frozen=True)
class File:
    """A file of a record: where it is, its name in the repository, its kind, and the digest it had when it was found."""

    path: Path
    name: str
    kind: str
    digest: bytes


@dataclass(frozen=True)
class Sheaf:
    """What a file gives: its entry without the record, as facts and rows in the form of :mod:`marshal`, and problems.

    Where there is no record, ``facts`` is empty; ``rows`` is empty too where no rows are wanted. ``lasting`` is what
    holds as long as the file, the vocabularies and the organisations are as they are.
    """

    facts: bytes
    rows: bytes
    problems: tuple[Problem, ...] = ()
    lasting: bool = False


def glean(root: Path, known: Repository, with_rows: bool, files: Sequence[File]) -> list[Sheaf]:
    """What each of ``files`` gives; of ``known`` the vocabularies and the organisations count."""
    return [_sheaf(root, known, with_rows, file) for file in files]


def _sheaf(root: Path, known: Repository, with_rows: bool, file: File) -> Sheaf:
    part, problems = read_files([(file.path, file.name)])
    for entry in part.all_entries():
        problems += check_each([entry], known, root)
        lasting = not problems and digest(file.name, file.path.read_bytes()) == file.digest
        rows = _rows(entry, known) if with_rows else b""
        return Sheaf(marshal.dumps((entry.id, gather(entry))), rows, tuple(problems), lasting)
    return Sheaf(b"", b"", tuple(problems))


def _rows(entry: Entry, known: Repository) -> bytes:
    from pipeline.rows import organisations_named, record_rows  # with the tables, which only a build needs

    rows = list(record_rows(entry, 0, known))
    texts = sorted(row[1:5] for table, row in rows if table == f"{entry.kind}_texts")
    body = fold(" ".join(markdown for *_, markdown in texts))
    return marshal.dumps((rows, body, organisations_named(entry, known)))


def entry_of(sheaf: Sheaf, file: File) -> Entry | None:
    """The entry of a file without its record; None where there is none."""
    if not sheaf.facts:
        return None
    record_id, facts = marshal.loads(sheaf.facts)
    return Entry(file.kind, record_id, file.name, None, (), facts)
