from datetime import date

import pytest

from detente.article.dateline import Dateline
from detente.article.stamp import date_of_dateline, find_stamp

DAY = date(2026, 3, 14)


@pytest.mark.parametrize(
    "lines",
    [
        ["March 14, 2026"],
        ["By Ann Lee | 14 March 2026"],
        ["Updated: March 16, 2026", "March 14, 2026", "March 15, 2026"],
        ["March 15, 2026", "Published: March 14, 2026", "Updated: March 16, 2026"],
        ["Last updated 14 March 2026"],
    ],
    ids=[
        "a bare date",
        "in the byline",
        "a bare date before an update",
        "published first of all",
        "an update alone",
    ],
)
def test_find_stamp_gives_the_day_of_publication(lines):
    assert find_stamp(lines) == DAY


def test_find_stamp_does_not_take_a_date_from_a_sentence():
    sentence = "The accord that both sides signed on March 14, 2026, after a year of talks that many had thought would lead nowhere at all, fell apart."

    assert find_stamp([sentence]) is None


@pytest.mark.parametrize(
    ("words", "url", "furniture", "day"),
    [
        ("March 14, 2026", None, [], DAY),
        ("March 14", "https://news.example/2026/talks", [], DAY),
        ("March 14", None, ["© 2026 The Observer"], DAY),
        ("March 14", None, ["© 2019-2026 The Observer"], None),
        ("March 14", None, [], None),
        (None, "https://news.example/2026/talks", [], None),
    ],
    ids=["with a year", "year of the address", "year of the notice", "a span of years", "no year", "no day"],
)
def test_date_of_dateline_needs_a_year(words, url, furniture, day):
    dateline = Dateline("OSLO", None, words, 10)

    assert date_of_dateline(dateline, url=url, furniture=furniture) == day
