from datetime import date

import pytest

from detente.article.markup import parse_markup
from detente.article.metadata import clean_byline, read_metadata, without_site

DAY = date(2026, 3, 14)


def read(head="", body="<p>a</p>", url=None, lang=""):
    return read_metadata(parse_markup(f"<html{lang}><head>{head}</head><body>{body}</body></html>"), url=url)


JSON = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "%s"}</script>'


@pytest.mark.parametrize(
    ("head", "body", "url"),
    [
        (JSON % "2026-03-14T23:30:00Z", "", "https://news.example/2025/01/01/a"),
        ('<meta property="article:published_time" content="2026-03-14">', "", None),
        ('<meta name="DC.date.issued" content="14 March 2026">', "", None),
        (JSON % "yesterday", "", "https://news.example/2026/03/14/a"),
        ("", '<time itemprop="datePublished" datetime="2026-03-14T10:00">today</time>', None),
        ("", "<time pubdate>March 14, 2026</time>", None),
    ],
    ids=["JSON-LD first", "meta property", "meta name", "address", "marked time", "text of a marked time"],
)
def test_read_metadata_finds_the_date(head, body, url):
    assert read(head, body, url).published == DAY


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="article:modified_time" content="2026-03-14">', ""),
        ("", "<p>On March 14, 2026, the ministers met.</p>"),
        ("", "<time datetime='2026-03-14'>then</time>"),
        ("", "<time itemprop='datePublished'>soon</time>"),
    ],
    ids=["a change", "a date in the text", "an unmarked time", "a marked time without a date"],
)
def test_read_metadata_does_not_guess_a_date(head, body):
    assert read(head, body, "https://news.example/a").published is None


TITLE = "Ministers agree on herring quotas"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (f"<title>{TITLE} | The Observer</title>", f"<h1>{TITLE}</h1>"),
        (f"<title>{TITLE} - The Observer</title>", ""),
        (f'<meta property="og:title" content="{TITLE} | The Observer">', "<h1>The Observer</h1>"),
        (f"<title>{TITLE} | The Observer</title>", f"<h1>The Observer</h1><h1>{TITLE}</h1>"),
        ("", f"<h1>{TITLE}</h1>"),
        ("<title>Home</title>", f"<h1>{TITLE}</h1>"),
    ],
    ids=[
        "heading and title",
        "title alone",
        "meta against a site's heading",
        "one heading of two",
        "heading alone",
        "title of no use",
    ],
)
def test_read_metadata_finds_the_headline(head, body):
    assert read(head, body or "<p>a</p>").headline == TITLE


def test_read_metadata_gives_every_form_of_the_headline():
    found = read(f"<title>{TITLE} | Observer</title>", f"<h1>{TITLE}</h1>")

    assert found.titles == (TITLE, f"{TITLE} | Observer")


def test_read_metadata_gives_none_for_a_page_that_says_nothing():
    found = read()

    assert (found.headline, found.byline, found.publisher, found.published, found.language) == (None,) * 5


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Ministers agree on quotas | Observer", "Ministers agree on quotas"),
        (
            "Peace will depend on Oslo – Japan’s prime minister in a long speech",
            "Peace will depend on Oslo – Japan’s prime minister in a long speech",
        ),
        ("Observer | Ministers agree on quotas", "Observer | Ministers agree on quotas"),
        ("Talks resume", "Talks resume"),
    ],
    ids=["site behind", "no site but a dash", "site before", "no mark"],
)
def test_without_site_drops_the_site_name(title, headline):
    assert without_site(title) == headline


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta name="author" content="Ann Lee">', ""),
        ('<meta name="author" content="https://facebook.example/annlee">', '<a rel="author">Ann Lee</a>'),
        ("", '<span class="byline">By Ann Lee | March 14</span>'),
        ("", '<p class="author">Nobody Else</p><span itemprop="author">Ann Lee</span>'),
    ],
    ids=["meta", "an address is no name", "class", "the more explicit mark"],
)
def test_read_metadata_finds_the_byline(head, body):
    assert read(head, body or "<p>a</p>").byline == "Ann Lee"


@pytest.mark.parametrize(
    "text",
    [None, "", "admin", "Web Desk"[:3], "123", "March 14, 2026", "By ann@observer.example", "word " * 20],
)
def test_clean_byline_gives_none_for_nobody(text):
    assert clean_byline(text) is None


def test_read_metadata_finds_the_publisher():
    assert (
        read('<meta property="og:site_name" content="The Observer &amp; Herald">').publisher
        == "The Observer & Herald"
    )


@pytest.mark.parametrize(
    ("lang", "head", "code"),
    [
        (' lang="en-GB"', "", "en"),
        ("", '<meta property="og:locale" content="de_DE">', "de"),
        (' lang="mul"', "", None),
    ],
)
def test_read_metadata_finds_the_language(lang, head, code):
    assert read(head, lang=lang).language == code
