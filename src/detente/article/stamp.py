"""The day a page says it was published, where only its visible text says so."""

import re
from collections.abc import Iterable
from datetime import date

from detente.article.dateline import Dateline
from detente.article.dates import find_date, find_date_without_year

_PUBLISHED = re.compile(r"\b(?:published|posted|issued|first published|created)\b", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:updated|modified|edited|reviewed)\b", re.IGNORECASE)
_YEAR_IN_URL = re.compile(r"/((?:19|20)\d\d)(?=/|-)")
_COPYRIGHT_YEAR = re.compile(
    r"(?:©|\(c\)|copyright)[^\d]{0,40}((?:19|20)\d\d)(?!\s?[-–]\s?\d)", re.IGNORECASE
)
# A date stamp is a line about itself; a date in a sentence is about the world.
_MAX_STAMP_WORDS = 22


def find_stamp(lines: Iterable[str]) -> date | None:
    """Give the date in the short lines around a headline, or `None`.

    A line that says "published" wins over a bare date, and that over one that says "updated".
    """
    short = (line for line in lines if len(line.split()) <= _MAX_STAMP_WORDS)
    found = [(_rank(line), day) for line in short if (day := find_date(line))]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def date_of_dateline(dateline: Dateline, *, url: str | None, furniture: Iterable[str]) -> date | None:
    """Give the day of a dateline; a missing year is that of the address or of the copyright notice."""
    if dateline.date is None:
        return None
    if day := find_date(dateline.date):
        return day
    years = [
        found[1]
        for found in (_YEAR_IN_URL.search(url or ""), *map(_COPYRIGHT_YEAR.search, furniture))
        if found
    ]
    return find_date_without_year(dateline.date, year=int(years[0])) if years else None


def _rank(line: str) -> int:
    if _PUBLISHED.search(line):
        return 0
    return 2 if _UPDATED.search(line) else 1
