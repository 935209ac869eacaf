"""What earlier runs worked out, by a digest of all that it came from: saves time, and nothing else depends on it.

One SQLite file that may go, rot, be locked or come from another version at any moment: what cannot be read, or does
not bear its own digest, counts as not there, and what cannot be written is worked out again next time.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

_SIZE = 16  # bytes of a digest
_SET_UP = (
    "pragma journal_mode = off",  # nothing here is worth a journal
    "pragma synchronous = off",
    "create table if not exists kept (key blob primary key, value blob)",  # keys in an index of their own: values are large
)


class Kept:
    """Values of bytes by key, in the file ``path``."""

    def __init__(self, path: Path):
        self._path, self._connection = path, None
        with suppress(sqlite3.Error, OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        for statement in _SET_UP:
            self._ask(statement)

    def _ask(self, statement: str, values: tuple = ()) -> list[tuple]:
        if not self._connection:
            return []
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlite3.OperationalError:  # locked by another build, read-only, disk full
            return []
        except sqlite3.DatabaseError:  # no such file, or a damaged one
            self._drop()
            return []

    def _drop(self) -> None:
        self._connection.close()
        self._connection = None
        with suppress(OSError):
            self._path.unlink()

    def keys(self) -> set[bytes]:
        """The keys of everything that seems to be there."""
        return {key for (key,) in self._ask("select key from kept")}

    def get(self, key: bytes) -> bytes | None:
        """The value of ``key``, or None where there is none that is whole."""
        for (value,) in self._ask("select value from kept where key = ?", (key,)):
            if isinstance(value, bytes) and value[:_SIZE] == _digest(key, value[_SIZE:]):
                return value[_SIZE:]
        return None

    def put(self, key: bytes, value: bytes) -> None:
        """Keeps ``value`` from the next :meth:`leave` on."""
        if self._connection:
            if not self._connection.in_transaction:
                self._ask("begin")
            self._ask("insert or replace into kept values (?, ?)", (key, _digest(key, value) + value))

    def leave(self, used: Iterable[bytes]) -> None:
        """Keeps what was put and, beside it, only what is ``used``."""
        for key in self.keys() - set(used):
            self._ask("delete from kept where key = ?", (key,))
        if self._connection and self._connection.in_transaction:
            self._ask("commit")
        if self._connection:
            self._connection.close()
            self._connection = None


def _digest(key: bytes, value: bytes) -> bytes:
    return blake2b(value, digest_size=_SIZE, key=key).digest()
