"""What is wrong with a store."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente.errors import StoreError
from detente.store.catalog import select
from detente.store.segments import RECORD_TYPES, check_segment, live_segments

_NAMED_PROBLEMS = 10
"""SQLite may find thousands in a damaged file; the first ones say enough."""


def find_problems(connection: Any, folder: Path) -> tuple[str, ...]:
    """One line per problem of the catalog and of the segments in the folder."""
    return (*_catalog_problems(connection), *_segment_problems(connection, folder))


def _catalog_problems(connection: Any) -> Iterator[str]:
    for (line,) in connection.execute(f"PRAGMA integrity_check({_NAMED_PROBLEMS})"):
        if line != "ok":
            yield f"catalog: {' '.join(line.split())}"
    for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"catalog: a row of {table} points to a row of {parent} that does not exist"


def _segment_problems(connection: Any, folder: Path) -> Iterator[str]:
    found = dict.fromkeys(RECORD_TYPES, 0)
    for segment in live_segments(connection):
        found[segment.kind] += segment.rows
        try:
            check_segment(folder, segment)
        except StoreError as error:
            yield str(error)
    [told] = select(connection, "run_totals", {})
    for kind, total in zip(RECORD_TYPES, told, strict=True):
        if found[kind] != total:
            yield f"segments: {found[kind]} {kind}, but the runs found {total}"
