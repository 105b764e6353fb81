import io
from pathlib import Path

import pytest

from detente.acquire.local import read_file, read_stream
from detente.errors import AcquireError


def test_read_file_gives_its_bytes(tmp_path):
    path = tmp_path / "page.txt"
    path.write_bytes(b"Talks resumed.")

    assert read_file(path, max_bytes=100) == b"Talks resumed."


def test_read_file_refuses_a_missing_file(tmp_path):
    with pytest.raises(AcquireError) as caught:
        read_file(tmp_path / "gone.html", max_bytes=100)

    assert caught.value.what == "there is no such file"
    assert caught.value.todo is None


@pytest.mark.parametrize("name", ["www.example.org", "example.org/news"])
def test_read_file_guesses_that_a_host_name_means_the_web(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(AcquireError) as caught:
        read_file(Path(name), max_bytes=100)

    assert caught.value.todo == f"for a web page write https://{name}"


def test_read_file_refuses_a_directory(tmp_path):
    with pytest.raises(AcquireError, match="is a directory; name one page in it"):
        read_file(tmp_path, max_bytes=100)


class Locked:
    """A path whose file the system refuses to open."""

    def __init__(self, *, directory):
        self.directory = directory

    def __str__(self):
        return "locked"

    def open(self, _mode):
        raise PermissionError(13, "Permission denied")

    def is_dir(self):
        return self.directory


@pytest.mark.parametrize(("directory", "what"), [(False, "may not be read"), (True, "is a directory")])
def test_read_file_says_why_it_may_not(directory, what):
    with pytest.raises(AcquireError) as caught:
        read_file(Locked(directory=directory), max_bytes=100)

    assert str(caught.value) == f"locked: {what}"


@pytest.mark.parametrize("name", ["a\0b", "x" * 5_000], ids=["a NUL in the name", "a name too long"])
def test_read_file_refuses_names_the_system_does_not_take(name, tmp_path):
    with pytest.raises(AcquireError) as caught:
        read_file(tmp_path / name, max_bytes=100)

    assert caught.value.what == "cannot be read"


def test_read_file_refuses_more_than_the_limit_and_names_it(tmp_path):
    path = tmp_path / "page.txt"
    path.write_bytes(b"x" * 2_000_001)

    assert len(read_file(path, max_bytes=2_000_001)) == 2_000_001
    with pytest.raises(AcquireError, match="is larger than 2 MB"):
        read_file(path, max_bytes=2_000_000)


def test_read_stream_gives_what_comes_in():
    assert read_stream(io.BytesIO(b"Talks resumed."), max_bytes=100) == b"Talks resumed."


def test_read_stream_refuses_a_missing_stream():
    with pytest.raises(AcquireError, match="there is no standard input"):
        read_stream(None, max_bytes=100)


def test_read_stream_reads_no_further_than_the_limit():
    endless = io.BytesIO(b"x" * 1_000)

    with pytest.raises(AcquireError, match="is larger than"):
        read_stream(endless, max_bytes=10)
    assert endless.tell() == 11
