"""The dateline: where, when and for which agency a report was written."""

import re
from dataclasses import dataclass

# A dateline stands at the very start of the text.
_MAX_CHARACTERS = 160

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},\s)?"
_DATE = rf"(?P<date>{_WEEKDAY}(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s(?:19|20)\d\d)?)"
# One to five words in capitals: "RIO DE JANEIRO", "ST. PETERSBURG", "WASHINGTON/BEIJING", "N'DJAMENA".
_CAPITALS = r"(?P<place>[A-Z][A-Z.'’-]{1,20}(?:[ /][A-Z][A-Z.'’-]{0,20}){0,4}"
_REGION = (
    r"(?:,\s(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
    r"[A-Z][A-Za-z.'’-]{1,20}(?:\s[A-Z][A-Za-z.'’-]{1,20}){0,3})?)"
)
_TITLED = r"(?P<place>[A-Z][A-Za-z.'’-]{1,20}(?:[ /][A-Z][A-Za-z.'’-]{1,20}){0,3}"
_AGENCY = r"\((?P<agency>[A-Z][\w .'’&/-]{1,40})\)"
_DASH = r"\s{0,2}(?:[—–―]|-{1,2})\s{0,2}"

_FORMS = (
    re.compile(rf"{_CAPITALS}{_REGION}(?:,\s{_DATE})?\s{_AGENCY}(?:{_DASH}|:\s)"),
    re.compile(rf"{_CAPITALS}{_REGION},\s{_DATE}(?:{_DASH}|:\s)"),
    re.compile(
        rf"{_CAPITALS}{_REGION}(?:,\s{_DATE})?\.?\s/(?P<agency>[A-Z][\w -]{{1,20}})/\.?\s(?:{_DASH})?"
    ),
    re.compile(rf"{_TITLED}{_REGION},\s{_DATE}\s{_AGENCY}(?:{_DASH}|:\s)"),
    re.compile(rf"{_TITLED}{_REGION}\s{_AGENCY}(?:{_DASH}|:\s)(?=[A-Z\"“'‘])"),
    re.compile(rf"{_DATE}\s{_AGENCY}(?:{_DASH}|:\s)"),
    re.compile(rf"{_AGENCY}{_DASH}(?=[A-Z\"“'‘])"),
    re.compile(rf"{_CAPITALS}{_REGION}\s{{0,2}}(?:[—–―]|--|\s-\s)\s{{0,2}}(?=[A-Z\"“'‘])"),
    re.compile(r"(?P<place>[A-Z][A-Z.'’-]{1,20}(?:[ /][A-Z][A-Z.'’-]{1,20}){0,3})(?<=.{5}):\s(?=[A-Z“‘])"),
)
# Capitals before a dash that name no place.
_NO_PLACE = frozenset({
    "ADVERTISEMENT", "ANALYSIS", "BREAKING", "BRIEF", "COMMENT", "CORRECTED", "EDITORIAL", "EXCLUSIVE",
    "EXPLAINER", "FACTBOX", "FEATURE", "GRAPHIC", "INTERVIEW", "LIVE", "NOTE", "OPINION", "PHOTO", "PHOTOS",
    "READ", "REFILE", "RELATED", "TIMELINE", "UPDATE", "UPDATED", "VIDEO", "WATCH",
})  # fmt: skip
_NO_AGENCY = frozenset({"Photo", "File", "Image", "Video"})


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before the first sentence."""

    place: str | None
    """As written, with the region where one is given: `"TBILISI, Georgia"`."""
    agency: str | None
    date: str | None
    """The words that give the day, mostly without a year."""
    end: int
    """Where the report proper begins in the paragraph."""


def find_dateline(paragraph: str) -> Dateline | None:
    """Give the dateline a paragraph opens with, such as "SEOUL, April 26 (Reuters) - ", or `None`."""
    head = paragraph[:_MAX_CHARACTERS]
    for form in _FORMS:
        if found := form.match(head):
            parts = found.groupdict()
            place, agency = parts.get("place"), parts.get("agency")
            if (place and place.split()[0] in _NO_PLACE) or agency in _NO_AGENCY:
                return None
            return Dateline(place, agency, parts.get("date"), found.end())
    return None
