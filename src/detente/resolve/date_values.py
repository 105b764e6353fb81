"""Resolve time expressions that lie on the calendar: days, weekdays, months, years, quarters, seasons."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from detente.resolve.calendar import (
    Period,
    day_period,
    month_period,
    period_after,
    period_of,
    season_period,
    shift_period,
    weekday_of_week,
)
from detente.resolve.date_context import Context, Reading, nearest_to
from detente.resolve.date_grammar import Expression
from detente.resolve.date_tokens import TimeToken
from detente.resolve.holidays import holiday_in

_UNRESOLVED = Reading(timex="DATE", value=None)
# How far "last", "this" and "next" go.
STEP_BY_WAY = {"last": -1, "past": -1, "this": 0, "current": 0, "next": 1}


def dated(period: Period | None, expression: Expression) -> Reading:
    """Give a period as a reading, narrowed by "early", "the end of" and times of the day."""
    if period is None:
        return _UNRESOLVED
    mod = value_of(expression, "edge") or value_of(expression, "mod")
    mod = {"earlier": "START", "later": "END"}.get(mod or "", mod)
    time = _time_of_day(expression)
    return Reading(
        timex="TIME" if time else "DATE",
        value=f"{period.value}T{time}" if time else period.value,
        mod=mod or value_of(expression, "approx"),
        period=period,
        days=_days(period, mod, closing="edge" in expression.parts),
    )


def value_of(expression: Expression, part: str) -> str | None:
    """Give the value of a part's last token, or `None`."""
    tokens = expression.parts.get(part)
    return tokens[-1].value if tokens else None


def way_of(expression: Expression) -> str | None:
    """Give which one is meant: `last`, `next`, `this`, `following`, …, or `None`."""
    tokens = expression.parts.get("way")
    return tokens[0].kind if tokens else None


def year_of(tokens: tuple[TimeToken, ...], context: Context) -> int | None:
    """Give the year that "last year", "fiscal 2019" or "the year" means."""
    for token in tokens:
        if token.kind == "year":
            return int(token.value)
    kind = tokens[0].kind
    if kind in ("that", "following", "same"):
        base = context.base
        return base.start.year + (kind == "following") if base else None
    period = context.anchored("year", STEP_BY_WAY.get(kind, 0))
    return period.start.year if period else None


def clock_time(text: str) -> str:
    """Give a time as people write it ("3 p.m.", "14:00") in the form `15:00`."""
    digits = "".join(character if character.isdigit() else " " for character in text).split()
    hour, minute = int(digits[0]), digits[1] if len(digits) > 1 else "00"
    if "p" in text.lower() and hour < 12:
        hour += 12
    elif "a" in text.lower() and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute}"


def _iso(expression: Expression, context: Context) -> Reading | None:
    token = expression.parts["date"][0]
    if token.kind == "iso":
        year, month, day = (int(number) for number in token.text.split("-"))
        period = day_period(year, month, day)
    else:
        period = _slashed(token.text, context.anchor)
    return dated(period, expression) if period else None


def _month_day(expression: Expression, context: Context) -> Reading | None:
    month, day = int(value_of(expression, "month") or 0), int(value_of(expression, "day") or 0)
    if "year" in expression.parts:
        period = day_period(year_of(expression.parts["year"], context) or 0, month, day)
        return _to_until(dated(period, expression), expression) if period else None
    if day_period(2000, month, day) is None:
        return None
    start = context.period.start if context.is_narrative and context.period else context.anchor
    if start is None:
        return _UNRESOLVED
    if context.is_narrative and context.period and context.period.unit == "year":
        return _to_until(dated(day_period(start.year, month, day), expression), expression)
    candidates = tuple(day_period(year, month, day) for year in range(start.year - 1, start.year + 2))
    weekday = value_of(expression, "weekday")
    if weekday and any(period and period.start.isoweekday() == int(weekday) for period in candidates):
        candidates = tuple(
            period for period in candidates if period and period.start.isoweekday() == int(weekday)
        )
    tense = {"last": "past", "next": "future"}.get(way_of(expression) or "", context.tense(expression))
    period = nearest_to(start, candidates, None if context.is_narrative else tense)
    return _to_until(dated(period, expression), expression)


def _weekday(expression: Expression, context: Context) -> Reading:
    weekday, way = int(value_of(expression, "weekday") or 0), way_of(expression)
    if way in ("following", "that"):
        base = context.base
        if base is None or base.unit != "day":
            return _UNRESOLVED
        ahead = (weekday - base.start.isoweekday()) % 7
        return dated(
            Period("day", base.start + timedelta(days=ahead or 7 * (way == "following"))), expression
        )
    if context.anchor is None:
        return _UNRESOLVED
    ahead = (weekday - context.anchor.isoweekday()) % 7
    tense = context.tense(expression)
    if way == "next" or (way in ("this", "current") and tense != "past"):
        ahead = ahead or 7 * (way == "next")
    elif way in ("last", "past") or (ahead and tense != "future"):
        ahead -= 7
    return dated(shift_period(Period("day", context.anchor), ahead), expression)


