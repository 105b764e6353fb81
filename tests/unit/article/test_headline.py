import pytest

from detente.article.cues import packaged_cues
from detente.article.headline import find_headline
from detente.article.prose import measure_line

BODY = "The fisheries ministers of Norway and Japan agreed on Monday on new quotas for herring, a spokesperson said in Oslo."
HEADLINE = "Ministers agree on herring quotas"


def headline(*above, titles=()):
    lines = [measure_line(text, packaged_cues()) for text in (*above, BODY, BODY)]
    found = find_headline(lines, len(above), titles)
    return None if found is None else lines[found].text


@pytest.mark.parametrize(
    "above",
    [
        (HEADLINE,),
        ("The Observer of Bergen and Oslo", HEADLINE),
        (f"{HEADLINE} | The Observer", "Log in to your account here", HEADLINE, "By Ann Lee"),
        (HEADLINE, "Book your trip to Bergen", HEADLINE, "Order our cookery book now"),
        (HEADLINE, "A summer of long nights at the table", "March 14, 2026"),
    ],
    ids=[
        "alone",
        "below the paper's name",
        "echoed by the title",
        "repeated",
        "above a standfirst and a date",
    ],
)
def test_find_headline_gives_the_line_that_the_text_retells(above):
    assert headline(*above) == HEADLINE


@pytest.mark.parametrize(
    "above",
    [
        (),
        ("Observer",),
        ("“We fish for all of Norway”",),
        ("The ministers have met in Oslo.",),
        ("Book your summer trip to Rome", *["Log in"] * 12),
        ("word " * 40,),
    ],
    ids=["nothing above", "too short", "a quotation", "a sentence", "an advert far above", "too long"],
)
def test_find_headline_gives_none_where_no_line_is_likely(above):
    assert headline(*above) is None


def test_find_headline_takes_a_known_title_even_from_the_body():
    assert headline("Ministers agree on something else", titles=[BODY]) == BODY
