"""Those who ask: they see whole runs, never wait for the writer, and change nothing."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from detente.errors import StoreError, UsageError
from detente.records import Article, Claim, CodedArticle, Event, Failure, Furniture, Origin
from detente.store.answers import ARTICLE_COLUMNS, Correction, Counts, Found, Run
from detente.store.arrow import build_records
from detente.store.catalog import CATALOG, SEGMENTS, open_for_reading, sees_writers, select, sqlite_errors
from detente.store.duck import Duck
from detente.store.filters import ArticleFilter, ClaimFilter, EventFilter
from detente.store.integrity import find_problems
from detente.store.segments import RECORD_TYPES, Segment, check_segment, live_segments, segment_schema

R = TypeVar("R")

_ANY_EVENT, _ANY_CLAIM, _ANY_ARTICLE = EventFilter(), ClaimFilter(), ArticleFilter()

_SEARCH_LENGTH = 1000
"""Characters of a search that are looked at: more is no question but a paste."""

_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a pair of UTF-16: no database can be asked for it."""

_LARGEST = 2**63 - 1
"""Of the numbers that databases count with."""

_NO_LIMIT = -1
"""In SQLite's words."""

_CANDIDATES = 5
"""So many ids are named where a prefix means several."""

_ATTEMPTS = 3
"""A writer that opens deletes merged files; the next manifest names others. Twice in one question is rare."""


def open_reader(folder: Path) -> "Reader":
    """A reader of a project's store; use it in a `with` statement, one per thread.

    Args:
        folder: Holds `catalog.sqlite` and `segments/`.

    Raises:
        StoreError: If there is no catalog, or it is foreign, damaged, or of another schema.
    """
    return Reader(folder)


