import json

import pytest

from detente.errors import UsageError
from detente.project import EventList, Record
from detente.show import from_json


@pytest.fixture
def record(coded, ontology):
    return Record(coded, ontology=ontology)


def test_record_gives_article_events_claims_and_situations(record, coded):
    assert record.article is coded.article
    assert tuple(record.events) == coded.events
    assert record.claims == coded.claims
    assert record.situations == coded.situations


def test_record_tells_headline_and_counts(record):
    assert repr(record) == (
        "<Record 'Norway threatens to close its ports to Japanese trawlers': 6 events (7 reports), 2 claims>"
    )


def test_record_without_headline_tells_its_first_words(eventless, ontology):
    assert repr(Record(eventless, ontology=ontology)).startswith("<Record 'The film is long.'")


def test_record_is_json_that_can_be_read_back(record):
    assert from_json(json.loads(record.to_json())).article == from_json(record.to_dict()).article


def test_record_is_one_line_when_asked(record):
    assert "\n" not in record.to_json(indent=None)


def test_full_record_has_the_parse(record):
    conllu = record.to_dict(everything=True)["conllu"]

    assert conllu.startswith("# newdoc id = a-ports")
    assert "imposed\timpose\tVERB" in conllu


def test_record_shows_itself_in_a_notebook_inside_a_frame(record):
    shown = record._repr_html_()

    assert shown.startswith('<iframe srcdoc="&lt;!doctype html&gt;')
    assert shown.count("<") == 2


def test_page_is_written(record, tmp_path):
    record.save_html(tmp_path / "page.html")

    assert (tmp_path / "page.html").read_text(encoding="utf-8") == record.to_html()


def test_page_that_cannot_be_written_is_refused(record, tmp_path):
    with pytest.raises(UsageError, match=r"page.html: No such file"):
        record.save_html(tmp_path / "gone" / "page.html")


def test_events_are_a_tuple_that_tells_its_size(record):
    assert isinstance(record.events, tuple)
    assert record.events[0].event_type == "ACCUSE"
    assert repr(record.events) == "<6 events (7 reports)>"


def test_events_become_an_arrow_table(record):
    table = record.events.to_arrow()

    assert table.num_rows == 6
    assert table.column("event_type").to_pylist()[0] == "ACCUSE"


def test_no_events_become_an_empty_table(ontology):
    assert EventList([], ontology=ontology).to_arrow().num_rows == 0


def test_events_become_a_data_frame(record):
    pytest.importorskip("pandas")

    frame = record.events.to_pandas()

    assert list(frame["event_type"])[:2] == ["ACCUSE", "THREATEN"]


def test_events_become_json(record):
    assert [event["id"] for event in json.loads(record.events.to_json())] == [
        event.id for event in record.events
    ]
