import errno
import os
import resource
from dataclasses import replace

import pytest

from detente.errors import StoreError
from detente.records import CodedArticle, Origin
from detente.store import open_reader

LATER = Origin(detente="0.2.0", lexicon="lexicon-b", parser="detente 1")


def _small_files(limit):
    """Let no file of this process grow beyond so many bytes, as on a full disk."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))


def test_keep_that_finds_no_room_for_a_segment_keeps_nothing(keep, made_up, content):
    keep(made_up(3))
    before = content()
    _small_files(2000)
    try:
        with pytest.raises(StoreError, match="file too large"):
            keep(made_up(7))
    finally:
        _small_files(resource.RLIM_INFINITY)

    assert content() == before
    assert keep(made_up(7)).is_new


def test_keep_that_finds_no_room_in_the_catalog_keeps_nothing(tmp_path, writer, keep, made_up, articles_in):
    keep(made_up(3))
    before = articles_in(tmp_path)
    pages = writer._connection.pragma("page_count")
    writer._connection.pragma("max_page_count", pages)
    article = replace(made_up(7).article, text="word " * 50_000)
    long: CodedArticle = replace(made_up(7), article=article)

    with pytest.raises(StoreError, match=r"catalog\.sqlite: the disk is full; make room"):
        keep(long)

    assert articles_in(tmp_path) == before
    writer._connection.pragma("max_page_count", pages + 1000)
    assert keep(long).is_new
    with open_reader(tmp_path) as reader:
        assert reader.integrity() == ()


def test_keep_that_cannot_sync_keeps_nothing(tmp_path, keep, made_up, monkeypatch, articles_in):
    def fail(_):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr("detente.store.segments.os.fsync", fail)
    with pytest.raises(StoreError, match="input/output error"):
        keep(made_up(3))
    monkeypatch.undo()

    assert articles_in(tmp_path) == {}
    assert not list((tmp_path / "segments").glob("*.tmp"))


def test_keep_refuses_half_a_surrogate_pair_and_keeps_nothing(tmp_path, keep, made_up, articles_in):
    article = replace(made_up(3).article, text="The talks \ud83d are stalled.")

    with pytest.raises(StoreError, match="lone surrogate"):
        keep(replace(made_up(3), article=article))
    assert articles_in(tmp_path) == {}
