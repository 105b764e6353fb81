"""The parser that ships with the program: one small encoder that reads words, and heads that label them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from detente.errors import ParserError
from detente.parse.cache import TreeCache, pack, tree_key, unpack
from detente.parse.features import WordReader, read_vocabulary
from detente.parse.lemmas import Lemmatizer, read_lemmas
from detente.parse.name_tags import tagged_names
from detente.parse.sentences import plausible_ranges, sentence_ranges
from detente.parse.spanning_tree import best_heads, rooted_ranges
from detente.parse.tags import agrees, best_tag, is_plausible, is_small_name
from detente.parse.tokenize import tokenize
from detente.records import Act, ActSide, Sentence, Span, Token

MODEL = Path(__file__).parent / "model"
SUMS = "SHA256SUMS"
TODO = "reinstall detente, or train the model anew (training/README.md)"

WORDS_PER_BATCH = 250
"""Padding included; it fits the caches: 4 950 words per CPU second, against 4 100 with 1 000 words."""
LEAST_ACTIVE, LEAST_LIKELY, MOST_ACTS = 0.05, 0.02, 3
"""A word's acts are told if one is at least so likely: those at least so likely, so many at most."""
VERB_TAGS = ("VB", "MD")
PASSIVE_RELATIONS = frozenset(("aux:pass", "nsubj:pass", "obl:agent"))
PARTICIPLE_ENDINGS = ("ed", "en", "wn", "ght")
"""What has a passive's dependents and is written like a participle is one."""
LIKELY = 0.7
"""A word written small that so likely carries an act is no name."""
NO_ACTS: tuple[Act, ...] = ()
NO_SIDES: tuple[ActSide, ...] = ()
SIDE_ROLES = ("actor", "recipient")
LEAST_SIDE = 0.2
"""A word that is less likely a side of an act is not told."""
WORDS_PER_ROUND = 6000
"""Words collected over several texts before they are sorted into batches of similar length."""


@dataclass(frozen=True, slots=True)
class _Scores:
    """What the network says about the words of a batch; position 0 is the root."""

    upos: NDArray[np.float32]
    xpos: NDArray[np.float32]
    """(n_sentences, n_words, n_tags) each."""
    name: NDArray[np.int64]
    arcs: NDArray[np.float32]
    labels: NDArray[np.float32]
    """(n_sentences, n_words, n_labels, width): each word as a dependent, times the matrix of each label."""
    heads: NDArray[np.float32]
    """(n_sentences, n_words, width): each word as a head."""
    acts: NDArray[np.float32] | None
    """(n_sentences, n_words, n_types): probability of each type of act; the first is "none"."""
    sides: NDArray[np.float32] | None
    """(n_sentences, len(SIDE_ROLES), n_words, n_words): log odds that the second word is a side of the
    first one's act."""


