"""The SQLite catalog: opened, checked and brought up to date."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from detente.errors import StoreError

CATALOG = "catalog.sqlite"
SEGMENTS = "segments"

APPLICATION_ID = 0x64746E74
"""`dtnt`: marks the file as ours, so that no other program's database is taken for a catalog."""

_BUSY_MILLISECONDS = 5000
"""Readers never wait; the writer only waits for other programs that look into the file."""


_HAS_FOLDER_SYNC = os.name != "nt"
"""Windows cannot open folders."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step from a schema to the next."""

    number: int
    sql: str


def open_for_writing(path: Path, *, migrations: tuple[Migration, ...] | None = None) -> Any:
    """An `apsw.Connection` to the catalog, created or brought to the newest schema if need be.

    Args:
        path: The file. Only the holder of the folder's `WriterLock` may ask.
        migrations: What there is to apply; the released ones unless a test says otherwise.

    Raises:
        StoreError: If the file is foreign, damaged, newer than this program, or cannot be written.
    """
    import apsw  # noqa: PLC0415

    steps = released_migrations() if migrations is None else migrations
    with sqlite_errors(path):
        connection = apsw.Connection(str(path))
        try:
            connection.set_busy_timeout(_BUSY_MILLISECONDS)
            version = _schema_version(connection, path, newest=steps[-1].number)
            # Full: what was acknowledged survives a power cut, not only a crash of the program.
            connection.pragma("journal_mode", "wal")
            connection.pragma("synchronous", "full")
            connection.pragma("foreign_keys", value=True)
            _migrate(connection, path, [step for step in steps if step.number > version])
        except BaseException:
            connection.close()
            raise
    return connection


def open_for_reading(path: Path) -> Any:
    """An `apsw.Connection` that sees the catalog and cannot change it.

    Raises:
        StoreError: If there is no catalog, or it is foreign, damaged, or of another schema.
    """
    import apsw  # noqa: PLC0415

    newest = released_migrations()[-1].number
    with sqlite_errors(path):
        if not path.exists():
            raise StoreError("there is no catalog", where=str(path), todo="run 'detente init'")
        connection = apsw.Connection(_address(path), flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
        try:
            connection.set_busy_timeout(_BUSY_MILLISECONDS)
            version = _schema_version(connection, path, newest=newest)
        except BaseException:
            connection.close()
            raise
    if version < newest:
        connection.close()
        raise StoreError(
            f"has schema {version}, this program reads {newest}",
            where=str(path),
            todo="write to the project once to bring it up to date",
        )
    return connection


def sees_writers(path: Path) -> bool:
    """Whether a connection opened now for reading will notice what others write later.

    In a folder that cannot be written SQLite cannot make the index of its log, which would tell. As long as
    there is no log, the file can be read as it is.
    """
    has_log = path.with_name(f"{path.name}-wal").exists()
    return has_log or os.access(path.parent, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


@cache
def released_migrations() -> tuple[Migration, ...]:
    """The numbered SQL files in `migrations/`, in order."""
    files = sorted(Path(__file__).with_name("migrations").glob("*.sql"))
    return tuple(Migration(int(file.stem), file.read_text(encoding="utf-8")) for file in files)


@cache
def load_query(name: str) -> str:
    """The text of `queries/<name>.sql`."""
    return (Path(__file__).with_name("queries") / f"{name}.sql").read_text(encoding="utf-8")


def select(connection: Any, query: str, values: Mapping[str, Any]) -> list[Any]:
    """The rows of a query of `queries/`; values may be dates."""
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
    rows: list[Any] = connection.execute(load_query(query), plain).fetchall()
    return rows


@contextmanager
def transaction(connection: Any) -> Iterator[None]:
    """Everything inside happens, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk has already undone it.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def sqlite_errors(path: Path) -> Iterator[None]:
    """What SQLite and the file system refuse, as one `StoreError`."""
    import apsw  # noqa: PLC0415

    said = {
        apsw.NotADBError: ("is not a database", "move it away"),
        apsw.CorruptError: ("is damaged", "restore a backup, or read the sources into a new project"),
        apsw.FullError: ("the disk is full", "make room and run the command again"),
        apsw.BusyError: ("another program has locked it", "close that program"),
        apsw.LockedError: ("another program has locked it", "close that program"),
        apsw.ReadOnlyError: ("cannot be written", "check the permissions"),
        apsw.CantOpenError: ("cannot be opened", "check the folder and its permissions"),
        apsw.PermissionsError: ("cannot be opened", "check the permissions"),
        apsw.IOError: ("cannot be read or written", "check the disk"),
    }
    try:
        yield
    except tuple(said) as error:
        what, todo = said[type(error)]
        raise StoreError(what, where=str(path), todo=todo) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            "a text holds a lone surrogate and cannot be kept", where=repr(error.object[:40])
        ) from error
    except OSError as error:
        raise StoreError(f"{error.strerror}".lower(), where=str(error.filename or path)) from error


def sync_folder(folder: Path) -> None:
    """Make sure that names created or changed in the folder survive a power cut."""
    if not _HAS_FOLDER_SYNC:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _schema_version(connection: Any, path: Path, *, newest: int) -> int:
    """The schema of the file, 0 for an empty one."""
    version: int = connection.pragma("user_version")
    tables: int = connection.execute("SELECT count(*) FROM sqlite_schema").get
    if connection.pragma("application_id") != APPLICATION_ID and (version or tables):
        raise StoreError("is not a détente catalog", where=str(path), todo="choose another folder")
    if version > newest:
        raise StoreError(
            f"has schema {version}, this program knows {newest}", where=str(path), todo="update détente"
        )
    return version


def _migrate(connection: Any, path: Path, steps: list[Migration]) -> None:
    if not steps:
        return
    if steps[0].number > 1:
        _back_up(connection, path.with_name(f"{path.stem}-schema-{steps[0].number - 1}{path.suffix}"))
    with transaction(connection):
        for step in steps:
            connection.execute(step.sql)
        connection.pragma("user_version", steps[-1].number)
        connection.pragma("application_id", APPLICATION_ID)


def _back_up(connection: Any, path: Path) -> None:
    import apsw  # noqa: PLC0415

    unfinished = path.with_suffix(".tmp")
    unfinished.unlink(missing_ok=True)
    copy = apsw.Connection(str(unfinished))
    try:
        with copy.backup("main", connection, "main") as backup:
            backup.step()
    finally:
        copy.close()
    unfinished.replace(path)
    sync_folder(path.parent)


def _address(path: Path) -> str:
    """The file as SQLite wants it for reading."""
    return path.resolve().as_uri() + ("?mode=ro" if sees_writers(path) else "?immutable=1")
