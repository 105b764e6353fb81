"""Read a page from disk or standard input, up to a limit."""

from pathlib import Path
from typing import BinaryIO

from detente.errors import AcquireError


def read_file(path: Path, *, max_bytes: int) -> bytes:
    """Give a file's bytes.

    Raises:
        AcquireError: If there is no such file, it is a directory, may not be read, or exceeds `max_bytes`.
    """
    where = str(path)
    try:
        with path.open("rb") as file:
            content = file.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise AcquireError("there is no such file", where=where, todo=_advice(where)) from error
    except IsADirectoryError as error:
        raise AcquireError("is a directory", where=where, todo="name one page in it") from error
    except PermissionError as error:
        # Windows says this of directories too.
        what = "is a directory" if path.is_dir() else "may not be read"
        raise AcquireError(what, where=where) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise AcquireError("cannot be read", where=where, todo=f"the system says: {error}") from error
    return _within(content, max_bytes, where)


def read_stream(stream: BinaryIO | None, *, max_bytes: int) -> bytes:
    """Give what standard input holds.

    Raises:
        AcquireError: If there is none, or more than `max_bytes`.
    """
    where = "standard input"
    if stream is None:
        raise AcquireError("there is no standard input", where=where, todo="name a file or address")
    return _within(stream.read(max_bytes + 1), max_bytes, where)


def _advice(name: str) -> str | None:
    """Someone who types "www.example.org/news" means the web."""
    first = name.partition("/")[0]
    return (
        f"for a web page write https://{name}"
        if first.startswith("www.") or (first.count(".") and "/" in name)
        else None
    )


def _within(content: bytes, max_bytes: int, where: str) -> bytes:
    if len(content) > max_bytes:
        raise too_large(max_bytes, where=where)
    return content


def too_large(max_bytes: int, *, where: str) -> AcquireError:
    """Give the error for more bytes than are read."""
    return AcquireError(
        f"is larger than {max_bytes / 1e6:g} MB", where=where, todo="no news page is; give the page alone"
    )
