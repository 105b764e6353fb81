"""How well the parser reads: `python bench/quality/parser.py --shared ../shared [--parser NAME] [--split dev]`.

Treebanks: UD English EWT and GUM, GUM's news alone, and our own newswire (`bench/quality/corpus`; the parser
is trained on its `dev` half). With `--through-code` the trees are those of `detente code --all`, read back from
its records. Names are measured with the words of their corpora, and by `detente` as a whole on our own newswire.

Raw text is scored as in the CoNLL 2018 shared task: words count as found if they begin and end at the same
characters; F1 over all words. LAS ignores relation subtypes, as there; LAS+ heeds them.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from detente.parse import ParsedText, load_parser, read_conllu
from detente.parse.encoder import EncoderParser
from detente.records import Sentence, Span, Token

Read = Callable[[Iterable[str]], Iterator[tuple[Sentence, ...]]]
CORE = ("nsubj", "nsubj:pass", "obj", "iobj", "csubj", "obl:agent")
"""Relations that say who did what to whom."""
METRICS = ("words", "sents", "upos", "xpos", "lemma", "uas", "las", "las+", "core")


@dataclass
class Tally:
    """Things found, things wanted, and things both."""

    hits: dict[str, int] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    wanted: dict[str, int] = field(default_factory=dict)

    def add(self, metric: str, found: set[object], wanted: set[object]) -> None:
        """Count what is in both sets."""
        for counts, number in (
            (self.hits, len(found & wanted)),
            (self.found, len(found)),
            (self.wanted, len(wanted)),
        ):
            counts[metric] = counts.get(metric, 0) + number

    def f1(self, metric: str) -> float:
        """F1 in per cent."""
        total = self.found.get(metric, 0) + self.wanted.get(metric, 0)
        return 200 * self.hits.get(metric, 0) / total if total else float("nan")


def main() -> None:
    options = _options()
    shared: Path = options.shared
    if not (shared / "data" / "treebanks").is_dir():
        sys.exit(
            f"{shared}/data/treebanks: not there; the treebanks do not come with the project (training/README.md)"
        )
    parser = load_parser(options.parser, threads=options.threads)
    print(f"{parser.name} {parser.version}")
    print(f"{'':22}" + "".join(f"{metric:>8}" for metric in METRICS))
    read = partial(_through_code, parser=options.parser) if options.through_code else parser.parse_texts
    for split in options.split.split(","):
        own = _own(split)
        _report(f"own newswire {split}", parser, own, read)
        for bank in ("ewt", "gum"):
            documents = _documents(shared / "data" / "treebanks" / f"en_{bank}-{split}.conllu")
            _report(f"{bank} {split}", parser, documents, read)
            if bank == "gum":
                news = [document for document in documents if "news" in (document.id or "")]
                _report(f"{bank} {split}, news", parser, news, read)
    if isinstance(parser, EncoderParser):
        for split in options.split.split(","):
            _report_own_names(split, parser)
        for name in ("crossner-pol-test", "gmb-heldout", "uner-ewt-test"):
            _report_names(shared / "data" / "ner" / f"{name}.jsonl", parser)


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--shared", type=Path, default=Path("../shared"), help="folder that has data/treebanks"
    )
    options.add_argument("--parser", default="detente")
    options.add_argument("--split", default="dev,test")
    options.add_argument("--threads", type=int, default=2)
    options.add_argument(
        "--through-code", action="store_true", help="take the trees from the records of 'detente code --all'"
    )
    return options.parse_args()


def _own(split: str) -> list[ParsedText]:
    """Our own newswire; every text is one sentence."""
    paths = sorted((Path(__file__).parent / "corpus" / split).glob("*.conllu"))
    return [document for path in paths for document in _documents(path)]


def _through_code(texts: Iterable[str], *, parser: str) -> Iterator[tuple[Sentence, ...]]:
    """Sentences as the records of `detente code --all` hold them."""
    lines = (json.dumps({"id": str(number), "text": text}) for number, text in enumerate(texts))
    command = [str(Path(sys.executable).with_name("detente")), "code", "--all", "--parser", parser, "-"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, input="\n".join(lines))
    for line in done.stdout.splitlines():
        (document,) = read_conllu(json.loads(line)["conllu"])
        yield document.sentences


def _documents(path: Path) -> list[ParsedText]:
    return list(read_conllu(path.read_text("utf-8")))


def _report(title: str, parser: object, documents: Sequence[ParsedText], read: Read) -> None:
    parsed = read(document.text for document in documents)
    raw = [(found, document.sentences) for found, document in zip(parsed, documents, strict=True)]
    _print(f"{title}, raw", _tally(raw))
    if isinstance(parser, EncoderParser):
        words = [_spans(sentence) for document in documents for sentence in document.sentences]
        wanted = [sentence for document in documents for sentence in document.sentences]
        given = [((found,), (gold,)) for found, gold in zip(parser.parse_words(words), wanted, strict=True)]
        _print(f"{title}, gold words", _tally(given))


def _spans(sentence: Sentence) -> list[Span]:
    return [Span(token.start, token.end, token.text) for token in sentence.tokens]


def _print(title: str, tally: Tally) -> None:
    print(f"{title:22}" + "".join(f"{tally.f1(metric):8.2f}" for metric in METRICS), flush=True)


def _tally(pairs: Iterable[tuple[Sequence[Sentence], Sequence[Sentence]]]) -> Tally:
    tally = Tally()
    for found, wanted in pairs:
        left, right = _facts(found), _facts(wanted)
        for metric in METRICS:
            tally.add(metric, left[metric], right[metric])
    return tally


def _facts(sentences: Sequence[Sentence]) -> dict[str, set[object]]:
    """Everything said about a text, as sets of tuples that begin with the word's place."""
    facts: dict[str, set[object]] = {metric: set() for metric in METRICS}
    for sentence in sentences:
        facts["sents"].add((sentence.start, sentence.end))
        for token in sentence.tokens:
            place = (token.start, token.end)
            head = _place_of_head(sentence, token)
            facts["words"].add(place)
            facts["upos"].add((place, token.upos))
            facts["xpos"].add((place, token.xpos))
            facts["lemma"].add((place, token.lemma))
            facts["uas"].add((place, head))
            facts["las"].add((place, head, token.deprel.split(":")[0]))
            facts["las+"].add((place, head, token.deprel))
            if token.deprel in CORE:
                facts["core"].add((place, head, token.deprel))
    return facts