def _weekday_of_week(expression: Expression, context: Context) -> Reading:
    of = expression.parts["of"][0].kind
    week = context.base_of("week") if of in ("that", "following") else context.anchored("week")
    if week is None:
        return _UNRESOLVED
    step = 1 if of == "following" else STEP_BY_WAY.get(of, 0)
    day = week.start + timedelta(days=7 * step)
    return dated(weekday_of_week(day, int(value_of(expression, "weekday") or 0)), expression)


def _day(expression: Expression, context: Context) -> Reading:
    token = expression.parts["day"][0]
    period = shift_period(Period("day", context.anchor), int(token.value)) if context.anchor else None
    reading = dated(period, expression)
    if token.kind != "night" or period is None:
        return reading
    return Reading(
        timex="TIME", value=f"{period.value}TNI", mod=reading.mod, period=period, days=reading.days
    )


def _holiday(expression: Expression, context: Context) -> Reading:
    rule, way = value_of(expression, "holiday") or "", way_of(expression)
    if "year" in expression.parts:
        return dated(holiday_in(rule, year_of(expression.parts["year"], context) or 0), expression)
    if context.anchor is None:
        return _UNRESOLVED
    anchor = context.anchor
    candidates = [holiday_in(rule, year) for year in (anchor.year - 1, anchor.year, anchor.year + 1)]
    known = [period for period in candidates if period]
    if way in ("last", "past"):
        return dated(
            max((period for period in known if period.start < anchor), key=_start, default=None), expression
        )
    if way == "next":
        return dated(
            min((period for period in known if period.start > anchor), key=_start, default=None), expression
        )
    return dated(nearest_to(anchor, tuple(known), context.tense(expression)), expression)


def _daypart(expression: Expression, context: Context) -> Reading:
    way, part = way_of(expression), value_of(expression, "part")
    if way == "that":
        day = context.base_of("day")
    else:
        day = period_after(context.anchor, "day", -1 if way == "last" else 0) if context.anchor else None
    reading = dated(day, expression)
    return Reading(
        timex="TIME",
        value=f"{day.value}T{part}" if day else None,
        mod=reading.mod,
        period=day,
        days=reading.days,
    )


def _clock(expression: Expression, context: Context) -> Reading:
    day = context.base_of("day")
    if day is None:
        return Reading(timex="TIME", value=None)
    return dated(day, expression)


def _month_year(expression: Expression, context: Context) -> Reading:
    parts = expression.parts
    if "short" in parts:
        year: int | None = full_year(int(parts["short"][0].text[1:]), context.anchor)
    else:
        year = year_of(parts.get("year") or parts["of"], context)
    return dated(month_period(year, int(value_of(expression, "month") or 0)) if year else None, expression)


def _month(expression: Expression, context: Context) -> Reading:
    month, way = int(value_of(expression, "month") or 0), way_of(expression)
    base = context.base if context.is_narrative or way in ("following", "that") else None
    if base and way in (None, "that"):
        # A history goes on: after December the next January is meant.
        years = (base.start.year,) if base.unit == "year" else (base.start.year, base.start.year + 1)
        candidates = tuple(month_period(year, month) for year in years)
        return dated(nearest_to(base.start, candidates, None), expression)
    start = base.start if base else context.anchor
    if start is None:
        return _UNRESOLVED
    this_year = month_period(start.year, month)
    ahead = (month - start.month) % 12
    tense = context.tense(expression)
    if way == "this":
        return dated(this_year, expression)
    if way in ("next", "following"):
        ahead = ahead or 12
    elif way in ("last", "past") or ahead > {"future": _FAR_MONTHS, "past": 1}.get(tense or "", 2):
        ahead -= 12
    return dated(period_after(start, "month", ahead), expression)


def _year(expression: Expression, context: Context) -> Reading:
    year = year_of(expression.parts["year"], context) or 0
    return dated(_from_year(year, "year"), expression)


def _decade(expression: Expression, context: Context) -> Reading:
    token = expression.parts["decade"][0]
    digits = "".join(character for character in token.value if character.isdigit())
    year = int(digits)
    if len(digits) == 2:
        if context.anchor is None:
            return _UNRESOLVED
        year = full_year(year, context.anchor)
    return dated(_from_year(year, "decade"), expression)


def _nth_period(expression: Expression, context: Context) -> Reading:
    unit, nth = expression.parts["unit"][0], expression.parts["nth"][0]
    if unit.value == "century":
        return dated(_from_year(int(nth.value) * 100 - 100, "century"), expression)
    name = "half" if unit.kind == "half" else "quarter"
    number = {"half": 2, "quarter": 4}[name] if nth.kind == "last" else int(nth.value)
    owner = expression.parts.get("year") or expression.parts.get("owner") or expression.parts.get("of")
    year = year_of(owner, context) if owner else None
    return dated(_part_of_year(name, number, year, context), expression)


