"""Take in a body that a server sends: inflated in steps, within limits of size and time."""

import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.acquire.local import too_large
from detente.errors import AcquireError

_INFLATE_STEP_BYTES = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much may come, and until when."""

    max_bytes: int
    """As sent and as inflated."""
    seconds: float
    """For the whole answer: a server that sends a byte every few seconds keeps every single wait short."""
    deadline: float
    """Of the monotonic clock."""


def take_in(chunks: Iterable[bytes], encoding: str, limits: Limits, *, where: str) -> bytes:
    """Give the body, its transfer compression undone.

    Args:
        chunks: What comes over the wire.
        encoding: The `Content-Encoding` header.
        limits: Size and time.
        where: The address, for messages.

    Raises:
        AcquireError: If it is too large, too slow, damaged, or compressed in a way that was not asked for.
    """
    raw = _within(_in_time(chunks, limits, where), limits, where)
    kind = encoding.strip().lower()
    if kind in ("", "identity"):
        return b"".join(raw)
    if kind in ("gzip", "x-gzip", "deflate"):
        return b"".join(_within(_inflated(raw, where), limits, where))
    raise AcquireError(f"comes compressed as {kind[:40]}, which was not asked for", where=where)


def _in_time(chunks: Iterable[bytes], limits: Limits, where: str) -> Iterator[bytes]:
    for chunk in chunks:
        if time.monotonic() > limits.deadline:
            raise AcquireError(
                f"takes longer than {limits.seconds:g} seconds", where=where, todo="try again later"
            )
        yield chunk


def _within(chunks: Iterable[bytes], limits: Limits, where: str) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > limits.max_bytes:
            raise too_large(limits.max_bytes, where=where)
        yield chunk


def _inflated(chunks: Iterable[bytes], where: str) -> Iterator[bytes]:
    """Inflate a step at a time, so that a bomb is noticed before it fills the memory."""
    # 32 more bits of window: zlib tells gzip and zlib apart by itself.
    engine = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    try:
        for chunk in chunks:
            data = chunk
            while data and not engine.eof:
                yield engine.decompress(data, _INFLATE_STEP_BYTES)
                data = engine.unconsumed_tail
        yield engine.flush()
    except zlib.error as error:
        raise AcquireError(
            "comes damaged: it cannot be inflated", where=where, todo="try again later"
        ) from error
    if not engine.eof:
        raise AcquireError("comes cut short", where=where, todo="try again later")
