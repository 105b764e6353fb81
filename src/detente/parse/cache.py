"""Trees kept between runs, so that coding anew with another lexicon need not parse anew.

A row is what the parser made of one run of words. Its key is a hash of the parser's version and the words, so
rows of an older parser are never taken for those of the present one. Where rows are kept is not this layer's.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from detente.records import Act, ActSide, Name, Sentence, Span, Token


class TreeCache(Protocol):
    """Somewhere to keep rows; `detente.store.open_tree_cache` makes one."""

    def get(self, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """The rows that are kept, by key."""

    def put(self, rows: Mapping[bytes, bytes]) -> None:
        """Keep rows."""


def tree_key(version: str, words: Sequence[Span]) -> bytes:
    """Hash of the parser's version and of the words, wherever they stand."""
    digest = hashlib.blake2b(version.encode(), digest_size=16)
    for word in words:
        digest.update(b"\0" + word.text.encode("utf-8", "surrogatepass"))
    return digest.digest()


def pack(sentences: Iterable[Sentence], words: Sequence[Span]) -> bytes:
    """Sentences over some words as a row."""
    index_by_start = {word.start: index for index, word in enumerate(words)}
    parts = [
        [
            index_by_start[sentence.start],
            [
                [
                    t.lemma,
                    t.upos,
                    t.xpos,
                    t.head,
                    t.deprel,
                    [[a.event_type, a.probability] for a in t.acts],
                    [[side.role, side.token, side.probability] for side in t.sides],
                ]
                for t in sentence.tokens
            ],
            [[name.first, name.last, name.label] for name in sentence.names],
            sentence.has_acts,
        ]
        for sentence in sentences
    ]
    return zlib.compress(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpack(body: bytes, words: Sequence[Span]) -> list[Sentence] | None:
    """The sentences of a row, laid over the words; `None` if it is damaged."""
    try:
        return [_sentence(part, words) for part in json.loads(zlib.decompress(body))]
    except (ValueError, TypeError, IndexError, zlib.error):
        return None


def _sentence(part: Any, words: Sequence[Span]) -> Sentence:
    first, rows, names, has_acts = part
    tokens = tuple(
        Token(
            word.start, word.end, word.text, lemma, upos, xpos, head, deprel,
            tuple(Act(event_type, probability) for event_type, probability in acts),
            tuple(ActSide(*side) for side in sides),
        )
        for word, (lemma, upos, xpos, head, deprel, acts, sides) in zip(words[first:], rows, strict=False)
    )  # fmt: skip
    return Sentence(tokens[0].start, tokens[-1].end, tokens, tuple(Name(*name) for name in names), has_acts)
