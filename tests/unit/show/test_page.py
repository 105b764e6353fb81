import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from detente.records import Furniture
from detente.show import to_html
from detente.show.markup import Html, element, join


class Outline(HTMLParser):
    """What a browser would see: elements, attributes and text, and whether every end matches its start."""

    def __init__(self, page):
        super().__init__()
        self.open = []
        self.elements = []
        self.text = []
        self.mismatches = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in {"meta", "link", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.mismatches.append(tag)

    def handle_data(self, data):
        self.text.append(data)

    def ids(self):
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    def links(self):
        return [attributes["href"] for tag, attributes in self.elements if tag == "a"]


@pytest.fixture
def page(coded, ontology):
    return to_html(coded, ontology=ontology)


def test_page_is_well_formed(page):
    outline = Outline(page)

    assert outline.mismatches == []
    assert outline.open == []


def test_page_has_every_word_of_the_text(page, coded):
    body = page.partition('<div class="text">')[2].partition("</div>")[0]
    without_labels = re.sub(r"<sup>.*?</sup>", "", body)

    assert "".join(Outline(without_labels).text) == coded.article.text.replace("\n\n", "")
    assert coded.article.headline in page


def test_page_asks_nothing_of_the_network_and_runs_nothing(page):
    outline = Outline(page)

    assert not [tag for tag, _ in outline.elements if tag in {"script", "img", "iframe", "object", "form"}]
    assert [attributes["href"] for tag, attributes in outline.elements if tag == "link"] == ["data:,"]
    assert all(link.startswith("#") for link in outline.links())
    assert "url(" not in page
    assert "@import" not in page


def test_page_allows_only_its_own_style(page):
    style = page.partition("<style>")[2].partition("</style>")[0]
    policy = next(
        attributes["content"]
        for tag, attributes in Outline(page).elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )

    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert not [attributes for _, attributes in Outline(page).elements if "style" in attributes]


def test_every_link_leads_somewhere_on_the_page(page):
    outline = Outline(page)

    assert {link.removeprefix("#") for link in outline.links()} <= set(outline.ids())


def test_ids_are_unique(page):
    ids = Outline(page).ids()

    assert len(ids) == len(set(ids))


def test_every_event_and_claim_has_a_card_and_a_place_in_the_text(page, coded):
    ids = Outline(page).ids()

    events = range(1, len(coded.events) + 1)
    claims = range(1, len(coded.claims) + 1)
    assert {f"e{n}" for n in events} | {f"c{n}" for n in claims} <= set(ids)
    assert {f"t-e{n}" for n in events} | {f"t-c{n}" for n in claims} <= set(ids)


def test_cards_tell_word_condition_deadline_rule_and_runner_up(page):
    text = " ".join(Outline(page).text)

    for part in (
        "NHK (“quoted by”) › Kyodo (“reported”)",
        "“unless Tokyo releases the survey data by March 31”, for JPN to meet",
        "31 March 2025 (“March 31”)",
        "accuse-of",
        "runner-up REJECT 0.06",
        "Brussels, BEL (city)",
        "verbal conflict, −3.5",
        "NOR: withdraw the threat",
        "talks: stalled",
        "2 reports",
    ):
        assert part in text


HOSTILE = "<script>alert(1)</script>\"'&\x1b\u202e"


def test_everything_from_outside_is_escaped(coded, ontology):
    article = replace(
        coded.article,
        headline=HOSTILE,
        publisher=HOSTILE,
        byline=HOSTILE,
        url=f"javascript:{HOSTILE}",
        language='en" onload="x',
        text=coded.article.text.replace("groundless", HOSTILE[:10]),
        furniture=(Furniture(HOSTILE, HOSTILE),),
    )
    event = replace(coded.events[0], rule=HOSTILE, actors=(replace(coded.events[0].actors[0], name=HOSTILE),))
    claim = replace(coded.claims[0], speaker=replace(coded.claims[0].speaker, name=HOSTILE))

    page = to_html(replace(coded, article=article, events=(event,), claims=(claim,)), ontology=ontology)

    outline = Outline(page)
    assert "script" not in {tag for tag, _ in outline.elements}
    assert not any("onload" in attributes for _, attributes in outline.elements)
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert outline.mismatches == []


def test_article_without_events_says_so(eventless, ontology):
    page = to_html(eventless, ontology=ontology)

    text = " ".join(Outline(page).text)
    assert "No events were found in this article." in text
    assert "publication day not known" in text
    assert "0 events (0 reports)" in text
    assert "Left out of the text" not in text


def test_article_without_text_has_a_title(eventless, ontology):
    page = to_html(replace(eventless, article=replace(eventless.article, text="")), ontology=ontology)

    assert "<title>An article without text</title>" in page


def test_events_that_share_a_trigger_have_anchors_of_their_own(coded, ontology):
    twin = replace(coded.events[0], id="e-twin")

    page = to_html(replace(coded, events=(coded.events[0], twin), claims=()), ontology=ontology)

    ids = Outline(page).ids()
    assert {"t-e1", "t-e2"} <= set(ids)
    assert len(ids) == len(set(ids))
    assert "event 1, 2" in page


def test_claim_without_condition_speaker_or_events_is_shown(coded, ontology):
    claim = replace(
        coded.claims[1], speaker=None, demand=None, attribution=(), events=("e-gone",), polarity="negative"
    )

    page = to_html(replace(coded, events=(), claims=(claim,)), ontology=ontology)

    text = " ".join(Outline(page).text)
    assert "somebody not named" in text
    assert "unknown, denied" in text


def test_element_escapes_text_and_keeps_markup():
    made = element("p", "a < b", Html("<b>c</b>"), None, class_="x", title='"', data_x=None)

    assert made == '<p class="x" title="&quot;">a &lt; b<b>c</b></p>'


def test_element_without_end_tag_has_no_children():
    assert element("br") == "<br>"


def test_join_escapes_text():
    assert join("<", Html("<i>"), None) == "&lt;<i>"


def test_claim_card_links_every_event_it_carries(coded, ontology):
    claim = replace(coded.claims[0], events=("e-threaten", "e-accuse"))

    page = to_html(replace(coded, claims=(claim,)), ontology=ontology)

    assert '<a href="#e2">e2</a>, <a href="#e1">e1</a>' in page
