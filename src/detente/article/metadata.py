"""What a page's markup says about its article: headline, byline, publisher, date, language."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from detente.article.dates import date_in_url, find_date
from detente.article.jsonld import Description, read_descriptions

# Meta names that give the day of first publication. What says "modified" or "updated" is left out:
# an anchor date that moves with every edit would move "on Thursday" with it.
_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "article.published", "cxenseparse:recs:publishtime",
    "citation_publication_date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date.created", "dc.date", "dcterms.date", "publication_date", "publish-date", "publishdate",
    "publish_date", "published-date", "published_time", "pubdate", "date_published", "displaydate",
    "article_date_original", "originalpublicationdate", "og:pubdate", "date",
)  # fmt: skip
_AUTHOR_NAMES = (
    "author", "byl", "parsely-author", "article:author_name", "sailthru.author", "dc.creator",
    "citation_author",
)  # fmt: skip
_PUBLISHER_NAMES = (
    "og:site_name", "publisher", "application-name", "dc.publisher", "citation_journal_title",
    "al:android:app_name",
)  # fmt: skip
_HEADLINE_NAMES = (
    "og:title", "parsely-title", "twitter:title", "citation_title", "dc.title", "title",
)  # fmt: skip

_TITLE_MARK = re.compile(r"\s[|»·•–—-]\s|\s::\s")
_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|author-name|author_name|author|writer)(?:$|[\s_-])", re.IGNORECASE
)
_BY = re.compile(r"^(?:by|written by|posted by|author:?|text:|from)\s+", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|www\.|@|\.com\b", re.IGNORECASE)
_MAX_BYLINE_WORDS = 12
_MIN_HEADLINE_WORDS = 3

# What content management systems write where nobody signed.
_NOBODY = frozenset({
    "admin", "administrator", "editor", "staff", "author", "guest", "unknown", "none", "null", "web",
    "desk",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the markup says; `None` where it says nothing."""

    headline: str | None
    byline: str | None
    publisher: str | None
    published: date | None
    language: str | None
    """ISO 639-1 code."""
    titles: tuple[str, ...]
    """Every form of the headline on the page, so that copies of it can be told from the body."""


def read_metadata(root: Any, *, url: str | None) -> Metadata:
    """Give what the markup says about the article.

    The date comes from the first of: JSON-LD `datePublished`, meta tags, the address, a `time` element marked
    as the publication. These are right in nine of ten cases and silent where there is no date;
    anything weaker guesses.
    """
    description = read_descriptions(root)
    metas = _metas(root)
    titles = _titles(root, description, metas)
    return Metadata(
        headline=_choose_headline(titles),
        byline=_byline(root, description, metas),
        publisher=_clean(description.publisher) or _first_meta(metas, _PUBLISHER_NAMES),
        published=_published(root, description, metas, url),
        language=_language(root, description, metas),
        titles=tuple(dict.fromkeys(title for title in titles.values() if title)),
    )