class Reader:
    """Answers from the newest state of the store; each answer from one state.

    Any method raises StoreError if a file it needs is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        """Open the catalog; use `open_reader`."""
        self._folder = folder
        self._sees_writers = sees_writers(folder / CATALOG)
        self._connection = open_for_reading(folder / CATALOG)
        self._duck: Duck | None = None
        self._checked: set[str] = set()

    def __enter__(self) -> Self:
        """The reader itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self._connection.close()
        if self._duck is not None:
            self._duck.close()

    def events(self, wanted: EventFilter = _ANY_EVENT) -> tuple[Event, ...]:
        """The events that pass, as they were read, the earliest first and those without a day last."""
        return self._answer(lambda state: self._records(state, "events", "events", asdict(wanted)))

    def event_table(self, wanted: EventFilter = _ANY_EVENT) -> Any:
        """The same events as a `pyarrow.Table` with the columns of `events` in `schema.sql`.

        Many times faster than records where there are many events.
        """

        def ask(state: _State) -> Any:
            names = self._files(state, "events")
            if not names:
                return segment_schema("events").empty_table()
            values = {**_askable(asdict(wanted)), "superseded": state.superseded}
            return self._duckdb().table("events", names, values)

        return self._answer(ask)

    def claims(self, wanted: ClaimFilter = _ANY_CLAIM) -> tuple[Claim, ...]:
        """The claims that pass, as they were read, the earliest first and those without a day last."""
        return self._answer(lambda state: self._records(state, "claims", "claims", asdict(wanted)))

    def event(self, prefix: str) -> Event:
        """The event whose id begins like this.

        Raises:
            UsageError: If there is none, or more than one; then some are named.
        """
        values = {"prefix": prefix}
        found: tuple[Event, ...] = self._answer(
            lambda state: self._records(state, "events", "event_by_id", values)
        )
        return _only(found, prefix, "event")

    def claim(self, prefix: str) -> Claim:
        """The claim whose id begins like this; raises as `event` does."""
        values = {"prefix": prefix}
        found: tuple[Claim, ...] = self._answer(
            lambda state: self._records(state, "claims", "claim_by_id", values)
        )
        return _only(found, prefix, "claim")

    def articles(self, wanted: ArticleFilter = _ANY_ARTICLE) -> tuple[Article, ...]:
        """The articles that pass, the earliest first and those without a date last."""
        values = {**asdict(wanted), "words": None}
        query = "articles"
        if wanted.text is not None:
            query, values["words"] = "articles_with_words", match_expression(wanted.text)
            if not values["words"]:
                return ()
        return self._answer(lambda _: tuple(self._article(row) for row in self._select(query, values)))

    def article(self, article_id: str) -> Article:
        """The article with this id.

        Raises:
            UsageError: If there is none.
        """
        return self._answer(lambda _: self._article_by_id(article_id))

    def coded_article(self, article_id: str, *, run_id: str | None = None) -> CodedArticle:
        """The article with what its counting run found, or another one; without its parse.

        The article itself is as the counting run saw it.

        Raises:
            UsageError: If there is no such article, or no such run of it.
        """

        def ask(state: _State) -> CodedArticle:
            article = self._article_by_id(article_id)
            wanted = [
                run for run in self._runs(article_id) if run.id == run_id or (run.counts and not run_id)
            ]
            if not wanted:
                raise UsageError("the article has no such run", where=run_id)
            values = {"run_id": wanted[0].id}
            return CodedArticle(
                article=article,
                origin=wanted[0].origin,
                events=self._records(state, "events", "run_records", values),
                claims=self._records(state, "claims", "run_records", values),
                situations=self._records(state, "situations", "run_records", values),
            )

        return self._answer(ask)

    def runs(self, article_id: str) -> tuple[Run, ...]:
        """All readings of an article, the first one first."""
        return self._answer(lambda _: self._runs(article_id))

    def search(self, text: str, *, limit: int | None = 50) -> tuple[Found, ...]:
        """The articles whose headline and text contain all words, the best first.

        Words in double quotes stand together; no other character has a meaning.
        """
        words = match_expression(text)
        if not words:
            return ()
        values = {"words": words, "limit": limit}
        return self._answer(
            lambda _: tuple(
                Found(
                    article_id=article_id,
                    headline=headline,
                    publisher=publisher,
                    published=_date(published),
                    excerpt=excerpt,
                )
                for article_id, headline, publisher, published, excerpt in self._select("search", values)
            )
        )

    def failures(self, *, limit: int | None = None) -> tuple[Failure, ...]:
        """Why sources have no record, the latest first."""
        values = {"limit": limit}
        return self._answer(lambda _: tuple(Failure(*row) for row in self._select("failures", values)))

    def corrections(self, event_id: str) -> tuple[Correction, ...]:
        """What people say about an event, in the order they said it."""
        values = {"event_id": event_id}
        return self._answer(
            lambda _: tuple(
                Correction(event_id=event, field=field, value=value, author=author, made_at=_moment(made_at))
                for event, field, value, author, made_at in self._select("corrections", values)
            )
        )

    def counts(self) -> Counts:
        """How much there is."""
        names = [field.name for field in fields(Counts)]
        return self._answer(lambda _: Counts(**dict(zip(names, self._select("counts", {})[0], strict=True))))

    def integrity(self) -> tuple[str, ...]:
        """What is wrong with the store, one line each; nothing if it is whole. Reads every byte of it."""
        with sqlite_errors(self._folder / CATALOG), self._transaction():
            return find_problems(self._connection, self._folder / SEGMENTS)

    def _answer(self, question: Callable[["_State"], R]) -> R:
        """Ask within one state, and once more if a writer has deleted files of that state meanwhile."""
        for _ in range(_ATTEMPTS - 1):
            state = None
            try:
                with sqlite_errors(self._folder / CATALOG), self._transaction():
                    state = self._state()
                    return question(state)
            except StoreError:
                if state is None or not self._has_changed(state):
                    raise
        with sqlite_errors(self._folder / CATALOG), self._transaction():
            return question(self._state())

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if not self._sees_writers:
            self._connection.close()
            self._sees_writers = sees_writers(self._folder / CATALOG)
            self._connection = open_for_reading(self._folder / CATALOG)
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    def _state(self) -> "_State":
        return _State(
            segments=tuple(live_segments(self._connection)),
            superseded=[run_id for (run_id,) in self._select("superseded_runs", {})],
        )

    def _has_changed(self, state: "_State") -> bool:
        with sqlite_errors(self._folder / CATALOG):
            return state != self._state()

    def _select(self, query: str, values: dict[str, Any]) -> list[Any]:
        values = _askable(values)
        if "limit" in values and values["limit"] is None:
            values["limit"] = _NO_LIMIT
        return select(self._connection, query, values)

    def _duckdb(self) -> Duck:
        if self._duck is None:
            self._duck = Duck(self._folder / SEGMENTS)
        return self._duck

    def _files(self, state: "_State", kind: str) -> list[str]:
        """The files to ask, each checked once: names are hashes, so a checked name stays checked."""
        names = []
        for segment in state.segments:
            if segment.kind == kind:
                if segment.name not in self._checked:
                    check_segment(self._folder / SEGMENTS, segment)
                    self._checked.add(segment.name)
                names.append(segment.name)
        return names

    def _records(self, state: "_State", kind: str, query: str, values: dict[str, Any]) -> tuple[Any, ...]:
        values = _askable(values)
        names = self._files(state, kind)
        if not names:
            return ()
        if query != "run_records":
            values = {**values, "superseded": state.superseded}
        return build_records(self._duckdb().rows(query, names, values), RECORD_TYPES[kind])

    def _article_by_id(self, article_id: str) -> Article:
        rows = self._select("article", {"id": article_id})
        if not rows:
            raise UsageError("there is no such article", where=article_id)
        return self._article(rows[0])

    def _article(self, row: Sequence[Any]) -> Article:
        values = dict(zip(ARTICLE_COLUMNS, row, strict=True))
        values["published"] = _date(values["published"])
        furniture = self._select("furniture", {"article_id": values["id"]})
        return Article(**values, furniture=tuple(Furniture(kind, text) for kind, text in furniture))

    def _runs(self, article_id: str) -> tuple[Run, ...]:
        return tuple(
            Run(
                id=run_id,
                origin=Origin(detente=detente, lexicon=lexicon, parser=parser),
                read_at=_moment(read_at),
                counts=bool(counts),
                events=events,
                claims=claims,
                situations=situations,
            )
            for run_id, detente, lexicon, parser, read_at, counts, events, claims, situations in self._select(
                "runs", {"article_id": article_id}
            )
        )


