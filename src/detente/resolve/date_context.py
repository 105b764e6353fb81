"""What a time expression needs from its article: the anchor date, the dates named before, tense."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from detente.resolve.calendar import Period, period_of, shift_period
from detente.resolve.date_grammar import Expression


@dataclass(slots=True, kw_only=True)
class Context:
    """Where the reading of an article stands: changes with every date that is resolved."""

    anchor: date | None
    """The publication date; `None` leaves relative expressions open."""
    is_narrative: bool
    """The text tells history: months and days follow the years it names, not the anchor."""
    tense: Callable[[Expression], str | None]
    """`future`, `past`, or `None` where neither the parse nor the words say."""
    named: tuple[Period, ...] = ()
    """The periods named last, the latest first."""
    quarter: Period | None = None
    """The quarter named last: in business news "a year ago" means the same quarter."""

    @property
    def period(self) -> Period | None:
        """The period named last."""
        return self.named[0] if self.named else None

    @property
    def base(self) -> Period | None:
        """The period that "the following day" starts from: the one named last, or the anchor."""
        return self.period or (Period("day", self.anchor) if self.anchor else None)

    def base_of(self, unit: str) -> Period | None:
        """The period of a unit that holds the one named last, passing over those longer than the unit.

        Without any it is the anchor's own; `None` if all that is named is longer, or there is no anchor.
        """
        if not self.named:
            return period_of(self.anchor, unit) if self.anchor else None
        short = (period for period in self.named if period.end - period.start <= _longest(unit))
        base = next(short, None)
        return period_of(base.start, unit) if base else None

    def anchored(self, unit: str, count: int = 0) -> Period | None:
        """The period of a unit, `count` units after the one the anchor lies in."""
        start = self.period.start if self.is_narrative and self.period else self.anchor
        return shift_period(period_of(start, unit), count) if start else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a time expression means."""

    timex: str
    """`DATE`, `TIME`, `DURATION` or `SET`."""
    value: str | None
    """TIMEX3 value; `None` if it cannot be told."""
    mod: str | None = None
    """TIMEX3 modifier."""
    period: Period | None = None
    """The period of the calendar, for later expressions to refer to."""
    days: tuple[date, date] | None = None
    """First day, and the day after the last."""


def nearest_to(anchor: date, candidates: tuple[Period | None, ...], tense: str | None) -> Period | None:
    """Give the candidate that the tense asks for, or the one nearest to the anchor.

    The tense only decides between candidates that are both near: a date three days ago is not next year's
    because somebody in the sentence "will" do something.
    """
    known = [period for period in candidates if period]
    by_distance = sorted(known, key=lambda period: abs(_distance(anchor, period)))
    for period in by_distance:
        ahead = _distance(anchor, period)
        fits = tense is None or ahead == 0 or (ahead > 0) == (tense == "future")
        if fits and abs(ahead) < _FAR_DAYS:
            return period
    return by_distance[0] if by_distance else None


_FAR_DAYS = 250
_LONGEST_DAYS = {
    "day": 1,
    "week": 7,
    "weekend": 2,
    "month": 31,
    "quarter": 92,
    "half": 184,
    "season": 92,
    "year": 366,
}


def _longest(unit: str) -> timedelta:
    return timedelta(days=_LONGEST_DAYS.get(unit, 40_000))


def _distance(anchor: date, period: Period) -> int:
    """Days from the anchor to the period: 0 inside, negative before."""
    if period.start > anchor:
        return (period.start - anchor).days
    return min(0, (period.end - anchor).days - 1)
