from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.lexicon import SHIPPED
from detente.lexicon.time_words import load_time_words
from detente.records import DateRange, Name, Sentence, Token
from detente.resolve import dates_within, find_dates, publication_range

FRIDAY = date(2019, 4, 26)
TIME_WORDS = load_time_words(SHIPPED / "dates.toml")


def readings(text, anchor=FRIDAY, sentences=()):
    return [
        (mention.text, mention.value)
        for mention in find_dates(text, sentences, anchor=anchor, words=TIME_WORDS)
    ]


def days(text, anchor=FRIDAY):
    mention = find_dates(text, (), anchor=anchor, words=TIME_WORDS)[0]
    return mention.days and (mention.days.start.isoformat(), mention.days.end.isoformat())


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        pytest.param("The envoys met on Friday.", "Friday", "2019-04-26", id="the anchor's weekday is today"),
        pytest.param("The envoys met on Thursday.", "Thursday", "2019-04-25", id="a past weekday lies behind"),
        pytest.param("They will meet on Monday.", "Monday", "2019-04-29", id="will puts it ahead"),
        pytest.param("He will leave later Friday.", "later Friday", "2019-04-26", id="later is part of it"),
        pytest.param("It ended last Friday.", "last Friday", "2019-04-19", id="last is never today"),
        pytest.param("It starts next Friday.", "next Friday", "2019-05-03", id="next is never today"),
        pytest.param("It opens this Sunday.", "this Sunday", "2019-04-28", id="this looks ahead"),
        pytest.param("It closed this Monday and was over.", "this Monday", "2019-04-22", id="unless it is over"),
        pytest.param("They came Tuesday of last week.", "Tuesday of last week", "2019-04-16", id="of a week"),
        pytest.param("Aid is due by Wednesday.", "Wednesday", "2019-05-01", id="by looks ahead"),
        pytest.param("He spoke on Thursday evening.", "Thursday evening", "2019-04-25TEV", id="with a daypart"),
        pytest.param("It fell at 3 p.m. on Friday.", "3 p.m. on Friday", "2019-04-26T15:00", id="with a time"),
        pytest.param("It fell Friday at 14:05 GMT.", "Friday at 14:05 GMT", "2019-04-26T14:05", id="time behind"),
        pytest.param("They arrived noon Thursday.", "noon Thursday", "2019-04-25T12:00", id="noon of a weekday"),
        pytest.param("Talks began in February.", "February", "2019-02", id="a bare month lies behind"),
        pytest.param("Talks will begin in September.", "September", "2019-09", id="will puts months ahead"),
        pytest.param("Talks were in May.", "May", "2019-05", id="the coming month is ahead whatever the verb"),
        pytest.param("They met last April.", "last April", "2018-04", id="last month name is not this month"),
        pytest.param("They meet next March.", "next March", "2020-03", id="next month name"),
        pytest.param("They met this January.", "this January", "2019-01", id="this month name"),
        pytest.param("They met in March last year.", "March last year", "2018-03", id="month of last year"),
        pytest.param("It was March 2018.", "March 2018", "2018-03", id="month and year"),
        pytest.param("It was March '98.", "March '98", "1998-03", id="month and short year"),
        pytest.param("It was on Feb. 27, 2019.", "Feb. 27, 2019", "2019-02-27", id="abbreviated month"),
        pytest.param("It was on 27 February 2019.", "27 February 2019", "2019-02-27", id="day first"),
        pytest.param("On the 27th of February he left.", "the 27th of February", "2019-02-27", id="ordinal"),
        pytest.param("It ended Dec. 7.", "Dec. 7", "2018-12-07", id="a day without year is the nearest"),
        pytest.param("It ended last Oct. 23.", "last Oct. 23", "2018-10-23", id="last with a day"),
        pytest.param("On Thursday, Feb. 28 he left.", "Thursday, Feb. 28", "2019-02-28", id="weekday and day"),
        pytest.param("The 27-28 February summit", "27-28 February", "2019-02-27/2019-02-28", id="two days"),
        pytest.param("from March 3 to 5 they met", "March 3 to 5", "2019-03-03/2019-03-05", id="from to"),
        pytest.param("On 2019-03-04 it rained.", "2019-03-04", "2019-03-04", id="ISO"),
        pytest.param("Dated 4/26/2019.", "4/26/2019", "2019-04-26", id="slashes where only one can be a month"),
        pytest.param("Dated 26/4/19.", "26/4/19", "2019-04-26", id="day first with slashes"),
        pytest.param("Dated 26.4.2019.", "26.4.2019", "2019-04-26", id="dots put the day first"),
        pytest.param("He came today.", "today", "2019-04-26", id="today"),
        pytest.param("He left yesterday.", "yesterday", "2019-04-25", id="yesterday"),
        pytest.param("Back tomorrow morning.", "tomorrow morning", "2019-04-27TMO", id="tomorrow morning"),
        pytest.param("Back tonight.", "tonight", "2019-04-26TNI", id="tonight"),
        pytest.param("It burned last night.", "last night", "2019-04-25TNI", id="last night"),
        pytest.param("It burned this morning.", "this morning", "2019-04-26TMO", id="this morning"),
        pytest.param("He leaves at 9 a.m. or so.", "9 a.m.", "2019-04-26T09:00", id="a time alone"),
        pytest.param("He left at 12 a.m. sharp.", "12 a.m.", "2019-04-26T00:00", id="midnight on a clock"),
        pytest.param("This week they met.", "This week", "2019-W17", id="this week"),
        pytest.param("Next month they meet.", "Next month", "2019-05", id="next month"),
        pytest.param("It grew last year.", "last year", "2018", id="last year"),
        pytest.param("It was late last month.", "late last month", "2019-03", id="late last month"),
        pytest.param("Since 2014 it stood.", "2014", "2014", id="a year"),
        pytest.param("In fiscal 2018 it paid.", "fiscal 2018", "2018", id="a fiscal year"),
        pytest.param("In 1939-45 it bled.", "1939-45", "1939/1945", id="years of a war"),
        pytest.param("In the 1990s it grew.", "the 1990s", "199", id="a decade"),
        pytest.param("In the nineties it grew.", "the nineties", "199", id="a decade in words"),
        pytest.param("In the 19th century it grew.", "the 19th century", "18", id="a century"),
        pytest.param("in the first quarter of 2018", "the first quarter of 2018", "2018-Q1", id="a quarter"),
        pytest.param("in the third quarter", "the third quarter", "2018-Q3", id="the last such quarter"),
        pytest.param("last year's fourth quarter", "last year's fourth quarter", "2018-Q4", id="owned quarter"),
        pytest.param("in the second half of 2018", "the second half of 2018", "2018-H2", id="a half"),
        pytest.param("in Q3 2018 it fell", "Q3 2018", "2018-Q3", id="Q and year"),
        pytest.param("in 2018 Q3 it fell", "2018 Q3", "2018-Q3", id="year and Q"),
        pytest.param("in H1 it fell", "H1", "2019-H1", id="a half in letters"),
        pytest.param("the last quarter of 2018", "the last quarter of 2018", "2018-Q4", id="last quarter of"),
        pytest.param("It came in spring 2018.", "spring 2018", "2018-SP", id="season and year"),
        pytest.param("It came last summer.", "last summer", "2018-SU", id="last summer"),
        pytest.param("It comes next winter.", "next winter", "2019-WI", id="next winter"),
        pytest.param("It comes this summer.", "this summer", "2019-SU", id="this summer"),
        pytest.param("It came in winter.", "winter", "2018-WI", id="the winter that was"),
        pytest.param("It came in the summer of last year.", "the summer of last year", "2018-SU", id="of"),
        pytest.param("Two weeks ago it fell.", "Two weeks ago", "2019-W15", id="weeks ago"),
        pytest.param("About 20 years ago it fell.", "About 20 years ago", "1999", id="years ago"),
        pytest.param("A decade ago it fell.", "A decade ago", "2009", id="a decade ago"),
        pytest.param("Ten days from now it opens.", "Ten days from now", "2019-05-06", id="from now"),
        pytest.param("30 hours ago it fell.", "30 hours ago", "2019-04-25", id="hours ago count in days"),
        pytest.param("20 minutes ago it fell.", "20 minutes ago", "2019-04-26", id="minutes ago are today"),
        pytest.param("Years ago it fell.", "Years ago", "PAST_REF", id="years ago without a number"),
        pytest.param("Several days later it rose.", "Several days later", "FUTURE_REF", id="several days later"),
        pytest.param("They will be back in two days.", "two days", "2019-04-28", id="in two days ahead"),
        pytest.param("It was the first in eight years.", "eight years", "P8Y", id="in eight years behind"),
        pytest.param("It stood for three years.", "three years", "P3Y", id="a duration"),
        pytest.param("It took twenty-four hours.", "twenty-four hours", "PT24H", id="a number in two words"),
        pytest.param("It took a few days.", "a few days", "PXD", id="nobody says how many"),
        pytest.param("It took a half year.", "a half year", "P0.5Y", id="half a unit"),
        pytest.param("It took two hundred days.", "two hundred days", "P200D", id="hundreds"),
        pytest.param("a six-month truce", "six-month", "P6M", id="an adjective"),
        pytest.param("the 45-year-old man", "45-year-old", "P45Y", id="an age"),
        pytest.param("a decades-old feud", "decades-old", "PXDE", id="decades old"),
        pytest.param("a year-long siege", "year-long", "P1Y", id="year-long"),
        pytest.param("It lasted for weeks.", "weeks", "PXW", id="bare plural after for"),
        pytest.param("It grew in recent years.", "recent years", "PXY", id="recent years"),
        pytest.param("It meets every Monday.", "every Monday", "XXXX-WXX-1", id="every weekday"),
        pytest.param("It meets each March.", "each March", "XXXX-03", id="every month"),
        pytest.param("It meets every summer.", "every summer", "XXXX-SU", id="every summer"),
        pytest.param("It meets every morning.", "every morning", "XXXX-XX-XXTMO", id="every morning"),
        pytest.param("It meets every two years.", "every two years", "P2Y", id="every two years"),
        pytest.param("It meets every second day.", "every second day", "P2D", id="every second day"),
        pytest.param("It meets on Sundays.", "Sundays", "XXXX-WXX-7", id="plural weekday"),
        pytest.param("It meets twice a week.", "a week", "P1W", id="a rate"),
        pytest.param("It meets annually.", "annually", "P1Y", id="an adverb"),
        pytest.param("It is now calm.", "now", "PRESENT_REF", id="now"),
        pytest.param("The current talks", "current", "PRESENT_REF", id="current"),
        pytest.param("The recent talks", "recent", "PAST_REF", id="recent"),
        pytest.param("It is of the past.", "the past", "PAST_REF", id="the past"),
        pytest.param("It is of the present.", "the present", "PRESENT_REF", id="the present"),
        pytest.param("the near future", "the near future", "FUTURE_REF", id="the near future"),
        pytest.param("on Good Friday it rained", "Good Friday", "2019-04-19", id="a movable holiday"),
        pytest.param("Thanksgiving 2018", "Thanksgiving 2018", "2018-11-22", id="a counted holiday"),
        pytest.param("last Christmas it snowed", "last Christmas", "2018-12-25", id="last Christmas"),
        pytest.param("next Easter it will snow", "next Easter", "2020-04-12", id="next Easter"),
        pytest.param("New Year's Day was calm", "New Year's Day", "2019-01-01", id="the nearest New Year"),
        pytest.param("Memorial Day 2018", "Memorial Day 2018", "2018-05-28", id="the last Monday of a month"),
        pytest.param("The year-ago quarter", "The year-ago quarter", "2018", id="year-ago"),
        pytest.param("It was calm the day before.", "the day before", "2019-04-25", id="the day before"),
        pytest.param("Sales fell by year-end 2018.", "year-end 2018", "2018", id="year-end with a year"),
        pytest.param("It rained over the weekend.", "the weekend", "2019-W16-WE", id="the weekend before Friday"),
    ],
)  # fmt: skip
def test_find_dates_gives_the_value_of(text, words, value):
    found = readings(text)

    assert (words, value) in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("by the end of the year", ("2019-12-31", "2020-01-01"), id="the end is the last day"),
        pytest.param("by year-end", ("2019-12-31", "2020-01-01"), id="year-end is the last day"),
        pytest.param("late February", ("2019-02-21", "2019-03-01"), id="late is the last third"),
        pytest.param("early March 2018", ("2018-03-01", "2018-03-11"), id="early is the first third"),
        pytest.param("mid-March 2018", ("2018-03-11", "2018-03-21"), id="mid is the middle third"),
        pytest.param("the beginning of 2018", ("2018-01-01", "2018-05-02"), id="the beginning of a year"),
        pytest.param("the start of this week", ("2019-04-22", "2019-04-29"), id="a week is not divided"),
        pytest.param("the end of this week", ("2019-04-28", "2019-04-29"), id="but its end is a day"),
        pytest.param("the past three months", ("2019-01-27", "2019-04-27"), id="months up to the anchor"),
        pytest.param("the next 10 days", ("2019-04-27", "2019-05-07"), id="days after the anchor"),
        pytest.param("the past decade", ("2009-04-27", "2019-04-27"), id="a decade up to the anchor"),
        pytest.param("last week", ("2019-04-15", "2019-04-22"), id="a week"),
        pytest.param("last weekend", ("2019-04-20", "2019-04-22"), id="a weekend"),
        pytest.param("the 1970s", ("1970-01-01", "1980-01-01"), id="a decade"),
        pytest.param("three months", None, id="a length has no days"),
        pytest.param("the past 900000000 years", None, id="nor has one before the calendar"),
        pytest.param("recently", None, id="nor has a vague word"),
    ],
)
def test_find_dates_covers_the_days_of(text, expected):
    assert days(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It may return to its old state.", id="the modal may"),
        pytest.param("Protesters march to the palace.", id="the verb march"),
        pytest.param("the second summit of the two", id="second is an ordinal"),
        pytest.param("the Sunday Times was sold", id="a newspaper"),
        pytest.param("Theresa May said so, and May agreed.", id="a person called May"),
        pytest.param("Ms. May 10 times refused.", id="and a number behind"),
        pytest.param("April Ryan asked him.", id="a person called April"),
        pytest.param("Mr. June left.", id="a title before a month"),
        pytest.param("MAY BE", id="capitals throughout"),
        pytest.param("some 2,000 troops and 1500 soldiers", id="numbers of troops"),
        pytest.param("2000 people fled; a $2010 fine; 1999-style; SU-2019", id="prices, styles and types"),
        pytest.param("the fall of the city", id="fall as an event"),
        pytest.param("the year was long, the day hot", id="the year alone"),
        pytest.param("the last day of talks", id="the last day of something"),
        pytest.param("the first meeting May hosts", id="no day without of"),
        pytest.param("Jan said no.", id="a short name"),
        pytest.param("a 4/5/2019 stamp", id="an ambiguous date"),
        pytest.param("30 February 2019 never was, nor 32.1.2019", id="days that do not exist"),
        pytest.param("a quarter of the vote and three-quarters", id="fractions"),
        pytest.param("weeks, months and years", id="bare plurals"),
        pytest.param("the fifth quarter, the last half", id="quarters that do not exist"),
        pytest.param("the first month; every half", id="ordinals of months"),
        pytest.param("3.30 of them", id="a decimal"),
        pytest.param("that very minute; this second", id="units of the clock"),
        pytest.param("12345678901 days", id="a number nobody counts"),
        pytest.param("a few weeks before the vote, and the day after the vote", id="hanging on an event"),
        pytest.param("for a weekend; a few week; this hour", id="odd units"),
        pytest.param("It stood in 1200 houses.", id="an old year that counts"),
        pytest.param("on June 31", id="a day that no month has"),
        pytest.param("July-based, or the March-like", id="a month in a compound"),
    ],
)
def test_find_dates_leaves_alone(text):
    found = [
        mention
        for mention in find_dates(text, (), anchor=FRIDAY, words=TIME_WORDS)
        if mention.timex in ("DATE", "TIME")
    ]

    assert found == []


