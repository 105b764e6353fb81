from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.records import Failure, Origin, Span
from detente.store import Correction, Kept, Reading, open_reader, open_writer
from detente.store.writer import origin_id

LATER = Origin(detente="0.2.0", lexicon="lexicon-b", parser="detente 1")


def _without_parse(coded):
    return replace(coded, sentences=(), mentions=(), dates=(), places=())


# --------------------------------------------------------------------------- keeping


def test_keep_acknowledges_what_it_kept(keep, made_up):
    kept = keep(made_up(3))

    assert kept == Kept(article_id="article-000003", run_id=kept.run_id, is_new=True, events=3, claims=1)
    assert len(kept.run_id) == 32


def test_keep_keeps_an_article_whole(tmp_path, keep, coded, articles_in):
    keep(coded)

    assert articles_in(tmp_path) == {"a-ports": _without_parse(coded)}


def test_keep_keeps_an_article_without_events(tmp_path, keep, eventless, articles_in):
    keep(eventless)

    assert articles_in(tmp_path) == {"a-film": eventless}
    assert list((tmp_path / "segments").iterdir()) == []


def test_keep_changes_nothing_for_an_article_it_has(keep, made_up, keeper, content):
    first = keep(made_up(3))
    before = content()

    again = keep(made_up(3), keeper.NOW + timedelta(days=1))

    assert again == replace(first, is_new=False)
    assert content() == before


def test_keep_notes_another_source_of_an_article_it_has(writer, keep, made_up, keeper, content):
    keep(made_up(3))

    kept = writer.keep(made_up(3), source="elsewhere", content_hash="hash", now=keeper.NOW)

    assert not kept.is_new
    assert len(content()[0]["runs"]) == 1
    assert writer.was_read("elsewhere", "hash", keeper.ORIGIN)


def test_keep_lets_the_reading_of_a_later_origin_count(tmp_path, keep, made_up, keeper):
    old = keep(made_up(3))
    new = keep(made_up(3, events=1, origin=LATER))

    with open_reader(tmp_path) as reader:
        runs = reader.runs("article-000003")
        assert [(run.id, run.counts, run.origin) for run in runs] == [
            (old.run_id, False, keeper.ORIGIN),
            (new.run_id, True, LATER),
        ]
        assert len(reader.events()) == 1
        assert reader.coded_article("article-000003") == made_up(3, events=1, origin=LATER)
        assert reader.coded_article("article-000003", run_id=old.run_id) == made_up(3)


def test_keep_lets_a_superseded_reading_count_again_when_it_is_read_again(
    tmp_path, keep, made_up, articles_in
):
    keep(made_up(3))
    keep(made_up(3, events=1, origin=LATER))

    again = keep(made_up(3))

    assert not again.is_new
    assert articles_in(tmp_path) == {"article-000003": made_up(3)}


def test_keep_takes_another_publication_date_for_another_reading(tmp_path, keep, made_up, articles_in):
    keep(made_up(3))
    dated = replace(made_up(3).article, published=date(2024, 1, 1), furniture=())

    kept = keep(replace(made_up(3), article=dated))

    assert kept.is_new
    assert articles_in(tmp_path)["article-000003"].article == dated


def test_keep_finds_the_new_words_of_an_article_that_has_changed(tmp_path, keep, made_up):
    keep(made_up(3))
    article = replace(made_up(3).article, text="Kenya and Peru signed a treaty.")
    keep(replace(made_up(3), article=article))

    with open_reader(tmp_path) as reader:
        assert [found.article_id for found in reader.search("treaty")] == ["article-000003"]
        assert reader.search("Norway accused") == ()
        assert reader.integrity() == ()


def test_keep_does_not_look_at_the_clock_to_know_what_counts(tmp_path, keep, made_up, keeper, articles_in):
    keep(made_up(3), keeper.NOW)

    keep(made_up(3, events=1, origin=LATER), keeper.NOW - timedelta(days=900))

    assert articles_in(tmp_path) == {"article-000003": made_up(3, events=1, origin=LATER)}


def test_keep_writes_the_moment_in_utc(keep, made_up, content):
    keep(made_up(3), datetime(2025, 3, 5, 8, 30, 7, 9, tzinfo=timezone(timedelta(hours=9))))

    assert content()[0]["runs"][0][4] == "2025-03-04T23:30:07+00:00"


def test_keep_refuses_a_moment_without_time_zone(keep, made_up):
    with pytest.raises(UsageError, match="2025-03-05T08:30:00: a moment needs its time zone"):
        keep(made_up(3), datetime(2025, 3, 5, 8, 30))  # noqa: DTZ001 - the case


def test_keep_many_keeps_each_article_once_and_acknowledges_each_reading(
    tmp_path, writer, made_up, keeper, articles_in
):
    numbers = [1, 2, 1, 3]
    readings = [
        Reading(coded=made_up(number), source=f"{place}", content_hash="hash")
        for place, number in enumerate(numbers)
    ]

    kept = writer.keep_many(readings, now=keeper.NOW)

    assert [acknowledged.is_new for acknowledged in kept] == [True, True, False, True]
    assert articles_in(tmp_path) == {made_up(number).article.id: made_up(number) for number in (1, 2, 3)}
    assert len(list((tmp_path / "segments").iterdir())) == 3


