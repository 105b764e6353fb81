import hashlib
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import detente
from detente.article import extract_article
from detente.article.cues import CueFinder
from detente.article.extract import MAX_CHARACTERS, article_id
from detente.errors import ArticleError
from detente.records import Furniture

EXAMPLES = Path(detente.__file__).parent / "examples"
HEADLINE = "Ministers agree on herring quotas in Oslo"
BODY = [
    "The fisheries ministers of Norway and Japan agreed on Monday on new quotas for herring, a spokesperson said.",
    "The accord, which the ministers signed in Oslo after three days of talks, will last for five years.",
    "“We are glad that the long wait of our fishers is over,” the Japanese minister told reporters in the evening.",
]


def extract(content, *, url=None, published=None, **options):
    raw = content if isinstance(content, bytes) else content.encode()
    return extract_article(raw, url=url, published=published, **options)


def page(*, head="", before="", body=BODY, after=""):
    paragraphs = "".join(f"<p>{text}</p>" for text in body)
    return (
        f"<!DOCTYPE html><html lang='en'><head>{head}</head><body><nav><a>Home</a></nav>{before}"
        f"<article><h1>{HEADLINE}</h1>{paragraphs}</article>{after}</body></html>"
    )


def test_extract_article_reads_plain_text():
    article = extract("\n\n".join(["Observer", HEADLINE, "By Ann Lee", *BODY, "Leave a Reply"]))

    assert article.text == "\n\n".join(BODY)
    assert article.headline == HEADLINE
    assert article.byline == "Ann Lee"
    assert article.language == "en"
    assert (article.published, article.published_basis, article.publisher, article.url) == (
        None,
        None,
        None,
        None,
    )
    assert article.furniture == (
        Furniture("navigation", "Observer"),
        Furniture("byline", "By Ann Lee"),
        Furniture("comment-form", "Leave a Reply"),
    )


def test_extract_article_reads_a_page_and_keeps_its_furniture_in_order():
    tail = "<section><h2>Related posts</h2><a>Cod prices fall</a></section><footer>© 2026 Observer</footer>"

    article = extract(page(after=tail))

    assert article.text == "\n\n".join(BODY)
    assert article.headline == HEADLINE
    assert article.furniture == (
        Furniture("navigation", "Home"),
        Furniture("related-link", "Related posts"),
        Furniture("related-link", "Cod prices fall"),
        Furniture("copyright", "© 2026 Observer"),
    )


def test_extract_article_calls_the_second_headline_a_copy():
    article = extract(page(before=f"<h1>{HEADLINE}</h1>"))

    assert article.headline == HEADLINE
    assert Furniture("headline-copy", HEADLINE) in article.furniture


@pytest.mark.parametrize("name", ["summit.html", "summit.txt"])
def test_extract_article_reads_the_example(name):
    article = extract((EXAMPLES / name).read_bytes())

    assert article.headline == "Access to Pacific will depend on Santiago’s conduct – Bolivia"
    assert article.byline == "Marta Iriarte"
    assert article.published == date(2026, 10, 16)
    assert article.published_basis == ("metadata" if name.endswith("html") else "text")
    assert article.text.startswith("Bolivian President Renato Quiroga said")
    assert article.text.endswith("will leave Arequipa on Saturday.")
    assert article.text.count("\n\n") == 15
    assert {"related-link", "author-bio", "comment-form", "share", "caption", "newsletter"} <= {
        piece.kind for piece in article.furniture
    }


def test_extract_article_gives_the_example_the_same_id_in_either_form():
    ids = {extract((EXAMPLES / name).read_bytes()).id for name in ("summit.html", "summit.txt")}

    assert len(ids) == 1


def test_article_id_is_a_hash_of_address_headline_and_text():
    expected = hashlib.sha256(b"https://a.example\0Headline\0Text").hexdigest()[:16]

    assert article_id("https://a.example", "Headline", "Text") == expected
    assert article_id(None, None, "Text") == article_id("", "", "Text")


def test_extract_article_cuts_the_dateline_and_keeps_what_it_says():
    article = extract(
        "\n\n".join([HEADLINE, f"OSLO, March 14 (NTB) - {BODY[0]}", *BODY[1:], "© 2026 Observer"])
    )

    assert article.text == "\n\n".join(BODY)
    assert (article.dateline_place, article.dateline_agency) == ("OSLO", "NTB")
    assert (article.published, article.published_basis) == (date(2026, 3, 14), "text")
    assert article.furniture[0] == Furniture("dateline", "OSLO, March 14 (NTB) -")


JSON = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-03-14"}</script>'
STAMP = "<p>Published: March 15, 2026</p>"


