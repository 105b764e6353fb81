"""Tell time expressions from words that only look like them: people called May, numbers of troops."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from detente.lexicon.time_words import TimeWords
from detente.resolve.calendar import CALENDAR_UNITS
from detente.resolve.date_tokens import TimeToken, TimeTokens

_NUMBERED_UNITS = frozenset({"quarter", "half", "century"})
_CLOCK_UNITS = frozenset({"hour", "minute", "second"})
# Years that are years wherever they stand; others need a preposition.
_MODERN_YEARS = range(1700, 2101)
_COUNTED = frozenset(
    {"for", "in", "over", "within", "after", "of", "took", "take", "lasted", "last", "several"}
)
_RATES = frozenset({"once", "twice", "times", "time", "dollars", "euros", "pounds", "percent", "%"})
_ARTICLES = frozenset({"the", "a", "its", "their", "his", "her", "our", "'s", "'"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of tokens that fits a pattern of the grammar."""

    times: TimeTokens
    words: TimeWords
    first: int
    """Index of its first token."""
    last: int
    """Index after its last token."""
    parts: Mapping[str, tuple[TimeToken, ...]]
    """What stands where in the pattern."""

    @property
    def before(self) -> str:
        """The word before it."""
        return self.times.tokens[self.first - 1].text if self.first else ""

    @property
    def after(self) -> str:
        """The word after it."""
        return self.times.tokens[self.last].text if self.last < len(self.times.tokens) else ""

    @property
    def has_title(self) -> bool:
        """A title or first name stands before it: "Theresa", "Mrs."."""
        titles = self.words.neighbours["titles"]
        dotted = self.times.tokens[self.first - 2].text if self.before == "." and self.first > 1 else ""
        return self.before in titles or dotted in titles

    @property
    def letter_before(self) -> str:
        """The class of the word before it; a break at the beginning of the text."""
        return _letter(self.times, self.first - 1)

    @property
    def letter_after(self) -> str:
        """The class of the word after it; a break at the end of the text."""
        return _letter(self.times, self.last)


def _month(found: Candidate) -> bool:
    """A bare month name is a month unless it looks like a person's name or the name of a thing."""
    month, neighbours = found.parts["month"][0], found.words.neighbours
    before, after = found.before, found.after
    if after in neighbours["not_before"] or _is_joined(found.times, found.last, month.end):
        return False
    if month.text in ("Jan", "Feb", "Apr", "Aug", "Oct", "Dec", "Sep"):
        return False
    name = month.text.rstrip(".").capitalize()
    if name not in neighbours["given_names"]:
        return True
    licensed = found.last - found.first > 1 or before.lower() in (
        neighbours["strict_prepositions"] | _ARTICLES
    )
    if found.has_title or (before[:1].isupper() and not licensed):
        return False
    if name in ("May", "March") or month.text.isupper():
        return licensed
    return licensed or not after[:1].isupper()


def _month_day(found: Candidate) -> bool:
    """A person's age is no day: "Theresa May 10"."""
    return not found.has_title


def _month_days(found: Candidate) -> bool:
    """A number of something is no second day: "March 3 and 4 people"."""
    joined = found.parts["join"][0].kind == "and"
    return not (joined and "year" not in found.parts and found.letter_after == ".")


def _day_month(found: Candidate) -> bool:
    """An ordinal in words needs its "of": "the first May meeting" is no first of May."""
    return not found.parts["day"][0].text.isalpha() or "day_of" in found.parts


def _weekday(found: Candidate) -> bool:
    before, after = found.before, found.after
    named = before in found.words.neighbours["not_after"] and "way" not in found.parts
    return not named and after not in found.words.neighbours["not_before"]


def _weekday_of_week(found: Candidate) -> bool:
    return found.parts["of"][-1].value == "week" and _weekday(found)


def _year(found: Candidate) -> bool:
    """A four-digit number is a year unless it counts or measures something."""
    year, neighbours = found.parts["year"][0], found.words.neighbours
    before, after = found.before, found.after
    strict = found.last - found.first > 1 or before.lower() in neighbours["strict_prepositions"]
    counts = after.islower() and after.endswith("s") and found.letter_after == "."
    if int(year.value) not in _MODERN_YEARS:
        strict = strict and not counts
        if not strict:
            return False
    if before in ("$", "£", "€", "¥", "#", "No", "+") or after in neighbours["units_of_measure"]:
        return False
    if _is_joined(found.times, found.last, year.end) or _follows_joined(found.times, found.first, year.start):
        return False
    return strict or before.lower() in _ARTICLES or not counts


def _year_range(found: Candidate) -> bool:
    """A second year has two digits and lies ahead: "1939-45", but not "2019-5"."""
    year, until = int(found.parts["year"][0].value), found.parts["until"][0]
    return len(until.text) == 2 and until.text.isdigit() and int(until.text) > year % 100


def _season(found: Candidate) -> bool:
    """Some seasons are verbs and events too: "the fall of Kabul"."""
    if found.parts.keys() & {"way", "year", "of", "mod", "edge"}:
        return True
    before = found.before.lower()
    if found.parts["season"][0].value == "FA" and found.letter_after == "o":
        return False
    return before in ("in", "since", "by", "until", "during", "for", "through", "before", "after")


def _this_period(found: Candidate) -> bool:
    unit, way = found.parts["unit"][0].value, found.parts["way"][0].kind
    if unit not in CALENDAR_UNITS:
        return False
    # "the last day of the talks", "this day"
    return not (unit == "day" and way in ("last", "this", "past", "current") and "mod" not in found.parts)


