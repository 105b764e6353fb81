"""From a page's bytes to its article."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from detente.article.cues import Cue, CueFinder, packaged_cues
from detente.article.dateline import Dateline, find_dateline
from detente.article.decode import decode_page
from detente.article.furniture import LabelledLine, label_body, label_page
from detente.article.language import check_language
from detente.article.markup import Block, is_markup, is_too_deep, list_blocks, parse_markup
from detente.article.metadata import Metadata, clean_byline, read_metadata
from detente.article.plain import split_paragraphs
from detente.article.stamp import date_of_dateline, find_stamp
from detente.errors import ArticleError
from detente.records import Article, Furniture

# A brief has some forty words; less is a caption, an error message or a login page.
MIN_WORDS = 25
# Three long features. Beyond it is a book, a log or an attack, and parsing would take minutes.
MAX_CHARACTERS = 300_000

# So many characters, without white space, tell one block of text from another.
_PIECE = 40

# Menus and comments may be longer than the article, but not by this much.
MAX_PAGE_CHARACTERS = 1_000_000

# How many lines above the headline may hold the date of publication.
_LINES_ABOVE_HEADLINE = 6

_NOTHING_KNOWN = Metadata(
    headline=None, byline=None, publisher=None, published=None, language=None, titles=()
)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A page as read: its lines with their labels, and what its markup says."""

    lines: tuple[LabelledLine, ...]
    metadata: Metadata


def extract_article(
    content: bytes,
    *,
    url: str | None,
    published: date | None,
    publisher: str | None = None,
    content_type: str | None = None,
    finder: CueFinder | None = None,
) -> Article:
    """Give the article a page holds: its body, cleaned of furniture, and what is known about it.

    Args:
        content: The page as it came, HTML or plain text.
        url: Its address, which may carry the date.
        published: The anchor date, if the caller knows it; it wins over what the page says.
        publisher: Who published it, if the caller knows.
        content_type: The HTTP header of that name, if there was one; it may name the encoding.
        finder: Phrases that mark furniture; those of the package by default.

    Raises:
        ArticleError: If the page holds no article, or none in English.
    """
    text = decode_page(content, content_type=content_type)
    finder = finder or packaged_cues()
    reading = _read_markup(text, url, finder) if is_markup(text) else _read_plain(text, finder)
    body = [line.text for line in reading.lines if line.kind == "body"]
    dateline = find_dateline(body[0]) if body else None
    if dateline:
        body[0] = body[0][dateline.end :].lstrip()
    body_text = "\n\n".join(paragraph for paragraph in body if paragraph)
    _refuse_short(body_text)
    language = check_language(body_text, stated=reading.metadata.language)
    headline = reading.metadata.headline or _labelled(reading.lines, "headline")
    day, basis = _published(reading, published, dateline, url)
    return Article(
        id=article_id(url, headline, body_text),
        url=url,
        publisher=publisher or reading.metadata.publisher,
        headline=headline,
        byline=reading.metadata.byline or clean_byline(_labelled(_before_body(reading.lines), "byline")),
        language=language,
        published=day,
        published_basis=basis,
        text=body_text,
        furniture=_furniture(reading.lines, dateline),
        dateline_place=dateline.place if dateline else None,
        dateline_agency=dateline.agency if dateline else None,
    )


def article_id(url: str | None, headline: str | None, text: str) -> str:
    """Give the first 16 hexadecimal digits of the SHA-256 of address, headline and text, joined by NUL."""
    content = "\0".join((url or "", headline or "", text))
    return hashlib.sha256(content.encode("utf-8")).hexdigest()[:16]


def _read_plain(text: str, finder: CueFinder) -> _Reading:
    _refuse_long(len(text), MAX_CHARACTERS)
    return _Reading(label_page(split_paragraphs(text), finder), _NOTHING_KNOWN)


def _read_markup(text: str, url: str | None, finder: CueFinder) -> _Reading:
    """Read the body with trafilatura and label what it left in; the page's other blocks are furniture."""
    root = parse_markup(text)
    metadata = read_metadata(root, url=url)
    blocks = list_blocks(root)
    _refuse_long(sum(len(block.text) for block in blocks), MAX_PAGE_CHARACTERS)
    too_deep = is_too_deep(root)
    body = _extract_body(root)
    _refuse_long(sum(map(len, body)), MAX_CHARACTERS)
    lines = label_body(body, finder, titles=metadata.titles)
    if _count_words(lines) < MIN_WORDS:
        # Nothing that looks like an article by its markup: judge the page by its text alone.
        lines = label_page([block.text for block in blocks], finder, titles=metadata.titles)
        if too_deep and _count_words(lines) < MIN_WORDS:
            raise ArticleError("the page's elements nest too deep to be read")
        return _Reading(lines, metadata)
    return _Reading(_with_other_blocks(lines, blocks, finder, metadata.titles), metadata)


