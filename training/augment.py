"""Variants of training sentences, so that the parser meets what news pages do to text."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from training.examples import Example

CURLY_SHARE = 0.25
"""News pages set quotation marks and dashes as printers do; the treebanks mostly do not."""
BARE_END_SHARE = 0.07
"""Captions and headings end without a full stop."""
TITLE_SHARE = 0.03
LOWER_SHARE = 0.02

CURLY = {"'": "’", "''": "”", "``": "“", "--": "—", "'s": "’s", "n't": "n’t", "'re": "’re", "'ve": "’ve",
         "'m": "’m", "'ll": "’ll", "'d": "’d"}  # fmt: skip
FULL_STOPS = (".", "!", "?")
SMALL_WORDS = frozenset("a an the of in on to for and or at by with as from but nor 's ’s n't n’t".split())


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
    )
