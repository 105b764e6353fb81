"""The training run: losses, schedule, checkpoints. It can be killed at any time and resumed exactly."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from detente.parse.features import WordReader
from training.batches import IGNORED, GoldIndex, Targets, epoch_batches, gold_index, read_batch, targets
from training.corpus import Corpus
from training.examples import Example
from training.evaluation import greedy_scores
from training.network import Network

ENCODER_RATE, HEAD_RATE = 2.2e-4, 2e-3
WEIGHT_DECAY = 0.01
LARGEST_GRADIENT = 2.0
LOSS_WEIGHTS = {"upos": 0.3, "xpos": 0.4, "name": 0.8}
BLURRED_SHARE = 0.04
"""Word pieces hidden from the encoder, so that it does not learn sentences by heart."""
AVERAGE_DECAY = 0.998
"""The weights that are kept are a running mean of those of the last 500 steps or so."""
MASK_PIECE, LAST_SPECIAL_PIECE = 103, 998
"""Numbers in the encoder's vocabulary; up to 998 it holds marks without text."""
CHECKPOINT_SECONDS = 240
REPORT_STEPS, EVALUATE_STEPS = 50, 500
DEV_SENTENCES = 600


@dataclass(frozen=True)
class Plan:
    """How long to train. The rate falls linearly from `factor` at `since` to zero at `steps`."""

    steps: int
    words_per_batch: int
    warm_up: int = 150
    since: int = 0
    factor: float = 1.0
    seed: int = 7

    def rate(self, step: int) -> float:
        """Share of the full learning rate at a step."""
        left = max(0.0, (self.steps - step) / max(1, self.steps - self.since))
        return self.factor * left * min(1.0, (step + 1) / self.warm_up)

    def replanned(self, step: int, steps: int) -> Plan:
        """The same run, ending at another step: the rate goes on from where it is."""
        if steps == self.steps:
            return self
        return Plan(
            steps=steps, words_per_batch=self.words_per_batch, warm_up=self.warm_up,
            since=step, factor=self.rate(step), seed=self.seed,
        )  # fmt: skip


class Run:
    """A network in training, with everything that a checkpoint has to keep."""

    def __init__(
        self, network: Network, corpus: Corpus, reader: WordReader, plan: Plan, folder: Path
    ) -> None:
        self.network, self.corpus, self.reader, self.plan, self.folder = network, corpus, reader, plan, folder
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
        self.plan = Plan(**state["plan"]).replanned(self.step, self.plan.steps)

    def save(self) -> None:
        """Write the checkpoint, replacing the last one only when it is complete."""
        state = {
            "network": self.network.state_dict(), "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(), "step": self.step, "epoch": self.epoch,
            "batches_done": self.batches_done, "rng": torch.get_rng_state(), "plan": asdict(self.plan),
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
        while self.step < self.plan.steps:
            seed = self.plan.seed + self.epoch
            batches = epoch_batches(self.corpus.train, words_per_batch=self.plan.words_per_batch, seed=seed)
            for number, batch in enumerate(batches):
                if number < self.batches_done:
                    continue
                if self.step >= self.plan.steps:
                    return
                self.batches_done = number + 1
                yield batch
            self.epoch, self.batches_done = self.epoch + 1, 0

    def _learn(self, examples: Sequence[Example]) -> float:
        for group, rate in zip(self.optimizer.param_groups, (ENCODER_RATE, HEAD_RATE), strict=True):
            group["lr"] = rate * self.plan.rate(self.step)
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
            "rate": round(self.plan.rate(self.step), 4),
            **rounded,
        }
        print(time.strftime("%H:%M:%S"), json.dumps(line), flush=True)


def _loss(network: Network, arguments: tuple[Tensor, ...], gold: Targets) -> Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        outputs = network(*arguments)
    loss = torch.zeros(())
    for name, scores in outputs.word.items():
        loss = loss + LOSS_WEIGHTS[name] * _cross_entropy(scores, gold.word[name])
    has_head = gold.heads != IGNORED
    if not has_head.any():
        return loss
    loss = loss + _cross_entropy(outputs.arcs, gold.heads)
    heads = outputs.heads.gather(
        1, gold.heads.clamp(min=0)[..., None].expand(-1, -1, outputs.heads.shape[-1])
    )
    label_scores = network.label_scores(outputs.dependents[has_head].float(), heads[has_head].float())
    return loss + _cross_entropy(label_scores, gold.deprels[has_head])


def _cross_entropy(scores: Tensor, gold: Tensor) -> Tensor:
    scores, gold = scores.float().reshape(-1, scores.shape[-1]), gold.reshape(-1)
    total = functional.cross_entropy(scores, gold, ignore_index=IGNORED, reduction="sum")
    return total / (gold != IGNORED).sum().clamp(min=1)


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