def _metas(root: Any) -> dict[str, str]:
    """Map every meta name, property or itemprop, in lower case, to its first content."""
    metas: dict[str, str] = {}
    for element in root.iter("meta"):
        content = _clean(element.get("content"))
        name = (
            element.get("property")
            or element.get("name")
            or element.get("itemprop")
            or element.get("http-equiv")
        )
        if content and name:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _first_meta(metas: dict[str, str], names: Iterable[str]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _titles(root: Any, description: Description, metas: dict[str, str]) -> dict[str, str | None]:
    """Give the headline as each part of the page has it."""
    texts = (_clean(element.text_content()) for element in root.iter("h1"))
    headings = list(dict.fromkeys(text for text in texts if text))
    title = next((_clean(element.text_content()) for element in root.iter("title")), None)
    return {
        "description": _clean(description.headline),
        "meta": _first_meta(metas, _HEADLINE_NAMES),
        "heading": headings[0] if len(headings) == 1 else _likest(headings, title),
        "title": title,
    }


def _likest(headings: list[str], title: str | None) -> str | None:
    """Of several top headings, give the longest that the page's title contains."""
    inside = [heading for heading in headings if title and heading.casefold() in title.casefold()]
    return max(inside, key=len, default=None)


def _choose_headline(titles: dict[str, str | None]) -> str | None:
    """Prefer what the reader sees, if another form agrees: a lone top heading may be the site's name."""
    heading = titles["heading"]
    others = [without_site(title) for key, title in titles.items() if title and key != "heading"]
    if heading and (not others or any(_alike(heading, other) for other in others)):
        return heading
    stated = [title for key in ("description", "meta") if (title := titles[key])]
    if stated:
        return without_site(stated[0])
    return heading or (without_site(titles["title"]) if titles["title"] else None)


def without_site(title: str) -> str:
    """Give a page title without the site's name behind a bar or dash."""
    marks = list(_TITLE_MARK.finditer(title))
    if not marks:
        return title
    head, tail = title[: marks[-1].start()].strip(), title[marks[-1].end() :].strip()
    # A headline may hold a dash itself: only a shorter tail of few words is a name.
    if len(head.split()) >= _MIN_HEADLINE_WORDS and len(tail.split()) <= 5 and len(tail) < len(head):
        return head
    return title


def _alike(left: str, right: str) -> bool:
    """Say whether two titles share most of their words."""
    first, second = (set(re.findall(r"\w+", text.casefold())) for text in (left, right))
    return len(first & second) * 2 > min(len(first), len(second))


def _byline(root: Any, description: Description, metas: dict[str, str]) -> str | None:
    candidates = [
        description.author,
        *(metas[name] for name in _AUTHOR_NAMES if name in metas),
        *_marked_authors(root),
    ]
    return next((name for candidate in candidates if (name := clean_byline(candidate))), None)


def _marked_authors(root: Any) -> list[str]:
    """Give the texts of elements marked as author, most explicit first."""
    by_rank: list[tuple[int, str]] = []
    for element in root.iter("a", "span", "div", "p", "address", "li", "strong", "em"):
        if element.get("itemprop") == "author":
            rank = 0
        elif element.get("rel") == "author":
            rank = 1
        elif _BYLINE_CLASS.search(element.get("class") or ""):
            rank = 2
        else:
            continue
        by_rank.append((rank, element.text_content()[:200]))
    return [text for _, text in sorted(by_rank, key=lambda pair: pair[0])]


def clean_byline(text: str | None) -> str | None:
    """Give the names in a byline without "By" and what follows a bar; `None` where it names nobody."""
    names = _BY.sub("", " ".join(html.unescape(text or "").split()))
    names = re.split(r"\s[|•·–—-]\s|\s{2,}", names)[0].strip(" ,;:|")
    words = names.split()
    if not words or len(words) > _MAX_BYLINE_WORDS or _ADDRESS.search(names) or find_date(names):
        return None
    if names.casefold() in _NOBODY or not any(character.isalpha() for character in names):
        return None
    return names


def _published(root: Any, description: Description, metas: dict[str, str], url: str | None) -> date | None:
    stated = [description.published, *(metas[name] for name in _DATE_NAMES if name in metas)]
    for text in stated:
        if text and (day := find_date(text)):
            return day
    if url and (day := date_in_url(url)):
        return day
    for element in root.iter("time", "span", "abbr", "div"):
        is_marked = element.get("itemprop") == "datePublished" or element.get("pubdate") is not None
        if is_marked and (
            day := find_date(element.get("datetime") or element.get("content") or element.text_content())
        ):
            return day
    return None


def _language(root: Any, description: Description, metas: dict[str, str]) -> str | None:
    stated = [root.get("lang"), description.language, _first_meta(metas, ("og:locale", "content-language"))]
    for text in stated:
        if text and re.match(r"[A-Za-z]{2}(?![A-Za-z])", text.strip()):
            return str(text).strip()[:2].lower()
    return None


def _clean(text: str | None) -> str | None:
    return " ".join(html.unescape(text).split()) or None if text else None