def test_keep_many_lets_the_last_of_several_readings_count(tmp_path, writer, made_up, keeper, articles_in):
    coded = [made_up(3), made_up(3, events=1, origin=LATER), made_up(3)]

    kept = writer.keep_many(
        [Reading(coded=each, source="s", content_hash="h") for each in coded], now=keeper.NOW
    )

    assert [acknowledged.is_new for acknowledged in kept] == [True, True, False]
    assert articles_in(tmp_path) == {"article-000003": made_up(3)}


def test_keep_many_of_nothing_changes_nothing(writer, keeper, content):
    before = content()

    assert writer.keep_many([], now=keeper.NOW) == ()
    assert content() == before


@settings(max_examples=12, deadline=None)
@given(
    texts=st.lists(st.text(max_size=20), min_size=4, max_size=4),
    day=st.none() | st.dates(),
    numbers=st.lists(st.integers(0, 9), unique=True, max_size=3),
)
def test_keep_gives_back_any_text_and_date(
    tmp_path_factory, made_up, keeper, texts, day, numbers, articles_in
):
    folder = tmp_path_factory.mktemp("store")
    wanted = {}
    for number in numbers:
        coded = made_up(number)
        article = replace(coded.article, text=texts[0], headline=texts[1], byline=texts[2], published=day)
        events = tuple(replace(event, evidence=Span(0, 1, texts[3])) for event in coded.events)
        wanted[article.id] = replace(coded, article=article, events=events)

    with open_writer(folder) as writer:
        writer.keep_many(
            [Reading(coded=each, source="s", content_hash="h") for each in wanted.values()], now=keeper.NOW
        )

    assert articles_in(folder) == wanted


# --------------------------------------------------------------------------- failures, ledger, corrections


FAILURE = Failure(stage="article", item_id="page-7", reason="the page holds no article")


def test_keep_failure_keeps_the_same_failure_once(tmp_path, writer, keeper, content):
    writer.keep_failure(FAILURE, source="s", content_hash=None, now=keeper.NOW)
    before = content()

    writer.keep_failure(FAILURE, source="s", content_hash=None, now=keeper.NOW + timedelta(hours=1))

    with open_reader(tmp_path) as reader:
        assert reader.failures() == (FAILURE,)
    assert content() == before


@pytest.mark.parametrize(
    ("content_hash", "origin", "is_done"),
    [
        pytest.param("hash", LATER, True, id="bytes that this origin cannot read are done"),
        pytest.param("hash", None, False, id="without an origin the source is tried again"),
        pytest.param(None, LATER, False, id="without bytes the source is tried again"),
    ],
)
def test_keep_failure_acknowledges_a_source(writer, keeper, content_hash, origin, is_done):
    writer.keep_failure(FAILURE, source="s", content_hash=content_hash, now=keeper.NOW, origin=origin)

    assert writer.was_read("s", "hash", LATER) is is_done


def test_keep_forgets_the_failures_of_a_source_that_is_read_after_all(writer, made_up, keeper, content):
    writer.keep_failure(FAILURE, source="s", content_hash="hash", now=keeper.NOW, origin=keeper.ORIGIN)
    writer.keep_failure(FAILURE, source="other", content_hash="hash", now=keeper.NOW)

    writer.keep(made_up(3), source="s", content_hash="hash", now=keeper.NOW)

    rows = content()[0]
    assert [row[1] for row in rows["failures"]] == ["other"]
    assert [(row[0], row[3] is None) for row in rows["ledger"]] == [("s", False)]


@pytest.mark.parametrize(
    ("source", "content_hash", "origin", "expected"),
    [
        pytest.param("of article-000003", "hash", None, True, id="the same source, bytes and versions"),
        pytest.param("elsewhere", "hash", None, False, id="another source"),
        pytest.param("of article-000003", "changed", None, False, id="other bytes"),
        pytest.param("of article-000003", "hash", LATER, False, id="other versions"),
    ],
)
def test_was_read_knows_source_bytes_and_versions(
    writer, keep, made_up, keeper, source, content_hash, origin, expected
):
    keep(made_up(3))

    assert writer.was_read(source, content_hash, origin or keeper.ORIGIN) is expected


def test_keep_correction_leaves_the_event_as_it_was(tmp_path, writer, keep, made_up, keeper):
    keep(made_up(3))
    correction = Correction(
        event_id="event-000003-0", field="event_type", value=None, author="ada", made_at=keeper.NOW
    )

    writer.keep_correction(correction)

    with open_reader(tmp_path) as reader:
        assert reader.corrections("event-000003-0") == (correction,)
        assert reader.corrections("event-000003-1") == ()
        assert reader.event("event-000003-0") == made_up(3).events[0]


def test_origin_id_differs_where_a_version_differs(keeper):
    assert origin_id(keeper.ORIGIN) != origin_id(replace(keeper.ORIGIN, parser="detente 2"))
    assert origin_id(keeper.ORIGIN) == origin_id(replace(keeper.ORIGIN))
