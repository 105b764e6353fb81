"""Trees kept between runs, so that coding anew with another lexicon need not parse anew.

One SQLite file; a row is what the parser made of one run of words. Its key is a hash of the parser's version
and the words, so rows of an older parser are never taken for those of the present one. A cache may be deleted
at any time; one that is damaged or cannot be written is only slow.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from detente.errors import ParserError
from detente.records import Act, Name, Sentence, Span, Token

_TABLE = "CREATE TABLE IF NOT EXISTS trees (key BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID"
_CHUNK = 500
"""Keys asked for at once; SQLite bounds the number of variables."""
_BUSY_SECONDS = 10.0


class TreeCache:
    """Sentences by the words they were parsed from."""

    def __init__(self, path: Path, *, version: str) -> None:
        """Open a cache, or make one.

        Args:
            path: The file; its folder must exist.
            version: The parser's: only its own trees are given back.

        Raises:
            ParserError: If there is a file, and it is no cache.
        """
        self._version = version.encode()
        try:
            self._connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = OFF")  # a lost row is parsed again
            self._connection.execute(_TABLE)
        except sqlite3.Error as error:
            raise ParserError(
                f"this is no cache of trees ({error})", where=str(path), todo="name another, or delete it"
            ) from error

    def key(self, words: Sequence[Span]) -> bytes:
        """Hash of the parser's version and of the words, wherever they stand."""
        digest = hashlib.blake2b(self._version, digest_size=16)
        for word in words:
            digest.update(b"\0" + word.text.encode("utf-8", "surrogatepass"))
        return digest.digest()

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
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


def pack(sentences: Iterable[Sentence], words: Sequence[Span]) -> bytes:
    """Sentences over some words as a row."""
    index_by_start = {word.start: index for index, word in enumerate(words)}
    parts = [
        [
            index_by_start[sentence.start],
            [
                [t.lemma, t.upos, t.xpos, t.head, t.deprel, [[a.event_type, a.probability] for a in t.acts]]
                for t in sentence.tokens
            ],
            [[name.first, name.last, name.label] for name in sentence.names],
            sentence.has_acts,
        ]
        for sentence in sentences
    ]
    return zlib.compress(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpack(body: bytes, words: Sequence[Span]) -> list[Sentence] | None:
    """The sentences of a row, laid over the words; `None` if it is damaged."""
    try:
        return [_sentence(part, words) for part in json.loads(zlib.decompress(body))]
    except (ValueError, TypeError, IndexError, zlib.error):
        return None


def _sentence(part: Any, words: Sequence[Span]) -> Sentence:
    first, rows, names, has_acts = part
    tokens = tuple(
        Token(
            word.start, word.end, word.text, lemma, upos, xpos, head, deprel,
            tuple(Act(event_type, probability) for event_type, probability in acts),
        )
        for word, (lemma, upos, xpos, head, deprel, acts) in zip(words[first:], rows, strict=False)
    )  # fmt: skip
    return Sentence(tokens[0].start, tokens[-1].end, tokens, tuple(Name(*name) for name in names), has_acts)
