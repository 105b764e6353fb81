"""The training run: losses, schedule, checkpoints. It can be killed at any time and resumed exactly."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from detente.parse.features import WordReader
from training.batches import IGNORED, Targets, epoch_batches, gold_index, read_batch, targets
from training.corpus import Corpus
from training.evaluation import greedy_scores
from training.examples import Example
from training.network import Network

ENCODER_RATE, HEAD_RATE = 2.2e-4, 2e-3
WEIGHT_DECAY = 0.01
LARGEST_GRADIENT = 2.0
LOSS_WEIGHTS = {"upos": 0.3, "xpos": 0.4, "name": 0.8, "event": 0.8}
SIDE_WEIGHT = 0.5
QUIET_WEIGHT = 0.3
"""Of words of news without act in the event head's loss: they are twenty times as many as others."""
BLURRED_SHARE = 0.04
"""Word pieces hidden from the encoder, so that it does not learn sentences by heart."""
AVERAGE_DECAY = 0.998
"""The weights that are kept are a running mean of those of the last 500 steps or so."""
MASK_PIECE, LAST_SPECIAL_PIECE = 103, 998
"""Numbers in the encoder's vocabulary; up to 998 it holds marks without text."""
JOINED_SHARE, JOINED_FACTOR = 0.25, 0.3
"""The second and third cycle: sentences that come joined, and where the learning rate starts."""
CHECKPOINT_SECONDS = 240
REPORT_STEPS, EVALUATE_STEPS = 50, 500
DEV_SENTENCES = 600


@dataclass(frozen=True)
class Cycle:
    """A stretch of training over which the rate rises shortly and then falls linearly to zero."""

    start: int
    end: int
    """Steps, counted from the start of the run."""
    factor: float = 1.0
    """Share of the full learning rate at its start."""
    warm_up: int = 150
    joined_share: float = 0.0
    """Share of sentences that come joined to the next one, as two trees."""

    def rate(self, step: int) -> float:
        """Share of the full learning rate at a step."""
        falling = (self.end - step) / max(1, self.end - self.start)
        return self.factor * max(0.0, falling) * min(1.0, (step - self.start + 1) / self.warm_up)


def two_cycles(steps: int, joined_steps: int) -> tuple[Cycle, Cycle]:
    """First single sentences; then, more gently, some joined, so that the parser learns to part them."""
    last = Cycle(steps, steps + joined_steps, factor=JOINED_FACTOR, warm_up=50, joined_share=JOINED_SHARE)
    return Cycle(0, steps), last


def later_cycle(steps: int, *, factor: float = JOINED_FACTOR) -> tuple[Cycle]:
    """Silver names, acts and our own newswire, on weights that know the treebanks."""
    return (Cycle(0, steps, factor=factor, warm_up=100, joined_share=JOINED_SHARE),)


@dataclass(frozen=True)
class Schedule:
    """How long to train, on how much at once, and from which seed."""

    cycles: tuple[Cycle, ...]
    words_per_batch: int
    seed: int = 7

    def cycle(self, step: int) -> Cycle:
        """The cycle that a step falls into; the last one for all later steps."""
        return next((cycle for cycle in self.cycles if step < cycle.end), self.cycles[-1])


