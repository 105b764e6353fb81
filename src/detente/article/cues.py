"""Which kind of furniture a single line shows itself to be, by its words or its form."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detente.article.dates import find_date
from detente.lexicon.furniture import FurnitureCues, load_furniture

# Furniture lines are short. A long paragraph that happens to hold a phrase is prose.
_MAX_CHARACTERS = 2_000
_MAX_PHRASE_WORDS = 60
_MAX_LABEL_WORDS = 45

_STRAIGHT = str.maketrans("‘’“”–—", "''\"\"--")
# Counters and symbols around a phrase: "12 Comments", "» Share (3)", "Reply ↓". Quotation marks stay:
# a quoted "No comment." is somebody's answer and not a comment form.
_AROUND = re.compile(r"^[^a-z\"'©(]+|\s\(\d{1,6}\)$|[^a-z\"'?.)]+$|[.?]$")
_LABEL_MARK = re.compile(r"\s?[:|»>]|\s?-{1,2}\s|\s\*")

# Names are told by capitals; each word is followed by one separator, so that matching has one path only.
_NAME = r"[A-Z][\w.'’-]{0,40}"
_NO_DAY = (
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:Jan|Febr)uary|March|April|May\s\d|June|July|August|(?:Septem|Octo|Novem|Decem)ber)"
)
_BY = r"^(?:By|BY|by|(?:[Ww]ritten|[Pp]osted|[Rr]eported|[Ee]dited|[Cc]ompiled|[Tt]ranslated) [Bb]y)\s"
_BYLINE = re.compile(
    rf"{_BY}{_NO_DAY}{_NAME}(?:,?\s(?:{_NAME}|and|de|van|von|der|al|bin|of|the|in|for|&)){{0,13}}(?:$|\s?[|/•·@(–—-])"
)
_NAMED_BYLINE = re.compile(rf"{_BY}{_NO_DAY}{_NAME}")
_STAMP_WORDS = re.compile(
    r"^[\W\d]*(?:(?:first|last|originally)?\s?(?:published|updated|posted|modified|created|issued)\b|date:)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_AGO = re.compile(
    r"^\d{1,3}\+?\s(?:second|minute|min|hour|day|week|month|year)s?\.?\s(?:ago|read|listen|watch)$"
    r"|^(?:yesterday|just now)$"
)
_READING_TIME = re.compile(r"\b\d{1,3}\s(?:min|minute|minutes|mins)\.?(?:\sread)?$")
_SLIDE = re.compile(r"^(?:image|photo|slide|page)?\s?\d{1,4}\s?(?:of|/)\s?/?\s?\d{1,4}$")
_CREDIT = re.compile(
    r"[\[(](?:[^\[\]()]{2,60}/\s?(?:[A-Z]{2,6}|Reuters|Getty|Shutterstock|Bloomberg|Anadolu)[^\[\]()]{0,40}"
    r"|(?:AP|AFP|EPA|REUTERS|Reuters|Getty)\s(?:Photo|Images|Archives?)[^\[\]()]{0,60})[\])]$"
)
_CREDITED = re.compile(
    r"\((?:image|photo|picture|pic|photograph|credit|source|screenshot)s?\s?:[^()]{1,80}\)\.?$", re.IGNORECASE
)
_POSTED_COMMENT = re.compile(r"^\d{1,4}\.\s\S{1,40}(?:\s\S{1,40}){0,3}\ssays:$")
_AGENCY_PICTURE = re.compile(r"\bREUTERS/[A-Z]")
_REACHED_AT = re.compile(r"\breached at \S{1,60}@")
_TWEET = re.compile(r"^[—–-]\s.{1,80}\(@\w{1,30}\)")
_COPYRIGHT_CREDIT = re.compile(r"©\s{0,3}[A-Z][^©]{1,60}$")
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$|^\S+@\S+\.\w+$|^@\w+$|^(?:#\w+\s?)+$")
_MAX_STAMP_WORDS = 22
_MAX_CLOSED_STAMP_WORDS = 8
_MAX_BYLINE_WORDS = 22


@dataclass(frozen=True, slots=True)
class Cue:
    """What a line's own words say it is."""

    kind: str
    ends: bool = False
    """The article is over here."""
    ends_late: bool = False
    """The article is over here if most of it lies behind."""
    opens: bool = False
    """The article starts right behind it, if it stands near the top."""
    heads: bool = False
    """It is a heading: what it announces follows in the next lines."""
    weak: bool = False
    """It is one of several things the line could be, like a lone "Sports"."""


