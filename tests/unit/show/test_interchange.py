import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.records import CodedArticle, DateRange, Event
from detente.show import event_to_json, from_json, to_full_json, to_json
from detente.show.interchange import date_range_to_json

EVENT_FIELDS = [
    "id", "event_type", "mode", "contexts", "quad", "score", "cameo", "actors", "recipients", "status",
    "occurred", "place", "attribution", "claim", "trigger", "evidence", "rule", "runner_up", "confidence",
    "reports",
]  # fmt: skip
CLAIM_FIELDS = [
    "id", "kind", "speech_act", "speaker", "attribution", "content", "cue", "source", "condition",
    "demand", "deadline", "certainty", "polarity", "said", "events", "same_as",
]  # fmt: skip
ARTICLE_FIELDS = [
    "id", "url", "publisher", "headline", "byline", "language", "published", "published_basis", "text",
    "furniture",
]  # fmt: skip


def test_record_has_exactly_the_fields_of_the_interface(coded, ontology):
    record = to_json(coded, ontology=ontology)

    assert list(record) == ["detente", "article", "events", "claims", "situations"]
    assert list(record["article"]) == ARTICLE_FIELDS
    assert list(record["events"][0]) == EVENT_FIELDS
    assert list(record["claims"][0]) == CLAIM_FIELDS
    assert list(record["situations"][0]) == ["topic", "state", "holder", "text"]


def test_full_record_adds_what_led_to_it(coded, ontology):
    record = to_full_json(coded, ontology=ontology, conllu="# newdoc\n")

    added = list(record)[5:]
    assert added == ["sentences", "mentions", "dates", "places", "conllu", "origin"]
    assert record["conllu"] == "# newdoc\n"
    assert record["mentions"][0]["span"] == {"start": 0, "end": 6, "text": "Norway"}
    assert record["dates"][0]["range"] == {"start": "2025-03-04", "end": "2025-03-04", "text": "Tuesday"}
    assert record["dates"][1]["value"] is None
    assert record["places"][0]["geonames"] == "2800866"
    assert record["sentences"][0]["text"] == "In 2019 Norway imposed sanctions on two Japanese companies."


def test_event_carries_quad_and_score_of_its_mode(coded, ontology):
    event = next(event for event in coded.events if event.event_type == "CONSULT")

    record = event_to_json(event, ontology=ontology)

    assert record["quad"] == "verbal cooperation"
    assert record["score"] == 4.0


def test_ranges_include_their_last_day():
    days = DateRange(date(2025, 3, 31), date(2025, 4, 1), "March 31")

    assert date_range_to_json(days) == {"start": "2025-03-31", "end": "2025-03-31", "text": "March 31"}


def test_unknown_is_null(eventless, ontology):
    article = to_json(eventless, ontology=ontology)["article"]

    unknown = ["url", "publisher", "headline", "byline", "language", "published", "published_basis"]
    assert [article[name] for name in unknown] == [None] * len(unknown)


def test_record_is_plain_json(coded, ontology):
    record = to_json(coded, ontology=ontology)

    assert json.loads(json.dumps(record, allow_nan=False)) == record


def test_spans_slice_back(coded, ontology):
    record = to_json(coded, ontology=ontology)

    text = record["article"]["text"]
    spans = [
        span
        for event in record["events"]
        for span in (event["trigger"], event["evidence"], *(side["mention"] for side in event["actors"]))
    ]
    assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)


def test_reading_back_and_writing_again_gives_the_same(coded, ontology):
    record = to_json(coded, ontology=ontology)

    assert to_json(from_json(record), ontology=ontology) == record


def test_reading_back_an_article_without_events_gives_the_same(eventless, ontology):
    record = to_json(eventless, ontology=ontology)

    back = from_json(record)

    assert back.article == eventless.article
    assert to_json(back, ontology=ontology) == record


def test_reading_back_finds_the_condition_in_the_content(coded, ontology):
    back = from_json(to_json(coded, ontology=ontology))

    span = back.claims[0].condition.span
    assert coded.article.text[span.start : span.end] == "Tokyo releases the survey data by March 31"


def test_reading_back_keeps_versions_of_a_full_record(coded, ontology):
    record = to_full_json(coded, ontology=ontology, conllu="")

    assert from_json(record).origin == coded.origin


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        pytest.param(lambda record: record.pop("events"), "lacks the field 'events'", id="no events"),
        pytest.param(lambda record: record["article"].pop("text"), "lacks the field 'text'", id="no text"),
        pytest.param(
            lambda record: record.update(events=[None]), "this is no record", id="an event that is null"
        ),
        pytest.param(
            lambda record: record["article"].update(published="soon"),
            "this is no record",
            id="a day that is none",
        ),
    ],
)
def test_reading_back_refuses_what_is_no_record(coded, ontology, spoil, told):
    record = to_json(coded, ontology=ontology)
    spoil(record)

    with pytest.raises(UsageError, match=told):
        from_json(record)


@given(
    start=st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    days=st.integers(1, 400),
    status=st.sampled_from(["asserted", "planned", "hypothetical", "negated", "historical"]),
    confidence=st.floats(0, 1),
    reports=st.integers(0, 5),
)
def test_any_event_survives_the_round_trip(start, days, status, confidence, reports, coded_once, ontology):
    event: Event = replace(
        coded_once.events[0],
        occurred=DateRange(start, start + timedelta(days=days), "then"),
        status=status,
        confidence=confidence,
        reported_in=(coded_once.events[0].evidence,) * reports,
    )
    record = to_json(replace(coded_once, events=(event,)), ontology=ontology)

    back: CodedArticle = from_json(json.loads(json.dumps(record)))

    assert to_json(back, ontology=ontology) == record
    assert back.events[0].occurred == event.occurred
