import json

import pytest

from detente.article.jsonld import Description, read_descriptions
from detente.article.markup import parse_markup


def described(*scripts):
    tags = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return read_descriptions(
        parse_markup(f"<html><head>{tags}<script>var x;</script></head><body><p>a</p></body></html>")
    )


def test_read_descriptions_gives_what_the_article_says_of_itself():
    article = {
        "@type": ["NewsArticle"], "headline": " Talks  resume ", "datePublished": "2026-03-14", "inLanguage": "en-GB",
        "author": [{"name": "Ann Lee"}, "Bo Ek", {"name": "Ann Lee"}, ["?"], 7], "publisher": {"@id": "#org"},
    }  # fmt: skip
    graph = {
        "@graph": [
            {"@type": "WebSite", "name": "Site"},
            article,
            {"@type": "Organization", "@id": "#org", "name": "Observer"},
        ]
    }

    assert described(json.dumps(graph)) == Description(
        headline="Talks resume",
        author="Ann Lee, Bo Ek",
        publisher="Observer",
        published="2026-03-14",
        language="en-GB",
    )


def test_read_descriptions_puts_the_article_before_the_page():
    page = '{"@type": "WebPage", "datePublished": "2020-01-01", "name": "Home"}'
    article = '{"@type": "Article", "datePublished": "2026-03-14", "name": "Talks resume"}'

    found = described(page, article)

    assert (found.published, found.headline) == ("2026-03-14", "Talks resume")


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"datePublished": "2026-03-14"} -->',
        '//<![CDATA[\n{"datePublished": "2026-03-14"}\n//]]>',
        '{"datePublished": "2026-03-14",}',
    ],
    ids=["in a comment", "in CDATA", "broken"],
)
def test_read_descriptions_reads_odd_scripts(script):
    assert described(script).published == "2026-03-14"


@pytest.mark.parametrize(
    "script", ["", "[" * 200_000, '{"a":' * 100_000, "null", "[1, [2]]", '{"@type": 3, "name": 4}']
)
def test_read_descriptions_survives_hostile_scripts(script):
    assert described(script) == Description()


def test_read_descriptions_stops_after_many_objects():
    many = json.dumps([{}] * 30_000 + [{"datePublished": "2026-03-14"}]).replace(
        "datePublished", "date\\u0050ublished"
    )

    assert described(many) == Description()
