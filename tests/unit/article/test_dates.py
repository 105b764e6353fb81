from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.article.dates import date_in_url, find_date, find_date_without_year

DAY = date(2026, 3, 14)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-14", "2026-03-14T10:00:00Z", "2026/3/14", "20260314", "20260314101500", "14 March 2026",
        "14th of March, 2026", "14-Mar-2026", "March 14, 2026", "Mar. 14 2026", "Sat, 14 Mar 2026 10:00 GMT",
        "14/3/2026", "3/14/2026", "14.03.2026", "Published: MARCH 14, 2026 | 4:10pm", "99 March 2026, or 14 March 2026",
    ],
)  # fmt: skip
def test_find_date_reads(text):
    assert find_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "March 2026",
        "31 February 2026",
        "3/4/2026",
        "40/40/2026",
        "2026-13-01",
        "12026-03-149",
        "section 2026031",
        "14 March 26",
    ],
)
def test_find_date_gives_none_for_what_is_no_full_date(text):
    assert find_date(text) is None


def test_find_date_takes_equal_numbers_in_either_order():
    assert find_date("4/4/2026") == date(2026, 4, 4)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_find_date_reads_back_what_is_written(day):
    assert find_date(day.isoformat()) == day
    assert find_date(f"{day:%B} {day.day}, {day.year}") == day
    assert find_date(f"{day.day} {day:%b} {day.year}") == day


@pytest.mark.parametrize("text", ["April 26", "26 April", "SEOUL, Apr. 26"])
def test_find_date_without_year_takes_the_year_given(text):
    assert find_date_without_year(text, year=2019) == date(2019, 4, 26)


def test_find_date_without_year_gives_none_without_a_day():
    assert find_date_without_year("in April", year=2019) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/2026/03/14/talks", "https://news.example/2026/mar/14/talks", "https://news.example/2026/3/14/",
        "https://news.example/talks-2026-03-14.html", "https://news.example/20260314/talks", "https://news.example/a_20260314",
    ],
)  # fmt: skip
def test_date_in_url_reads(url):
    assert date_in_url(url) == DAY


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/2026/03/talks",
        "https://news.example/?d=/2026/03/14/",
        "https://news.example/2026/xyz/14/",
        "https://news.example/n/12345678",
    ],
)
def test_date_in_url_gives_none_without_a_day_in_the_path(url):
    assert date_in_url(url) is None
