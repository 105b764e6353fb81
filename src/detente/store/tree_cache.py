"""Rows of bytes by key in one SQLite file: parsed trees, kept between runs.

It may be deleted at any time; one that is damaged or cannot be written is only slow.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path

from detente.errors import StoreError

_TABLE = "CREATE TABLE IF NOT EXISTS trees (key BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID"
_CHUNK = 500
"""Keys asked for at once; SQLite bounds the number of variables."""
_BUSY_SECONDS = 10.0


class TreeFile:
    """A file of rows."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make one.

        Raises:
            StoreError: If the file cannot be opened, or is something else.
        """
        try:
            self._connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = OFF")  # a lost row is parsed again
            self._connection.execute(_TABLE)
        except sqlite3.Error as error:
            raise StoreError(
                f"this is no cache of trees ({error})", where=str(path), todo="name another, or delete it"
            ) from error

    def get(self, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """The rows that are kept, by key."""
        found: dict[bytes, bytes] = {}
        with suppress(sqlite3.Error):  # a damaged cache is an empty one
            for first in range(0, len(keys), _CHUNK):
                chunk = keys[first : first + _CHUNK]
                marks = ",".join("?" * len(chunk))
                query = f"SELECT key, body FROM trees WHERE key IN ({marks})"  # noqa: S608 - marks only
                with closing(self._connection.execute(query, chunk)) as rows:
                    found.update(rows)
        return found

    def put(self, rows: Mapping[bytes, bytes]) -> None:
        """Keep rows; what cannot be written now is parsed again next time."""
        with suppress(sqlite3.Error):
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("INSERT OR IGNORE INTO trees VALUES (?, ?)", rows.items())
            self._connection.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def open_tree_cache(path: Path) -> TreeFile:
    """A cache of trees in a file, which is made when missing; its folder must exist.

    Raises:
        StoreError: If the file cannot be opened, or is something else.
    """
    return TreeFile(path)
