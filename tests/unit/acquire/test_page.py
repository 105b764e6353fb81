import io

import pytest

from detente.acquire import Page, fetch_page
from detente.acquire import page as page_module
from detente.acquire.web import Answer
from detente.errors import AcquireError


def test_fetch_page_reads_a_file(tmp_path):
    path = tmp_path / "page.txt"
    path.write_bytes(b"Talks resumed.")

    assert fetch_page(str(path)) == Page(b"Talks resumed.", path=str(path))


def test_fetch_page_reads_standard_input():
    assert fetch_page("-", stdin=io.BytesIO(b"Talks resumed.")) == Page(b"Talks resumed.")


def test_fetch_page_reads_the_web(monkeypatch):
    def answer(url, *, max_bytes):
        assert max_bytes == 20_000_000
        return Answer(b"Talks resumed.", url, "text/plain", None)

    monkeypatch.setattr(page_module, "get", answer)

    page = fetch_page("https://news.example/a")

    assert page == Page(b"Talks resumed.", url="https://news.example/a", content_type="text/plain")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "standard input: is empty"),
        (b"%PDF-1.7", "standard input: is a PDF document, not a page; save the page as HTML or as text"),
    ],
    ids=["empty", "binary"],
)
def test_fetch_page_refuses_what_is_no_page(content, message):
    with pytest.raises(AcquireError) as caught:
        fetch_page("-", stdin=io.BytesIO(content))

    assert str(caught.value) == message


def test_fetch_page_passes_the_limit_on():
    with pytest.raises(AcquireError, match="is larger than"):
        fetch_page("-", stdin=io.BytesIO(b"Talks resumed."), max_bytes=3)
