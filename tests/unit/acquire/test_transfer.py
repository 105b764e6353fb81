import gzip
import time
import zlib

import pytest

from detente.acquire.transfer import Limits, take_in
from detente.errors import AcquireError

WHERE = "https://news.example/a"
TEXT = b"Talks resumed. " * 500


def limits(*, max_bytes=100_000, left=60.0):
    return Limits(max_bytes=max_bytes, seconds=60.0, deadline=time.monotonic() + left)


def pieces(content, size=100):
    return [content[start : start + size] for start in range(0, len(content), size)]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [(TEXT, ""), (TEXT, "identity"), (gzip.compress(TEXT), "gzip"), (zlib.compress(TEXT), " Deflate ")],
    ids=["as it is", "identity", "gzip", "deflate"],
)
def test_take_in_gives_the_body(content, encoding):
    assert take_in(pieces(content), encoding, limits(), where=WHERE) == TEXT


def test_take_in_stops_at_the_limit_of_what_is_sent():
    with pytest.raises(AcquireError, match="is larger than"):
        take_in(iter(lambda: b"x" * 1_000, None), "", limits(), where=WHERE)


def test_take_in_stops_a_bomb_before_it_is_inflated():
    bomb = gzip.compress(b"\0" * 50_000_000)

    with pytest.raises(AcquireError, match=r"is larger than 0\.1 MB"):
        take_in(pieces(bomb, 4_096), "gzip", limits(), where=WHERE)


def test_take_in_stops_when_time_is_over():
    with pytest.raises(AcquireError, match="takes longer than 60 seconds"):
        take_in([b"x"], "", limits(left=-1.0), where=WHERE)


@pytest.mark.parametrize(
    ("content", "encoding", "what"),
    [
        (b"no gzip at all", "gzip", "comes damaged"),
        (gzip.compress(TEXT)[:-20], "gzip", "comes cut short"),
        (TEXT, "br", "comes compressed as br, which was not asked for"),
    ],
    ids=["broken", "cut short", "an encoding that was not asked for"],
)
def test_take_in_refuses_what_it_cannot_undo(content, encoding, what):
    with pytest.raises(AcquireError, match=what):
        take_in([content], encoding, limits(), where=WHERE)


def test_take_in_ignores_what_follows_the_compressed_body():
    assert take_in([gzip.compress(TEXT) + b"junk", b"more"], "gzip", limits(), where=WHERE) == TEXT
