"""Sentences to learn from: trees from the treebanks, names from the name corpora, in one form."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from detente.parse import read_conllu
from detente.parse.name_tags import name_tags
from detente.records import Sentence
from training.acts import EVENT_TYPES, NO_EVENT
from training.examples import Example, Word
from training.names import NAME_TYPES, Demonyms, Gazetteer, entity_names, read_names, split_paragraphs
from training.network import Labels

LONGEST_SENTENCE = 80
"""Longer sentences are left out of training: they cost much and teach little."""
COMMON_NOUN = 3
"""Times that a word must be a common noun before its capitalised form alone counts as no name."""
SILVER_SEED = 7
RAREST_SUBTYPE = 10
"""A relation subtype seen less often is folded into its base."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything a training run reads."""

    train: tuple[Example, ...]
    dev: dict[str, tuple[Example, ...]]
    test: dict[str, tuple[Example, ...]]
    labels: Labels


def read_corpus(data: Path) -> Corpus:
    """Corpus from a folder that has `treebanks/` and `ner/`."""
    trees, ner = data / "treebanks", data / "ner"
    places = Gazetteer()
    train = with_names(
        read_trees(trees / "en_ewt-train.conllu"), read_names(ner / "uner-ewt-train.jsonl", places)
    )
    train += read_trees(trees / "en_gum-train.conllu", places)
    for name in ("wikigold", "crossner-pol-traindev"):
        train += split_paragraphs(read_names(ner / f"{name}.jsonl", places))
    demonyms = Demonyms(train)
    train = [demonyms.tagged(example) for example in train if 1 < len(example.forms) <= LONGEST_SENTENCE]
    dev = {f"{bank}-dev": tuple(read_trees(trees / f"en_{bank}-dev.conllu")) for bank in ("ewt", "gum")}
    dev["uner-dev"] = tuple(split_paragraphs(read_names(ner / "uner-ewt-dev.jsonl", places)))
    test = {f"{bank}-test": tuple(read_trees(trees / f"en_{bank}-test.conllu")) for bank in ("ewt", "gum")}
    for key, name in (
        ("uner-test", "uner-ewt-test"),
        ("crossner-test", "crossner-pol-test"),
        ("voa", "gmb-heldout"),
    ):
        test[key] = tuple(split_paragraphs(read_names(ner / f"{name}.jsonl", places)))
    labels = labels_of(train)
    return Corpus(train=tuple(fold_rare(train, labels)), dev=dev, test=test, labels=labels)


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of what an epoch of a later cycle shows, beside the treebanks."""

    silver: int
    """Sentences with silver names."""
    acts: int
    """How often each labelled sentence comes."""
    news: int = 0
    """How often each sentence of real news with all its acts comes."""
    written: int = 0
    """How often each sentence of our own with all its acts comes."""
    own: int = 4
    """How often each sentence of our own newswire comes."""


THIRD, FOURTH, FIFTH = (
    Shares(silver=7000, acts=2),
    Shares(silver=3000, acts=4),
    Shares(silver=3000, acts=2, news=3, written=6),
)


@dataclass(frozen=True, slots=True)
class Later:
    """What the later cycles read beside the corpus of the first two: sentences to train on, and held back."""

    silver: Sequence[Example]
    """With names by `training.silver`."""
    acts: tuple[Sequence[Example], Sequence[Example]]
    """With one marked act each."""
    news: tuple[Sequence[Example], Sequence[Example]]
    """Real news with all acts."""
    written: tuple[Sequence[Example], Sequence[Example]]
    """Sentences of our own with all acts."""
    own: Path
    """Folder of our own corpus; of its trees `dev` is trained on, `test` only measured."""


def refined(corpus: Corpus, later: Later, shares: Shares) -> Corpus:
    """The corpus of a later cycle, with so much of each kind in an epoch."""
    rng = Random(SILVER_SEED)
    chosen = rng.sample(list(later.silver), min(shares.silver, len(later.silver)))
    acts, acts_held_back = later.acts
    news, news_held_back = later.news
    ours = read_own(later.own / "dev")
    train = [*corpus.train, *chosen, *(list(acts) * shares.acts), *(list(news) * shares.news)]
    written, written_held_back = later.written
    train += [*(ours * shares.own), *(list(written) * shares.written)]
    train = [example for example in train if 1 < len(example.forms) <= LONGEST_SENTENCE]
    return replace(
        corpus,
        train=tuple(fold_rare(train, corpus.labels)),
        dev=corpus.dev
        | {
            "acts": tuple(acts_held_back),
            "news": tuple(news_held_back),
            "written": tuple(written_held_back),
        },
        test=corpus.test | {"own-test": tuple(read_own(later.own / "test"))},
    )


def read_own(folder: Path) -> list[Example]:
    """Sentences of one half of our own corpus with trees and names.

    Its acts are not read: by `dev` readings are weighed against each other, which asks for sentences that the
    event head has not seen.
    """
    return [
        _own_example(sentence)
        for path in sorted(folder.glob("*.conllu"))
        for document in read_conllu(path.read_text("utf-8"))
        for sentence in document.sentences
    ]


def _own_example(sentence: Sentence) -> Example:
    words = tuple(
        Word(token.text, token.lemma, token.upos, token.xpos, token.head + 1, token.deprel)
        for token in sentence.tokens
    )
    return Example(forms=tuple(word.form for word in words), words=words, names=tuple(name_tags(sentence)))


def read_trees(path: Path, places: Gazetteer | None = None) -> list[Example]:
    """Trees of a CoNLL-U file; with names where places are given, if the file annotates entities."""
    examples = []
    sentences = list(_sentences(path))
    nouns = Counter(word.form for words, _ in sentences for word in words if word.upos == "NOUN")
    common = {noun for noun, count in nouns.items() if count >= COMMON_NOUN}
    for words, marks in sentences:
        names = entity_names(words, marks, places, common) if places is not None else None
        examples.append(Example(forms=tuple(word.form for word in words), words=words, names=names))
    return examples


def _sentences(path: Path) -> Iterator[tuple[tuple[Word, ...], list[str]]]:
    """Words of each sentence, and what each says of entities."""
    words: list[Word] = []
    marks: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if columns[0].isdigit():
                words.append(
                    Word(columns[1], columns[2], columns[3], columns[4], int(columns[6]), columns[7])
                )
                entity = [item[7:] for item in columns[9].split("|") if item.startswith("Entity=")]
                marks.append(entity[0] if entity else "")
            elif columns == [""] and words:
                yield tuple(words), marks
                words, marks = [], []
    if words:
        yield tuple(words), marks


def with_names(trees: Sequence[Example], paragraphs: Iterable[Example]) -> list[Example]:
    """Trees, with the names of the paragraphs that have the same words."""
    numbers_by_start: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, tree in enumerate(trees):
        numbers_by_start[tree.forms[:3]].append(number)
    merged = list(trees)
    for paragraph in paragraphs:
        _spread(paragraph, merged, numbers_by_start)
    return merged


def _spread(
    paragraph: Example, merged: list[Example], numbers_by_start: dict[tuple[str, ...], list[int]]
) -> None:
    position = 0
    while position < len(paragraph.forms):
        number = _longest_match(paragraph, position, merged, numbers_by_start)
        if number is None:
            position += 1
            continue
        end = position + len(merged[number].forms)
        merged[number] = replace(merged[number], names=(paragraph.names or ())[position:end])
        position = end


def _longest_match(
    paragraph: Example,
    position: int,
    merged: Sequence[Example],
    numbers_by_start: dict[tuple[str, ...], list[int]],
) -> int | None:
    candidates = [
        number
        for length in (3, 2, 1)
        for number in numbers_by_start.get(paragraph.forms[position : position + length], ())
    ]
    fitting = [
        number
        for number in candidates
        if merged[number].names is None
        and paragraph.forms[position : position + len(merged[number].forms)] == merged[number].forms
    ]
    return max(fitting, key=lambda number: len(merged[number].forms), default=None)


def labels_of(examples: Iterable[Example]) -> Labels:
    """Labels of all heads; subtypes of relations that are rare are left out."""
    words = [word for example in examples for word in example.words or ()]
    deprels = Counter(word.deprel for word in words)
    frequent = {name for name, count in deprels.items() if count >= RAREST_SUBTYPE}
    return Labels(
        upos=sorted({word.upos for word in words}),
        xpos=sorted({word.xpos for word in words}),
        name=["O", *(f"{mark}-{kind}" for kind in NAME_TYPES for mark in "BI")],
        deprel=sorted(frequent | {name.split(":")[0] for name in deprels}),
        event=[NO_EVENT, *EVENT_TYPES],
    )


def fold_rare(examples: Iterable[Example], labels: Labels) -> list[Example]:
    """Examples whose rare relation subtypes are replaced by their base."""
    known = set(labels.deprel)
    return [
        replace(example, words=tuple(_folded(word, known) for word in example.words))
        if example.words
        else example
        for example in examples
    ]


def _folded(word: Word, known: set[str]) -> Word:
    return word if word.deprel in known else replace(word, deprel=word.deprel.split(":")[0])