@pytest.mark.parametrize(
    ("head", "before", "published", "expected"),
    [
        (JSON, STAMP, date(2026, 3, 13), (date(2026, 3, 13), "argument")),
        (JSON, STAMP, None, (date(2026, 3, 14), "metadata")),
        ("", STAMP, None, (date(2026, 3, 15), "text")),
        ("", "", None, (None, None)),
    ],
    ids=["the caller first", "then the markup", "then the visible text", "never a guess"],
)
def test_extract_article_says_where_the_date_comes_from(head, before, published, expected):
    article = extract(page(head=head, before=before), published=published)

    assert (article.published, article.published_basis) == expected


def test_extract_article_prefers_the_callers_publisher():
    head = '<meta property="og:site_name" content="The Observer">'

    assert extract(page(head=head)).publisher == "The Observer"
    assert extract(page(head=head), publisher="The Herald").publisher == "The Herald"


def test_extract_article_uses_the_declared_encoding():
    text = "\n\n".join(
        [HEADLINE, *BODY, "The minister’s café in Łódź was closed on that day, as it is on every Monday."]
    )

    article = extract(text.encode("iso8859_2", "replace"), content_type="text/plain; charset=iso-8859-2")

    assert "Łódź" in article.text


def test_extract_article_puts_furniture_behind_the_text_where_the_start_of_the_body_is_not_a_block():
    split = f"<p><b>The fisheries</b><br>{BODY[0].removeprefix('The fisheries ')}</p>"

    article = extract(page(before=split, body=[*BODY[1:], BODY[1], BODY[2]]))

    assert Furniture("navigation", "Home") in article.furniture


def test_extract_article_takes_other_phrases():
    lines = [HEADLINE, *BODY[:2], "Also Read: Cod prices fall", BODY[2]]

    assert "Also Read" in extract("\n\n".join(lines), finder=CueFinder({})).text


def test_extract_article_judges_by_text_alone_where_the_markup_misleads():
    rows = "".join(f"<option>{text}</option>" for text in BODY)
    content = f"<html><body><label>{BODY[0]}</label><label>{BODY[1]}</label><button>{BODY[2]}</button>{rows}</body></html>"

    assert BODY[1] in extract(content).text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "the page holds no article: no prose"),
        ("Home\n\nWorld\n\nLog in", "the page holds no article: no prose"),
        ("The two ministers met in Oslo on Monday.", "the page holds no article: 8 words of prose"),
        ("<html><body><p>Log in to read this.</p></body></html>", "the page holds no article"),
        ("<html><body>" + "<div>" * 5_000 + f"<p>{' '.join(BODY)}</p>", "the page's elements nest too deep"),
        ("<html>" + "<p>x" * 40_000, "the page has 40,001 elements"),
        (" ".join(BODY) * 2_000, "the page is too long for an article"),
        ("<html><body><p>" + " ".join(BODY) * 2_000 + "</p></body></html>", "the page is too long for an article"),
        ("Die Minister haben sich am Montag in Oslo auf neue Quoten für den Fang von Heringen geeinigt. " * 5, "the article is in German"),
    ],
    ids=[
        "empty", "a menu", "a caption", "a login page", "nested too deep", "too many elements", "too much text",
        "too much marked-up text", "another language",
    ],
)  # fmt: skip
def test_extract_article_says_why_a_page_holds_none(content, message):
    with pytest.raises(ArticleError) as caught:
        extract(content)

    assert message in str(caught.value)


SENTENCE = "Officials said on Monday that the talks were over. "
HOSTILE = {
    "paragraphs": "<html><body>" + f"<p>{SENTENCE}</p>" * 12_000,
    "links": "<html><body>" + f"<a href='/x'>{SENTENCE}</a>" * 12_000,
    "options": "<html><body><select>" + f"<option>{SENTENCE}</option>" * 12_000,
    "one long attribute": f"<html><body><p class='{'x ' * 500_000}'>{SENTENCE * 10}</p>",
    "a time with a long text": f"<html><time itemprop='datePublished'>{'1/' * 500_000}</time><p>{SENTENCE * 10}</p>",
    "a wide table": "<html><body><table><tr><td colspan=9000000000000000>" + SENTENCE * 10,
    "an entity bomb": "<!DOCTYPE x [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><html><p>&b;" + SENTENCE * 10,
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_extract_article_ends_soon_on_hostile_pages(content):
    started = time.process_time()
    with suppress(ArticleError):
        extract(content)

    assert time.process_time() - started < 10


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(st.binary(max_size=400), st.text(alphabet="<>/pdivabr \n=\"'&;x", max_size=400).map(str.encode))
)
def test_extract_article_ends_on_any_bytes(content):
    for raw in (content, b"<html><body><p>" + SENTENCE.encode() * 5 + b"</p>" + content):
        try:
            article = extract(raw)
        except ArticleError:
            continue

        assert article.text == article.text.strip()
        assert len(article.text) <= MAX_CHARACTERS


@given(st.lists(st.sampled_from(BODY), min_size=2, max_size=8))
def test_extract_article_keeps_every_paragraph_as_it_stands(paragraphs):
    assert extract("\n\n".join(paragraphs)).text.split("\n\n") == paragraphs
