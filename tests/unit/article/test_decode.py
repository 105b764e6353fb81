import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.article.decode import decode_page
from detente.errors import ArticleError

TEXT = "“We shan’t sign,” said Zoë Müller – of Łódź."
WESTERN = "“We shan’t sign,” said Zoë Müller – of Lodz."


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        b'<meta charset="iso-8859-1">' + TEXT.encode(),
    ],
    ids=[
        "UTF-8", "UTF-8 with a mark", "UTF-16", "UTF-16 the other way", "UTF-32", "UTF-16 without a mark",
        "UTF-16 the other way without a mark", "UTF-8 that says it is Latin-1",
    ],
)  # fmt: skip
def test_decode_page_reads_unicode(content):
    assert decode_page(content).endswith(TEXT)


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (WESTERN.encode("cp1252"), None),
        (b"<meta charset=iso-8859-1>" + WESTERN.encode("cp1252"), None),
        (b"<meta charset='utf-8'>" + WESTERN.encode("cp1252"), None),
        (WESTERN.encode("cp1252"), "text/html; charset=windows-1252"),
        (b'<?xml version="1.0" encoding="macintosh"?>' + WESTERN.encode("mac_roman"), None),
        (WESTERN.encode("cp1252"), "text/html; charset=no-such-thing"),
        (WESTERN.encode("cp1252"), "text/html; charset=utf-16"),
    ],
    ids=[
        "undeclared", "declared Latin-1", "declared UTF-8 wrongly", "declared in the header", "declared in XML",
        "declared as nonsense", "declared UTF-16 wrongly",
    ],
)  # fmt: skip
def test_decode_page_reads_single_byte_encodings(content, content_type):
    assert decode_page(content, content_type=content_type).endswith(WESTERN)


def test_decode_page_falls_back_where_the_declared_encoding_does_not_fit():
    content = b"<meta charset=shift_jis>" + b"It caf\xe9 and \x93quotes\x94 \xff"

    assert decode_page(content).endswith("It café and “quotes” ÿ")


def test_decode_page_mends_utf8_with_a_few_foreign_bytes():
    content = ("Zoë Müller said: " * 10).encode() + b"caf\xe9"

    assert decode_page(content).endswith("Zoë Müller said: café")


def as_windows_1252(text):
    """UTF-8 read as browsers read Windows-1252: its five gaps are Latin-1."""
    return "".join(
        bytes([byte]).decode("cp1252" if byte not in b"\x81\x8d\x8f\x90\x9d" else "latin-1")
        for byte in text.encode()
    )


@pytest.mark.parametrize("text", [TEXT, "the cafés of Zürich and Köln"], ids=["quotes", "three umlauts"])
def test_decode_page_repairs_text_decoded_wrongly_before(text):
    assert decode_page(as_windows_1252(text).encode()) == text


@pytest.mark.parametrize("text", ["SÃO PAULO", "MAÇÃ, IRMÃ, LÃ", "Ã© alone", "Â£ alone"])
def test_decode_page_leaves_a_chance_likeness_alone(text):
    assert decode_page(text.encode()) == text


def test_decode_page_leaves_what_only_looks_wrongly_decoded():
    # "à€€" would be an overlong form, which no encoder writes.
    assert decode_page("â€™ and à€€".encode()) == "’ and à€€"


def test_decode_page_refuses_another_script_without_a_declaration():
    content = ("Переговоры возобновились. " * 20).encode("cp1251")

    with pytest.raises(ArticleError, match="cannot be told how the page is encoded; save the page as UTF-8"):
        decode_page(content)


def test_decode_page_makes_one_line_end_and_one_space_and_drops_what_has_no_shape():
    text = "a\r\nb\rc\u2028d\u00a0e\tf\u202eg\u200bh\x00i\ufeffj\u00adk"

    assert decode_page(text.encode()) == "a\nb\nc\nd e fghijk"


@given(st.binary(max_size=400))
def test_decode_page_ends_on_any_bytes(content):
    try:
        text = decode_page(content)
    except ArticleError:
        return

    assert "\x00" not in text
    assert "\r" not in text
    text.encode("utf-8")