def test_find_dates_follows_the_date_named_last():
    text = (
        "On Tuesday it rained. The same day it froze; the following day it thawed. Two days later it snowed. "
        "A day earlier it had not. That night it froze. The following Monday it thawed."
    )

    values = [value for _, value in readings(text)]

    assert values == [
        "2019-04-23", "2019-04-23", "2019-04-24", "2019-04-26", "2019-04-25", "2019-04-25TNI", "2019-04-29",
    ]  # fmt: skip


def test_find_dates_looks_past_longer_periods_for_the_same_day():
    assert readings("On Tuesday, as in 2014, it rained. The same day it froze.")[-1][1] == "2019-04-23"


def test_find_dates_finds_no_same_day_where_only_years_are_named():
    assert readings("In 2014 it rained. The same day it froze. That Monday too.")[1:] == [
        ("The same day", None),
        ("That Monday", None),
    ]


def test_find_dates_goes_back_by_quarters_in_business_news():
    text = "Profit rose in the first quarter from a year ago; year-ago profit was low, as a year earlier."

    assert [value for _, value in readings(text)] == ["2019-Q1", "2018-Q1", "2018-Q1", "2018-Q1"]


def test_find_dates_reads_histories_by_the_years_they_name():
    years = " ".join(f"In {year} it grew." for year in range(1930, 1939))
    text = (
        f"{years} In June 1940 it fell. In July it rose. On December 5 it fell. In January it rose. In 1942 it "
        "froze. On May 3 it thawed. By the end of the year it was over. In the summer it rose."
    )

    values = [value for _, value in readings(text)][9:]

    assert values == [
        "1940-06", "1940-07", "1940-12-05", "1941-01", "1942", "1942-05-03", "1942", "1942-SU",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "on Monday", "last Monday", "Monday of last week", "in March", "on March 3", "next summer", "at Easter",
        "today", "this morning", "at 3 p.m.", "last year", "March last year", "by year-end", "two days ago",
        "the end of the year", "the first quarter", "the nineties", "the day before", "the summer of last year",
    ],
)  # fmt: skip
def test_find_dates_without_an_anchor_leaves_relative_dates_open(text):
    mentions = find_dates(text, (), anchor=None, words=TIME_WORDS)

    assert [(mention.value, mention.days) for mention in mentions] == [(None, None)]


