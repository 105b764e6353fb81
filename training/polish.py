"""Train the event head alone, on word vectors that no longer change: quick, and worth three points."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from detente.parse.features import WordReader
from training.batches import IGNORED, by_length, gold_index, read_batch, targets
from training.examples import Example
from training.loop import QUIET_WEIGHT
from training.network import Labels, Network

EPOCHS, RATE, DECAY, SMOOTHING = 10, 1e-3, 1e-2, 0.05
WORDS_PER_BATCH, ROWS_PER_STEP = 1500, 256
SEED = 7


def polish_events(network: Network, examples: Sequence[Example], reader: WordReader, labels: Labels) -> None:
    """Train the network's event head further; everything else stays as it is."""
    torch.manual_seed(SEED)
    vectors, gold, weights = _rows(network, examples, reader, labels)
    head = network.word_heads["event"]
    head.requires_grad_(True).train()
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=DECAY)
    for epoch in range(EPOCHS):
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - epoch / EPOCHS)
        for rows in torch.randperm(len(gold)).split(ROWS_PER_STEP):
            loss = nn.functional.cross_entropy(
                head(network.dropout(vectors[rows])), gold[rows], label_smoothing=SMOOTHING, reduction="none"
            )
            loss = (loss * weights[rows]).sum() / weights[rows].sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    network.eval().requires_grad_(False)


def _rows(
    network: Network, examples: Sequence[Example], reader: WordReader, labels: Labels
) -> tuple[Tensor, Tensor, Tensor]:
    """Vectors of all words about which something is said, what, and how much it weighs."""
    network.eval()
    index = gold_index(labels)
    vectors, gold, weights = [], [], []
    with torch.no_grad():
        for batch in by_length(list(dict.fromkeys(e for e in examples if e.events)), WORDS_PER_BATCH):
            words = network.word_vectors(*read_batch(batch, reader))
            told = targets(batch, index)
            wanted = told.word["event"]
            weights.append(1 - (1 - QUIET_WEIGHT) * told.quiet[wanted != IGNORED].float())
            vectors.append(words[wanted != IGNORED])
            gold.append(wanted[wanted != IGNORED])
    network.dropout.train()
    return torch.cat(vectors), torch.cat(gold), torch.cat(weights)
