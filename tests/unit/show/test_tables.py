import csv
import json
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from detente.show import (
    list_articles,
    list_claims,
    list_events,
    print_table,
    write_csv,
    write_json,
    write_json_lines,
)
from detente.show.tables import neutral_cell


def written(write, listing):
    file = StringIO()
    write(listing, file)
    return file.getvalue()


def rows_of(listing):
    return list(csv.DictReader(StringIO(written(write_csv, listing))))


def table(listing, width=80):
    file = StringIO()
    print_table(listing, console=Console(file=file, width=width))
    return file.getvalue()


@pytest.fixture
def events(coded, ontology):
    return list_events(coded.events, ontology=ontology, title="6 events (7 reports)")


def test_event_row_has_keys_codes_days_and_words(events):
    row = rows_of(events)[0]

    assert row["event_type"] == "ACCUSE"
    assert row["quad"] == "verbal conflict"
    assert row["score"] == "-3.5"
    assert (row["actor"], row["actor_cow"], row["recipient"]) == ("NOR", "385", "JPN")
    assert (row["occurred_start"], row["occurred_end"]) == ("2025-03-04", "2025-03-04")
    assert row["reports"] == "2"
    assert row["evidence"].startswith("Norway's foreign minister")


def test_event_row_separates_several_sides_with_semicolons(events):
    row = rows_of(events)[3]

    assert row["actor"] == "NOR;EUR"
    assert row["actor_cow"] == "385;"
    assert row["recipient"] == ""
    assert (row["place"], row["place_country"], row["latitude"]) == ("Brussels", "BEL", "50.85")


def test_claim_row_has_speaker_chain_condition_and_deadline(coded):
    first, second = rows_of(list_claims(coded.claims, title=""))

    assert (first["speaker"], first["speaker_country"]) == ("Kari Lund", "NOR")
    assert (first["condition_kind"], first["responsible"]) == ("unless", "JPN")
    assert first["deadline_end"] == "2025-03-31"
    assert second["attribution"] == "NHK;Kyodo"
    assert (second["demand"], second["obligor"]) == ("withdraw the threat", "NOR")


def test_claim_row_without_speaker_is_empty_there(coded):
    (row,) = rows_of(list_claims([replace(coded.claims[1], speaker=None, demand=None)], title=""))

    assert (row["speaker"], row["speaker_entity"], row["demand"]) == ("", "", "")


def test_article_row_leaves_the_text_out(coded, eventless):
    first, second = rows_of(list_articles([coded.article, eventless.article], title=""))

    assert (first["publisher"], first["published"]) == ("Nordic Wire", "2025-03-04")
    assert first["characters"] == str(len(coded.article.text))
    assert second["published"] == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"], ids=repr)
def test_text_that_a_spreadsheet_would_run_is_neutralised(coded, start):
    hostile = replace(coded.article, headline=f"{start}cmd|' /C calc'!A0")

    (row,) = rows_of(list_articles([hostile], title=""))

    assert row["headline"] == f"'{hostile.headline}"


@given(cell=st.one_of(st.text(), st.floats(allow_nan=False), st.integers(), st.none()))
def test_no_text_cell_begins_like_a_formula(cell):
    shown = neutral_cell(cell)

    assert not (isinstance(shown, str) and shown.startswith(("=", "+", "-", "@", "\t", "\r")))
    assert shown in {cell, f"'{cell}"}


def test_negative_scores_stay_numbers(events):
    assert rows_of(events)[5]["score"] == "-6.0"


def test_json_is_a_list_of_interchange_records_with_their_article(events, coded):
    found = json.loads(written(write_json, events))

    assert [event["id"] for event in found] == [event.id for event in coded.events]
    assert found[0]["article"] == "a-ports"


def test_json_lines_are_one_record_each(coded):
    lines = written(write_json_lines, list_claims(coded.claims, title="")).splitlines()

    assert [json.loads(line)["id"] for line in lines] == ["c-threat", "c-demand"]


def test_table_fits_into_80_columns(events, coded):
    for listing in (events, list_claims(coded.claims, title=""), list_articles([coded.article], title="")):
        assert max(len(line) for line in table(listing).splitlines()) <= 80


def test_table_shows_dyad_type_status_and_sentence(events):
    text = table(events, width=140)

    assert "NOR → JPN" in text
    assert "ACCUSE · allege" in text
    assert "hypothetical" in text
    assert "Norway's foreign minister Kari Lund" in text
    assert text.rstrip().endswith("6 events (7 reports)")


def test_table_shows_article_by_headline_or_first_words(coded, eventless):
    text = table(list_articles([coded.article, eventless.article], title="2 articles"))

    assert "Nordic Wire" in text
    assert "The film is long." in text


def test_table_declares_that_it_is_cut(coded, ontology):
    listing = list_events(coded.events, ontology=ontology, title="6 events (7 reports)", is_cut=True)

    assert "there are more: raise --limit" in table(listing)


def test_empty_table_is_its_count_alone(ontology):
    assert (
        table(list_events([], ontology=ontology, title="0 events (0 reports)")).strip()
        == "0 events (0 reports)"
    )


def test_table_leaves_unknown_days_empty(coded):
    text = table(list_claims([replace(coded.claims[0], said=None, deadline=None)], title="1 claim"))

    assert "None" not in text