def test_find_dates_without_an_anchor_reads_full_dates():
    assert readings("On 27 February 2019, in March '98, on 4/26/19", anchor=None) == [
        ("27 February 2019", "2019-02-27"),
        ("March '98", "1998-03"),
        ("4/26/19", "2019-04-26"),
    ]


def test_find_dates_reads_weeks_ago_without_a_stray_article():
    assert readings("It fell a weeks ago.") == [("weeks ago", "PAST_REF")]


def test_find_dates_gives_months_no_quarters():
    assert readings("the third quarter of this month") == [("this month", "2019-04")]


def test_find_dates_reads_old_years_after_a_preposition():
    assert readings("It stood in 1650.") == [("1650", "1650")]


def test_find_dates_prefers_a_near_day_to_the_verb_s_tense():
    assert readings("They will meet on Jan. 5.") == [("Jan. 5", "2019-01-05")]


def test_find_dates_finds_no_leap_day_near_the_anchor():
    assert readings("on Feb. 29", anchor=date(2022, 6, 1)) == [("Feb. 29", None)]


def test_find_dates_reads_no_second_day_before_the_first():
    assert readings("The 28-27 February summit")[0] == ("28-27 February", "2019-02-28")


def test_find_dates_without_an_anchor_counts_from_the_year_named_last():
    assert readings("In 2014 it fell. March of that year was wet.", anchor=None)[1] == (
        "March of that year",
        "2014-03",
    )


