"""Batches of similar length: what the network reads, and what it should have said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor

from detente.parse.features import Batch, WordReader
from training.acts import NO_EVENT, QUIET
from training.augment import joined_at_random, varied
from training.examples import Example
from training.network import SIDES, Labels

IGNORED = -100
"""Target of a position that teaches nothing: padding, the root, or a head without gold labels."""
POOL_WORDS = 40_000
"""Sentences are sorted by length within pools of this size, so that batches stay random."""


@dataclass(frozen=True)
class Targets:
    """Gold labels; shape (n_sentences, 1 + n_words) each, position 0 being the root."""

    word: dict[str, Tensor]
    heads: Tensor
    deprels: Tensor
    quiet: Tensor
    """Whether a word is one of those without act that weigh less."""
    sides: Tensor
    """Shape (n_sentences, 2, 1 + n_words as acts, 1 + n_words as sides): 1 for a side, 0 for none."""


@dataclass(frozen=True)
class GoldIndex:
    """Label to number, for every head."""

    word: dict[str, dict[str, int]]
    deprel: dict[str, int]


def gold_index(labels: Labels) -> GoldIndex:
    """Numbers of all labels."""
    return GoldIndex(
        word={name: _numbers(values) for name, values in labels.word_heads().items()},
        deprel=_numbers(labels.deprel),
    )


def _numbers(values: Sequence[str]) -> dict[str, int]:
    return {value: number for number, value in enumerate(values)}


def tensors(batch: Batch) -> tuple[Tensor, ...]:
    """The network's arguments, in order."""
    arrays = (batch.pieces, batch.word_of_piece, batch.case_of_piece, batch.case, batch.shape, batch.suffix)
    return tuple(torch.from_numpy(array) for array in arrays)


def targets(examples: Sequence[Example], index: GoldIndex) -> Targets:
    """Gold labels of the examples; unknown labels and missing annotations are ignored."""
    shape = (len(examples), 1 + max(len(example.forms) for example in examples))
    word = {name: torch.full(shape, IGNORED) for name in index.word}
    heads, deprels = torch.full(shape, IGNORED), torch.full(shape, IGNORED)
    quiet = torch.zeros(shape, dtype=torch.bool)
    for row, example in enumerate(examples):
        for name, numbers in index.word.items():
            gold = _word_labels(example, name)
            _put(word[name], row, [numbers.get(label, IGNORED) for label in gold])
        words = example.words or ()
        _put(heads, row, [gold_word.head for gold_word in words])
        _put(deprels, row, [index.deprel.get(gold_word.deprel, IGNORED) for gold_word in words])
        _put(quiet, row, [label == QUIET for label in example.events or ()])
    return Targets(word=word, heads=heads, deprels=deprels, quiet=quiet, sides=_side_targets(examples, shape))


def _side_targets(examples: Sequence[Example], shape: tuple[int, int]) -> Tensor:
    n_sentences, n_words = shape
    target = torch.full((n_sentences, len(SIDES), n_words, n_words), float(IGNORED))
    for row, example in enumerate(examples):
        for sides in example.sides:
            for act in sides.act:
                target[row, :, 1 + act, 1 : 1 + len(example.forms)] = 0.0
                for number, words in enumerate((sides.actors, sides.recipients)):
                    target[row, number, 1 + act, [1 + word for word in words]] = 1.0
    return target


def _word_labels(example: Example, head: str) -> Sequence[str]:
    if head == "name":
        return example.names or ()
    if head == "event":
        return [NO_EVENT if label == QUIET else label or "" for label in example.events or ()]
    return [getattr(word, head) for word in example.words or ()]


def _put(target: Tensor, row: int, values: Sequence[int | bool]) -> None:
    if values:
        target[row, 1 : 1 + len(values)] = torch.tensor(values)


def epoch_batches(
    examples: Sequence[Example], *, words_per_batch: int, seed: int, joined_share: float = 0.0
) -> Iterator[list[Example]]:
    """All examples once, varied and shuffled; the same seed gives the same batches."""
    rng = Random(seed)
    shuffled = joined_at_random(examples, joined_share, rng)
    rng.shuffle(shuffled)
    for pool in _pools(shuffled):
        batches = by_length([varied(example, rng) for example in pool], words_per_batch)
        rng.shuffle(batches)
        yield from batches


def _pools(examples: Sequence[Example]) -> Iterator[list[Example]]:
    pool: list[Example] = []
    n_words = 0
    for example in examples:
        pool.append(example)
        n_words += len(example.forms)
        if n_words >= POOL_WORDS:
            yield pool
            pool, n_words = [], 0
    if pool:
        yield pool


def by_length(examples: Sequence[Example], words_per_batch: int) -> list[list[Example]]:
    """Batches of sentences of similar length, each padded to at most `words_per_batch` words."""
    batches: list[list[Example]] = []
    current: list[Example] = []
    for example in sorted(examples, key=lambda example: len(example.forms)):
        if current and (len(current) + 1) * len(example.forms) > words_per_batch:
            batches.append(current)
            current = []
        current.append(example)
    if current:
        batches.append(current)
    return batches


def read_batch(examples: Sequence[Example], reader: WordReader) -> tuple[Tensor, ...]:
    """The network's arguments for the examples."""
    return tensors(reader.batch([example.forms for example in examples]))
