"""What the rules make of sentences when the parser's event head is not asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.pipeline import Coder, code_parsed
from detente.proof import example_article
from detente.records import CodedArticle, Sentence


def by_rules_alone(texts: list[str], coder: Coder) -> Iterator[CodedArticle]:
    """Each text, coded without the event head."""
    for text, sentences in zip(texts, coder.parser.parse_texts(texts), strict=True):
        yield code_parsed(example_article(text), tuple(map(without_acts, sentences)), coder=coder)


def without_acts(sentence: Sentence) -> Sentence:
    """The sentence as a parser without event head would give it."""
    tokens = tuple(replace(token, acts=(), sides=()) for token in sentence.tokens)
    return replace(sentence, tokens=tokens, has_acts=False)
