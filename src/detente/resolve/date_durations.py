"""Resolve what needs no calendar: durations, repeated times, and words such as "now" and "recently"."""

from collections.abc import Callable, Mapping
from datetime import date

from detente.resolve.calendar import Period
from detente.resolve.date_context import Reading
from detente.resolve.date_grammar import Expression
from detente.resolve.date_tokens import TimeToken

YEARS_BY_UNIT = {"decade": 10, "century": 100}
# TIMEX3 letters; decades and centuries are counted in years where they are counted.
_LETTER_BY_UNIT = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "WE", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip


def count_of(tokens: tuple[TimeToken, ...]) -> float | None:
    """Give the number that "twenty-four", "a hundred" or "2 million" means; `None` for "a few"."""
    if any(token.kind == "vague" for token in tokens):
        return None
    total = 0.0
    for token in tokens:
        if token.kind == "half":
            total += 0.5
        elif token.kind == "number" and int(token.value) >= 100:
            total = max(1, total) * int(token.value)
        elif token.kind in ("number", "digits", "count", "year"):
            total += float(token.value)
    return total or float(tokens[0].kind == "a")


def duration_value(count: float | None, unit: str) -> str:
    """Give a length of time as TIMEX3 writes it, such as `"P3M"`; X where the count is unknown."""
    if unit in YEARS_BY_UNIT and count is not None:
        count, unit = count * YEARS_BY_UNIT[unit], "year"
    letter = _LETTER_BY_UNIT[unit]
    number = "X" if count is None else f"{count:.0f}" if count == int(count) else f"{count:g}"
    return f"PT{number}{letter[1:]}" if letter[0] == "T" else f"P{number}{letter}"


def _vague_shift(expression: Expression) -> Reading:
    way = expression.parts["way"][0].value
    return Reading(timex="DATE", value="PAST_REF" if way in ("ago", "earlier") else "FUTURE_REF")


def _some_units(expression: Expression) -> Reading:
    return Reading(timex="DURATION", value=duration_value(None, expression.parts["unit"][0].value))


def _long_adjective(expression: Expression) -> Reading:
    value = duration_value(count_of(expression.parts["count"]), expression.parts["unit"][0].value)
    approx = expression.parts.get("approx")
    return Reading(timex="DURATION", value=value, mod=approx[0].value if approx else None)


def _unit_long(expression: Expression) -> Reading:
    return Reading(timex="DURATION", value=duration_value(1, expression.parts["unit"][0].value))


def _set(expression: Expression) -> Reading:
    parts = expression.parts
    if "word" in parts:
        return Reading(timex="SET", value=parts["word"][0].value)
    if "plural" in parts:
        return Reading(timex="SET", value=f"XXXX-WXX-{parts['plural'][0].value}")
    if "rate" in parts:
        return Reading(timex="SET", value=duration_value(1, parts["rate"][-1].value))
    unit = parts["unit"][0]
    values = {
        "weekday": f"XXXX-WXX-{unit.value}",
        "month": f"XXXX-{unit.value.zfill(2)}",
        "season": f"XXXX-{unit.value}",
        "daypart": f"XXXX-XX-XXT{unit.value}",
    }
    if unit.kind in values:
        return Reading(timex="SET", value=values[unit.kind])
    count = parts.get("count", ())
    ordinal = int(count[0].value) if count and count[0].kind == "ordinal" else None
    number = ordinal or (count_of(count) if count and count[0].kind != "same" else 1)
    return Reading(timex="SET", value=duration_value(number, unit.value))


def _reference(expression: Expression) -> Reading:
    parts = expression.parts
    if "word" in parts:
        return Reading(timex="DATE", value=parts["word"][0].value)
    kind = parts["adjective"][0].kind if "adjective" in parts else next(iter(parts))
    return Reading(timex="DATE", value="PRESENT_REF" if kind in ("current", "present") else "PAST_REF")


def _year_range(expression: Expression) -> Reading:
    first = int(expression.parts["year"][0].value)
    last = first // 100 * 100 + int(expression.parts["until"][0].value)
    start, end = date(first, 1, 1), date(last + 1, 1, 1)
    return Reading(timex="DATE", value=f"{first}/{last}", period=Period("year", start), days=(start, end))


READER_BY_KIND: Mapping[str, Callable[[Expression], Reading]] = {
    "vague_shift": _vague_shift,
    "long_adjective": _long_adjective,
    "some_units": _some_units,
    "units": _some_units,
    "unit_long": _unit_long,
    "set": _set,
    "reference": _reference,
    "year_range": _year_range,
}