class CueFinder:
    """The phrases of the lexicon, arranged for quick look-up."""

    def __init__(self, cues_by_kind: Mapping[str, FurnitureCues]) -> None:
        """Arrange the phrases; the first kind to name a phrase keeps it."""
        self._whole = _kind_by_phrase(cues_by_kind, "whole", strip=".?*: ")
        self._label = _kind_by_phrase(cues_by_kind, "label", strip=".?*: ")
        self._ends = _kind_by_phrase(cues_by_kind, "ends")
        self._ends_late = _kind_by_phrase(cues_by_kind, "ends_late")
        self._opening = _Phrases(_kind_by_phrase(cues_by_kind, "opening"))
        self._holding = _Phrases(_kind_by_phrase(cues_by_kind, "holding"))
        self._closing = _Phrases(_kind_by_phrase(cues_by_kind, "closing"))

    def find(self, line: str) -> Cue | None:
        """Give the kind of furniture a line shows itself to be, or `None` for a line that could be prose."""
        if len(line) > _MAX_CHARACTERS:
            return None
        folded = " ".join(line.translate(_STRAIGHT).casefold().split())
        words = folded.count(" ") + 1
        return self._as_heading(folded) or self._by_phrase(folded, words) or _by_form(line.strip(), words)

    def _as_heading(self, folded: str) -> Cue | None:
        core = _AROUND.sub("", _AROUND.sub("", folded))
        if core in self._ends:
            return Cue(self._ends[core], ends=True, heads=True)
        if core in self._ends_late:
            return Cue(self._ends_late[core], ends_late=True, heads=True)
        if core in self._whole:
            return Cue(self._whole[core], weak=True)
        if core in self._label:
            return Cue(self._label[core], heads=True)
        return None

    def _by_phrase(self, folded: str, words: int) -> Cue | None:
        stripped = folded.lstrip("[(*•»>|- ")
        mark = _LABEL_MARK.search(stripped)
        if mark and words <= _MAX_LABEL_WORDS and (kind := self._label.get(stripped[: mark.start()])):
            return Cue(kind)
        if words > _MAX_PHRASE_WORDS:
            return None
        kind = (
            self._opening.at_start(folded)
            or self._opening.at_start(stripped)
            or self._holding.within(folded)
            or self._closing.at_end(folded)
        )
        return Cue(kind) if kind else None


class _Phrases:
    """Phrases that stand as whole words at the start, the end or anywhere in a line.

    Plain searches, one a phrase: a hundred of them take a tenth of the time of one alternation.
    """

    def __init__(self, kind_by_phrase: Mapping[str, str]) -> None:
        # Longest first: "read more here" before "read more".
        self._kinds = sorted(kind_by_phrase.items(), key=lambda item: (-len(item[0]), item[0]))
        self._all = tuple(kind_by_phrase)

    def at_start(self, line: str) -> str | None:
        if not line.startswith(self._all):
            return None
        return next(
            (kind for phrase, kind in self._kinds if line.startswith(phrase) and _whole(line, phrase, 0)),
            None,
        )

    def at_end(self, line: str) -> str | None:
        if not line.endswith(self._all):
            return None
        found = (item for item in self._kinds if line.endswith(item[0]))
        return next((kind for phrase, kind in found if _whole(line, phrase, len(line) - len(phrase))), None)

    def within(self, line: str) -> str | None:
        found = ((line.find(phrase), phrase, kind) for phrase, kind in self._kinds if phrase in line)
        return next((kind for start, phrase, kind in found if _whole(line, phrase, start)), None)


def _whole(line: str, phrase: str, start: int) -> bool:
    """Say whether a phrase found in a line is cut off from the words beside it."""
    end = start + len(phrase)
    is_cut_before = start == 0 or not (phrase[0].isalnum() and line[start - 1].isalnum())
    return is_cut_before and (end == len(line) or not (phrase[-1].isalnum() and line[end].isalnum()))


@cache
def packaged_cues() -> CueFinder:
    """Give the phrases that come with the package."""
    return CueFinder(load_furniture(Path(__file__).parents[1] / "lexicon" / "en" / "furniture.toml"))


def _kind_by_phrase(
    cues_by_kind: Mapping[str, FurnitureCues], field: str, *, strip: str = ""
) -> dict[str, str]:
    """Map each phrase of one list to its kind, without closing characters that the matching ignores."""
    kinds: dict[str, str] = {}
    for kind, cues in cues_by_kind.items():
        for phrase in getattr(cues, field):
            kinds.setdefault(phrase.rstrip(strip) if strip else phrase, kind)
    return kinds


def _by_form(line: str, words: int) -> Cue | None:
    """Judge by form: bylines, date stamps, credits, counters, addresses."""
    if words <= _MAX_BYLINE_WORDS and _is_byline(line):
        return Cue("byline", opens=True)
    if _is_stamp(line, words):
        return Cue("other", opens=True)
    if _is_credit(line, words):
        return Cue("caption")
    if _REACHED_AT.search(line):
        return Cue("author-bio")
    if (
        _ADDRESS.match(line)
        or _POSTED_COMMENT.match(line)
        or _TWEET.match(line)
        or not any(character.isalpha() for character in line)
    ):
        return Cue("other", weak=True)
    return None


def _is_byline(line: str) -> bool:
    """Say whether a line names its writers: "By" and capitals to its end or a bar, or a date. No sentence."""
    if line.endswith((".", ".”", '."')):
        return False
    return bool(_BYLINE.match(line)) or (bool(_NAMED_BYLINE.match(line)) and find_date(line) is not None)


def _is_stamp(line: str, words: int) -> bool:
    """Say whether a line is about when the page was published: a date and little else. No sentence."""
    if words > _MAX_STAMP_WORDS or (line.endswith(".") and words > _MAX_CLOSED_STAMP_WORDS):
        return False
    folded = line.casefold()
    if _AGO.match(folded) or (words <= 8 and _READING_TIME.search(folded)):
        return True
    says_so = bool(_STAMP_WORDS.match(line))
    if _TWEET.match(line) or not find_date(line):
        return says_so and bool(_CLOCK.search(line)) and words <= 10
    return says_so or (words <= 9 and not line.endswith("."))


def _is_credit(line: str, words: int) -> bool:
    """Say whether a line is a caption: it closes with a credit, or counts pictures."""
    if _CREDIT.search(line) or _CREDITED.search(line) or _AGENCY_PICTURE.search(line):
        return True
    return bool(words <= 40 and _COPYRIGHT_CREDIT.search(line)) or bool(_SLIDE.match(line.casefold()))
