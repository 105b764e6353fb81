"""From a page's markup to a tree, under a guard, and from the tree to the blocks of text a reader sees."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from detente.errors import ArticleError

# The largest of 300 crawled news pages and blogs has 4 500 elements; at 30 000 extraction takes two seconds.
MAX_ELEMENTS = 30_000

# libxml2 gives up at 256 levels and drops what is deeper.
_MAX_DEPTH = 250

_HTML_START = re.compile(r"<(?:!doctype\s+html|html|head|body|title|meta|article)[\s>]", re.IGNORECASE)
_HTML_BLOCK = re.compile(
    r"<(?:p|div|span|br|h[1-6]|ul|table|section|a|img)(?:\s[^<>]{0,500})?/?>", re.IGNORECASE
)
_HEAD_CHARACTERS = 5_000
_MIN_BLOCK_TAGS = 3

_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "math"}
)
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "html", "label", "legend", "li", "main", "nav", "ol", "option",
    "p", "pre", "section", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead",
    "tr", "ul", "video",
})  # fmt: skip
# What an ancestor says about the text in it; the nearest one counts.
_REGION_BY_TAG = {
    "nav": "navigation",
    "footer": "navigation",
    "figcaption": "caption",
    "figure": "caption",
    "button": "navigation",
    "label": "comment-form",
    "form": "comment-form",
    "textarea": "comment-form",
}
_HIDDEN_STYLE = re.compile(r"display\s{0,3}:\s{0,3}none", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that stands on its own on the page."""

    text: str
    """With white space collapsed."""
    region: str | None
    """The kind of furniture its place in the markup suggests: `"navigation"`, `"caption"`, …"""


def is_markup(text: str) -> bool:
    """Say whether a page is HTML: it opens as such, or has several of its tags."""
    head = text[:_HEAD_CHARACTERS]
    return bool(_HTML_START.search(head)) or len(_HTML_BLOCK.findall(head)) >= _MIN_BLOCK_TAGS


def parse_markup(text: str) -> Any:
    """Give the page's element tree.

    Returns:
        The root, an `lxml` element, without comments.

    Raises:
        ArticleError: If the page is built to exhaust: too many elements. Counted before anything is parsed.
    """
    import lxml.etree  # noqa: PLC0415
    import lxml.html  # noqa: PLC0415

    tags = text.count("<") - text.count("</")
    if tags > MAX_ELEMENTS:
        raise ArticleError(f"the page has {tags:,} elements, more than the {MAX_ELEMENTS:,} that are read")
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        return lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
    except lxml.etree.ParserError as error:
        raise ArticleError("the page is empty") from error


def is_too_deep(root: Any) -> bool:
    """Say whether elements nest so deep that the parser dropped some."""
    depth = 0
    deepest = 0
    for action, _ in _walk(root):
        depth += 1 if action == "start" else -1
        deepest = max(deepest, depth)
    return deepest >= _MAX_DEPTH


def list_blocks(root: Any) -> tuple[Block, ...]:
    """Give every visible block of text of the page, in order."""
    blocks: list[Block] = []
    pieces: list[str] = []
    regions: list[str | None] = [None]
    hidden = 0
    for action, element in _walk(root):
        starts = action == "start"
        tag = element.tag
        if _is_hidden(element):
            hidden += 1 if starts else -1
        if tag in _BLOCKS or tag == "br":
            _close_block(pieces, regions[-1], blocks)
        if starts:
            regions.append(_REGION_BY_TAG.get(tag, regions[-1]))
        else:
            regions.pop()
        if not hidden:
            pieces.append((element.text if starts else element.tail) or "")
    _close_block(pieces, None, blocks)
    return tuple(blocks)


def _walk(root: Any) -> Iterator[tuple[str, Any]]:
    import lxml.etree  # noqa: PLC0415

    return iter(lxml.etree.iterwalk(root, events=("start", "end")))


def _is_hidden(element: Any) -> bool:
    if element.tag in _UNSEEN or element.get("hidden") is not None:
        return True
    return bool(_HIDDEN_STYLE.search(element.get("style") or ""))


def _close_block(pieces: list[str], region: str | None, blocks: list[Block]) -> None:
    text = " ".join("".join(pieces).split())
    pieces.clear()
    if text:
        blocks.append(Block(text, region))
