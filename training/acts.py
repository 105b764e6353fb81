"""Which words carry an act, and of which PLOVER type: from labelled sentences."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from detente.parse.tokenize import tokenize
from detente.records import Span
from training.examples import ActSides, Example

EVENT_TYPES = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST",
    "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN",
)  # fmt: skip
NO_EVENT = "O"
QUIET = "-"
"""As `NO_EVENT`, of a word of real news that nobody would take for an act: it weighs less."""
HELD_BACK = 10
"""One labelled sentence in so many tells how well the head learns."""
TAG = re.compile(r"</?([apr])>")
_EMPTY = """
    a an the of to on for in at with by from into over against about as up out off down away back through
    its their his her be is are was were been being has have had will would not 's ’s and or that it under
"""
EMPTY_WORDS = frozenset(_EMPTY.split())
"""Words of a marked predicate that do not carry its type."""


def read_labelled(folder: Path) -> tuple[list[Example], list[Example]]:
    """Labelled sentences of a folder of `LABEL<TAB>SENTENCE` files: those to train on, those held back."""
    return parted(
        labelled_example(label, text)
        for path in sorted(folder.glob("*.tsv"))
        for label, text in labelled_lines(path)
    )


def parted(examples: Iterable[Example]) -> tuple[list[Example], list[Example]]:
    """Those to train on, and those held back."""
    train: list[Example] = []
    held_back: list[Example] = []
    for example in examples:
        (held_back if is_held_back(example.forms) else train).append(example)
    return train, held_back


def labelled_lines(path: Path) -> Iterator[tuple[str, str]]:
    """Label and marked sentence of each line of a file."""
    for line in path.read_text("utf-8").split("\n"):
        if line.strip() and not line.startswith("#"):
            label, _, marked = line.partition("\t")
            yield label, marked


def is_held_back(forms: Sequence[str]) -> bool:
    """Whether a sentence of these words is kept from training."""
    return zlib.crc32(" ".join(forms).encode()) % HELD_BACK == 0


def is_text_held_back(text: str) -> bool:
    """The same of a sentence as text."""
    return is_held_back([word.text for word in tokenize(text)])


def labelled_example(label: str, marked: str) -> Example:
    """The words of a sentence with one marked predicate; all that is not marked stays open."""
    text, spans = unmarked(marked)
    words = tokenize(text)
    chosen = full_words(words, spans.get("p", ()))
    kind = label if label in EVENT_TYPES else NO_EVENT
    events = tuple(kind if number in chosen else None for number in range(len(words)))
    sides = ActSides(
        tuple(chosen),
        *(tuple(full_words(words, spans.get(tag, ()))) for tag in "ar"),
    )
    is_told = kind != NO_EVENT and bool(sides.actors or sides.recipients)
    return Example(
        forms=tuple(word.text for word in words), words=None, names=None, events=events,
        sides=(sides,) if is_told else (),
    )  # fmt: skip


def full_words(words: Sequence[Span], spans: Sequence[tuple[int, int]]) -> list[int]:
    """Numbers of the words within some spans that say something, or of all of them where none does."""
    inside = [number for number, word in enumerate(words) if touches(word, spans)]
    full = [number for number in inside if words[number].text.lower() not in EMPTY_WORDS]
    return full or inside


def marked(text: str, start: int, end: int) -> str:
    """The text with its predicate marked."""
    return f"{text[:start]}<p>{text[start:end]}</p>{text[end:]}"


def unmarked(marked: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """The sentence without its tags, and where each kind of tag stood, in code points."""
    parts: list[str] = []
    spans: dict[str, list[tuple[int, int]]] = {}
    opened: dict[str, int] = {}
    position = length = 0
    for tag in TAG.finditer(marked):
        parts.append(marked[position : tag.start()])
        length += tag.start() - position
        position = tag.end()
        if tag.group().startswith("</"):
            spans.setdefault(tag[1], []).append((opened.get(tag[1], 0), length))
        else:
            opened[tag[1]] = length
    return "".join([*parts, marked[position:]]), spans


def touches(word: Span, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a word or phrase shares a character with one of some places."""
    return any(word.start < end and start < word.end for start, end in spans)
