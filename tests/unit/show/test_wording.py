from dataclasses import replace
from datetime import date

import pytest

from detente.records import DateRange, Place, Voice
from detente.show.wording import (
    chain_text,
    claim_chain_text,
    counts_text,
    days_text,
    dyad_text,
    event_counts_text,
    participant_text,
    place_text,
    quote_text,
    score_text,
    sides_text,
    speaker_text,
    tone,
    visible,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("plain — “text”\n\tgoes through", "plain — “text”\n\tgoes through", id="plain text"),
        pytest.param("\x1b[31mred", "\N{REPLACEMENT CHARACTER}[31mred", id="an escape sequence"),
        pytest.param("a\u202eb", "a\N{REPLACEMENT CHARACTER}b", id="a change of direction"),
        pytest.param("a\x9bb\x00", "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}", id="C1 and NUL"),
        pytest.param("\ud800", "\N{REPLACEMENT CHARACTER}", id="half a surrogate pair"),
    ],
)
def test_visible_replaces_what_would_act_on_the_screen(text, shown):
    assert visible(text) == shown


def test_dyad_points_from_actor_to_recipient(coded):
    assert dyad_text(coded.events[0]) == "NOR → JPN"


def test_dyad_of_a_meeting_lists_all_sides(coded):
    assert dyad_text(coded.events[3]) == "NOR, EUR"


def test_dyad_names_the_words_of_an_unknown_entity(coded):
    protesters = replace(coded.events[0].actors[0], entity=None)

    assert dyad_text(replace(coded.events[0], actors=(protesters,), recipients=())) == (
        "Norway's foreign minister Kari Lund"
    )


def test_dyad_without_actor_says_so(coded):
    assert dyad_text(replace(coded.events[0], actors=())) == "nobody named → JPN"
    assert sides_text(replace(coded.events[0], actors=(), recipients=())) == "nobody named"


def test_participant_is_told_by_name_role_and_key(coded):
    assert participant_text(coded.events[0].actors[0]) == "Kari Lund, foreign minister (NOR)"


def test_role_is_not_told_twice(coded):
    actor = coded.events[0].actors[0]

    assert participant_text(replace(actor, name=None)) == "Norway's foreign minister Kari Lund (NOR)"
    assert participant_text(replace(actor, name="Foreign Minister Lund")) == "Foreign Minister Lund (NOR)"


def test_participant_without_key_is_told_by_the_words_alone(coded):
    protesters = replace(coded.events[4].actors[0], entity=None)

    assert participant_text(protesters) == "The two sides"


def test_chain_runs_from_the_content_outwards(coded):
    assert chain_text(coded.events[2].attribution) == "NHK (“quoted by”) › Kyodo (“reported”)"


def test_chain_says_what_is_inferred():
    assert chain_text((Voice(voice="Kyodo", entity=None, country=None, cue=None, basis="inferred"),)) == (
        "Kyodo (inferred)"
    )


def test_empty_chain_is_the_articles_own_voice():
    assert chain_text(()) == "the article’s own voice"


def test_claim_chain_begins_with_the_speaker(coded):
    assert claim_chain_text(coded.claims[1]).startswith("Ren Ito, head of government (JPN) › NHK")


def test_speaker_who_is_not_named_is_told_so(coded):
    official = replace(coded.claims[0].speaker, name="an official", role=None, named=False)

    assert speaker_text(official) == "an official (NOR), not named"
    assert speaker_text(replace(official, entity=None, country=None)) == "an official, not named"
    assert speaker_text(None) == "somebody not named"


@pytest.mark.parametrize(
    ("days", "told"),
    [
        pytest.param(None, "not said", id="unknown"),
        pytest.param(
            DateRange(date(2025, 3, 4), date(2025, 3, 5), "Tuesday"), "4 March 2025 (“Tuesday”)", id="a day"
        ),
        pytest.param(
            DateRange(date(2025, 3, 1), date(2025, 4, 1), ""),
            "1 March 2025 to 31 March 2025",
            id="a month, no words",
        ),
    ],
)
def test_days_are_told_with_their_last_day(days, told):
    assert days_text(days) == told


@pytest.mark.parametrize(
    ("place", "told"),
    [
        pytest.param(None, "not said", id="unknown"),
        pytest.param(Place("Brussels", "BEL", 1.0, 1.0, "1", "city"), "Brussels, BEL (city)", id="a city"),
        pytest.param(
            Place("the Arctic", None, None, None, None, "region"), "the Arctic (region)", id="no country"
        ),
    ],
)
def test_place_is_told_with_its_precision(place, told):
    assert place_text(place) == told


def test_tone_colours_only_what_is_asserted(coded, ontology):
    tones = [tone(event, ontology=ontology) for event in coded.events]

    assert tones == ["conflict", "conditional", "conflict", "cooperation", "unasserted", "unasserted"]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("groundless", "“groundless”"),
        ("“We will go,”", "“We will go,”"),
        ('"We will go,"', "“We will go,”"),
        ("a “fair” plan", "“a “fair” plan”"),
        ("“", "““”"),
        ("", "“”"),
    ],
    ids=["bare words", "curly quotes", "straight quotes", "quotes inside", "a lone quote", "no words"],
)
def test_quotation_marks_are_not_doubled(words, shown):
    assert quote_text(words) == shown


def test_scores_have_a_sign_unless_they_are_zero():
    assert [score_text(score) for score in (2.5, -3.5, 0.0, 10.0)] == ["+2.5", "−3.5", "0.0", "+10.0"]


def test_counts_read_events_and_reports(coded, eventless):
    assert event_counts_text(coded.events) == "6 events (7 reports)"
    assert event_counts_text(coded.events[1:2]) == "1 event (1 report)"
    assert event_counts_text(coded.events * 200) == "1\u202f200 events (1\u202f400 reports)"
    assert counts_text(coded) == (
        "6 events (7 reports), 2 claims, 1 situation; 3 asserted, 1 hypothetical, 1 negated, 1 historical"
    )
    assert counts_text(eventless) == "0 events (0 reports), 0 claims"