def _extract_body(root: Any) -> list[str]:
    """Give the lines of the body as trafilatura finds it; none where it finds none. Changes the tree."""
    from trafilatura import bare_extraction  # noqa: PLC0415

    # Standard mode: on 1 048 articles fast mode costs two points of word F1 and precision mode more.
    document = bare_extraction(root, with_metadata=False, include_comments=False)
    text = getattr(document, "text", None) or ""
    return [line for raw in text.split("\n") if (line := raw.strip().removeprefix("- ").strip())]


def _with_other_blocks(
    lines: tuple[LabelledLine, ...], blocks: Sequence[Block], finder: CueFinder, titles: Sequence[str]
) -> tuple[LabelledLine, ...]:
    """Put the page's other blocks around the body: what stands before its first paragraph, and what after."""
    kept = {_squeeze(line.text) for line in lines}
    kept_pieces = _pieces("".join(_squeeze(line.text) for line in lines))
    first = next((_squeeze(line.text) for line in lines if line.kind == "body"), "")
    known_titles = {_squeeze(title) for title in titles}
    # The headline that the reader sees is no furniture, every other copy of it is. Some are among the lines.
    copies = [line for line in lines if line.kind in ("headline", "headline-copy")]
    shown = Counter(_squeeze(line.text) for line in copies)
    has_headline = bool(copies)
    before: list[LabelledLine] = []
    after: list[LabelledLine] = []
    side = before
    announced = None
    for block in blocks:
        squeezed = _squeeze(block.text)
        if squeezed[:_PIECE] == first[:_PIECE]:
            side = after
        if squeezed in known_titles:
            shown[squeezed] -= 1
            if shown[squeezed] < 0:
                side.append(LabelledLine("headline-copy" if has_headline else "headline", block.text))
                has_headline = True
        elif squeezed in kept or squeezed[:_PIECE] in kept_pieces:
            announced = None
        else:
            cue = finder.find(block.text)
            announced = cue.kind if cue and cue.heads else announced
            side.append(LabelledLine(_kind_of_block(block, cue, announced), block.text))
    if side is before:  # the body's start was not found among the blocks: what is where cannot be told
        return (*lines, *before)
    return (*before, *lines, *after)


def _kind_of_block(block: Block, cue: Cue | None, announced: str | None) -> str:
    """Judge by the block's own words, its place in the markup, the heading above it, in this order."""
    if cue and not (cue.weak and block.region):
        return cue.kind
    return block.region or (cue.kind if cue else announced) or "other"


def _pieces(text: str) -> frozenset[str]:
    """Give every stretch of `_PIECE` characters: looking one up is quicker than searching the text for it."""
    return frozenset(text[start : start + _PIECE] for start in range(len(text) - _PIECE + 1))


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _count_words(lines: Sequence[LabelledLine]) -> int:
    return sum(len(line.text.split()) for line in lines if line.kind == "body")


def _refuse_short(text: str) -> None:
    words = len(text.split())
    if words < MIN_WORDS:
        found = "no prose" if words == 0 else f"{words} words of prose"
        raise ArticleError(f"the page holds no article: {found}, and {MIN_WORDS} are needed")


def _refuse_long(characters: int, limit: int) -> None:
    if characters > limit:
        what = f"the page is too long for an article: {characters:,} characters, {limit:,} are read"
        raise ArticleError(what)


def _labelled(lines: Sequence[LabelledLine], kind: str) -> str | None:
    return next((line.text for line in lines if line.kind == kind), None)


def _before_body(lines: Sequence[LabelledLine]) -> list[LabelledLine]:
    """Give the lines above the body's first one."""
    start = next((index for index, line in enumerate(lines) if line.kind == "body"), len(lines))
    return list(lines[:start])


def _published(
    reading: _Reading, published: date | None, dateline: Dateline | None, url: str | None
) -> tuple[date | None, str | None]:
    """Give the anchor date and its basis: the caller, the markup, a stamp near the headline, the dateline."""
    if published:
        return published, "argument"
    if reading.metadata.published:
        return reading.metadata.published, "metadata"
    furniture = [line.text for line in reading.lines if line.kind not in ("body", "headline")]
    above = _before_body(reading.lines)
    heads = [index for index, line in enumerate(above) if line.kind in ("headline", "headline-copy")]
    near = above[max(0, heads[-1] - _LINES_ABOVE_HEADLINE) :] if heads else above[-_LINES_ABOVE_HEADLINE:]
    day = find_stamp(line.text for line in near)
    if day is None and dateline:
        day = date_of_dateline(dateline, url=url, furniture=furniture)
    return (day, "text") if day else (None, None)


def _furniture(lines: Sequence[LabelledLine], dateline: Dateline | None) -> tuple[Furniture, ...]:
    """Give every piece that is not body, in page order; the dateline stands before the first paragraph."""
    pieces: list[Furniture] = []
    for line in lines:
        if line.kind == "body":
            if dateline:
                pieces.append(Furniture("dateline", line.text[: dateline.end].rstrip()))
                dateline = None
        elif line.kind != "headline":
            pieces.append(Furniture(line.kind, line.text))
    return tuple(pieces)