def test_find_dates_ignores_an_anchor_outside_the_calendar():
    assert readings("today", anchor=date.max) == [("today", None)]


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("late February", "END"),
        ("mid-March", "MID"),
        ("earlier this week", "START"),
        ("the end of the year", "END"),
        ("around March 3", "APPROX"),
        ("nearly two months", "LESS_THAN"),
        ("at least three days", "EQUAL_OR_MORE"),
        ("more than 10-year", "MORE_THAN"),
        ("March 3", None),
    ],
)
def test_find_dates_keeps_the_modifier_of(text, mod):
    assert find_dates(text, (), anchor=FRIDAY, words=TIME_WORDS)[0].mod == mod


def sentence(words, heads, *, start=0, names=()):
    tokens = []
    for text, lemma, xpos, deprel in words:
        upos = "AUX" if deprel == "aux" else "VERB" if xpos.startswith("VB") else "X"
        tokens.append(Token(start, start + len(text), text, lemma, upos, xpos, heads[len(tokens)], deprel))
        start += len(text) + 1
    return Sentence(tokens[0].start, tokens[-1].end, tuple(tokens), names)


def test_find_dates_takes_the_tense_from_the_governing_verb():
    parse = sentence(
        [
            ("Envoys", "envoy", "NNS", "nsubj"),
            ("will", "will", "MD", "aux"),
            ("meet", "meet", "VB", "root"),
            ("Monday", "Monday", "NNP", "obl"),
        ],
        [2, 2, -1, 2],
    )

    assert readings("Envoys will meet Monday", sentences=(parse,)) == [("Monday", "2019-04-29")]


