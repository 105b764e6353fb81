"""The one who writes: a source is acknowledged together with everything that was read from it."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from detente.errors import UsageError
from detente.records import Article, CodedArticle, Failure, Origin
from detente.store.answers import ARTICLE_COLUMNS, Compacted, Correction, Kept, Reading
from detente.store.catalog import CATALOG, SEGMENTS, open_for_writing, select, sqlite_errors, transaction
from detente.store.lock import WriterLock
from detente.store.segments import (
    RECORD_TYPES,
    Batch,
    Segment,
    live_segments,
    merge_segments,
    remove_strangers,
    write_segments,
)

_SEGMENTS_PER_TIER = 32
"""So many segments of about the same size become one. Asking a thousand small files takes seconds, and each
row is rewritten once a tier: at 32, once for every thirty-fold growth."""

_SMALL_ROWS = 100_000
"""`compact` merges segments below this size; above, a merge gains nothing a query would notice."""

_MERGED_ROWS = 1_000_000
"""No segment is merged beyond this size."""

_ID_LENGTH = 32
"""Hexadecimal digits: 128 bits, beyond accidental collision."""


def open_writer(folder: Path) -> "Writer":
    """The writer of a project's store, which is created if there is none.

    Use it in a `with` statement. Files that a crash or a merge left behind are removed.

    Args:
        folder: Holds `catalog.sqlite` and `segments/`.

    Raises:
        StoreError: If another process is writing (at once, naming it), or the folder cannot be written, or
            its catalog is foreign, damaged or newer than this program.
    """
    with sqlite_errors(folder):
        (folder / SEGMENTS).mkdir(parents=True, exist_ok=True)
    lock = WriterLock(folder / "writer.lock")
    try:
        connection = open_for_writing(folder / CATALOG)
    except BaseException:
        lock.release()
        raise
    writer = Writer(folder, connection, lock)
    try:
        writer.clean_up()
    except BaseException:
        writer.close()
        raise
    return writer


class Writer:
    """The only one who changes the store. Every method returns when its effect is on disk, or raises."""

    def __init__(self, folder: Path, connection: Any, lock: WriterLock) -> None:
        """Take over an open catalog; use `open_writer`."""
        self._folder = folder
        self._connection = connection
        self._lock = lock

    def __enter__(self) -> Self:
        """The writer itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let the next one write."""
        self._connection.close()
        self._lock.release()

    def keep(self, coded: CodedArticle, *, source: str, content_hash: str, now: datetime) -> Kept:
        """Keep an article with its events, claims and situations; see `keep_many`."""
        reading = Reading(coded=coded, source=source, content_hash=content_hash)
        return self.keep_many([reading], now=now)[0]

    def keep_many(self, readings: Iterable[Reading], *, now: datetime) -> tuple[Kept, ...]:
        """Keep many articles at once: all of them, or none if it raises.

        The same article by the same origin changes nothing; by another origin it is a new run, which counts
        from now on. A run that was superseded counts again when it is read again.

        Args:
            readings: Articles with their sources; sentences, mentions, dates and places are not kept.
            now: When, in UTC.

        Returns:
            One acknowledgement per reading, in order.

        Raises:
            StoreError: If the disk refuses, or a text cannot be written as UTF-8.
        """
        moment = _moment(now)
        planned = [_plan(reading) for reading in readings]
        fresh = self._unknown(planned)
        if fresh:
            # Before, not after: when this raises, nothing has been kept.
            self._merge_tiers()
        with self._changes():
            for segment in self._write_segments([plan for plan in planned if plan.run_id in fresh]):
                self._do("add_segment", asdict(segment))
            kept = []
            for plan in planned:
                kept.append(_acknowledge(plan, is_new=plan.run_id in fresh))
                self._keep_run(plan, moment, is_new=plan.run_id in fresh)
                fresh.discard(plan.run_id)
        return tuple(kept)

    def keep_failure(
        self,
        failure: Failure,
        *,
        source: str,
        content_hash: str | None,
        now: datetime,
        origin: Origin | None = None,
    ) -> None:
        """Keep why a source has no record; the same failure again changes nothing.

        Args:
            failure: The reason.
            source: Address, file, or record of an archive.
            content_hash: Hash of the bytes that were read; `None` if there were none.
            now: When, in UTC.
            origin: What failed. With it and the hash the source is acknowledged: the same bytes would fail
                the same way. Without, the source is to be tried again.
        """
        moment = _moment(now)
        with self._changes():
            self._do(
                "add_failure",
                {**asdict(failure), "source": source, "content_hash": content_hash, "failed_at": moment},
            )
            if origin is not None and content_hash is not None:
                self._acknowledge_source(source, content_hash, origin, run_id=None, moment=moment)

    def keep_correction(self, correction: Correction) -> None:
        """Keep what somebody says about an event."""
        with self._changes():
            self._do("add_correction", {**asdict(correction), "made_at": _moment(correction.made_at)})

    def was_read(self, source: str, content_hash: str, origin: Origin) -> bool:
        """Whether this origin has read these bytes of this source, with or without success."""
        key = {"source": source, "content_hash": content_hash, "origin_id": origin_id(origin)}
        with sqlite_errors(self._catalog):
            return bool(select(self._connection, "was_read", key))

    def compact(self) -> Compacted:
        """Merge small segments, so that questions open few files.

        Readers go on with the old files, which the next writer deletes.

        Raises:
            StoreError: If a segment is missing or damaged, or the disk refuses.
        """
        before = self._live_segments()
        for kind in RECORD_TYPES:
            small = [segment for segment in before if segment.kind == kind and segment.rows < _SMALL_ROWS]
            for group in _groups(small):
                self._merge(group)
        return Compacted(before=len(before), after=len(self._live_segments()))

    def clean_up(self) -> None:
        """Remove the files that the manifest does not name; `open_writer` does it."""
        with sqlite_errors(self._catalog):
            self._do("drop_retired_segments", {})
            known = frozenset(segment.name for segment in self._live_segments())
            remove_strangers(self._segments, known)

    @property
    def _catalog(self) -> Path:
        return self._folder / CATALOG

    @property
    def _segments(self) -> Path:
        return self._folder / SEGMENTS

    @contextmanager
    def _changes(self) -> Iterator[None]:
        with sqlite_errors(self._catalog), transaction(self._connection):
            yield

    def _do(self, query: str, values: dict[str, Any]) -> None:
        select(self._connection, query, values)

    def _unknown(self, planned: Sequence["_Plan"]) -> set[str]:
        ids = {plan.run_id for plan in planned}
        with sqlite_errors(self._catalog):
            return {run_id for run_id in ids if not select(self._connection, "run_state", {"id": run_id})}

    def _write_segments(self, planned: Sequence["_Plan"]) -> tuple[Segment, ...]:
        """One segment per kind that has records; a run that comes twice is written once."""
        by_run = {plan.run_id: plan.reading.coded for plan in planned}
        return write_segments(
            self._segments,
            {
                kind: [_batch(run_id, coded, kind) for run_id, coded in by_run.items()]
                for kind in RECORD_TYPES
            },
        )

    def _keep_run(self, plan: "_Plan", moment: str, *, is_new: bool) -> None:
        coded = plan.reading.coded
        article = coded.article
        if is_new:
            self._put_article(article)
            self._do("add_origin", {"id": origin_id(coded.origin), **asdict(coded.origin)})
            self._do("add_run", _run_row(plan, moment))
        [(counts,)] = select(self._connection, "run_state", {"id": plan.run_id})
        if not counts:
            if not is_new:
                self._put_article(article)
            self._do("supersede_run", {"article_id": article.id})
            self._do("count_run", {"id": plan.run_id})
        source, content_hash = plan.reading.source, plan.reading.content_hash
        self._acknowledge_source(source, content_hash, coded.origin, run_id=plan.run_id, moment=moment)
        self._do("drop_failures", {"source": source})

    def _put_article(self, article: Article) -> None:
        self._do("put_article", {name: getattr(article, name) for name in ARTICLE_COLUMNS})
        self._do("drop_furniture", {"article_id": article.id})
        for position, piece in enumerate(article.furniture):
            self._do("add_furniture", {"article_id": article.id, "position": position, **asdict(piece)})

    def _acknowledge_source(
        self, source: str, content_hash: str, origin: Origin, *, run_id: str | None, moment: str
    ) -> None:
        self._do("add_origin", {"id": origin_id(origin), **asdict(origin)})
        row = {"source": source, "content_hash": content_hash, "origin_id": origin_id(origin)}
        self._do("put_ledger", {**row, "run_id": run_id, "read_at": moment})

    def _live_segments(self) -> list[Segment]:
        with sqlite_errors(self._catalog):
            return live_segments(self._connection)

    def _merge_tiers(self) -> None:
        """Merge where segments of about the same size have gathered; a merge may fill the next tier."""
        while True:
            tiers: dict[tuple[str, int], list[Segment]] = {}
            for segment in self._live_segments():
                if segment.rows < _SMALL_ROWS:
                    tiers.setdefault((segment.kind, _tier(segment)), []).append(segment)
            full = [tier for tier in tiers.values() if len(tier) >= _SEGMENTS_PER_TIER]
            if not full:
                return
            for group in [group for tier in full for group in _groups(tier)]:
                self._merge(group)

    def _merge(self, segments: Sequence[Segment]) -> None:
        with self._changes():
            merged = merge_segments(self._segments, segments)
            for segment in segments:
                self._do("retire_segment", {"name": segment.name})
            self._do("add_segment", asdict(merged))


@dataclass(frozen=True, slots=True)
class _Plan:
    """A reading with the run it makes."""

    reading: Reading
    run_id: str


def origin_id(origin: Origin) -> str:
    """Hash of the versions."""
    return _hash(asdict(origin))


def _plan(reading: Reading) -> _Plan:
    # All fields of the article: with another publication date the same text tells other days.
    return _Plan(reading, _hash([asdict(reading.coded.article), asdict(reading.coded.origin)]))


def _hash(value: Any) -> str:
    text = json.dumps(value, default=str, sort_keys=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:_ID_LENGTH]


def _acknowledge(plan: _Plan, *, is_new: bool) -> Kept:
    coded = plan.reading.coded
    return Kept(
        article_id=coded.article.id,
        run_id=plan.run_id,
        is_new=is_new,
        events=len(coded.events),
        claims=len(coded.claims),
    )


def _batch(run_id: str, coded: CodedArticle, kind: str) -> Batch:
    article = coded.article
    return Batch(
        run_id=run_id,
        article_id=article.id,
        published=article.published,
        records=getattr(coded, kind),
    )


def _run_row(plan: _Plan, moment: str) -> dict[str, Any]:
    coded = plan.reading.coded
    return {
        "id": plan.run_id,
        "article_id": coded.article.id,
        "origin_id": origin_id(coded.origin),
        "read_at": moment,
        **{kind: len(getattr(coded, kind)) for kind in RECORD_TYPES},
    }


def _moment(now: datetime) -> str:
    if now.tzinfo is None:
        raise UsageError("a moment needs its time zone", where=now.isoformat(), todo="pass one in UTC")
    return now.astimezone(UTC).isoformat(timespec="seconds")


def _tier(segment: Segment) -> int:
    """Sizes within a factor of sixteen are about the same."""
    return (segment.rows.bit_length() - 1) // 4


def _groups(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Neighbours that fit into one segment; those left alone are not worth a merge."""
    groups: list[list[Segment]] = []
    group: list[Segment] = []
    for segment in segments:
        if sum(member.rows for member in group) + segment.rows > _MERGED_ROWS:
            groups.append(group)
            group = []
        group.append(segment)
    return [group for group in [*groups, group] if len(group) > 1]
