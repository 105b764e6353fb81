"""The file in which parsed trees are kept between runs."""

import pytest

from detente.errors import StoreError
from detente.store import open_tree_cache


def test_rows_outlive_the_process(tmp_path):
    first = open_tree_cache(tmp_path / "trees.sqlite")
    first.put({b"one": b"1", b"two": b"2"})
    first.close()

    assert open_tree_cache(tmp_path / "trees.sqlite").get([b"two", b"three"]) == {b"two": b"2"}


def test_a_row_is_never_overwritten(tmp_path):
    cache = open_tree_cache(tmp_path / "trees.sqlite")
    cache.put({b"one": b"1"})
    cache.put({b"one": b"other"})

    assert cache.get([b"one"]) == {b"one": b"1"}


def test_more_keys_than_sqlite_takes_at_once(tmp_path):
    cache = open_tree_cache(tmp_path / "trees.sqlite")
    rows = {str(number).encode(): b"x" for number in range(1700)}
    cache.put(rows)

    assert cache.get(list(rows)) == rows


def test_a_cache_that_was_damaged_is_only_empty(tmp_path):
    cache = open_tree_cache(tmp_path / "trees.sqlite")
    cache.put({b"one": b"1"})
    cache._connection.execute("DROP TABLE trees")

    assert cache.get([b"one"]) == {}
    cache.put({b"one": b"1"})


@pytest.mark.parametrize("name", ["notes.txt", "missing/trees.sqlite"])
def test_what_is_no_cache_is_refused(tmp_path, name):
    (tmp_path / "notes.txt").write_text("not a database, but long enough to look like a file of one" * 9)

    with pytest.raises(StoreError, match="no cache of trees"):
        open_tree_cache(tmp_path / name)