def test_find_dates_takes_an_infinitive_s_tense_from_the_verb_above():
    parse = sentence(
        [
            ("Talks", "talk", "NNS", "nsubj"),
            ("were", "be", "VBD", "aux"),
            ("scheduled", "schedule", "VBN", "root"),
            ("to", "to", "TO", "mark"),
            ("end", "end", "VB", "xcomp"),
            ("Monday", "Monday", "NNP", "obl"),
        ],
        [2, 2, -1, 4, 2, 4],
    )

    assert readings("Talks were scheduled to end Monday", sentences=(parse,)) == [("Monday", "2019-04-29")]


def test_find_dates_leaves_a_person_called_june_alone():
    parse = sentence(
        [("June", "June", "NNP", "nsubj"), ("left", "leave", "VBD", "root")],
        [1, -1],
        names=(Name(0, 1, "PER"),),
    )

    assert readings("June left", sentences=(parse,)) == []


def test_dates_within_gives_the_mentions_of_a_stretch():
    mentions = find_dates("On Monday and on Tuesday", (), anchor=FRIDAY, words=TIME_WORDS)

    assert dates_within(mentions, 10, 24) == mentions[1:]


def test_publication_range_covers_one_day():
    assert publication_range(FRIDAY) == DateRange(FRIDAY, FRIDAY + timedelta(days=1), "")