@dataclass(frozen=True, slots=True)
class _State:
    """What the manifest said when a question was asked."""

    segments: tuple[Segment, ...]
    superseded: list[str]
    """Runs that no longer count."""


def match_expression(text: str) -> str:
    """The words of a user as an FTS5 expression that is always valid; empty if there are none.

    Words in double quotes stand together. Everything else that FTS5 would take for syntax is quoted.
    """
    clean = text[:_SEARCH_LENGTH].encode("utf-8", "ignore").decode("utf-8").replace("\0", " ")
    terms: list[str] = []
    for position, part in enumerate(clean.split('"')):
        terms.extend([part.strip()] if position % 2 else part.split())
    return " ".join(f'"{term}"' for term in terms if term)


def _only(found: Sequence[R], prefix: str, noun: str) -> R:
    if not found:
        raise UsageError(f"there is no {noun} whose id begins like this", where=prefix)
    if len(found) > 1:
        ids = [getattr(record, "id", "") for record in found]
        more = ", …" if len(ids) > _CANDIDATES else ""
        raise UsageError(
            f"several {noun}s have ids that begin like this: {', '.join(ids[:_CANDIDATES])}{more}",
            where=prefix or "''",
            todo="give more of the id",
        )
    return found[0]


def _askable(values: dict[str, Any]) -> dict[str, Any]:
    """A copy of the values of a question.

    Raises:
        UsageError: If the limit is no amount, or a text holds half a surrogate pair.
    """
    limit = values.get("limit")
    if limit is not None and not 0 <= limit <= _LARGEST:
        raise UsageError("a limit is a whole number, 0 or more", where=str(limit))
    for value in values.values():
        if isinstance(value, str) and _SURROGATE.search(value):
            raise UsageError("half a character can be in no text", where=repr(value[:40]))
    return dict(values)


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
