from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.resolve.calendar import (
    CALENDAR_UNITS,
    Period,
    day_period,
    month_period,
    period_of,
    season_period,
    shift_period,
    weekday_of_week,
)

DAYS = st.dates(date(1, 1, 1), date(8000, 12, 31))


@pytest.mark.parametrize(
    ("unit", "value", "start", "end"),
    [
        ("day", "2019-04-26", date(2019, 4, 26), date(2019, 4, 27)),
        ("week", "2019-W17", date(2019, 4, 22), date(2019, 4, 29)),
        ("weekend", "2019-W17-WE", date(2019, 4, 27), date(2019, 4, 29)),
        ("month", "2019-04", date(2019, 4, 1), date(2019, 5, 1)),
        ("quarter", "2019-Q2", date(2019, 4, 1), date(2019, 7, 1)),
        ("half", "2019-H1", date(2019, 1, 1), date(2019, 7, 1)),
        ("season", "2019-SP", date(2019, 3, 1), date(2019, 6, 1)),
        ("year", "2019", date(2019, 1, 1), date(2020, 1, 1)),
        ("decade", "201", date(2010, 1, 1), date(2020, 1, 1)),
        ("century", "20", date(2000, 1, 1), date(2100, 1, 1)),
    ],
)
def test_period_of_a_day_is_the(unit, value, start, end):
    period = period_of(date(2019, 4, 26), unit)

    assert (period.value, period.start, period.end) == (value, start, end)


def test_period_of_a_january_day_is_the_winter_of_december():
    assert period_of(date(2019, 1, 5), "season").value == "2018-WI"


@given(DAYS, st.sampled_from(CALENDAR_UNITS))
def test_period_holds_its_day_unless_it_is_a_weekend(day, unit):
    period = period_of(day, unit)

    assert unit in ("weekend", "season") or period.start <= day < period.end


@given(DAYS, st.sampled_from(CALENDAR_UNITS), st.integers(-50, 50))
def test_shift_there_and_back_changes_nothing(day, unit, count):
    period = period_of(day, unit)
    shifted = shift_period(period, count)

    assert shifted is None or shift_period(shifted, -count) == period


@pytest.mark.parametrize("count", [-3_000_000, 3_000_000, -10, 10**12])
def test_shift_ends_where_the_calendar_does(count):
    unit = "century" if abs(count) < 1000 else "day"
    period = Period(unit, date(1, 1, 1) if count < 0 else date(2019, 1, 1))

    assert shift_period(period, count) is None


@pytest.mark.parametrize(("year", "month", "day"), [(0, 1, 1), (9999, 1, 1), (2019, 2, 30), (2019, 13, 1)])
def test_day_period_gives_none_for_no_such_day(year, month, day):
    assert day_period(year, month, day) is None


def test_month_and_season_give_none_outside_the_calendar():
    assert (month_period(0, 1), season_period(0, "SU")) == (None, None)


def test_weekday_of_week_counts_from_monday():
    assert weekday_of_week(date(2019, 4, 26), 1) == Period("day", date(2019, 4, 22))
