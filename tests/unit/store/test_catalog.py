import errno
import os
import shutil
import tempfile
from pathlib import Path

import apsw
import pytest

from detente.errors import StoreError
from detente.store import open_reader, open_writer
from detente.store.catalog import (
    APPLICATION_ID,
    Migration,
    open_for_writing,
    released_migrations,
    sqlite_errors,
    sync_folder,
    transaction,
)

NEXT = len(released_migrations()) + 1


@pytest.fixture
def catalog(tmp_path):
    """The path of an empty catalog."""
    open_writer(tmp_path).close()
    return tmp_path / "catalog.sqlite"


@pytest.fixture
def unwritable():
    """A folder with a store that this process may read and not write."""
    folder = Path(tempfile.mkdtemp())
    open_writer(folder).close()
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)  # nobody; the superuser may write everywhere
    yield folder
    os.seteuid(user)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _foreign(path):
    connection = apsw.Connection(str(path))
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()


def _newer(path):
    open_writer(path.parent).close()
    connection = apsw.Connection(str(path))
    connection.pragma("user_version", 99)
    connection.close()


def _damaged(path):
    open_writer(path.parent).close()
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 3000)


BROKEN = [
    pytest.param(
        _foreign, "is not a détente catalog; choose another folder", id="another program's database"
    ),
    pytest.param(lambda path: path.write_bytes(b"news " * 2000), "is not a database", id="no database"),
    pytest.param(_newer, "has schema 99, this program knows 1; update détente", id="a newer schema"),
    pytest.param(_damaged, "is damaged; restore a backup", id="a damaged file"),
    pytest.param(lambda path: path.mkdir(), "cannot be (opened|read)", id="a folder"),
]


@pytest.mark.parametrize(("spoil", "message"), BROKEN)
def test_open_writer_says_what_is_wrong_with_the_catalog(tmp_path, spoil, message):
    spoil(tmp_path / "catalog.sqlite")

    with pytest.raises(StoreError, match=message) as caught:
        open_writer(tmp_path)
    assert str(tmp_path / "catalog.sqlite") in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("spoil", "message"), BROKEN)
def test_open_reader_says_what_is_wrong_with_the_catalog(tmp_path, spoil, message):
    spoil(tmp_path / "catalog.sqlite")

    with pytest.raises(StoreError, match=message):
        open_reader(tmp_path)


def test_open_writer_lets_the_next_one_write_after_it_was_refused(tmp_path):
    (tmp_path / "catalog.sqlite").write_bytes(b"news " * 2000)
    with pytest.raises(StoreError):
        open_writer(tmp_path)
    (tmp_path / "catalog.sqlite").unlink()

    open_writer(tmp_path).close()

    assert (tmp_path / "catalog.sqlite").exists()


def test_open_writer_takes_over_an_empty_file(tmp_path):
    (tmp_path / "catalog.sqlite").touch()

    open_writer(tmp_path).close()

    with open_reader(tmp_path) as reader:
        assert reader.counts().articles == 0


def test_open_writer_marks_the_file_as_ours(catalog):
    connection = apsw.Connection(str(catalog))

    assert connection.pragma("application_id") == APPLICATION_ID
    assert connection.pragma("user_version") == NEXT - 1
    assert connection.pragma("journal_mode") == "wal"


def test_open_reader_says_that_there_is_no_catalog(tmp_path):
    with pytest.raises(StoreError, match=r"catalog\.sqlite: there is no catalog; run 'detente init'"):
        open_reader(tmp_path)


def test_open_reader_refuses_an_older_schema(catalog):
    connection = apsw.Connection(str(catalog))
    connection.pragma("user_version", 0)
    connection.close()

    with pytest.raises(StoreError, match="has schema 0, this program reads 1; write to the project once"):
        open_reader(catalog.parent)


