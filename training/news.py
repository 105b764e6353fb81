"""Acts in real news: the text of others stays where it is, what is said of it stands here.

Each line of a file is one sentence of `ner/gmb-full-train.jsonl` (Voice of America news, public domain)
with all its political acts: `LINE.START-END`, then one field an act, `TYPE TRIGGER ACTOR RECIPIENT`, tabs
between. LINE counts from 0; START and END are code points of the line's text, all other places code points
of the sentence: `12-20`, several joined by `+`, `-` for none. A type with `~` is planned, supposed or
denied, with `<` long past. `tools/news.py` writes and shows such files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.parse.tokenize import tokenize
from detente.records import Event
from training.acts import EVENT_TYPES, QUIET, full_words, parted, touches
from training.examples import ActSides, Example

Spans = tuple[tuple[int, int], ...]
_NTH = re.compile(r"(.+)#(\d)")
_PLACE = re.compile(r"(\d+)\.(\d+)-(\d+)")
STATUS_MARKS = "~<"


@dataclass(frozen=True, slots=True)
class NewsAct:
    """One act of a sentence, by places in it."""

    event_type: str
    mark: str
    """`"~"`, `"<"` or nothing."""
    trigger: Spans
    actors: Spans
    recipients: Spans

    def is_told_by(self, event: Event) -> bool:
        """Whether an event is of its type and stands at its words."""
        return event.event_type == self.event_type and touches(event.trigger, self.trigger)


@dataclass(frozen=True, slots=True)
class NewsSentence:
    """A sentence of a line with its acts."""

    line: int
    start: int
    end: int
    acts: tuple[NewsAct, ...]


def read_texts(path: Path, limit: int | None = None) -> list[str]:
    """Paragraphs of a file of `{"tokens", "spaces"}` lines, as text."""
    texts = []
    for line in path.read_text("utf-8").split("\n")[:limit]:
        if not line:
            continue
        row = json.loads(line)
        pairs = zip(row["tokens"], row["spaces"], strict=True)
        texts.append("".join(token + " " * space for token, space in pairs).strip())
    return texts


def read_news(folder: Path, texts: Sequence[str]) -> tuple[list[Example], list[Example]]:
    """Sentences of a folder to train on, and those held back; the texts are those of the lines."""
    return parted(news_example(acts, text) for text, acts in news_sentences(folder, texts))


def news_sentences(
    folder: Path, texts: Sequence[str], files: str = "*.tsv"
) -> Iterator[tuple[str, tuple[NewsAct, ...]]]:
    """Text and acts of all sentences of a folder, or of some of its files."""
    for path in sorted(folder.glob(files)):
        for sentence in read_sentences(path):
            yield texts[sentence.line][sentence.start : sentence.end], sentence.acts


def read_sentences(path: Path) -> Iterator[NewsSentence]:
    """Sentences of a file.

    Raises:
        ValueError: If a line is not as said above.
    """
    for number, row in enumerate(path.read_text("utf-8").split("\n"), 1):
        if not row or row.startswith("#"):
            continue
        place, *acts = row.split("\t")
        found = _PLACE.fullmatch(place)
        if found is None:
            raise ValueError(f"{path}, line {number}: no place such as 12.0-80: {place}")
        yield NewsSentence(*map(int, found.groups()), acts=tuple(map(_act, acts)))


def _act(field: str) -> NewsAct:
    kind, *places = field.split(" ")
    event_type = kind.rstrip(STATUS_MARKS)
    if event_type not in EVENT_TYPES:
        raise ValueError(f"no type of PLOVER: {kind}")
    trigger, actors, recipients = map(_spans, places)
    return NewsAct(event_type, kind[len(event_type) :], trigger, actors, recipients)


def _spans(places: str) -> Spans:
    if places == "-":
        return ()
    pairs = [place.split("-") for place in places.split("+")]
    return tuple((int(start), int(end)) for start, end in pairs)


def read_written(folder: Path) -> tuple[list[Example], list[Example]]:
    """Sentences of our own with all their acts, to train on and held back: `TEXT`, then an act a field.

    Raises:
        ValueError: If an act is not in its sentence.
    """
    return parted(
        news_example(acts, text)
        for path in sorted(folder.glob("*.tsv"))
        for text, acts in written_sentences(path)
    )


def written_sentences(path: Path) -> Iterator[tuple[str, tuple[NewsAct, ...]]]:
    """Text and acts of each line of a file."""
    for line in path.read_text("utf-8").split("\n"):
        if line and not line.startswith("#"):
            text, *acts = line.split("\t")
            yield text, tuple(act_in_words(act, text) for act in acts)


def act_in_words(act: str, text: str) -> NewsAct:
    """The act that `TYPE|trigger|actor|recipient` in words of a text says.

    Raises:
        ValueError: If it has other parts, or they are not in the text.
    """
    kind, *parts = act.split("|")
    event_type = kind.rstrip(STATUS_MARKS)
    if event_type not in EVENT_TYPES or len(parts) != 3:
        raise ValueError(f"not TYPE|trigger|actor|recipient: {act}")
    places = (_found(part, text, mark) for part, mark in zip(parts, "+&&", strict=True))
    return NewsAct(event_type, kind[len(event_type) :], *places)


def _found(part: str, text: str, separator: str) -> Spans:
    if part.strip() in {"", "-"}:
        return ()
    spans = []
    for words in part.split(separator):
        nth = _NTH.fullmatch(words.strip())
        searched, number = (nth[1], int(nth[2])) if nth else (words.strip(), 1)
        starts = places_of(searched, text)
        if len(starts) < number:
            raise ValueError(f"not in the sentence: {words.strip()}")
        spans.append((starts[number - 1], starts[number - 1] + len(searched)))
    return tuple(spans)


def places_of(words: str, text: str) -> list[int]:
    """Where whole words stand in a text."""
    return [found.start() for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def news_example(acts: Sequence[NewsAct], text: str) -> Example:
    """The words of a sentence: those of its acts have their type, all others none."""
    words = tokenize(text)
    events = [QUIET] * len(words)
    sides = []
    for act in acts:
        carrying = full_words(words, act.trigger)
        for number in carrying:
            events[number] = act.event_type
        actors, recipients = full_words(words, act.actors), full_words(words, act.recipients)
        sides.append(ActSides(tuple(carrying), tuple(actors), tuple(recipients)))
    return Example(
        forms=tuple(word.text for word in words),
        words=None,
        names=None,
        events=tuple(events),
        sides=tuple(sides),
    )
