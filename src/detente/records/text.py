"""The news item and stretches of its text."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the article's text."""

    start: int
    """First code point."""
    end: int
    """Code point after the last one."""
    text: str
    """The characters themselves, so that a span can be read without its article."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """A piece of the page that is not the article's body."""

    kind: str
    """`headline-copy`, `related-link`, `author-bio`, `comment-form`, `caption`, `share`, `navigation`,
    `newsletter`, `byline`, `dateline`, `advertisement`, `copyright` or `other`."""
    text: str
    """The piece as it stood on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A news item: its clean body and what is known about it."""

    id: str
    """Hash of address, headline and text."""
    url: str | None
    publisher: str | None
    headline: str | None
    byline: str | None
    language: str | None
    """ISO 639-1 code, such as `"en"`."""
    published: date | None
    """The anchor date: relative dates start from it."""
    published_basis: str | None
    """`metadata`, `text` or `argument`."""
    text: str
    """The clean body, headline not included; paragraphs are separated by a blank line."""
    furniture: tuple[Furniture, ...] = ()
    dateline_place: str | None = None
    """Where the report says it was written, such as `"SEOUL"`."""
    dateline_agency: str | None = None
    """The agency named in the dateline, such as `"Reuters"`."""
