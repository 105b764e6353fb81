"""Days of holidays, fixed and movable."""

from datetime import date

from detente.resolve.calendar import Period, day_period, period_after

# Since the Gregorian reform, as far as the calendar has room.
_YEARS = range(1583, 9000)


def holiday_in(rule: str, year: int) -> Period | None:
    """Give a holiday of a year; the rules are explained in `dates.toml`."""
    if rule.startswith("easter "):
        return period_after(_easter(year), "day", int(rule.split()[1])) if year in _YEARS else None
    if rule.startswith("n "):
        month, nth, weekday = (int(number) for number in rule[2:].split("-"))
        day = 1 + (weekday - date(year, month, 1).isoweekday()) % 7 + 7 * (nth - 1)
        return day_period(year, month, day) or day_period(year, month, day - 7)
    return day_period(year, *(int(number) for number in rule.split("-")))


def _easter(year: int) -> date:
    """Give Easter Sunday of a year in the Gregorian calendar.

    References:
        Anonymous (1876), Nature 13, 487; as given by Meeus (1991), Astronomical Algorithms, chapter 8.
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e, g = b // 4, b % 4, (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    n = (h + weekday - 7 * m + 90) // 25
    return date(year, n, (h + weekday - 7 * m + 33 * n + 19) % 32)
