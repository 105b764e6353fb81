import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.acquire.sniff import name_binary, refuse_unreadable
from detente.errors import AcquireError

BINARIES = {
    b"%PDF-1.7\n": "a PDF document",
    b"PK\x03\x04\x14\x00": "a zip archive",
    b"PK\x03\x04\x14\x00\x00word/document.xml": "a Word document",
    b"PK\x03\x04mimetypeapplication/epub+zip": "an e-book",
    b"\x1f\x8b\x08\x00": "a gzip archive",
    b"\x89PNG\r\n\x1a\n": "a PNG image",
    b"\xff\xd8\xff\xe0": "a JPEG image",
    b"GIF89a": "a GIF image",
    b"RIFF\x00\x00\x00\x00WEBP": "a WebP image",
    b"RIFF\x00\x00\x00\x00WAVE": "an audio file",
    b"RIFF\x00\x00\x00\x00AVI ": "a video file",
    b"\x00\x00\x00\x18ftypmp42": "a video or image file",
    b"WARC/1.0\r\nWARC-Type: response\r\n": "a web archive (WARC)",
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n": "a web archive (MHTML)",
    b"text\x00\x01\x00\x02\x00\x00" * 40: "binary data",
    b"\x00" * 100: "binary data",
}


@pytest.mark.parametrize(("content", "name"), BINARIES.items(), ids=BINARIES.values())
def test_name_binary_says_what_a_file_is(content, name):
    assert name_binary(content) == name


@pytest.mark.parametrize(
    "content",
    [
        b"Talks resumed.",
        "Les négociations ont repris.".encode("cp1252"),
        "Talks resumed.".encode("utf-16"),
        "Talks resumed on Monday.".encode("utf-16-be"),
        b"Talks resumed." * 20 + b"\x00",
    ],
    ids=["ASCII", "Windows-1252", "UTF-16 with a mark", "UTF-16 without a mark", "one stray NUL"],
)
def test_name_binary_lets_text_pass(content):
    assert name_binary(content) is None
    refuse_unreadable(content, where="page.txt")


@pytest.mark.parametrize("content", [b"", b" \n\t"], ids=["nothing", "white space"])
def test_refuse_unreadable_refuses_the_empty_page(content):
    with pytest.raises(AcquireError, match=r"^page\.txt: is empty$"):
        refuse_unreadable(content, where="page.txt")


def test_refuse_unreadable_names_what_it_is_and_what_to_do():
    with pytest.raises(AcquireError) as caught:
        refuse_unreadable(b"%PDF-1.4", where="report.pdf")

    assert str(caught.value) == "report.pdf: is a PDF document, not a page; save the page as HTML or as text"


@given(st.binary(max_size=300))
def test_name_binary_ends_on_any_bytes(content):
    assert name_binary(content) is None or name_binary(content)
