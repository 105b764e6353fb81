"""What a page says about itself in JSON-LD."""

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# A page's own description is a few kilobytes; more is a data set or an attack.
_MAX_SCRIPT_CHARACTERS = 500_000
_MAX_NODES = 20_000

_ARTICLE_TYPE = re.compile(r"(?:article|posting|report|review|blog)$", re.IGNORECASE)
_DATE_IN_BROKEN_JSON = re.compile(r'"datePublished"\s{0,5}:\s{0,5}"([^"]{8,40})"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """The article as its page's JSON-LD describes it; `None` where it does not say."""

    headline: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    """As written, mostly ISO 8601."""
    language: str | None = None


def read_descriptions(root: Any) -> Description:
    """Give what all JSON-LD scripts of a page say about its article; the first to name a fact wins.

    Objects typed as an article come before pages and sites. Broken JSON still yields its `datePublished`.
    """
    scripts = [text for text in map(_script_text, root.iter("script")) if text]
    nodes = [node for text in scripts for node in _nodes(text)]
    nodes.sort(key=lambda node: not _is_article(node))
    names = _names_by_id(nodes)
    published = _first(_text(node.get("datePublished")) for node in nodes)
    if published is None:
        published = _first(found[1] for text in scripts if (found := _DATE_IN_BROKEN_JSON.search(text)))
    articles = [node for node in nodes if _is_article(node)]
    return Description(
        headline=_first(_text(node.get("headline")) or _text(node.get("name")) for node in articles),
        author=_first(_name(node.get("author"), names) for node in articles),
        publisher=_first(_name(node.get("publisher"), names) for node in nodes),
        published=published,
        language=_first(_text(node.get("inLanguage")) for node in articles),
    )


def _script_text(element: Any) -> str:
    if "ld+json" not in (element.get("type") or "").lower():
        return ""
    return (element.text or "")[:_MAX_SCRIPT_CHARACTERS]


def _nodes(text: str) -> Iterator[Mapping[str, Any]]:
    """Give every object of a script, outer before inner; none if it is no JSON."""
    # Some pages wrap it as a comment or as CDATA.
    trimmed = (
        text.strip()
        .removeprefix("<!--")
        .removeprefix("//<![CDATA[")
        .removesuffix("-->")
        .removesuffix("//]]>")
    )
    try:
        queue: deque[Any] = deque([json.loads(trimmed, strict=False)])
    except (ValueError, RecursionError):
        return
    for _ in range(_MAX_NODES):
        if not queue:
            return
        value = queue.popleft()
        if isinstance(value, dict):
            yield value
            queue.extend(value.values())
        elif isinstance(value, list):
            queue.extend(value)


def _is_article(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and _ARTICLE_TYPE.search(name) for name in names)


def _names_by_id(nodes: list[Mapping[str, Any]]) -> dict[str, str]:
    """Say what objects are called that others point at by `@id`."""
    return {
        node["@id"]: name
        for node in nodes
        if isinstance(node.get("@id"), str) and (name := _text(node.get("name")))
    }


def _name(value: Any, names: Mapping[str, str]) -> str | None:
    """Give the name of a person or organisation; several are joined by commas."""
    if isinstance(value, list):
        found = [name for item in value[:10] if not isinstance(item, list) and (name := _name(item, names))]
        return ", ".join(dict.fromkeys(found)) or None
    if isinstance(value, dict):
        return _name(value.get("name"), names) or names.get(str(value.get("@id")))
    return _text(value)


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(value.split()) or None


def _first(values: Iterator[str | None]) -> str | None:
    return next((value for value in values if value), None)
