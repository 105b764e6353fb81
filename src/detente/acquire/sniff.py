"""Tell text from what only looks like a page: documents, archives, pictures."""

import codecs

from detente.errors import AcquireError

# What files begin with, and what a reader would call them.
_NAME_BY_START = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel document"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"bplist00", "a Safari web archive"),
    (b"WARC/", "a web archive (WARC)"),
    (b"\x7fELF", "a program"),
    (b"OggS", "an audio or video file"),
    (b"ID3", "an audio file"),
    (b"\x1aE\xdf\xa3", "a video file"),
)
_NAME_BY_ZIPPED = (
    (b"word/", "a Word document"),
    (b"xl/", "an Excel table"),
    (b"ppt/", "a PowerPoint document"),
    (b"epub", "an e-book"),
    (b"opendocument", "an OpenDocument file"),
)
_START_BYTES = 4_096
_SAMPLE_BYTES = 64_000

# Text holds no NUL; a page cut or joined by accident may hold a few.
_MAX_NUL_SHARE = 0.01


def refuse_unreadable(content: bytes, *, where: str) -> None:
    """Do nothing for text, in whatever encoding.

    Raises:
        AcquireError: If it is empty or binary; names what it is.
    """
    if not content.strip():
        raise AcquireError("is empty", where=where)
    name = name_binary(content)
    if name:
        raise AcquireError(f"is {name}, not a page", where=where, todo="save the page as HTML or as text")


def name_binary(content: bytes) -> str | None:
    """Give what a reader would call these bytes, or `None` if they are text."""
    start = content[:_START_BYTES]
    for mark, name in _NAME_BY_START:
        if start.startswith(mark):
            return _name_zipped(start) if mark.startswith(b"PK") else name
    if start[:4] == b"RIFF" and start[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return {b"WEBP": "a WebP image", b"WAVE": "an audio file"}.get(start[8:12], "a video file")
    if start[4:8] == b"ftyp":
        return "a video or image file"
    folded = start.lower()
    if b"content-type: multipart/related" in folded and b"mime-version:" in folded:
        return "a web archive (MHTML)"
    return None if _is_text(content[:_SAMPLE_BYTES]) else "binary data"


def _name_zipped(start: bytes) -> str:
    return next((name for mark, name in _NAME_BY_ZIPPED if mark in start), "a zip archive")


def _is_text(sample: bytes) -> bool:
    if sample.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        return True
    nuls = sample.count(0)
    if nuls <= _MAX_NUL_SHARE * len(sample):
        return True
    # UTF-16 without a mark: ASCII fills one of each two bytes with NUL, and only that one.
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    return min(even, odd) * 10 < max(even, odd) and nuls > len(sample) * 0.3
