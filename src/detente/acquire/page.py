"""A page as it came from the outside world."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from detente.acquire.local import read_file, read_stream
from detente.acquire.sniff import refuse_unreadable
from detente.acquire.web import Answer, get, is_url, shown

# The largest of 300 crawled pages has 1.8 MB; the limit is for what is no page.
MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of a page and where they came from."""

    content: bytes
    url: str | None = None
    """The address that answered in the end, without user name and password."""
    path: str | None = None
    content_type: str | None = None
    """The HTTP header of that name, which may name the encoding."""
    fetched_on: date | None = None
    """The day it was fetched, in UTC; `None` for files, whose age is not known."""


def fetch_page(source: str, *, stdin: BinaryIO | None = None, max_bytes: int = MAX_BYTES) -> Page:
    """Give the page at a path, at an http(s) address, or (for `-`) on standard input.

    Args:
        source: Path, address, or `-`.
        stdin: Where `-` reads from.
        max_bytes: More than that is refused, compressed or not.

    Raises:
        AcquireError: If it cannot be had, is empty, too large, or no text; says which and what to do.
    """
    if source == "-":
        page = Page(read_stream(stdin, max_bytes=max_bytes))
        where = "standard input"
    elif is_url(source):
        page = _page_of(get(source, max_bytes=max_bytes))
        where = shown(source)
    else:
        page = Page(read_file(Path(source), max_bytes=max_bytes), path=source)
        where = source
    refuse_unreadable(page.content, where=where)
    return page


def _page_of(answer: Answer) -> Page:
    return Page(
        answer.content, url=answer.url, content_type=answer.content_type, fetched_on=answer.fetched_on
    )
