"""All files of a repository, read, checked and turned into rows on all cores; a record is in memory only meanwhile.

Where a file, the vocabularies, the organisations and the code are as an earlier run had them, what that run kept is
taken. Nothing but time depends on it.
"""

import marshal
from collections.abc import Iterator
from functools import partial
from hashlib import blake2b
from pathlib import Path

from pipeline.check import check_all, check_each, gather
from pipeline.glean import File, Sheaf, entry_of, glean
from pipeline.kept import Kept
from pipeline.many import spread, uncollected
from pipeline.problems import errors
from pipeline.read import kind_of, missing_vocabularies, placed, read_files
from pipeline.records import FILED
from pipeline.versions import code_hash, content_hash, digests

Row = tuple[str, tuple]  # table, values
KEPT = Path("build") / "kept.db"


class Harvest:
    """Everything that the files under ``root`` give; ``with_rows`` for a database as well.

    Once :meth:`rows` or :meth:`check` has run through, ``repository`` holds all entries without their records and
    ``problems`` all that is wrong.
    """

    def __init__(self, root: Path, with_rows: bool = False):
        self.root, self.with_rows = root, with_rows
        paths, self.problems = placed(root)
        self.digests = digests(paths)
        common = [(path, file) for path, file in paths if kind_of(file) not in FILED]
        self.files = sorted(
            (File(path, file, kind_of(file), self.digests[file]) for path, file in paths if kind_of(file) in FILED),
            key=lambda file: (FILED.index(file.kind), file.path.stem),
        )
        self.repository, more = read_files(common)
        self.problems += more + missing_vocabularies(self.repository)
        self.organisations: dict[str, str] = {}  # name by id, as records name them
        self._sound = not errors(self.problems)
        self._common = _version([self.digests[file] for _, file in common])

    @property
    def content_hash(self) -> str:
        """The version of the data."""
        return content_hash(self.digests)

    def check(self) -> None:
        """Takes in all files for their problems alone."""
        for _ in self._sheaves():
            pass

    def rows(self) -> Iterator[Row]:
        """Rows of all records that have a file of their own, kind by kind and id by id, as long as nothing is wrong."""
        numbers = dict.fromkeys(FILED, 0)
        for file, sheaf in self._sheaves():
            if sheaf.rows and self._sound:
                numbers[file.kind] += 1
                yield from self._numbered(file.kind, numbers[file.kind], *marshal.loads(sheaf.rows))

    def _numbered(self, kind: str, number: int, rows: list[Row], body: str, organisations: dict) -> Iterator[Row]:
        (table, head), *others = rows
        yield table, (number, *head[1:])
        yield from others
        yield "bodies", (kind, number, body)
        for key, name in organisations.items():
            self.organisations.setdefault(key, name)

    def _sheaves(self) -> Iterator[tuple[File, Sheaf]]:
        with uncollected():
            self._check_organisations()
            for file, sheaf in zip(self.files, self._remembered_or_gleaned(), strict=True):
                self._absorb(file, sheaf)
                yield file, sheaf
            self.problems += check_all(self.repository, self.root)

    def _check_organisations(self) -> None:
        entries = list(self.repository.entries["organisation"].values())
        self.problems += check_each(entries, self.repository, self.root)
        for entry in entries:
            entry.facts = gather(entry)

    def _absorb(self, file: File, sheaf: Sheaf) -> None:
        self.problems += sheaf.problems
        self._sound = self._sound and not errors(sheaf.problems)
        if entry := entry_of(sheaf, file):
            self.repository.entries[file.kind][entry.id] = entry
        else:
            self.repository.unread[file.kind].add(file.path.stem)

    def _remembered_or_gleaned(self) -> Iterator[Sheaf]:
        kept = Kept(self.root / KEPT)
        there, keys = kept.keys(), [self._keys(file) for file in self.files]
        known = [
            key_of_facts in there and (key_of_rows in there or not self.with_rows) for key_of_facts, key_of_rows in keys
        ]
        work = partial(glean, self.root, self.repository, self.with_rows)
        unknown = [file for file, is_known in zip(self.files, known, strict=True) if not is_known]
        gleaned = (sheaf for sheaves in spread(work, unknown) for sheaf in sheaves)
        for file, pair, is_known in zip(self.files, keys, known, strict=True):
            sheaf = self._remembered(kept, *pair) if is_known else _keep(kept, *pair, next(gleaned))
            yield sheaf or work([file])[0]
        kept.leave(key for pair in keys for key in pair)

    def _keys(self, file: File) -> tuple[bytes, bytes]:
        """Under what the facts and the rows of ``file`` are kept."""
        return tuple(
            blake2b(file.digest, digest_size=16, key=self._common, person=part).digest() for part in (b"facts", b"rows")
        )

    def _remembered(self, kept: Kept, key_of_facts: bytes, key_of_rows: bytes) -> Sheaf | None:
        facts = kept.get(key_of_facts)
        rows = kept.get(key_of_rows) if self.with_rows else b""
        return None if facts is None or rows is None else Sheaf(facts, rows)


def _keep(kept: Kept, key_of_facts: bytes, key_of_rows: bytes, sheaf: Sheaf) -> Sheaf:
    if sheaf.lasting:
        kept.put(key_of_facts, sheaf.facts)
    if sheaf.lasting and sheaf.rows:
        kept.put(key_of_rows, sheaf.rows)
    return sheaf


def _version(common: list[bytes]) -> bytes:
    """A digest of everything but a file itself that decides what the file gives."""
    whole = blake2b(code_hash().encode(), digest_size=16)
    for digest in common:
        whole.update(digest)
    return whole.digest()
