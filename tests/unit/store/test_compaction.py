import pytest

from detente.errors import StoreError
from detente.records import Origin
from detente.store import Compacted, open_reader, open_writer

LATER = Origin(detente="0.2.0", lexicon="lexicon-b", parser="detente 1")


def test_compact_merges_segments_and_keeps_every_record(tmp_path, writer, keep, made_up, articles_in):
    for number in range(1, 8):
        keep(made_up(number))
    before = articles_in(tmp_path)

    compacted = writer.compact()

    assert compacted == Compacted(before=6 + 6 + 7, after=3)
    assert articles_in(tmp_path) == before
    with open_reader(tmp_path) as reader:
        assert reader.integrity() == ()


def test_compact_leaves_a_single_segment_alone(writer, keep, made_up, content):
    keep(made_up(3))
    before = content()

    assert writer.compact() == Compacted(before=3, after=3)
    assert content() == before


def test_compact_merges_no_further_than_a_segment_may_grow(
    tmp_path, writer, keep, made_up, monkeypatch, articles_in
):
    monkeypatch.setattr("detente.store.writer._MERGED_ROWS", 4)
    monkeypatch.setattr("detente.store.segments._ROWS_AT_ONCE", 2)
    for number in (3, 7, 11, 15):
        keep(made_up(number))
    before = articles_in(tmp_path)

    writer.compact()

    with open_reader(tmp_path) as reader:
        rows = sorted(segment.rows for segment in reader._state().segments if segment.kind == "events")
        assert reader.integrity() == ()
    assert sum(rows) == 12
    assert articles_in(tmp_path) == before


def test_keep_merges_by_itself_once_many_segments_have_gathered(
    tmp_path, keep, made_up, monkeypatch, articles_in
):
    monkeypatch.setattr("detente.store.writer._SEGMENTS_PER_TIER", 4)
    numbers = range(1, 15)

    for number in numbers:
        keep(made_up(number))

    with open_reader(tmp_path) as reader:
        assert reader.counts().segments < 14
        assert reader.integrity() == ()
    assert articles_in(tmp_path) == {made_up(number).article.id: made_up(number) for number in numbers}


def test_keep_leaves_large_segments_alone(tmp_path, keep, made_up, monkeypatch):
    monkeypatch.setattr("detente.store.writer._SEGMENTS_PER_TIER", 2)
    monkeypatch.setattr("detente.store.writer._SMALL_ROWS", 3)

    for number in (3, 7, 11, 15):
        keep(made_up(number))

    assert len(list((tmp_path / "segments").glob("events-*"))) == 4


def test_next_writer_deletes_the_files_that_were_merged(tmp_path, made_up, keeper):
    with open_writer(tmp_path) as writer:
        for number in range(1, 8):
            writer.keep(made_up(number), source="s", content_hash=str(number), now=keeper.NOW)
        writer.compact()
    segments = tmp_path / "segments"
    assert len(list(segments.iterdir())) == 22

    open_writer(tmp_path).close()

    assert len(list(segments.iterdir())) == 3


def test_open_writer_removes_what_a_crash_left_and_nothing_else(tmp_path, made_up, keeper, articles_in):
    with open_writer(tmp_path) as writer:
        writer.keep(made_up(3), source="s", content_hash="h", now=keeper.NOW)
    segments = tmp_path / "segments"
    (segments / f"events-{'0' * 24}.parquet").write_bytes(b"whole, but never acknowledged")
    (segments / "claims.tmp").write_bytes(b"half of a fi")
    (segments / "events-of-mine.parquet").write_bytes(b"somebody else's")

    open_writer(tmp_path).close()

    assert len(list(segments.glob("*"))) == 3 + 1
    assert (segments / "events-of-mine.parquet").exists()
    assert articles_in(tmp_path) == {"article-000003": made_up(3)}


def test_compact_refuses_to_merge_a_damaged_segment(tmp_path, writer, keep, made_up):
    keep(made_up(3))
    keep(made_up(7))
    damaged = next((tmp_path / "segments").glob("events-*"))
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"?")

    with pytest.raises(StoreError, match=rf"{damaged.name}: a segment is damaged; restore it"):
        writer.compact()
