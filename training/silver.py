"""Names in text that nobody annotated: our own model's, made consistent by the lexicon and by each other.

The text is the Voice of America news of the GMB corpus, in the public domain; its labels are not read. The
model reads all of it; then each name takes the kind that the lexicon gives it, or the one it has most often.
What stays doubtful is left open, so that it teaches nothing.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from detente.lexicon import load_lexicon
from detente.lexicon.entity_tables import EntityTables
from detente.parse.encoder import EncoderParser
from detente.records import Sentence, Span
from training.examples import Example, Word
from training.names import tidied

OPEN = ""
"""Tag of a word about which nothing is known."""
LEAST_SEEN, LEAST_SHARE = 3, 0.75
"""How often a name unknown to the lexicon must be found, and how often as the same kind. Full names of
persons, which are many and rare, need be found but once."""
PROPER = frozenset(("NNP", "NNPS"))
_DAYS = """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July
    August September October November December Mr. Mrs. Ms. President Minister Prime Secretary Foreign
    Defense General
"""
NO_NAMES = frozenset(_DAYS.split())
KIND_OF_ENTITY = {
    "state": "GPE", "territory": "GPE", "organisation": "ORG", "agency": "ORG", "media": "ORG",
    "armed-group": "ORG", "company": "ORG", "movement": "ORG", "region": "LOC",
}  # fmt: skip
KIND_OF_ALIAS = {"adjective": "NORP", "demonym-plural": "NORP", "person-group": "NORP", "capital": "GPE"}

_Name = tuple[int, int, str]
"""First word, word after the last, kind."""


def silver_names(texts: Sequence[str], parser: EncoderParser) -> list[Example]:
    """Sentences of the texts with names in our scheme."""
    sentences = [sentence for parsed in parser.parse_texts(texts) for sentence in parsed]
    found = [list(_tidy_names(sentence)) for sentence in sentences]
    kinds = _kinds(sentences, found, load_lexicon().entities)
    return [_example(sentence, names, kinds) for sentence, names in zip(sentences, found, strict=True)]


def write_silver(path: Path, examples: Sequence[Example]) -> None:
    """Keep the sentences, so that a run that is resumed need not read the text again."""
    lines = (json.dumps([example.forms, example.names], ensure_ascii=False) + "\n" for example in examples)
    part = path.with_suffix(".part")
    part.write_text("".join(lines), "utf-8")
    part.replace(path)


def read_silver(path: Path) -> list[Example]:
    """Sentences as `write_silver` kept them."""
    rows = map(json.loads, filter(None, path.read_text("utf-8").split("\n")))
    return [Example(forms=tuple(forms), words=None, names=tuple(names)) for forms, names in rows]


def with_trees(examples: Sequence[Example], parser: EncoderParser) -> list[Example]:
    """Examples with the trees that a parser gives to their words: so tags of short ones stay as they were."""
    sentences = parser.parse_words([spans_of(example.forms) for example in examples])
    return [
        replace(
            example,
            words=tuple(
                Word(token.text, token.lemma, token.upos, token.xpos, token.head + 1, token.deprel)
                for token in sentence.tokens
            ),
        )
        for example, sentence in zip(examples, sentences, strict=True)
    ]


def spans_of(forms: Sequence[str]) -> list[Span]:
    """Words as the parser takes them, one space between."""
    spans, start = [], 0
    for form in forms:
        spans.append(Span(start, start + len(form), form))
        start += len(form) + 1
    return spans


def _tidy_names(sentence: Sentence) -> Iterator[_Name]:
    forms = [token.text for token in sentence.tokens]
    for name in sentence.names:
        tidy = tidied(forms, name.first, name.last, name.label)
        if tidy is not None:
            yield (*tidy, name.label)


def _kinds(
    sentences: Sequence[Sentence], found: Sequence[Sequence[_Name]], tables: EntityTables
) -> dict[str, str]:
    """Kind of every name that has one kind: by the lexicon, or as it was found nearly always."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sentence, names in zip(sentences, found, strict=True):
        for first, last, kind in names:
            counts[_text(sentence, first, last)][kind] += 1
    kinds = {}
    for text, counter in counts.items():
        (kind, times), total = counter.most_common(1)[0], counter.total()
        listed = _listed_kind(text, tables)
        if listed:
            kinds[text] = listed
        elif times / total >= LEAST_SHARE and (total >= LEAST_SEEN or (kind == "PER" and " " in text)):
            kinds[text] = kind
    return kinds


def _listed_kind(text: str, tables: EntityTables) -> str | None:
    if text in tables.holders_by_name:
        return "PER"
    found = set()
    for alias in tables.aliases_by_text.get(text, ()):
        entity = tables.entity(alias.key)
        kind = KIND_OF_ALIAS.get(alias.kind) or (KIND_OF_ENTITY.get(entity.kind) if entity else None)
        found.add("ORG" if alias.kind in {"seat", "government"} else kind)
    return found.pop() if len(found) == 1 else None


def _example(sentence: Sentence, names: Sequence[_Name], kinds: dict[str, str]) -> Example:
    forms = tuple(token.text for token in sentence.tokens)
    tags = [OPEN if token.xpos in PROPER and token.text not in NO_NAMES else "O" for token in sentence.tokens]
    for first, last, _ in names:
        kind = kinds.get(_text(sentence, first, last))
        if kind is None:
            tags[first:last] = [OPEN] * (last - first)
        else:
            tags[first:last] = [f"B-{kind}"] + [f"I-{kind}"] * (last - first - 1)
    return Example(forms=forms, words=None, names=tuple(tags))


def _text(sentence: Sentence, first: int, last: int) -> str:
    return " ".join(token.text for token in sentence.tokens[first:last])