class Run:
    """A network in training, with everything that a checkpoint has to keep."""

    def __init__(  # noqa: PLR0917 - the parts of a run
        self, network: Network, corpus: Corpus, reader: WordReader, schedule: Schedule, folder: Path
    ) -> None:
        """Start from the network as it is; `resume` goes on from a checkpoint."""
        self.network, self.corpus, self.reader = network, corpus, reader
        self.schedule, self.folder = schedule, folder
        self.index = gold_index(corpus.labels)
        self.average = copy.deepcopy(network).eval().requires_grad_(False)
        # The treebanks hold a tenth of the vocabulary; moving only its vectors would set them apart.
        network.encoder.pieces.weight.requires_grad_(False)
        self.optimizer = _optimizer(network)
        self.step = self.epoch = self.batches_done = 0
        self._saved_at = time.monotonic()

    def resume(self) -> None:
        """Go on from the folder's checkpoint, if there is one."""
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.epoch, self.batches_done = state["step"], state["epoch"], state["batches_done"]
        torch.set_rng_state(state["rng"])

    def save(self) -> None:
        """Write the checkpoint, replacing the last one only when it is complete."""
        state = {
            "network": self.network.state_dict(), "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(), "step": self.step, "epoch": self.epoch,
            "batches_done": self.batches_done, "rng": torch.get_rng_state(),
        }  # fmt: skip
        part = self.folder / "checkpoint.part"
        torch.save(state, part)
        part.replace(self.folder / "checkpoint.pt")
        self._saved_at = time.monotonic()

    def train(self) -> None:
        """Train to the end of the plan."""
        self.network.train()
        started, n_words, losses = time.monotonic(), 0, []
        for examples in self._batches():
            losses.append(self._learn(examples))
            n_words += sum(len(example.forms) for example in examples)
            self.step += 1
            if self.step % REPORT_STEPS == 0:
                self._log(loss=_mean(losses), words_per_second=n_words / (time.monotonic() - started))
                started, n_words, losses = time.monotonic(), 0, []
            if self.step % EVALUATE_STEPS == 0:
                self._log(**self.evaluate(DEV_SENTENCES))
                started = time.monotonic()
            if time.monotonic() - self._saved_at > CHECKPOINT_SECONDS:
                self.save()
        self.save()

    def evaluate(self, n_sentences: int | None = None) -> dict[str, float]:
        """Dev scores of the averaged weights, greedy and with gold words."""
        scores: dict[str, float] = {}
        for name, examples in self.corpus.dev.items():
            found = greedy_scores(self.average, examples[:n_sentences], self.reader, self.corpus.labels)
            scores |= {f"{name} {head}": score for head, score in found.items()}
        return scores

    def _batches(self) -> Iterator[Sequence[Example]]:
        for cycle in self.schedule.cycles:
            if self.step == cycle.start and self.batches_done:
                self.epoch, self.batches_done = self.epoch + 1, 0
            while self.step < cycle.end:
                yield from islice(self._epoch(cycle), cycle.end - self.step)

    def _epoch(self, cycle: Cycle) -> Iterator[Sequence[Example]]:
        """What is left of the present epoch."""
        batches = epoch_batches(
            self.corpus.train,
            words_per_batch=self.schedule.words_per_batch,
            seed=self.schedule.seed + self.epoch,
            joined_share=cycle.joined_share,
        )
        for batch in islice(batches, self.batches_done, None):
            self.batches_done += 1
            yield batch
        self.epoch, self.batches_done = self.epoch + 1, 0

    def _learn(self, examples: Sequence[Example]) -> float:
        share = self.schedule.cycle(self.step).rate(self.step)
        for group, rate in zip(self.optimizer.param_groups, (ENCODER_RATE, HEAD_RATE), strict=True):
            group["lr"] = rate * share
        pieces, *others = read_batch(examples, self.reader)
        loss = _loss(self.network, (self._blurred(pieces), *others), targets(examples, self.index))
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(_trained(self.network), LARGEST_GRADIENT)
        self.optimizer.step()
        # A short memory at first, or the mean would stay near the untrained start.
        decay = min(AVERAGE_DECAY, (1 + self.step) / (10 + self.step))
        torch._foreach_lerp_(_trained(self.average), [p.detach() for p in _trained(self.network)], 1 - decay)
        return float(loss.detach())

    def _blurred(self, pieces: Tensor) -> Tensor:
        is_hidden = (torch.rand(pieces.shape) < BLURRED_SHARE) & (pieces > LAST_SPECIAL_PIECE)
        return pieces.masked_fill(is_hidden, MASK_PIECE)

    def _log(self, **values: float) -> None:
        rounded = {name: round(value, 4) for name, value in values.items()}
        line = {
            "step": self.step,
            "epoch": self.epoch,
            "rate": round(self.schedule.cycle(self.step).rate(self.step), 4),
            **rounded,
        }
        print(time.strftime("%H:%M:%S"), json.dumps(line), flush=True)


def _loss(network: Network, arguments: tuple[Tensor, ...], gold: Targets) -> Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        outputs = network(*arguments)
    loss = torch.zeros(())
    for name, scores in outputs.word.items():
        weights = 1 - (1 - QUIET_WEIGHT) * gold.quiet.float() if name == "event" else None
        loss = loss + LOSS_WEIGHTS[name] * _cross_entropy(scores, gold.word[name], weights)
    loss = loss + SIDE_WEIGHT * _side_loss(outputs.sides, gold.sides)
    has_head = gold.heads != IGNORED
    if not has_head.any():
        return loss
    loss = loss + _cross_entropy(outputs.arcs, gold.heads)
    heads = outputs.heads.gather(
        1, gold.heads.clamp(min=0)[..., None].expand(-1, -1, outputs.heads.shape[-1])
    )
    label_scores = network.label_scores(outputs.dependents[has_head].float(), heads[has_head].float())
    return loss + _cross_entropy(label_scores, gold.deprels[has_head])


def _cross_entropy(scores: Tensor, gold: Tensor, weights: Tensor | None = None) -> Tensor:
    """Mean over what has a label, weighted if there are weights."""
    scores, gold = scores.float().reshape(-1, scores.shape[-1]), gold.reshape(-1)
    each = functional.cross_entropy(scores, gold, ignore_index=IGNORED, reduction="none")
    counted = (gold != IGNORED).float() if weights is None else weights.reshape(-1) * (gold != IGNORED)
    return (each * counted).sum() / counted.sum().clamp(min=1)


def _side_loss(scores: Tensor, gold: Tensor) -> Tensor:
    """Of who acts and who is acted upon: mean over acts, whatever the length of their sentences."""
    is_told = gold != IGNORED
    if not is_told.any():
        return torch.zeros(())
    per_word = functional.binary_cross_entropy_with_logits(scores.float(), gold, reduction="none") * is_told
    return per_word.sum() / is_told.any(-1).sum()


def _optimizer(network: Network) -> torch.optim.Optimizer:
    encoder = [p for name, p in network.named_parameters() if _is_pretrained(name) and p.requires_grad]
    heads = [p for name, p in network.named_parameters() if not _is_pretrained(name)]
    groups = [{"params": encoder, "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}]
    return torch.optim.AdamW(groups, weight_decay=WEIGHT_DECAY, betas=(0.9, 0.98), fused=True)


def _is_pretrained(name: str) -> bool:
    return name.startswith("encoder.") and not name.startswith("encoder.case.")


def _trained(network: Network) -> list[Tensor]:
    return [p for name, p in network.named_parameters() if name != "encoder.pieces.weight"]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