def test_migration_changes_the_schema_and_keeps_a_backup(catalog, made_up, keeper):
    with open_writer(catalog.parent) as writer:
        writer.keep(made_up(1), source="s", content_hash="h", now=keeper.NOW)
    step = Migration(NEXT, "ALTER TABLE articles ADD COLUMN region TEXT")

    connection = open_for_writing(catalog, migrations=(*released_migrations(), step))

    backup = apsw.Connection(str(catalog.with_name(f"catalog-schema-{NEXT - 1}.sqlite")))
    assert connection.execute("SELECT id, region FROM articles").get == ("article-000001", None)
    assert connection.pragma("user_version") == NEXT
    assert backup.pragma("user_version") == NEXT - 1
    assert backup.execute("SELECT id FROM articles").get == "article-000001"
    connection.close()
    backup.close()


def test_migration_that_fails_changes_nothing(catalog):
    steps = (
        Migration(NEXT, "ALTER TABLE articles ADD COLUMN region TEXT"),
        Migration(NEXT + 1, "INSERT INTO no_such_table VALUES (1)"),
    )

    with pytest.raises(apsw.SQLError):
        open_for_writing(catalog, migrations=(*released_migrations(), *steps))

    connection = apsw.Connection(str(catalog))
    columns = {row[1] for row in connection.execute("PRAGMA table_info(articles)")}
    assert "region" not in columns
    assert connection.pragma("user_version") == NEXT - 1


def test_reader_sees_the_old_schema_until_a_migration_is_through(catalog):
    step = Migration(NEXT, "ALTER TABLE articles ADD COLUMN region TEXT")
    with open_reader(catalog.parent) as reader:
        open_for_writing(catalog, migrations=(*released_migrations(), step)).close()

        assert reader.counts().articles == 0
    with pytest.raises(StoreError, match=f"has schema {NEXT}, this program knows {NEXT - 1}"):
        open_reader(catalog.parent)


@pytest.mark.skipif(os.name == "nt", reason="other permissions")
def test_open_writer_refuses_a_folder_that_cannot_be_written(unwritable):
    with pytest.raises(StoreError, match="cannot be written"):
        open_writer(unwritable)


@pytest.mark.skipif(os.name == "nt", reason="other permissions")
def test_open_writer_refuses_to_create_a_folder_where_it_may_not(unwritable):
    with pytest.raises(StoreError, match="project: permission denied"):
        open_writer(unwritable / "project")


@pytest.mark.skipif(os.name == "nt", reason="other permissions")
def test_open_reader_reads_a_folder_that_cannot_be_written(unwritable):
    with open_reader(unwritable) as reader:
        assert reader.counts().articles == 0
        assert reader.events() == ()
        assert reader.integrity() == ()


@pytest.mark.skipif(os.name == "nt", reason="other permissions")
def test_open_writer_refuses_a_catalog_that_cannot_be_written(unwritable):
    folder = Path(tempfile.mkdtemp())
    try:
        shutil.copy(unwritable / "catalog.sqlite", folder)

        with pytest.raises(StoreError, match="cannot be written; check the permissions"):
            open_writer(folder)
    finally:
        shutil.rmtree(folder)


def test_open_writer_says_that_another_program_has_locked_the_catalog(catalog, monkeypatch):
    monkeypatch.setattr("detente.store.catalog._BUSY_MILLISECONDS", 10)
    other = apsw.Connection(str(catalog))
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreError, match="another program has locked it; close that program"):
        open_writer(catalog.parent)
    other.close()


def test_transaction_that_is_already_undone_raises_what_undid_it():
    connection = apsw.Connection(":memory:")

    def fail():
        connection.execute("ROLLBACK")  # as SQLite does by itself when the disk is full
        raise KeyError

    with pytest.raises(KeyError), transaction(connection):
        fail()
    assert not connection.in_transaction


def test_sqlite_errors_passes_on_what_the_file_system_says(tmp_path):
    with pytest.raises(StoreError, match="some file: no space left on device"), sqlite_errors(tmp_path):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "some file")


def test_sync_folder_does_nothing_where_folders_cannot_be_opened(monkeypatch, tmp_path):
    monkeypatch.setattr("detente.store.catalog._HAS_FOLDER_SYNC", False)

    assert sync_folder(tmp_path / "no such folder") is None
