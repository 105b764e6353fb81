"""What the store says about itself and about what it keeps."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from detente.records import Article, CodedArticle, Origin

ARTICLE_COLUMNS = tuple(field.name for field in fields(Article) if field.name != "furniture")
"""The fields of an article that are columns of its table; furniture has a table of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article to keep, and what it was read from."""

    coded: CodedArticle
    source: str
    """Address, file, or record of an archive."""
    content_hash: str
    """Hash of the bytes that were read there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The acknowledgement of a reading: it is on disk."""

    article_id: str
    run_id: str
    is_new: bool
    """The store did not have this article as this origin reads it."""
    events: int
    """How many events the run has."""
    claims: int
    """How many claims the run has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What somebody says about an event; the event itself stays as it was read."""

    event_id: str
    field: str
    """Field of the event, such as `"event_type"`."""
    value: str | None
    """What it should be; `None` for unknown."""
    author: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A reading of an article by one origin."""

    id: str
    origin: Origin
    read_at: datetime
    counts: bool
    """Whether it is the one that `events`, `claims` and `article` show."""
    events: int
    claims: int
    situations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much there is; events, claims and situations of the runs that count."""

    articles: int
    runs: int
    events: int
    claims: int
    situations: int
    failures: int
    corrections: int
    segments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article that answers a search."""

    article_id: str
    headline: str | None
    publisher: str | None
    published: date | None
    excerpt: str
    """The part of the text with most of the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compacted:
    """How many segments there were, and how many are left."""

    before: int
    after: int
