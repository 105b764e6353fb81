"""Periods of the calendar: days, weeks, months, quarters, seasons, years, decades, centuries."""

from dataclasses import dataclass
from datetime import date, timedelta

CALENDAR_UNITS = (
    "day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century",
)  # fmt: skip
_MONTHS_BY_UNIT = {
    "month": 1,
    "quarter": 3,
    "half": 6,
    "season": 3,
    "year": 12,
    "decade": 120,
    "century": 1200,
}
_SEASONS = ("WI", "SP", "SU", "FA")
_SATURDAY = 5
# Outside these years `date` has no room for the period's end.
_FIRST_YEAR, _LAST_YEAR = 1, 9000


@dataclass(frozen=True, slots=True)
class Period:
    """A day, week, month … of the calendar."""

    unit: str
    """One of `CALENDAR_UNITS`."""
    start: date
    """Its first day."""

    @property
    def end(self) -> date:
        """The day after its last one."""
        if self.unit in _MONTHS_BY_UNIT:
            return _add_months(self.start, _MONTHS_BY_UNIT[self.unit])
        return self.start + timedelta(days={"day": 1, "week": 7, "weekend": 2}[self.unit])

    @property
    def value(self) -> str:
        """Its TIMEX3 value, such as `"2019-W17"` for a week or `"199"` for a decade."""
        year, month = self.start.year, self.start.month
        if self.unit in ("week", "weekend"):
            iso = self.start.isocalendar()
            return f"{iso.year:04d}-W{iso.week:02d}{'-WE' if self.unit == 'weekend' else ''}"
        values = {
            "day": self.start.isoformat(),
            "month": f"{year:04d}-{month:02d}",
            "quarter": f"{year:04d}-Q{(month + 2) // 3}",
            "half": f"{year:04d}-H{1 if month == 1 else 2}",
            "season": f"{year:04d}-{_SEASONS[month // 3 % 4]}",
            "year": f"{year:04d}",
            "decade": f"{year // 10:03d}",
            "century": f"{year // 100:02d}",
        }
        return values[self.unit]

    def thirds(self) -> tuple[date, date]:
        """The first days of its middle and of its last third."""
        if self.unit == "month":
            # Newspapers' "late February" begins on the 21st, whatever the month's length.
            return self.start.replace(day=11), self.start.replace(day=21)
        third = (self.end - self.start) / 3
        return self.start + third, self.start + 2 * third


def period_of(day: date, unit: str) -> Period:
    """Give the period of a unit that a day lies in; for weekends, the one of its week."""
    starts = {
        "day": day,
        "week": day - timedelta(days=min(day.weekday(), day.toordinal() - 1)),
        "month": day.replace(day=1),
        "quarter": day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1),
        "half": day.replace(month=1 if day.month <= 6 else 7, day=1),
        "year": day.replace(month=1, day=1),
        "decade": date(max(_FIRST_YEAR, day.year // 10 * 10), 1, 1),
        "century": date(max(_FIRST_YEAR, day.year // 100 * 100), 1, 1),
    }
    if unit == "weekend":
        return Period(unit, starts["week"] + timedelta(days=_SATURDAY))
    if unit == "season":
        return Period(unit, _season_start(day))
    return Period(unit, starts[unit])


def shift_period(period: Period, count: int) -> Period | None:
    """Give the period that lies `count` of its own units later; `None` where the calendar ends."""
    if period.unit in _MONTHS_BY_UNIT:
        months = count * _MONTHS_BY_UNIT[period.unit]
        if not _FIRST_YEAR <= period.start.year + months // 12 < _LAST_YEAR:
            return None
        return Period(period.unit, _add_months(period.start, months))
    days = count * (1 if period.unit == "day" else 7)
    ordinal = period.start.toordinal() + days
    if not 1 <= ordinal < date(_LAST_YEAR, 1, 1).toordinal():
        return None
    return Period(period.unit, date.fromordinal(ordinal))


def period_after(day: date, unit: str, count: int) -> Period | None:
    """Give the period of a unit that lies `count` units after the one a day lies in."""
    return shift_period(period_of(day, unit), count)


def day_period(year: int, month: int, day: int) -> Period | None:
    """Give a day as a period; `None` if there is no such day."""
    if not _FIRST_YEAR <= year < _LAST_YEAR:
        return None
    try:
        return Period("day", date(year, month, day))
    except ValueError:
        return None


def month_period(year: int, month: int) -> Period | None:
    """Give a month as a period; `None` if there is no such month."""
    first = day_period(year, month, 1)
    return Period("month", first.start) if first else None


def season_period(year: int, season: str) -> Period | None:
    """Give a season (`SP`, `SU`, `FA`, `WI`) as a period; a winter belongs to the year of its December."""
    first = day_period(year, (12, 3, 6, 9)[_SEASONS.index(season)], 1)
    return Period("season", first.start) if first else None


def weekday_of_week(day: date, weekday: int) -> Period | None:
    """Give a weekday (1 is Monday) of the week that a day lies in."""
    return shift_period(Period("day", day), weekday - day.isoweekday())


def _season_start(day: date) -> date:
    if day.month in (1, 2):
        return date(max(_FIRST_YEAR, day.year - 1), 12, 1)
    return day.replace(month=day.month // 3 * 3, day=1)


def _add_months(day: date, months: int) -> date:
    """Add months to the first day of a month."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
