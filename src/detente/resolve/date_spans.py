"""Resolve time expressions made of units: "this week", "two weeks ago", "the past three months"."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from detente.resolve.calendar import CALENDAR_UNITS, Period, period_after, period_of, shift_period
from detente.resolve.date_context import Context, Reading
from detente.resolve.date_durations import YEARS_BY_UNIT, count_of, duration_value
from detente.resolve.date_grammar import Expression
from detente.resolve.date_values import STEP_BY_WAY, dated, value_of, way_of, year_of

_HOURS_PER_DAY = 24
# More is no length of time that anybody reports.
_MAX_COUNT = 100_000
_UNRESOLVED = Reading(timex="DATE", value=None)


def _this_period(expression: Expression, context: Context) -> Reading:
    unit, way = value_of(expression, "unit") or "", way_of(expression) or ""
    word = expression.parts["way"][0].value
    from_last_named = way in ("following", "same", "that") or word in ("previous", "preceding")
    if from_last_named or (unit == "day" and "the" in expression.parts):
        named = context.base_of(unit)
        step = 1 if way in ("following", "next") else -1 if way == "past" else 0
        return dated(shift_period(named, step) if named else None, expression)
    if (
        "the" in expression.parts
        and way in ("past", "last", "next")
        and unit not in ("weekend", "quarter", "half")
    ):
        return _length(1, unit, way, context)
    return dated(context.anchored(unit, STEP_BY_WAY[way]), expression)


def _the_period(expression: Expression, context: Context) -> Reading:
    """Take this year for "the end of the year", in a history the one named last; weekends near the anchor."""
    unit = value_of(expression, "unit") or ""
    period = context.anchored(unit)
    if unit == "weekend" and period and context.anchor and context.anchor < period.start:
        period = shift_period(period, 0 if context.tense(expression) == "future" else -1)
    return dated(period, expression)


def _year_end(expression: Expression, context: Context) -> Reading:
    unit = value_of(expression, "unit") or ""
    if "year" in expression.parts:
        year = year_of(expression.parts["year"], context) or 0
        period: Period | None = period_of(date(year, 1, 1), "year")
    else:
        period = context.anchored(unit)
    if period is None:
        return _UNRESOLVED
    mod = value_of(expression, "end")
    days = (
        (period.end - timedelta(days=1), period.end) if mod == "END" else (period.start, period.thirds()[0])
    )
    return Reading(timex="DATE", value=period.value, mod=mod, period=period, days=days)


def _day_beside(expression: Expression, context: Context) -> Reading:
    """Count "the day before" from the period named last."""
    base = context.base_of(value_of(expression, "unit") or "")
    way = expression.parts["way"][0]
    step = 1 if way.value == "after" else -1
    return dated(shift_period(base, step) if base and way.value != "ago" else None, expression)


def _shift(expression: Expression, context: Context) -> Reading:
    unit, way = value_of(expression, "unit") or "", expression.parts["way"][0].value
    count = count_of(expression.parts["count"])
    if count is None:
        return Reading(
            timex="DATE", value="PAST_REF" if way in ("ago", "earlier", "before") else "FUTURE_REF"
        )
    steps = round(count) * (-1 if way in ("ago", "earlier", "before") else 1)
    if unit == "year" and context.quarter:
        return dated(shift_period(context.quarter, 4 * steps), expression)
    if way in ("ago", "from_now"):
        return dated(_shifted_anchor(unit, steps, context), expression)
    unit, steps = _in_calendar_units(unit, steps)
    base = context.base_of(unit)
    return dated(shift_period(base, steps) if base else None, expression)


def _year_ago(expression: Expression, context: Context) -> Reading:
    unit = value_of(expression, "unit") or ""
    if unit == "year" and context.quarter:
        return dated(shift_period(context.quarter, -4), expression)
    return dated(context.anchored(unit, -1), expression)


def _duration(expression: Expression, context: Context) -> Reading:
    unit, way = value_of(expression, "unit") or "", way_of(expression)
    count = count_of(expression.parts["count"])
    mod = value_of(expression, "approx")
    is_future = expression.before == "in" and context.tense(expression) == "future"
    if is_future and count is not None and way is None and "high" not in expression.parts:
        return dated(_shifted_anchor(unit, round(count), context), expression)
    return _length(count, unit, way, context, mod=mod)


def _length(
    count: float | None, unit: str, way: str | None, context: Context, *, mod: str | None = None
) -> Reading:
    """Give a duration; "the past three months" and "the next two weeks" touch the anchor and have days."""
    days = _days_beside_anchor(count, unit, way, context.anchor)
    return Reading(timex="DURATION", value=duration_value(count, unit), mod=mod, days=days)


def _days_beside_anchor(
    count: float | None, unit: str, way: str | None, anchor: date | None
) -> tuple[date, date] | None:
    if count is None or anchor is None or way not in ("last", "past", "next") or unit not in CALENDAR_UNITS:
        return None
    steps = round(min(count, _MAX_COUNT))
    tomorrow = anchor + timedelta(days=1)
    if way == "next":
        end = _same_day(tomorrow, unit, steps)
        return (tomorrow, end) if end else None
    start = _same_day(tomorrow, unit, -steps)
    return (start, tomorrow) if start else None


def _same_day(day: date, unit: str, steps: int) -> date | None:
    """Give the day that lies so many units later in its own month, or at that month's end."""
    unit, steps = _in_calendar_units(unit, steps)
    if unit in ("day", "week"):
        moved = shift_period(Period(unit, day), steps)
        return moved.start if moved else None
    period = period_after(day, unit, steps)
    if period is None:
        return None
    offset = (day - period_of(day, unit).start).days
    return min(period.start + timedelta(days=offset), period.end - timedelta(days=1))


def _shifted_anchor(unit: str, steps: int, context: Context) -> Period | None:
    if context.anchor is None or abs(steps) > _MAX_COUNT:
        return None
    unit, steps = _in_calendar_units(unit, steps)
    return period_after(context.anchor, unit, steps)


def _in_calendar_units(unit: str, steps: int) -> tuple[str, int]:
    """Hours shift by whole days, decades and centuries by years."""
    if unit in YEARS_BY_UNIT:
        return "year", steps * YEARS_BY_UNIT[unit]
    if unit == "hour":
        return "day", int(steps / _HOURS_PER_DAY)
    return ("day", 0) if unit in ("minute", "second") else (unit, steps)


RESOLVER_BY_KIND: Mapping[str, Callable[[Expression, Context], Reading | None]] = {
    "this_period": _this_period,
    "the_period": _the_period,
    "year_end": _year_end,
    "day_beside": _day_beside,
    "shift": _shift,
    "year_ago": _year_ago,
    "duration": _duration,
}
