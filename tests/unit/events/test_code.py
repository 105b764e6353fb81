"""Events of whole sentences: what is coded, and what PLOVER's rules make of it."""

import pytest

from detente.events import Coding, code_article
from detente.parse import build_clauses
from detente.records import PlaceMention
from scenes import (
    CONFIDENCE,
    CONTEXTS,
    CUES,
    EMBEDDING,
    GRAMMAR,
    ONTOLOGY,
    PARSER,
    PUBLISHED,
    RULES,
    TABLES,
    day,
    make_article,
    mentions_in,
)

CODING = Coding(ontology=ONTOLOGY, rules=RULES, confidence=CONFIDENCE, embedding=EMBEDDING, contexts=CONTEXTS)


def code(text, *, dates=(), places=(), published=PUBLISHED):
    nouns = RULES.event_nouns | CUES.speech_nouns.keys()
    (sentences,) = PARSER.parse_texts([text])
    return code_article(
        make_article(text, published=published),
        [(sentence, build_clauses(sentence, grammar=GRAMMAR, event_nouns=nouns)) for sentence in sentences],
        mentions=mentions_in(text),
        dates=dates,
        places=places,
        coding=CODING,
        cues=CUES,
        tables=TABLES,
    )


def shown(text, **more):
    return [
        (
            event.event_type,
            event.status,
            [side.entity for side in event.actors],
            [side.entity for side in event.recipients],
        )
        for event in code(text, **more).events
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "France condemned Iran's attack on Israel.",
            [("ACCUSE", "asserted", ["FRA"], ["IRN"]), ("ASSAULT", "asserted", ["IRN"], ["ISR"])],
            id="an act and the act it answers are two events",
        ),
        pytest.param(
            "France urged Iran to stop shelling Israel.",
            [("REQUEST", "asserted", ["FRA"], ["IRN"])],
            id="what is asked for is no event of its own",
        ),
        pytest.param(
            "France will meet Iran in Oslo.",
            [("AGREE", "asserted", ["FRA", "IRN"], [])],
            id="a meeting to come is an agreement",
        ),
        pytest.param(
            "France will not meet Iran in Oslo.",
            [("REJECT", "asserted", ["FRA", "IRN"], [])],
            id="a meeting that will not be is a refusal",
        ),
        pytest.param(
            "France did not meet Iran in Oslo.",
            [("CONSULT", "negated", ["FRA", "IRN"], [])],
            id="a meeting that was not stays, negated",
        ),
        pytest.param(
            "Iran said Iran will attack Israel.",
            [("THREATEN", "asserted", ["IRN"], ["ISR"])],
            id="harm that one announces oneself is a threat",
        ),
        pytest.param(
            "Putin invited Kim to visit Moscow, and Kim accepted the invitation.",
            [("AGREE", "asserted", ["RUS"], ["PRK"]), ("AGREE", "asserted", ["PRK"], ["RUS"])],
            id="a reply goes to whoever asked",
        ),
        pytest.param(
            "France deployed troops ahead of talks with Iran.", [], id="talks to come are only a topic"
        ),
        pytest.param(
            "Experts say Iran attacked Israel.", [], id="what analysts read into events is no event"
        ),
        pytest.param("Zambia said the weather was fine.", [], id="a statement is a claim, no event"),
    ],
)
def test_code_article_codes_what_happened(text, expected):
    found = [event for event in shown(text) if event[0] != "MOBILIZE"]

    assert expected == found


def test_code_article_dates_and_places_an_event():
    text = "France held talks with Iran in Oslo on Thursday."
    thursday = day(text, "Thursday", PUBLISHED)
    at = text.index("Oslo")
    oslo = PlaceMention(
        start=at, end=at + 4, text="Oslo", name="Oslo", country="NOR", latitude=59.9, longitude=10.7,
        geonames="3143244", precision="city",
    )  # fmt: skip

    (event,) = code(text, dates=(thursday,), places=(oslo,)).events

    assert event.occurred == thursday.days
    assert (event.place.name, event.place.country) == ("Oslo", "NOR")


def test_code_article_calls_old_events_history():
    text = "France held talks with Iran in Oslo on Thursday."
    old = day(text, "Thursday", PUBLISHED.replace(year=2011))

    (event,) = code(text, dates=(old,)).events

    assert event.status == "historical"


def test_code_article_knows_no_history_without_a_publication_date():
    text = "France held talks with Iran in Oslo on Thursday."
    old = day(text, "Thursday", PUBLISHED.replace(year=2011))

    (event,) = code(text, dates=(old,), published=None).events

    assert event.status == "asserted"


def test_code_article_ties_events_to_the_claims_that_carry_them():
    coded = code("Russia said Iran attacked Israel.")

    (claim,) = coded.claims
    (event,) = coded.events
    assert event.claim_id == claim.id
    assert claim.events == (event.id,)
    assert [voice.voice for voice in event.attribution] == ["Russia"]


def test_code_article_gives_the_event_of_a_cue_to_its_own_claim():
    coded = code("Kim urged Washington to lift the sanctions.")

    (claim,) = coded.claims
    (event,) = coded.events
    assert event.claim_id == claim.id
    assert event.attribution == ()


def test_code_article_finds_how_things_stand():
    coded = code(
        "“The situation is at a standstill and may soon get worse,” Kim was quoted as saying by the KCNA."
    )

    (situation,) = coded.situations
    assert (situation.topic, situation.state, situation.holder) == (
        "The situation",
        "standstill",
        "Kim Jong Un",
    )


def test_code_article_names_rule_and_runner_up():
    (event,) = code("France held secret talks with Iran in Oslo.").events

    assert event.rule == "consult-talks"
    assert 0 < event.confidence < 1
    assert event.cameo == "046"
    assert event.trigger.text == "talks"
