from dataclasses import replace
from datetime import date

import pytest

from detente.events.merge import merge_events
from detente.records import DateRange, Event, Participant, Span


def side(entity, name=None):
    role = "head of state" if name else None
    return Participant(
        entity=entity, country=entity, cow=None, role=role, sector=None, name=name, wikidata=None,
        mention=Span(0, 3, name or {"FRA": "France"}.get(entity, entity) or "people"),
    )  # fmt: skip


def event(
    text, *, event_type="CONSULT", actors=("FRA", "IRN"), recipients=(), when=None, status="asserted", at=0
):
    evidence = Span(at, at + len(text), text)
    return Event(
        id=f"e{at}", article_id="a", event_type=event_type, mode=None, contexts=(), cameo=None,
        actors=tuple(map(side, actors)), recipients=tuple(map(side, recipients)), status=status, occurred=when,
        place=None, attribution=(), claim_id=None, trigger=Span(at, at + 3, text[:3]), evidence=evidence, rule="r",
        runner_up=None, confidence=0.7, reported_in=(evidence,),
    )  # fmt: skip


MONDAY = DateRange(date(2024, 6, 10), date(2024, 6, 11), "Monday")
TUESDAY = DateRange(date(2024, 6, 11), date(2024, 6, 12), "Tuesday")
JUNE = DateRange(date(2024, 6, 1), date(2024, 7, 1), "June")


def test_merge_events_counts_reports_of_one_meeting():
    merged = merge_events([event("They met."), event("The summit lasted.", at=50)])

    assert [one.reports for one in merged] == [2]


def test_merge_events_takes_a_visit_for_the_meeting_it_was_for():
    visit = event("He visited Iran.", actors=("FRA",), recipients=("IRN",), at=50)

    (merged,) = merge_events([event("They met."), replace(visit, mode="visit")])

    assert merged.mode == "visit"
    assert [one.entity for one in merged.recipients] == ["IRN"]


def test_merge_events_keeps_the_more_precise_date():
    (merged,) = merge_events([event("They met.", when=JUNE), event("They met.", when=MONDAY, at=50)])

    assert merged.occurred == MONDAY


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(event("They met.", actors=("FRA", "ISR"), at=50), id="other sides"),
        pytest.param(event("They met.", event_type="AGREE", at=50), id="another type"),
        pytest.param(event("They met.", when=TUESDAY, at=50), id="another day"),
        pytest.param(event("They did not meet.", status="negated", at=50), id="it did not happen"),
    ],
)
def test_merge_events_keeps_apart_what_differs(other):
    assert len(merge_events([event("They met.", when=MONDAY), other])) == 2


def test_merge_events_keeps_apart_presidents_of_one_state():
    first = replace(event("They met."), actors=(side("RUS", "Putin"), side("PRK", "Kim Jong Un")))
    second = replace(event("They met.", at=50), actors=(side("RUS", "Medvedev"), side("PRK", "Kim Jong Il")))

    assert len(merge_events([first, second])) == 2


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(
            "France urged Iran to release the sailors.",
            "It wants the sailors released, France urged.",
            1,
            id="same words",
        ),
        pytest.param(
            "France urged Iran to release the sailors.",
            "France urged Iran to lower tariffs on cheese.",
            2,
            id="other words",
        ),
    ],
)
def test_merge_events_compares_what_was_asked(one, other, expected):
    events = [
        event(one, event_type="REQUEST", actors=("FRA",), recipients=("IRN",)),
        event(other, event_type="REQUEST", actors=("FRA",), recipients=("IRN",), at=60),
    ]

    assert len(merge_events(events)) == expected


def test_merge_events_takes_unnamed_groups_for_the_same():
    events = [
        event(
            "America will help the international community fight hunger.", event_type="AGREE", actors=("USA",)
        ),
        event("America will help partners fight hunger.", event_type="AGREE", actors=("USA",), at=70),
    ]
    events = [replace(one, recipients=(side(None),)) for one in events]

    assert len(merge_events(events)) == 1
