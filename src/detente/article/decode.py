"""From a page's bytes to its characters."""

import codecs
import re

from detente.errors import ArticleError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What pages call Latin-1 or ASCII is Windows-1252 in fact, GB 2312 is GB 18030 (WHATWG Encoding standard).
_ENCODING_BY_LABEL = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso-8859-1": "cp1252",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "macintosh": "mac_roman",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "euc-jp": "euc_jp",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "koi8-r": "koi8_r",
    "koi8-u": "koi8_u",
    "utf-16": "utf-16-le",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    **{f"iso-8859-{part}": f"iso8859_{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 16)},
    "iso-8859-9": "cp1254",
    "iso-8859-15": "iso8859_15",
    **{f"windows-125{part}": f"cp125{part}" for part in (0, 1, 3, 4, 5, 6, 7, 8)},
}

# Browsers look no further than this for a declaration.
_DECLARATION_BYTES = 4_096

# How far to look at the pattern of NUL bytes that UTF-16 without a mark makes.
_SAMPLE_BYTES = 2_000

# English in Windows-1252 has few bytes above ASCII: quotes, dashes, names. More is another script.
_MAX_HIGH_SHARE = 0.2

_CHARSET = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9_.:-]{2,40})""")
_BAD_BYTE = re.compile("[\udc80-\udcff]")

# UTF-8 read as Windows-1252 and written again: "â€™" for an apostrophe, "Ã©" for e acute. Each lead byte is
# followed by the characters that Windows-1252 (or, in its gaps, Latin-1) has for the bytes 80 to BF.
_TAIL = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_LIKELY_MOJIBAKE = re.compile(f"â€{_TAIL}|[ÃÂ]{_TAIL}")
_MOJIBAKE = re.compile(f"[Â-ß]{_TAIL}|[à-ï]{_TAIL}{{2}}")
_MIN_MOJIBAKE = 3

_LINE_END = re.compile("\r\n?|[\u0085\u2028\u2029]")
_SPACE = re.compile("[\t\x0b\x0c\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Controls, soft hyphens, zero-width marks, marks that turn the writing direction, noncharacters, surrogates.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)


def decode_page(content: bytes, *, content_type: str | None = None) -> str:
    """Give the characters of a page.

    In order: a byte-order mark, the UTF-16 pattern of NUL bytes, valid UTF-8, the declared encoding (HTTP
    header before markup), UTF-8 with a few foreign bytes, Windows-1252. Text that was wrongly decoded once
    before it was saved is repaired. Line ends become line feeds, every other kind of space a plain one.
    Characters without a shape (controls, zero-width marks, marks of writing direction) are dropped, so that
    they cannot hide in names.

    Args:
        content: The page as it came.
        content_type: The HTTP header of that name, where there was one.

    Raises:
        ArticleError: If the bytes fit no encoding that could hold English text.
    """
    text = _decode(content, _declared_encoding(content, content_type))
    text = _repair_mojibake(text)
    text = _LINE_END.sub("\n", text)
    return _INVISIBLE.sub("", _SPACE.sub(" ", text))


def _declared_encoding(content: bytes, content_type: str | None) -> str | None:
    """Give Python's name of the encoding that header, markup or XML declaration names."""
    header = (content_type or "").encode("ascii", "ignore")
    head = content[:_DECLARATION_BYTES]
    for found in (_CHARSET.search(header), _CHARSET.search(head), _XML_ENCODING.search(head)):
        if found:
            return _ENCODING_BY_LABEL.get(found[1].decode("ascii").lower().replace("_", "-"))
    return None


def _decode(content: bytes, declared: str | None) -> str:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    if wide := _unmarked_utf16(content):
        return content.decode(wide, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    # A UTF-16 page would have shown its NUL bytes: the declaration cannot be true.
    if declared and not declared.startswith("utf-16"):
        try:
            return content.decode(declared)
        except UnicodeDecodeError:
            pass
    return _decode_mixed(content)


def _unmarked_utf16(content: bytes) -> str | None:
    """Give the byte order of UTF-16 without a mark: every other byte of English text is NUL."""
    sample = content[:_SAMPLE_BYTES]
    even, odd = sample[::2], sample[1::2]
    enough = len(sample) * 0.35
    if odd.count(0) > enough and even.count(0) * 10 < odd.count(0):
        return "utf-16-le"
    if even.count(0) > enough and odd.count(0) * 10 < even.count(0):
        return "utf-16-be"
    return None


def _decode_mixed(content: bytes) -> str:
    """Decode as UTF-8 with foreign bytes in it, or as Windows-1252, whichever explains more of it."""
    text = content.decode("utf-8", "surrogateescape")
    bad = len(_BAD_BYTE.findall(text))
    good = len(text.encode("ascii", "replace")) - sum(map(str.isascii, text)) - bad
    if good >= bad:
        return _BAD_BYTE.sub(_as_windows_1252, text)
    if bad > _MAX_HIGH_SHARE * len(content):
        raise ArticleError("it cannot be told how the page is encoded", todo="save the page as UTF-8")
    return content.decode("cp1252", "replace")


def _as_windows_1252(found: re.Match[str]) -> str:
    return bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace")


def _repair_mojibake(text: str) -> str:
    """Undo one wrong decoding, character by character; leave a page alone that has only a chance likeness."""
    if "â€" not in text and text.count("Ã") + text.count("Â") < _MIN_MOJIBAKE:
        return text
    found = _LIKELY_MOJIBAKE.findall(text)
    if len(found) < _MIN_MOJIBAKE and not any(piece.startswith("â€") for piece in found):
        return text
    return _MOJIBAKE.sub(_redecode, text)


def _redecode(found: re.Match[str]) -> str:
    try:
        return b"".join(map(_as_byte, found[0])).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def _as_byte(character: str) -> bytes:
    # Below U+0100 the character is its byte: that covers the five that Windows-1252 leaves undefined.
    return bytes([ord(character)]) if ord(character) < 0x100 else character.encode("cp1252")