VOCABULARY = st.sampled_from(
    [
        *(" ".join(phrase).title() for phrase in TIME_WORDS.word_by_phrase),
        *(" ".join(phrase) for phrase in TIME_WORDS.word_by_phrase),
        *map(str, range(40)),
        "2019", "1999", "1,200", "0000s", "9990s", "999th", "0001-01-01", "9999-12-31", "99/99/99", "14:00",
        "'98", "'s", "-", "–", ",", ".", "(", ")", "\n\n", "99999999",
    ]
)  # fmt: skip


@given(
    st.lists(VOCABULARY, max_size=30), st.sampled_from([None, FRIDAY, date(2020, 2, 29), date(1000, 1, 1)])
)
def test_find_dates_gives_offsets_that_slice_back_and_days_in_order(words, anchor):
    text = " ".join(words)

    mentions = find_dates(text, (), anchor=anchor, words=TIME_WORDS)

    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    assert all(mention.days.start < mention.days.end for mention in mentions if mention.days)
    assert all(one.end <= other.start for one, other in pairwise(mentions))


@given(st.text(max_size=80))
def test_find_dates_takes_any_text(text):
    assert all(
        text[found.start : found.end] == found.text
        for found in find_dates(text, (), anchor=FRIDAY, words=TIME_WORDS)
    )
