"""détente's parser beside UDPipe 1 and spaCy's convolutional pipeline, on the same text in one run.

    pip install spacy ufal.udpipe
    python bench/speed/peers.py [--shared ../shared] [--models FOLDER] [--rounds 3]

No weights are fetched: both peers are trained here, once, on UD English EWT, and kept in the folder of --models;
what is compared is speed, and speed does not depend on how long they were trained. spaCy: shared tok2vec of width
96 and depth 4, tagger, morphologizer, parser, and names with a tok2vec of their own. UDPipe: its default tokenizer,
tagger and parser. Each parser is measured in a process of its own, in rounds, in turn: words per CPU second on
one core, seconds to load, megabytes at most. Ratios are those of the medians.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "quality"))

from shared import json_lines, text_of

NAMES = ("detente", "udpipe", "spacy")
SPACY_STEPS, UDPIPE_ITERATIONS, UDPIPE_SENTENCES = 60, 1, 1500


def main() -> None:
    """Train what is missing, measure all in turn, print a table."""
    options = _options()
    if options.only:
        print(json.dumps(measure(options.only, options)))
        return
    bank = options.shared / "data" / "treebanks" / "en_ewt-train.conllu"
    if not bank.exists():
        sys.exit(f"{bank}: not there; the treebanks do not come with the project (training/README.md)")
    options.models.mkdir(parents=True, exist_ok=True)
    train_udpipe(bank, options.models / "udpipe.model")
    train_spacy(bank, options.models / "spacy")
    found: dict[str, list[dict[str, float]]] = {name: [] for name in NAMES}
    for _ in range(options.rounds):
        for name in NAMES:
            found[name].append(_in_own_process(name, options))
    print(f"{'':10}{'words per CPU second':>22}{'against détente':>17}{'loads in s':>12}{'MB at most':>12}")
    own = statistics.median(row["speed"] for row in found["detente"])
    for name, rows in found.items():
        speed, load, memory = (
            statistics.median(row[key] for row in rows) for key in ("speed", "load", "memory")
        )
        print(f"{name:10}{speed:22.0f}{speed / own:17.2f}{load:12.2f}{memory:12.0f}")


def _in_own_process(name: str, options: argparse.Namespace) -> dict[str, float]:
    command = [sys.executable, __file__, "--only", name]
    command += ["--shared", str(options.shared), "--models", str(options.models)]
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | threads)
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def measure(name: str, options: argparse.Namespace) -> dict[str, float]:
    """Load one parser, parse the texts, say what it took."""
    texts = list(_texts(options.shared))
    start = time.perf_counter()
    parse = {"detente": _detente, "udpipe": _udpipe, "spacy": _spacy}[name](options.models)
    load = time.perf_counter() - start
    parse(texts[:3])
    start = time.process_time()
    n_words = parse(texts)
    speed = n_words / (time.process_time() - start)
    return {"speed": speed, "load": load, "memory": _megabytes()}


def _megabytes() -> float:
    """At most in memory; where Linux tells it, without what the parent had."""
    status = Path("/proc/self/status")
    if status.exists():
        (peak,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _texts(shared: Path) -> Iterator[str]:
    """News paragraphs: Voice of America, public domain."""
    yield from map(text_of, json_lines(shared / "data" / "ner" / "gmb-heldout.jsonl"))


def _detente(models: Path) -> Callable[[list[str]], int]:
    from detente.parse import load_parser

    del models
    parser = load_parser()
    return lambda texts: sum(len(s.tokens) for sentences in parser.parse_texts(texts) for s in sentences)


def _udpipe(models: Path) -> Callable[[list[str]], int]:
    from ufal.udpipe import Model, Sentence

    model = Model.load(str(models / "udpipe.model"))

    def parse(texts: list[str]) -> int:
        n_words = 0
        for text in texts:
            tokenizer = model.newTokenizer(Model.DEFAULT)
            tokenizer.setText(text)
            sentence = Sentence()
            while tokenizer.nextSentence(sentence):
                model.tag(sentence, Model.DEFAULT)
                model.parse(sentence, Model.DEFAULT)
                n_words += len(sentence.words) - 1
                sentence = Sentence()
        return n_words

    return parse


def _spacy(models: Path) -> Callable[[list[str]], int]:
    import spacy

    pipeline = spacy.load(models / "spacy")
    return lambda texts: sum(len(doc) for doc in pipeline.pipe(texts, batch_size=32))


def train_udpipe(bank: Path, path: Path) -> None:
    """Train UDPipe 1 on a treebank, shortly."""
    if path.exists():
        return
    from ufal.udpipe import InputFormat, ProcessingError, Sentence, Sentences, Trainer

    reader = InputFormat.newConlluInputFormat()
    reader.setText(bank.read_text("utf-8"))
    error, sentences = ProcessingError(), Sentences()
    sentence = Sentence()
    while len(sentences) < UDPIPE_SENTENCES and reader.nextSentence(sentence, error):
        sentences.append(sentence)
        sentence = Sentence()
    model = Trainer.train(
        "morphodita_parsito", sentences, Sentences(), "epochs=3", "iterations=3",
        f"iterations={UDPIPE_ITERATIONS}", error,
    )  # fmt: skip
    if error.occurred():
        sys.exit(f"UDPipe cannot be trained: {error.message}")
    path.write_bytes(model if isinstance(model, bytes) else model.encode("latin-1", "surrogateescape"))


def train_spacy(bank: Path, folder: Path) -> None:
    """Train spaCy's convolutional pipeline on a treebank, shortly."""
    if folder.exists():
        return
    import spacy
    from spacy.training import Example
    from spacy.training.converters import conllu_to_docs

    docs = list(conllu_to_docs(bank.read_text("utf-8"), n_sents=10))[:400]
    pipeline = spacy.blank("en")
    tok2vec: dict[str, Any] = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
    pipeline.add_pipe("tok2vec")
    for name in ("tagger", "morphologizer", "parser"):
        pipeline.add_pipe(name, config={"model": {"tok2vec": tok2vec}})
    pipeline.add_pipe("ner")
    for doc in docs:
        doc.ents = list(_proper_runs(doc))
    examples = [Example(pipeline.make_doc(doc.text), doc) for doc in docs]
    optimizer = pipeline.initialize(lambda: examples)
    for step in range(SPACY_STEPS):
        pipeline.update(examples[step * 6 % 390 : step * 6 % 390 + 6], sgd=optimizer)
    pipeline.to_disk(folder)


def _proper_runs(doc: Any) -> Iterator[Any]:
    """Runs of proper nouns, so that the entity recogniser has something to learn."""
    from spacy.tokens import Span

    start = None
    for token in doc:
        if token.pos_ == "PROPN":
            start = token.i if start is None else start
        elif start is not None:
            yield Span(doc, start, token.i, label="NAME")
            start = None


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shared", type=Path, default=Path("../shared"), help="folder that has data/")
    options.add_argument("--models", type=Path, default=Path("checkpoints/peers"), help="peers' models")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--only", choices=NAMES, help=argparse.SUPPRESS)
    return options.parse_args()


if __name__ == "__main__":
    main()
