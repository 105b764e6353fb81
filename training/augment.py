"""Variants of training sentences, so that the parser meets what news pages do to text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from training.examples import ActSides, Example

CURLY_SHARE = 0.25
"""News pages set quotation marks and dashes as printers do; the treebanks mostly do not."""
BARE_END_SHARE = 0.07
"""Captions and headings end without a full stop."""
TITLE_SHARE = 0.03
LOWER_SHARE = 0.02

STOPLESS_SHARE, LOWER_START_SHARE = 0.6, 0.3
"""Joined sentences that lose the full stop between them, or the capital after it: then no rule would part
them."""
LONGEST_JOINED = 80

CURLY = {"'": "’", "''": "”", "``": "“", "--": "—", "'s": "’s", "n't": "n’t", "'re": "’re", "'ve": "’ve",
         "'m": "’m", "'ll": "’ll", "'d": "’d"}  # fmt: skip
FULL_STOPS = (".", "!", "?")
_SMALL_WORDS = "a an the of in on to for and or at by with as from but nor 's ’s n't n’t"
SMALL_WORDS = frozenset(_SMALL_WORDS.split())


def varied(example: Example, rng: Random) -> Example:
    """The example, or one of its variants; the tree and the names stay true."""
    if rng.random() < BARE_END_SHARE:
        example = _without_final_stop(example)
    if rng.random() < CURLY_SHARE:
        example = _with_forms(example, _curly(example.forms))
    draw = rng.random()
    if draw < TITLE_SHARE:
        return _with_forms(
            example, [form if form in SMALL_WORDS else form[:1].upper() + form[1:] for form in example.forms]
        )
    if draw < TITLE_SHARE + LOWER_SHARE:
        return _with_forms(example, [form.lower() for form in example.forms])
    return example


def joined_at_random(examples: Sequence[Example], share: float, rng: Random) -> list[Example]:
    """The examples, a share of them joined to the next: two trees, and perhaps no full stop between them."""
    result: list[Example] = []
    for example in examples:
        if result and share and rng.random() < share and _may_join(result[-1], example):
            first, second = result.pop(), example
            if rng.random() < STOPLESS_SHARE:
                first = _without_final_stop(first)
            if rng.random() < LOWER_START_SHARE:
                second = _with_forms(second, [second.forms[0].lower(), *second.forms[1:]])
            result.append(_joined(first, second))
        else:
            result.append(example)
    return result


def _may_join(first: Example, second: Example) -> bool:
    have_trees = first.words is not None and second.words is not None
    return have_trees and len(first.forms) + len(second.forms) <= LONGEST_JOINED


def _joined(first: Example, second: Example) -> Example:
    n_words = len(first.forms)
    moved = [replace(word, head=word.head + n_words if word.head else 0) for word in second.words or ()]
    names = (*first.names, *second.names) if first.names and second.names else None
    events = None
    if first.events or second.events:
        events = (*(first.events or [None] * n_words), *(second.events or [None] * len(moved)))
    words = (*(first.words or ()), *moved)
    sides = (*first.sides, *(_moved(side, n_words) for side in second.sides))
    return Example(forms=first.forms + second.forms, words=words, names=names, events=events, sides=sides)


def _moved(side: ActSides, n_words: int) -> ActSides:
    act, actors, recipients = (
        tuple(word + n_words for word in words) for words in (side.act, side.actors, side.recipients)
    )
    return ActSides(act, actors, recipients)


def _with_forms(example: Example, forms: list[str]) -> Example:
    return replace(example, forms=tuple(forms))


def _curly(forms: tuple[str, ...]) -> list[str]:
    curly, is_open = [], False
    for form in forms:
        if form == '"':
            curly.append("”" if is_open else "“")
            is_open = not is_open
        else:
            curly.append(CURLY.get(form, form))
    return curly


def _without_final_stop(example: Example) -> Example:
    if len(example.forms) < 3 or example.forms[-1] not in FULL_STOPS:
        return example
    if example.words and any(word.head == len(example.words) for word in example.words):
        return example
    return Example(
        forms=example.forms[:-1],
        words=example.words[:-1] if example.words else None,
        names=example.names[:-1] if example.names else None,
        events=example.events[:-1] if example.events else None,
        sides=example.sides,
    )
