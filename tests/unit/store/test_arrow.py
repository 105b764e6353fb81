import gc
import sys
from dataclasses import fields, is_dataclass
from datetime import date
from types import UnionType
from typing import get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import StoreError, UsageError
from detente.records import Claim, Event, Situation, Span
from detente.store import arrow_table, data_frame, from_arrow
from detente.store.arrow import arrow_schema, build_records

SCALARS = {
    str: st.text(max_size=8),
    int: st.integers(-(2**63), 2**63 - 1),
    float: st.floats(allow_nan=False),
    bool: st.booleans(),
    date: st.dates(),
}


def values_of(annotation):
    """Any value of this type."""
    if isinstance(annotation, UnionType):
        plain = next(part for part in get_args(annotation) if part is not type(None))
        return st.none() | values_of(plain)
    if get_origin(annotation) is tuple:
        return st.lists(values_of(get_args(annotation)[0]), max_size=2).map(tuple)
    if is_dataclass(annotation):
        return st.builds(annotation, **{field.name: values_of(field.type) for field in fields(annotation)})
    return SCALARS[annotation]


@pytest.mark.parametrize("record_type", [Event, Claim, Situation])
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_arrow_table_gives_back_the_records(record_type, data):
    records = tuple(data.draw(st.lists(values_of(record_type), max_size=3)))

    assert from_arrow(arrow_table(records, record_type), record_type) == records


@pytest.mark.parametrize("record_type", [Event, Claim, Situation])
def test_arrow_table_has_a_column_for_each_field(record_type):
    table = arrow_table((), record_type)

    assert table.column_names == [field.name for field in fields(record_type)]
    assert table.num_rows == 0


@pytest.mark.parametrize(
    ("column", "arrow_type"),
    [
        ("id", "string"),
        ("confidence", "double"),
        ("contexts", "list<item: string>"),
        ("occurred", "struct<start: date32[day], end: date32[day], text: string>"),
        ("reported_in", "list<item: struct<start: int64, end: int64, text: string>>"),
    ],
)
def test_arrow_schema_follows_the_types_of_the_fields(column, arrow_type):
    assert str(arrow_schema(Event).field(column).type) == arrow_type


def test_from_arrow_ignores_columns_that_are_no_fields(coded):
    table = arrow_table(coded.events, Event)

    with_more = table.append_column("run_id", [["run"] * table.num_rows])

    assert from_arrow(with_more, Event) == coded.events


def test_build_records_fills_a_field_that_is_younger_than_the_row(coded):
    rows = arrow_table(coded.events, Event).drop_columns(["reported_in", "claim_id"]).to_pylist()

    events = build_records(rows, Event)

    assert {event.reported_in for event in events} == {()}
    assert {event.claim_id for event in events} == {None}


def test_build_records_refuses_a_row_without_a_value_it_needs():
    with pytest.raises(StoreError, match="a row has no value for 'end'; run 'detente doctor'"):
        build_records([{"start": 1, "end": None, "text": "Kim"}], Span)


def test_build_records_works_while_the_collector_is_off(coded):
    gc.disable()
    try:
        events = from_arrow(arrow_table(coded.events, Event), Event)
        was_on = gc.isenabled()
    finally:
        gc.enable()

    assert events == coded.events
    assert not was_on


def test_arrow_table_refuses_half_a_surrogate_pair():
    situation = Situation(topic="talks \ud83d", state="stalled", holder=None, text=Span(0, 1, "x"))

    with pytest.raises(StoreError, match="lone surrogate"):
        arrow_table([situation], Situation)


def test_data_frame_has_a_row_for_each_record(coded):
    pytest.importorskip("pandas")

    frame = data_frame(coded.events, Event)

    assert list(frame["id"]) == [event.id for event in coded.events]
    assert frame["trigger"][0]["text"] == "accused"


def test_data_frame_names_the_extra_that_is_missing(coded, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)

    with pytest.raises(UsageError, match=r"pandas is not installed; pip install 'detente\[pandas\]'"):
        data_frame(coded.events, Event)
