import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.article.cues import packaged_cues
from detente.article.furniture import LabelledLine, label_body, label_page

HEADLINE = "Ministers agree on herring quotas in Oslo"
BODY = [
    "The fisheries ministers of Norway and Japan agreed on Monday on new quotas for herring, a spokesperson said.",
    "The accord, which the ministers signed in Oslo after three days of talks, will last for five years.",
    "“We are glad that the long wait of our fishers is over,” the Japanese minister told reporters in the evening.",
    "Both sides promised to share their data on catches, which had been the main point of difference.",
]
MENU = ["Home", "World", "Politics", "Sport", "The Observer"]


def kinds(lines, label=label_page, **options):
    return [line.kind for line in label(lines, packaged_cues(), **options)]


def test_label_page_finds_the_article_between_menu_and_footer():
    lines = [
        *MENU,
        HEADLINE,
        "By Ann Lee | March 14, 2026",
        *BODY,
        "Related posts",
        "Cod prices fall",
        "© 2026 Observer",
    ]

    assert kinds(lines) == [
        *["navigation"] * 5, "headline", "byline", *["body"] * 4, "related-link", "related-link", "copyright",
    ]  # fmt: skip


def test_label_page_keeps_every_line_as_it_is():
    lines = [*MENU, HEADLINE, *BODY]

    labels = label_page(lines, packaged_cues())

    assert [line.text for line in labels] == lines
    assert labels[5] == LabelledLine("headline", HEADLINE)


def test_label_page_takes_the_first_of_two_headlines_and_calls_the_other_a_copy():
    assert kinds([HEADLINE, HEADLINE, *BODY]) == ["headline", "headline-copy", *["body"] * 4]


def test_label_page_labels_links_between_paragraphs():
    assert kinds([HEADLINE, *BODY[:2], "Also Read: Cod prices fall", *BODY[2:]])[3] == "related-link"


def test_label_page_labels_what_a_heading_of_links_announces_up_to_the_next_paragraph():
    lines = [HEADLINE, *BODY[:2], "Read more", "Watch also", "Cod prices fall", *BODY[2:]]

    assert kinds(lines)[3:] == ["related-link", "related-link", "related-link", "body", "body"]


def test_label_page_keeps_subheadings():
    assert kinds([HEADLINE, *BODY[:2], "Data to be shared", *BODY[2:]])[3] == "body"


@pytest.mark.parametrize(
    ("heading", "tail", "kind"),
    [
        (
            "About the author",
            "I fish, I sail, and I write about both for the Observer and other papers.",
            "author-bio",
        ),
        (
            "Leave a Reply",
            "I do not believe a word of what these ministers have promised to our fishers here.",
            "comment-form",
        ),
    ],
)
def test_label_page_ends_the_body_at_an_unmistakable_heading(heading, tail, kind):
    assert kinds([HEADLINE, *BODY, heading, tail])[5:] == [kind, kind]


def test_label_page_does_not_end_the_body_at_a_heading_above_it():
    assert kinds([HEADLINE, "Leave a Reply", *BODY])[2:] == ["body"] * 4


def test_label_page_does_not_end_the_body_at_a_box_between_paragraphs():
    lines = [HEADLINE, *BODY, "Trending", "Cod prices fall", *BODY[:2]]

    assert kinds(lines)[5:] == ["related-link", "related-link", "body", "body"]


def test_label_page_ends_the_body_where_teasers_follow_one_another():
    teaser = "The price of cod has fallen to its lowest in ten years, traders in Bergen said on Friday."
    lines = [
        HEADLINE,
        *BODY,
        "Trending",
        "Cod prices fall",
        teaser,
        "Salmon up",
        teaser,
        "Most read",
        *BODY[:2],
    ]

    assert "body" not in kinds(lines)[5:]


def test_label_page_starts_the_body_behind_byline_and_caption():
    teaser = "A boat in the harbour of Bergen, where most of the herring is landed"
    lines = [HEADLINE, teaser, "By Ann Lee", *BODY, *BODY]

    assert kinds(lines)[:4] == ["headline", "other", "byline", "body"]


def test_label_page_prefers_a_known_title():
    lines = ["Herring is back in fashion again", HEADLINE, *BODY]

    assert kinds(lines, titles=[HEADLINE])[:2] == ["navigation", "headline"]


def test_label_page_finds_no_body_in_a_menu():
    assert "body" not in kinds([*MENU, "Log in", "© 2026 Observer"])


def test_label_page_gives_nothing_for_nothing():
    assert kinds([]) == []


def test_label_body_keeps_lists_and_drops_what_shows_itself():
    lines = ["Herring", "Cod", "Mackerel", BODY[0], "Also Read: Cod prices fall", "Share on Facebook"]

    assert kinds(lines, label_body) == [*["body"] * 4, "related-link", "share"]


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        ([*BODY, "Trending", "Cod prices fall", "Most read", *BODY[:2]], 4),
        ([*BODY, "Trending", "Cod prices fall"], 4),
        ([*BODY, "By Ann Lee", BODY[0]], 5),
        (["Ann Lee in Bergen", "By Ann Lee", *BODY], 4),
        ([*BODY, "Leave a Reply", *BODY], 4),
    ],
    ids=[
        "two boxes end the body",
        "the last box ends the body",
        "a byline below the first paragraphs starts nothing",
        "a byline above them does",
        "comments end it",
    ],
)
def test_label_body_ends_where_the_page_goes_on_to_other_things(lines, body):
    assert kinds(lines, label_body).count("body") == body


@given(st.lists(st.text(min_size=1, max_size=60).filter(str.strip), max_size=30))
def test_label_page_labels_any_lines_once_each(lines):
    labels = label_page(lines, packaged_cues())

    assert [line.text for line in labels] == lines
    assert sum(line.kind == "headline" for line in labels) <= 1


@pytest.mark.parametrize(
    "line", ["a " * 500_000, "(" * 500_000, "A" * 500_000, "By A" + " A" * 300_000, "1/" * 300_000], ids=len
)
def test_label_page_takes_linear_time(line):
    started = time.process_time()
    label_page([line], packaged_cues())
    once = time.process_time() - started

    assert once < 5
