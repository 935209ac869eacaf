"""What a question to the database may cost: readers write SQL, and one address must not stop the site.

A time limit does not end a function that is running, and does not keep a large answer out of memory.
"""

import marshal
import sqlite3
from sqlite3 import Connection, Cursor

_LONGEST = 300_000  # bytes of a value or a row; a record has at most 256 KB
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: _LONGEST,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 10_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,  # the page of a result makes an element of each cell
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
}
_LARGEST_ANSWER = 16_000_000  # bytes of all rows together
# Functions that look for each part of one text in the other: number of arguments, and what is compared with what.
_COMPARING = (("like", 2), ("like", 3), ("glob", 2), ("instr", 2), ("replace", 3), ("trim", 2), ("ltrim", 2), ("rtrim", 2))
_MOST_COMPARISONS = 2_000_000  # a text of 300 KB with a word, or 2 KB with 1 KB: some milliseconds


def limit(connection: Connection) -> None:
    """Sets the limits of a connection that readers' statements reach."""
    for kind, most in _LIMITS.items():
        connection.setlimit(kind, most)
    unlimited = sqlite3.connect(":memory:", check_same_thread=False)
    for name, arguments in _COMPARING:
        connection.create_function(name, arguments, _bounded(unlimited, name, arguments), deterministic=True)
    connection.row_factory = _Measured()


def _bounded(elsewhere: Connection, name: str, arguments: int):
    """SQLite's own function ``name``, asked ``elsewhere``, which refuses what would take long."""
    statement = f"select {name}({', '.join('?' * arguments)})"

    def call(*values):
        if _length(values[0]) * _length(values[1]) > _MOST_COMPARISONS:
            return "-" * (_LONGEST + 1)  # ends the statement as too big; an exception would fill the log
        return elsewhere.execute(statement, values).fetchone()[0]

    return call


def _length(value) -> int:
    return len(value) if isinstance(value, str | bytes) else 30


class _Measured:
    """Makes rows, and stops where those of one statement grow too large to be held."""

    def __init__(self):
        self._cursor: Cursor | None = None
        self._left = 0

    def __call__(self, cursor: Cursor, values: tuple) -> sqlite3.Row:
        if cursor is not self._cursor:
            self._cursor, self._left = cursor, _LARGEST_ANSWER
        self._left -= len(marshal.dumps(values))  # the quickest way to the size of many values
        if self._left < 0:
            raise sqlite3.OperationalError("the rows of this answer are too large: ask for fewer, or for fewer columns")
        return sqlite3.Row(cursor, values)