class EncoderParser:
    """Parses English text with the model in a folder."""

    name = "detente"

    def __init__(self, folder: Path = MODEL, *, threads: int = 1, cache: TreeCache | None = None) -> None:
        """Load and check the model.

        Args:
            folder: Where its files lie.
            threads: Threads used inside one call.
            cache: Where trees are kept between runs.

        Raises:
            ParserError: If a file is missing or is not the one that was trained.
        """
        self.version = _checked(folder)
        labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text("utf-8"))
        self._labels = labels
        self._reader = WordReader(read_vocabulary(folder / "vocab.txt"))
        self._lemmas: Lemmatizer = read_lemmas(folder / "lemmas.tsv.gz")
        self._session = _session(folder / "encoder.onnx", threads)
        self._outputs = {output.name for output in self._session.get_outputs()}
        self._linear_algebra = ThreadpoolController()
        weight = np.load(folder / "labeler.npy").astype(np.float32)  # (n_labels, width, width)
        self._label_weight = np.ascontiguousarray(weight.transpose(1, 0, 2)).reshape(weight.shape[1], -1)
        self._root = labels["deprel"].index("root")
        self._cache = cache

    @property
    def possible_lemmas(self) -> Callable[[str], frozenset[str]]:
        """What a word may be a form of."""
        return self._lemmas.possible

    def parse_texts(
        self, texts: Iterable[str], *, may_matter: Callable[[Sequence[str]], bool] | None = None
    ) -> Iterator[tuple[Sentence, ...]]:
        """Sentences of each text, in the order of the texts; some texts are read ahead.

        Args:
            texts: Any number.
            may_matter: Sentences that may not are given without a tree: all words hang on the first.
        """
        waiting: list[list[Sequence[Span]]] = []
        n_words = 0
        for text in texts:
            words = tokenize(text)
            waiting.append([words[first:last] for first, last in sentence_ranges(text, words)])
            n_words += len(words)
            if n_words >= WORDS_PER_ROUND:
                yield from self._parse_round(waiting, may_matter)
                waiting, n_words = [], 0
        yield from self._parse_round(waiting, may_matter)

    def parse_words(self, sentences: Sequence[Sequence[Span]]) -> list[Sentence]:
        """Trees over words that are given, one per sentence."""
        return [parts[0] for parts in self._parse(sentences, may_part=False)]

    def _parse_round(
        self,
        texts: Sequence[Sequence[Sequence[Span]]],
        may_matter: Callable[[Sequence[str]], bool] | None,
    ) -> Iterator[tuple[Sentence, ...]]:
        sentences = [words for text in texts for words in text]
        parsed: list[list[Sentence] | None] = [None] * len(sentences)
        for number, words in enumerate(sentences):
            if may_matter is not None and not may_matter([word.text for word in words]):
                parsed[number] = [flat_sentence(words)]
        self._fill(parsed, sentences)
        following = iter(parsed)
        for text in texts:
            yield tuple(part for _ in text for part in next(following) or ())

    def _fill(self, parsed: list[list[Sentence] | None], sentences: Sequence[Sequence[Span]]) -> None:
        """Put in what is still missing: from the cache where it has it, else by parsing."""
        open_numbers = [number for number, known in enumerate(parsed) if known is None]
        keys: dict[int, bytes] = {}
        if self._cache is not None:
            keys = {number: tree_key(self.version, sentences[number]) for number in open_numbers}
            rows = self._cache.get(list(keys.values()))
            for number, key in keys.items():
                if key in rows:
                    parsed[number] = unpack(rows[key], sentences[number])
            open_numbers = [number for number in open_numbers if parsed[number] is None]
        found = self._parse([sentences[number] for number in open_numbers], may_part=True)
        for number, parts in zip(open_numbers, found, strict=True):
            parsed[number] = parts
        if self._cache is not None:
            self._cache.put({keys[n]: pack(parsed[n] or (), sentences[n]) for n in open_numbers})

    def _parse(self, sentences: Sequence[Sequence[Span]], *, may_part: bool) -> list[list[Sentence]]:
        """Per sentence its tree, or several where one was taken for a single sentence and is none."""
        parsed: list[list[Sentence]] = [[] for _ in sentences]
        # The products are small: threads that wait for them cost as much as the parse itself (2 700 words a
        # CPU second with two, 5 200 with one).
        with self._linear_algebra.limit(limits=1, user_api="blas"):
            for numbers in _batches([len(words) for words in sentences]):
                scores = self._run([[word.text for word in sentences[number]] for number in numbers])
                for row, number in enumerate(numbers):
                    parsed[number] = self._parts(scores, row, sentences[number], may_part=may_part)
        return parsed

    def _parts(self, scores: _Scores, row: int, words: Sequence[Span], *, may_part: bool) -> list[Sentence]:
        n = 1 + len(words)
        ranges = [(0, len(words))]
        if may_part:
            ranges = plausible_ranges(words, rooted_ranges(scores.arcs[row, :n, :n]))
        return [self._sentence(scores, row, words, part) for part in ranges]

    def _run(self, words: Sequence[Sequence[str]]) -> _Scores:
        batch = self._reader.batch(words)
        inputs = {
            "pieces": batch.pieces, "word_of_piece": batch.word_of_piece, "case_of_piece":
            batch.case_of_piece, "case": batch.case, "shape": batch.shape, "suffix": batch.suffix,
        }  # fmt: skip
        names = ["upos", "xpos", "name", "arcs", "dependents", "heads"]
        if "event" in self._labels:
            names += [name for name in ("event", "sides") if name in self._outputs]
        told = dict(zip(names, self._session.run(names, inputs), strict=True))
        dependents, heads = told["dependents"], told["heads"]
        # One product for the batch: per sentence it would read the label matrices over and over.
        labels = dependents.reshape(-1, dependents.shape[-1]) @ self._label_weight
        shape = (*dependents.shape[:2], -1, heads.shape[-1])
        return _Scores(
            upos=told["upos"], xpos=told["xpos"], name=told["name"].argmax(-1), arcs=told["arcs"],
            labels=labels.reshape(shape), heads=heads,
            acts=_softmax(told["event"]) if "event" in told else None, sides=told.get("sides"),
        )  # fmt: skip

    def _sentence(self, scores: _Scores, row: int, words: Sequence[Span], part: tuple[int, int]) -> Sentence:
        """The tree over a part of the words of a row."""
        first, last = part
        rows = np.arange(first + 1, last + 1)
        nodes = np.concatenate(([0], rows))
        heads = best_heads(scores.arcs[row][np.ix_(nodes, nodes)])[1:]
        deprels = self._deprels(scores.labels[row, rows], scores.heads[row, nodes[heads]], heads)
        acts = self._acts(scores.acts[row, rows]) if scores.acts is not None else {}
        relations = [self._labels["deprel"][number] for number in deprels]
        passives = {
            int(head) - 1 for head, name in zip(heads, relations, strict=True) if name in PASSIVE_RELATIONS
        }
        tokens = []
        for index, word in enumerate(words[first:last]):
            upos, xpos = self._tags(word.text, scores.upos[row, rows[index]], scores.xpos[row, rows[index]])
            if is_small_name(word.text, xpos) and any(a.probability > LIKELY for a in acts.get(index, ())):
                upos, xpos = "NOUN", "NNS" if word.text.endswith("s") else "NN"
            if index in passives and upos in {"ADJ", "NOUN"} and word.text.endswith(PARTICIPLE_ENDINGS):
                upos, xpos = "VERB", "VBN"
            lemma = self._lemmas.lemma(word.text, upos, xpos)
            head, deprel = int(heads[index]) - 1, relations[index]
            tokens.append(
                Token(
                    word.start, word.end, word.text, lemma, upos, xpos, head, deprel,
                    acts.get(index, NO_ACTS),
                    self._act_sides(scores, row, rows, index) if index in acts else NO_SIDES,
                )
            )  # fmt: skip
        tags = [self._labels["name"][number] for number in scores.name[row, rows]]
        return Sentence(
            words[first].start,
            words[last - 1].end,
            tuple(tokens),
            tagged_names(tags),
            scores.acts is not None,
        )

    def _act_sides(
        self, scores: _Scores, row: int, rows: NDArray[np.int64], index: int
    ) -> tuple[ActSide, ...]:
        """Likely sides of the act that a word carries."""
        return NO_SIDES if scores.sides is None else _sides(scores.sides[row, :, rows[index], rows])

    def _deprels(
        self, labels: NDArray[np.float32], heads_side: NDArray[np.float32], heads: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        scores = (labels @ heads_side[:, :, None])[:, :, 0]  # (n_words, n_labels)
        scores[heads != 0, self._root] = -np.inf
        best: NDArray[np.int64] = scores.argmax(1)
        best[heads == 0] = self._root
        return best

    def _tags(self, form: str, upos: NDArray[np.float32], xpos: NDArray[np.float32]) -> tuple[str, str]:
        """The likeliest tags that the word may have, and that go together."""
        penn = self._labels["xpos"]
        tag = penn[int(xpos.argmax())]
        if not is_plausible(form, tag):
            tag = best_tag(form, [penn[number] for number in xpos.argsort()[::-1]])
        universal = self._labels["upos"]
        found = universal[int(upos.argmax())]
        if found == "VERB" and not tag.startswith(VERB_TAGS):
            verbal = [penn[n] for n in xpos.argsort()[::-1] if penn[n].startswith(VERB_TAGS)]
            tag = best_tag(form, verbal)
        if not agrees(found, tag):
            found = next((universal[n] for n in upos.argsort()[::-1] if agrees(universal[n], tag)), found)
        return found, tag

    def _acts(self, probabilities: NDArray[np.float32]) -> dict[int, tuple[Act, ...]]:
        """Acts of the words that are likely to carry one, by index."""
        acts: dict[int, tuple[Act, ...]] = {}
        for index in np.flatnonzero(probabilities[:, 0] < 1 - LEAST_ACTIVE):
            row = probabilities[index]
            likely = [number for number in row.argsort()[::-1][: MOST_ACTS + 1] if number]
            acts[int(index)] = tuple(
                Act(self._labels["event"][number], round(float(row[number]), 2))
                for number in likely[:MOST_ACTS]
                if row[number] >= LEAST_LIKELY
            )
        return acts


def flat_sentence(words: Sequence[Span]) -> Sentence:
    """Words without a tree: all hang on the first."""
    tokens: list[Token] = []
    for word in words:
        head, deprel = (0, "dep") if tokens else (-1, "root")
        tokens.append(Token(word.start, word.end, word.text, word.text.lower(), "X", "", head, deprel))
    return Sentence(words[0].start, words[-1].end, tuple(tokens))


def _sides(log_odds: NDArray[np.float32]) -> tuple[ActSide, ...]:
    """Likely sides of one word's act, from (n_words, len(SIDE_ROLES))."""
    probabilities = 1 / (1 + np.exp(-log_odds.astype(np.float64)))
    return tuple(
        ActSide(role, int(word), round(float(probabilities[word, number]), 2))
        for number, role in enumerate(SIDE_ROLES)
        for word in np.flatnonzero(probabilities[:, number] >= LEAST_SIDE)
    )


def _softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    probabilities: NDArray[np.float32] = powers / powers.sum(-1, keepdims=True)
    return probabilities


def _checked(folder: Path) -> str:
    """Version of the model, once every file is as trained."""
    sums = folder / SUMS
    if not sums.exists():
        raise ParserError("there is no language model", where=str(folder), todo=TODO)
    listing = sums.read_text("utf-8")
    for line in listing.splitlines():
        expected, _, name = line.partition("  ")
        path = folder / name
        if not path.exists():
            raise ParserError("file of the language model is missing", where=str(path), todo=TODO)
        if hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise ParserError("file of the language model is damaged", where=str(path), todo=TODO)
    return hashlib.sha256(listing.encode()).hexdigest()[:12]


def _session(path: Path, threads: int) -> Any:
    try:
        import onnxruntime  # noqa: PLC0415 - slow to load, and only parsing needs it
    except ImportError as error:
        raise ParserError("onnxruntime is not installed", todo="pip install onnxruntime") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Batches differ in shape; an arena would keep the largest of every kind.
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of sentences of similar length, at most `WORDS_PER_BATCH` words with padding."""
    batch: list[int] = []
    for number in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[number] > WORDS_PER_BATCH:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch
