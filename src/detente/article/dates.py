"""Calendar dates as pages write them."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FLAGS = re.IGNORECASE | re.ASCII

_NUMBER = r"(?P<number>0?[1-9]|1[0-2])"
_BARE_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_FORMS = (
    re.compile(rf"(?<!\d){_YEAR}(?P<mark>[-/.]){_NUMBER}(?P=mark){_BARE_DAY}(?!\d)", _FLAGS),
    re.compile(rf"(?<!\w){_DAY}[\s-]{{1,3}}(?:of )?{_MONTH},?[\s-]{{1,3}}{_YEAR}(?!\d)", _FLAGS),
    re.compile(rf"(?<!\w){_MONTH}\s{{0,2}}{_DAY},?\s{{1,2}}{_YEAR}(?!\d)", _FLAGS),
    # Followed by nothing or by the six digits of a time: a longer number is no date.
    re.compile(
        rf"(?<!\d){_YEAR}(?P<number>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?:\d{{6}})?(?!\d)", _FLAGS
    ),
)
# A date is looked for in a line or an attribute, not in a page.
_MAX_CHARACTERS = 1_000
_SLASHED = re.compile(rf"(?<![\d/])(?P<first>\d\d?)[/.](?P<second>\d\d?)[/.]{_YEAR}(?![\d/])", re.ASCII)
_WITHOUT_YEAR = (
    re.compile(rf"(?<!\w){_MONTH}\s{{0,2}}{_DAY}(?![\w/])", _FLAGS),
    re.compile(rf"(?<!\w){_DAY}\s{{1,2}}{_MONTH}(?![\w/])", _FLAGS),
)

# Where the address of a page carries the day: /2026/03/14/, /2026/mar/14/, /2026-03-14-, /20260314/.
_URL_MONTH = r"(?P<month>0?[1-9]|1[0-2]|[a-z]{3})"
_URL_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])"
_IN_URL = (
    re.compile(rf"[/-]{_YEAR}(?P<mark>[/-]){_URL_MONTH}(?P=mark){_URL_DAY}(?=[/_.-]|$)", _FLAGS),
    re.compile(rf"[/_-]{_YEAR}(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?=[/_.-]|$)", _FLAGS),
)


def find_date(text: str) -> date | None:
    """Give the first full date in a short piece of text, or `None`.

    Reads ISO dates and times, "14 March 2026", "Mar. 14, 2026" and "14/3/2026" where only one of the two
    numbers can be a day. A date that could be read two ways is no date.
    """
    head = text[:_MAX_CHARACTERS]
    found = [match for form in _FORMS if (match := form.search(head))]
    for match in sorted(found, key=re.Match.start):
        if day := _as_date(match["year"], _month_of(match), match["day"]):
            return day
    return _slashed_date(head)


def find_date_without_year(text: str, *, year: int) -> date | None:
    """Give the first "April 26" or "26 April" of a text, placed in a year known from elsewhere."""
    for form in _WITHOUT_YEAR:
        if match := form.search(text):
            return _as_date(str(year), _month_of(match), match["day"])
    return None


def date_in_url(url: str) -> date | None:
    """Give the day that a page's address carries in its path, or `None`."""
    path = url.partition("?")[0].partition("#")[0]
    for form in _IN_URL:
        if match := form.search(path):
            month = match["month"]
            number = int(month) if month.isdigit() else _month_number(month)
            return _as_date(match["year"], number, match["day"])
    return None


def _month_of(match: re.Match[str]) -> int:
    parts = match.groupdict()
    return int(parts["number"]) if parts.get("number") else _month_number(parts["month"])


def _month_number(name: str) -> int:
    """Give 1 to 12, or 0 for no month."""
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _slashed_date(text: str) -> date | None:
    match = _SLASHED.search(text)
    if not match:
        return None
    first, second = int(match["first"]), int(match["second"])
    if first > 12 >= second:
        return _as_date(match["year"], second, str(first))
    if second > 12 >= first or first == second:
        return _as_date(match["year"], first, str(second))
    return None


def _as_date(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None
