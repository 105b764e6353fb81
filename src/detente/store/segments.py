"""Immutable Parquet files: written whole or not at all, checked before they are believed."""

import hashlib
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.errors import StoreError
from detente.records import Claim, Event, Situation
from detente.store.arrow import arrow_schema, arrow_table, utf8_array
from detente.store.catalog import select, sync_folder

RECORD_TYPES: dict[str, type] = {"events": Event, "claims": Claim, "situations": Situation}
"""What a kind of segment holds."""

_OUR_NAMES = re.compile(rf"({'|'.join(RECORD_TYPES)})(-[0-9a-f]{{24}}\.parquet|\.tmp)")

_ROWS_AT_ONCE = 20_000
"""While merging: keeps memory small, and row groups large enough to be read fast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A row of the manifest."""

    name: str
    kind: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The records of one kind that a run found."""

    run_id: str
    article_id: str
    published: Any
    """Date of the article, or `None`."""
    records: Sequence[Any]


def write_segments(folder: Path, batches_by_kind: Mapping[str, Sequence[Batch]]) -> tuple[Segment, ...]:
    """New files, one per kind that has records; nobody sees them before the manifest names them.

    Raises:
        OSError: If the disk refuses; then nothing is left behind.
    """
    segments = [
        _write_segment(folder, kind, batches)
        for kind, batches in batches_by_kind.items()
        if any(batch.records for batch in batches)
    ]
    if segments:
        sync_folder(folder)
    return tuple(segments)


def merge_segments(folder: Path, segments: Sequence[Segment]) -> Segment:
    """A new file with the rows of these segments of one kind, in their order.

    Raises:
        StoreError: If one of them is missing or damaged.
        OSError: If the disk refuses; then nothing is left behind.
    """
    import pyarrow.parquet as pq  # noqa: PLC0415

    for segment in segments:
        check_segment(folder, segment)
    kind = segments[0].kind
    schema = segment_schema(kind)

    def fill(writer: Any) -> None:
        # Rows are collected across files, or a thousand small segments would become a thousand row groups.
        waiting: list[Any] = []
        for segment in segments:
            with pq.ParquetFile(folder / segment.name) as file:
                waiting.extend(file.iter_batches(_ROWS_AT_ONCE))
            if sum(batch.num_rows for batch in waiting) >= _ROWS_AT_ONCE:
                _write_batches(writer, waiting, schema)
                waiting = []
        if waiting:
            _write_batches(writer, waiting, schema)

    merged = _finish(folder / f"{kind}.tmp", kind, schema, fill)
    sync_folder(folder)
    return merged


def live_segments(connection: Any) -> list[Segment]:
    """The manifest of an open catalog, in the order of writing."""
    return [
        Segment(name=name, kind=kind, rows=rows, bytes=size, sha256=sha256)
        for name, kind, rows, size, sha256 in select(connection, "live_segments", {})
    ]


def segment_schema(kind: str) -> Any:
    """The columns of `schema.sql`: where a row belongs, then the record's fields."""
    import pyarrow as pa  # noqa: PLC0415

    record = arrow_schema(RECORD_TYPES[kind])
    place = [
        pa.field("run_id", pa.string()),
        pa.field("position", pa.int32()),
        pa.field("published", pa.date32()),
    ]
    if "article_id" not in record.names:
        place.append(pa.field("article_id", pa.string()))
    return pa.schema([*place, *record])


def check_segment(folder: Path, segment: Segment) -> None:
    """Nothing, if the file is byte for byte what was written.

    Raises:
        StoreError: If it is missing or damaged.
    """
    path = folder / segment.name
    todo = "restore it from a backup, or read its sources again into a new project"
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise StoreError("a segment is missing", where=str(path), todo=todo) from error
    except OSError as error:
        raise StoreError(
            f"a segment cannot be read ({error.strerror})", where=str(path), todo=todo
        ) from error
    if found != segment.sha256:
        raise StoreError("a segment is damaged", where=str(path), todo=todo)


def remove_strangers(folder: Path, known: frozenset[str]) -> None:
    """Delete the segments that no manifest names: left by a crash, or replaced by a merge."""
    for path in folder.iterdir():
        if _OUR_NAMES.fullmatch(path.name) and path.name not in known:
            path.unlink(missing_ok=True)


def _write_segment(folder: Path, kind: str, batches: Sequence[Batch]) -> Segment:
    table = _segment_table(kind, batches)

    def fill(writer: Any) -> None:
        writer.write_table(table)

    return _finish(folder / f"{kind}.tmp", kind, table.schema, fill)


def _segment_table(kind: str, batches: Sequence[Batch]) -> Any:
    import pyarrow as pa  # noqa: PLC0415

    schema = segment_schema(kind)
    records = [record for batch in batches for record in batch.records]
    table = arrow_table(records, RECORD_TYPES[kind])
    place: dict[str, list[Any]] = {
        "run_id": [batch.run_id for batch in batches for _ in batch.records],
        "position": [position for batch in batches for position in range(len(batch.records))],
        "published": [batch.published for batch in batches for _ in batch.records],
        "article_id": [batch.article_id for batch in batches for _ in batch.records],
    }
    columns = [
        table[name] if name in table.column_names else utf8_array(place[name], schema.field(name).type)
        for name in schema.names
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def _write_batches(writer: Any, batches: Sequence[Any], schema: Any) -> None:
    """Write rows that may come from an older version, whose columns were fewer."""
    import pyarrow as pa  # noqa: PLC0415

    tables = [pa.Table.from_batches([batch]) for batch in batches]
    joined = pa.concat_tables([schema.empty_table(), *tables], promote_options="default").combine_chunks()
    writer.write_table(joined)


def _finish(unfinished: Path, kind: str, schema: Any, fill: Callable[[Any], None]) -> Segment:
    """Write the temporary file, sync it, and give it its name: the kind and the hash of its bytes."""
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        with unfinished.open("wb") as file:
            with pq.ParquetWriter(file, schema, compression="zstd") as writer:
                fill(writer)
            file.flush()
            os.fsync(file.fileno())
        with unfinished.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            rows = pq.ParquetFile(file).metadata.num_rows
        path = unfinished.with_name(f"{kind}-{sha256[:24]}.parquet")
        size = unfinished.stat().st_size
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return Segment(name=path.name, kind=kind, rows=rows, bytes=size, sha256=sha256)
