"""Scores with gold words and gold sentences, taking the best head of each word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import torch

from detente.parse.features import WordReader
from training.batches import by_length, gold_index, read_batch, targets
from training.examples import Example
from training.network import Labels, Network

WORDS_PER_BATCH = 2000


def greedy_scores(
    network: Network, examples: Sequence[Example], reader: WordReader, labels: Labels
) -> dict[str, float]:
    """Accuracy of tags, UAS, LAS and F1 of names, in per cent; heads without gold labels are left out."""
    index = gold_index(labels)
    count = _Count()
    names: list[tuple[list[str], list[str]]] = []
    with torch.inference_mode():
        for batch in by_length(examples, WORDS_PER_BATCH):
            outputs, gold = network(*read_batch(batch, reader)), targets(batch, index)
            _count_sides(count, outputs.sides, gold.sides)
            for head, scores in outputs.word.items():
                if head == "event":
                    _count_acts(count, scores.argmax(-1), gold.word[head])
                count.add(head, scores.argmax(-1) == gold.word[head], gold.word[head] >= 0)
            has_head = gold.heads >= 0
            if has_head.any():
                found = outputs.arcs.argmax(-1)
                sides = outputs.heads.gather(1, found[..., None].expand(-1, -1, outputs.heads.shape[-1]))
                deprels = network.label_scores(outputs.dependents[has_head], sides[has_head]).argmax(-1)
                hits = found[has_head] == gold.heads[has_head]
                count.add("uas", hits, torch.ones_like(hits))
                count.add("las", hits & (deprels == gold.deprels[has_head]), torch.ones_like(hits))
            best = outputs.word["name"].argmax(-1)
            for row, example in enumerate(batch):
                if example.names:
                    told = [labels.name[number] for number in best[row, 1 : 1 + len(example.forms)].tolist()]
                    names.append((told, list(example.names)))
    scores_by_head = {
        head: 100 * count.right[head] / n for head, n in count.seen.items() if n and head != "name"
    }
    return scores_by_head | ({"names": name_f1(names)} if names else {})


def _count_acts(count: _Count, found: torch.Tensor, gold: torch.Tensor) -> None:
    """Words with an act that are found with its type (`act_recall`), and found ones that are right."""
    right = (found == gold) & (gold > 0)
    count.add("act_recall", right, gold > 0)
    count.add("act_precision", right, (found > 0) & (gold >= 0))


def _count_sides(count: _Count, scores: torch.Tensor, gold: torch.Tensor) -> None:
    """Words of sides that are found, and found ones that are right, all acts given."""
    found = (scores > 0) & (gold >= 0)
    count.add("side_recall", found, gold > 0)
    count.add("side_precision", gold > 0, found)


@dataclass
class _Count:
    """Hits of each head, and what was counted."""

    right: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)

    def add(self, head: str, hits: torch.Tensor, counted: torch.Tensor) -> None:
        """Count the hits among the positions that count."""
        self.right[head] += int((hits & counted).sum())
        self.seen[head] += int(counted.sum())


def name_f1(pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> float:
    """Exact-match F1 of (found, gold) BIO tags, in per cent.

    Kinds that the gold never uses are not held against the finder.
    """
    kinds = {tag[2:] for _, gold in pairs for tag in gold}
    hits = n_found = n_gold = 0
    for found_tags, gold_tags in pairs:
        found = {span for span in spans(found_tags) if span[2] in kinds}
        gold = spans(gold_tags)
        hits, n_found, n_gold = hits + len(found & gold), n_found + len(found), n_gold + len(gold)
    return 200 * hits / max(1, n_found + n_gold)


def spans(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """Names as (first, after last, kind); an I after another kind opens a name."""
    found: set[tuple[int, int, str]] = set()
    start, kind = 0, ""
    for position, tag in enumerate([*tags, "O"]):
        if tag == f"I-{kind}":
            continue
        if kind:
            found.add((start, position, kind))
        start, kind = position, tag[2:]
    return found
