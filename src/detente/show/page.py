"""An article with its events and claims as one HTML file that asks nothing of any network."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

from detente.lexicon.ontology import Ontology
from detente.records import Article, CodedArticle
from detente.show.cards import article_cards, labels_by_id
from detente.show.marks import Mark, Segment, cut_at_marks, find_marks
from detente.show.markup import Html, element, join
from detente.show.wording import counts_text, day_text, event_counts_text, tone


def to_html(coded: CodedArticle, *, ontology: Ontology) -> str:
    """The page: the text with its evidence underlined by role, and one card per event and claim beside it."""
    style = _style(coded)
    return "<!doctype html>\n" + element(
        "html",
        element(
            "head",
            element("meta", charset="utf-8"),
            element("meta", http_equiv="Content-Security-Policy", content=_policy(style)),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("meta", name="referrer", content="no-referrer"),
            element("meta", name="color-scheme", content="light dark"),
            element("meta", name="generator", content=f"detente {coded.origin.detente}"),
            element("title", _title(coded.article)),
            element("link", rel="icon", href="data:,"),
            element("style", Html(style)),
        ),
        element("body", _top(coded), _main(coded, ontology=ontology), _foot(coded)),
        lang=coded.article.language or "en",
    )


def _policy(style: str) -> str:
    """No script, no request; only this very style sheet."""
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _style(coded: CodedArticle) -> str:
    """The style sheet, and for every card the rule that lights up its words when the card is chosen."""
    sheet = files("detente.show").joinpath("page.css").read_text(encoding="utf-8")
    chosen = [
        f"body:has(#{label}:target,#t-{label}:target,#{label}:hover) .{label}"
        for label in labels_by_id(coded).values()
    ]
    return sheet + (f"{','.join(chosen)}{{background:var(--chosen)}}\n" if chosen else "")


def _title(article: Article) -> str:
    return article.headline or article.text[:80] or "An article without text"


def _top(coded: CodedArticle) -> Html:
    article = coded.article
    day = day_text(article.published) if article.published else None
    crumbs = [article.publisher, day, event_counts_text(coded.events)]
    return element(
        "header",
        element("strong", "détente"),
        element("span", " › ".join(crumb for crumb in crumbs if crumb)),
        class_="top",
    )


def _main(coded: CodedArticle, *, ontology: Ontology) -> Html:
    return element(
        "main",
        element(
            "article",
            element("h1", _title(coded.article)),
            element("p", _known(coded.article), class_="known"),
            element("div", *_paragraphs(coded, ontology=ontology), class_="text"),
            _furniture(coded.article),
        ),
        element(
            "aside",
            element("p", counts_text(coded), class_="known"),
            *article_cards(coded, ontology=ontology),
            aria_label="Events and claims",
        ),
    )


def _known(article: Article) -> str:
    """What is known of the article, in one line."""
    published = (
        f"published {day_text(article.published)}" if article.published else "publication day not known"
    )
    basis = f" ({article.published_basis})" if article.published and article.published_basis else ""
    parts = [article.byline, article.publisher, published + basis, article.language, article.url]
    return " · ".join(part for part in parts if part)


def _paragraphs(coded: CodedArticle, *, ontology: Ontology) -> Iterator[Html]:
    text = coded.article.text
    marks = find_marks(coded)
    names = _Names(labels_by_id(coded), {event.id: tone(event, ontology=ontology) for event in coded.events})
    anchored: set[str] = set()
    for paragraph in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text):
        pieces = cut_at_marks(text, marks, start=paragraph.start(), end=paragraph.end())
        yield element("p", *(_segment(piece, names, anchored) for piece in pieces))


@dataclass(frozen=True, slots=True)
class _Names:
    """What the page calls its events and claims."""

    label_by_id: Mapping[str, str]
    tone_by_id: Mapping[str, str]
    """Of events only."""


def _segment(segment: Segment, names: _Names, anchored: set[str]) -> Html:
    """A stretch of text inside one element per mark, with the labels of the marks that end here."""
    underlined = [mark for mark in segment.marks if mark.role != "evidence"]
    words = _anchors(segment, names.label_by_id, anchored)
    if underlined:
        # The innermost mark is the most telling one: its words lead to the card they matter for.
        target = names.label_by_id[underlined[-1].owners[0]]
        words = join(words, element("a", segment.text, href=f"#{target}"))
        words = join(words, _roles(segment, underlined, names.label_by_id))
    else:
        words = join(words, segment.text)
    for mark in reversed(segment.marks):
        words = element("span", words, class_=_classes(mark, names))
    return words


def _classes(mark: Mark, names: _Names) -> str:
    owners = " ".join(names.label_by_id[owner] for owner in mark.owners)
    if mark.role == "evidence":
        return f"evidence {owners}"
    role = names.tone_by_id[mark.owners[0]] if mark.role == "event" else mark.role
    return f"mark lane{mark.lane} {role} {owners}"


def _anchors(segment: Segment, labels: Mapping[str, str], anchored: set[str]) -> Html:
    """Where the cards' titles lead: the start of an event's trigger or of a claim's speaker."""
    found = [
        labels[owner]
        for mark in segment.marks
        if mark.start == segment.start and mark.role in {"event", "speaker"}
        for owner in mark.owners
        if labels[owner] not in anchored
    ]
    anchored.update(found)
    return join(*(element("span", id=f"t-{label}") for label in found))


def _roles(segment: Segment, underlined: list[Mark], labels: Mapping[str, str]) -> Html | None:
    ending = [mark for mark in reversed(underlined) if mark.end == segment.end]
    told = dict.fromkeys(_role_text(mark, labels) for mark in ending)
    return element("sup", " · ".join(told)) if told else None


def _role_text(mark: Mark, labels: Mapping[str, str]) -> str:
    """A role's name; an event's with the number of its card."""
    if mark.role != "event":
        return mark.role
    return f"event {', '.join(labels[owner].removeprefix('e') for owner in mark.owners)}"


def _furniture(article: Article) -> Html | None:
    if not article.furniture:
        return None
    pieces = (element("li", f"{piece.kind}: {piece.text}") for piece in article.furniture)
    return element(
        "details",
        element("summary", f"Left out of the text: {len(article.furniture)} pieces of the page"),
        element("ul", *pieces),
    )


def _foot(coded: CodedArticle) -> Html:
    origin = coded.origin
    versions = f"Read by détente {origin.detente}, parser {origin.parser}, lexicon {origin.lexicon[:12]}."
    return element("footer", versions)