def _quarter(expression: Expression, context: Context) -> Reading:
    token = expression.parts["quarter"][0]
    year = year_of(expression.parts["year"], context) if "year" in expression.parts else None
    name = "quarter" if token.text[0] in "Qq" else "half"
    return dated(_part_of_year(name, int(token.text[1]), year, context), expression)


def _season(expression: Expression, context: Context) -> Reading:
    season, way = value_of(expression, "season") or "", way_of(expression)
    owner = expression.parts.get("year") or expression.parts.get("of")
    if owner:
        year = year_of(owner, context)
        return dated(season_period(year, season) if year else None, expression)
    base = context.base if context.is_narrative or way in ("following", "that") else None
    start = base.start if base else context.anchor
    if start is None:
        return _UNRESOLVED
    if base and way in (None, "that"):
        return dated(season_period(start.year, season), expression)
    return dated(_season_near(start, season, way, context.tense(expression)), expression)


def _season_near(start: date, season: str, way: str | None, tense: str | None) -> Period | None:
    """Give the season that "last", "this" or "next" means, or the nearest one."""
    candidates = [season_period(start.year + step, season) for step in (-2, -1, 0, 1)]
    known = [period for period in candidates if period]
    if way in ("last", "past"):
        return max((period for period in known if period.end <= start), key=_start, default=None)
    if way in ("next", "following"):
        return min((period for period in known if period.start > start), key=_start, default=None)
    if way in ("this", "current"):
        return nearest_to(start, tuple(period for period in known if period.start.year == start.year), None)
    return nearest_to(start, tuple(known), tense or "past")


def full_year(short: int, anchor: date | None) -> int:
    """Give the year that two digits mean: not more than ten years after the anchor (or after 2030)."""
    latest = anchor.year + 10 if anchor else 2030
    return latest - (latest - short) % 100


# A bare month is at most so many months ahead when its verb says "will"; one month ahead it always is.
_FAR_MONTHS = 9


def _from_year(year: int, unit: str) -> Period | None:
    """Give the year, decade or century that begins with a year; the first century begins with year 1."""
    first = day_period(max(1, year), 1, 1)
    return period_of(first.start, unit) if first else None


def _part_of_year(name: str, number: int, year: int | None, context: Context) -> Period | None:
    """Give a quarter or half; without a year the last one that has begun."""
    months = 3 if name == "quarter" else 6
    if year is not None:
        month = month_period(year, (number - 1) * months + 1)
        return Period(name, month.start) if month else None
    current = context.anchored(name)
    if current is None:
        return None
    return shift_period(current, -((int(current.value[-1]) - number) % (12 // months)))


def _slashed(text: str, anchor: date | None) -> Period | None:
    """Read "4/26/2019" where only one of the two numbers can be a month; dots always put the day first."""
    first, second, third = (int(number) for number in text.replace(".", "/").split("/"))
    year = third if third > 99 else full_year(third, anchor)
    if "." in text:
        return day_period(year, second, first)
    if first > 12 or first == second:
        return day_period(year, second, first)
    return day_period(year, first, second) if second > 12 else None


def _to_until(reading: Reading, expression: Expression) -> Reading:
    """Extend "27-28 February" to its last day."""
    period = reading.period
    until = expression.parts.get("until")
    if until is None or period is None:
        return reading
    last = day_period(period.start.year, period.start.month, int(until[0].value))
    if last is None or last.start <= period.start:
        return reading
    value = f"{period.value}/{last.value}"
    return Reading(timex="DATE", value=value, mod=reading.mod, period=last, days=(period.start, last.end))


def _days(period: Period, mod: str | None, *, closing: bool) -> tuple[date, date]:
    """Give the days of a period's part: "the end of" is its last day, "late" its last third."""
    if period.unit in ("day", "week", "weekend") or mod not in ("START", "MID", "END"):
        return (
            (period.end - timedelta(days=1), period.end)
            if closing and mod == "END"
            else (period.start, period.end)
        )
    if closing and mod == "END":
        return period.end - timedelta(days=1), period.end
    middle, late = period.thirds()
    return {"START": (period.start, middle), "MID": (middle, late), "END": (late, period.end)}[mod]


def _time_of_day(expression: Expression) -> str | None:
    for part in ("clock", "late_clock"):
        if part in expression.parts:
            return clock_time(expression.parts[part][0].value)
    return value_of(expression, "part") or value_of(expression, "late_part")


def _start(period: Period) -> date:
    return period.start


RESOLVER_BY_KIND: Mapping[str, Callable[[Expression, Context], Reading | None]] = {
    "iso": _iso,
    "month_day": _month_day,
    "month_days": _month_day,
    "day_month": _month_day,
    "weekday_of_week": _weekday_of_week,
    "weekday": _weekday,
    "day": _day,
    "holiday": _holiday,
    "daypart": _daypart,
    "clock": _clock,
    "month_year": _month_year,
    "month": _month,
    "year": _year,
    "decade": _decade,
    "nth_period": _nth_period,
    "quarter": _quarter,
    "year_quarter": _quarter,
    "season": _season,
}