def _the_period(found: Candidate) -> bool:
    """Alone "the year" says nothing; "the end of the year", "late in the day" and "the weekend" do."""
    if found.parts["unit"][0].value == "weekend":
        return True
    return found.parts["unit"][0].value in CALENDAR_UNITS and bool(found.parts.keys() & {"edge", "mod"})


def _year_end(found: Candidate) -> bool:
    return found.parts["unit"][0].value in ("year", "month", "week") and found.parts["end"][0].value != "MID"


def _nth_period(found: Candidate) -> bool:
    unit, nth = found.parts["unit"][0], found.parts["nth"][0]
    if unit.value not in _NUMBERED_UNITS:
        return False
    owners = (*found.parts.get("owner", ()), *found.parts.get("of", ()))
    if any(token.kind == "unit" and token.value != "year" for token in owners):
        return False
    if unit.kind == "half" or nth.kind == "last":
        return bool(found.parts.keys() & {"of", "owner", "year"})
    return unit.value != "quarter" or int(nth.value) <= 4


def _day_beside(found: Candidate) -> bool:
    """On its own "the day after" is a date; "the day after the vote" hangs on the vote."""
    alone = found.letter_after in "|,)"
    return found.parts["unit"][0].value in ("day", "week", "month", "year") and (
        alone or found.parts["way"][0].kind == "earlier"
    )


def _shift(found: Candidate) -> bool:
    if not _counts_well(found):
        return False
    # "two weeks before the vote" is two weeks; the vote is elsewhere.
    return found.parts["way"][0].value not in ("before", "after") or found.letter_after in "|,)"


def _vague_shift(found: Candidate) -> bool:
    return found.parts["way"][0].value not in ("before", "after")


def _year_ago(found: Candidate) -> bool:
    return found.parts["way"][0].value in ("ago", "earlier") and found.parts["unit"][0].value in (
        "year",
        "month",
        "week",
    )


def _duration(found: Candidate) -> bool:
    """A singular unit needs "a" or "one"; "five year" is an adjective and left to another pattern."""
    unit, count = found.parts["unit"][0], found.parts["count"]
    if unit.value == "weekend" and count[0].kind == "a":
        return False
    if unit.kind == "unit" and not (count[-1].kind == "a" or count[-1].value in ("1", "half")):
        return False
    # "a year-long siege", "a quarter of the vote"
    return (
        _counts_well(found)
        and found.letter_after != "-"
        and not (unit.value == "quarter" and count[0].kind == "a")
    )


def _long_adjective(found: Candidate) -> bool:
    """Lengths are adjectives, "six-month", but "three-quarter" is a fraction."""
    return found.parts["unit"][0].value not in ("quarter", "weekend")


def _units(found: Candidate) -> bool:
    """A bare plural needs a word that measures: "for weeks"."""
    if found.times.letters[found.last - 1] == "O":
        return True
    return found.before.lower() in _COUNTED and found.parts["unit"][0].value not in _CLOCK_UNITS


def _set(found: Candidate) -> bool:
    if "rate" not in found.parts:
        return "unit" not in found.parts or found.parts["unit"][0].value != "half"
    before, letter = found.before.lower(), found.letter_before
    return before in _RATES or letter in "kd%"


def _clock(found: Candidate) -> bool:
    """With a full stop between hours and minutes only "3.30 p.m." is a time."""
    text = found.parts["clock"][0].text
    return "." not in text or text[-1].lower() in "m."


def _counts_well(found: Candidate) -> bool:
    unit, count = found.parts["unit"][0], found.parts["count"]
    alone = len(count) == 1 and count[0].kind == "a"
    return not (alone and unit.kind == "units")


def _letter(times: TimeTokens, index: int) -> str:
    return times.letters[index] if 0 <= index < len(times.letters) else "|"


def _is_joined(times: TimeTokens, index: int, end: int) -> bool:
    """Whether a hyphen ties the next word on: "1998-style", "April-Rose", but not "March-April"."""
    if _letter(times, index) != "-" or times.tokens[index].start != end:
        return False
    return _letter(times, index + 1) in ".!k"


def _follows_joined(times: TimeTokens, index: int, start: int) -> bool:
    """Whether a hyphen or sign ties the word before on: "AN-2019", "555-1998"."""
    if _letter(times, index - 1) not in "-!" or times.tokens[index - 1].end != start:
        return False
    return (
        times.tokens[index - 1].text not in ("'", '"', "“", "‘", "`", "[", "/", "_")
        and _letter(times, index - 2) in ".kd!"
    )


CHECK_BY_KIND: Mapping[str, Callable[[Candidate], bool]] = {
    "month": _month,
    "month_day": _month_day,
    "month_days": _month_days,
    "day_month": _day_month,
    "weekday": _weekday,
    "weekday_of_week": _weekday_of_week,
    "year": _year,
    "year_range": _year_range,
    "season": _season,
    "this_period": _this_period,
    "the_period": _the_period,
    "year_end": _year_end,
    "nth_period": _nth_period,
    "day_beside": _day_beside,
    "shift": _shift,
    "vague_shift": _vague_shift,
    "year_ago": _year_ago,
    "duration": _duration,
    "long_adjective": _long_adjective,
    "units": _units,
    "set": _set,
    "clock": _clock,
}