def _place_of_head(sentence: Sentence, token: Token) -> tuple[int, int] | None:
    if token.head < 0:
        return None
    head = sentence.tokens[token.head]
    return head.start, head.end


def _report_own_names(split: str, parser: EncoderParser) -> None:
    """Names of our own newswire from raw text: persons, organisations, and governed places together."""
    tally = Tally()
    documents = _own(split)
    for number, (document, found) in enumerate(
        zip(documents, parser.parse_texts(document.text for document in documents), strict=True)
    ):
        wanted = set(_places_of_names(number, document.sentences))
        told = set(_places_of_names(number, found))
        for kind in ("PER", "ORG", "GPE", "LOC", "NORP"):
            tally.add(kind, {n for n in told if n[-1] == kind}, {n for n in wanted if n[-1] == kind})
        political = {"PER", "ORG", "GPE"}
        tally.add(
            "PER+ORG+GPE", {n for n in told if n[-1] in political}, {n for n in wanted if n[-1] in political}
        )
        tally.add("all", told, wanted)
    scores = "  ".join(f"{metric} {tally.f1(metric):.1f}" for metric in tally.wanted if tally.wanted[metric])
    print(f"names, own newswire {split}: {scores}", flush=True)


def _places_of_names(number: int, sentences: Iterable[Sentence]) -> Iterator[tuple[int, int, int, str]]:
    for sentence in sentences:
        for name in sentence.names:
            first, last = sentence.tokens[name.first], sentence.tokens[name.last - 1]
            yield number, first.start, last.end, name.label


def _report_names(path: Path, parser: EncoderParser) -> None:
    """Names with the corpus's words; GPE and LOC count as one, since most corpora do not part them."""
    tally = Tally()
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        paragraph = json.loads(line)
        wanted = {(number, first, last, kind) for first, last, kind in paragraph["ents"]}
        found = set(_found_names(number, paragraph["tokens"], parser))
        kinds = {kind for *_, kind in wanted}
        tally.add("all", {name for name in found if name[3] in kinds}, wanted)
        tally.add("spans", {name[:3] for name in found if name[3] in kinds}, {name[:3] for name in wanted})
        for kind in ("PER", "ORG", "LOC", "NORP"):
            tally.add(kind, {n for n in found if n[3] == kind}, {n for n in wanted if n[3] == kind})
    scores = "  ".join(
        f"{kind} {tally.f1(kind):.1f}" for kind in ("all", "spans", "PER", "ORG", "LOC", "NORP")
    )
    print(f"names, {path.stem:22} {scores}", flush=True)


def _found_names(
    number: int, words: Sequence[str], parser: EncoderParser
) -> Iterable[tuple[int, int, int, str]]:
    sentences: list[list[Span]] = [[]]
    for index, word in enumerate(words):
        sentences[-1].append(Span(index, index + 1, word))
        if word in (".", "?", "!") and index + 1 < len(words):
            sentences.append([])
    for sentence in parser.parse_words(sentences):
        for name in sentence.names:
            kind = "LOC" if name.label == "GPE" else name.label
            yield number, sentence.tokens[name.first].start, sentence.tokens[name.last - 1].end, kind


if __name__ == "__main__":
    main()
