"""Annotate acts in real news without copying it: from readable lines to places, and back.

    python -m tools.news --shared ../shared show training/news/a.tsv      places to readable lines
    python -m tools.news --shared ../shared keep readable.tsv training/news/a.tsv

A readable line is `LINE.START-END<TAB>sentence<TAB>act<TAB>act ...`, an act `TYPE|trigger|actor|recipient` in
words of the sentence: parts of a trigger joined by `+`, several sides by `&`, `-` for nobody, `attack#2` for
the second "attack". What cannot be found in its sentence is named, and nothing is written.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from training.news import NewsAct, Spans, act_in_words, places_of, read_sentences, read_texts


def main() -> None:
    """Show or keep a file."""
    parser = argparse.ArgumentParser(prog="tools.news", description=__doc__.split("\n", maxsplit=1)[0])
    add_shared(parser)
    commands = parser.add_subparsers(dest="command", required=True)
    shown = commands.add_parser("show", help="print readable lines")
    shown.add_argument("file", type=Path)
    kept = commands.add_parser("keep", help="write places of readable lines")
    kept.add_argument("readable", type=Path)
    kept.add_argument("file", type=Path)
    chosen = parser.parse_args()
    texts = news_texts(chosen.shared)
    if chosen.command == "show":
        print("\n".join(readable(chosen.file, texts)))
        return
    try:
        lines = [kept_line(line, texts) for line in chosen.readable.read_text("utf-8").split("\n") if line]
    except ValueError as error:
        sys.exit(f"{chosen.readable}: {error}")
    chosen.file.write_text("\n".join(lines) + "\n", "utf-8")


def add_shared(parser: argparse.ArgumentParser) -> None:
    """Ask for the data folder."""
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with data/ner")


def news_texts(shared: Path) -> list[str]:
    """Lines of the news, or an end of the program that says what is missing."""
    source = shared / "data" / "ner" / "gmb-full-train.jsonl"
    if not source.exists():
        sys.exit(f"{source} is missing: name its folder with --shared")
    return read_texts(source)


def readable(path: Path, texts: Sequence[str]) -> Iterator[str]:
    """Readable lines of a file of places."""
    for sentence in read_sentences(path):
        text = texts[sentence.line][sentence.start : sentence.end]
        acts = [_shown(act, text) for act in sentence.acts]
        yield "\t".join([f"{sentence.line}.{sentence.start}-{sentence.end}", text, *acts])


def _shown(act: NewsAct, text: str) -> str:
    trigger = "+".join(_words(act.trigger, text)) or "-"
    sides = ["&".join(_words(spans, text)) or "-" for spans in (act.actors, act.recipients)]
    return "|".join([act.event_type + act.mark, trigger, *sides])


def _words(spans: Spans, text: str) -> Iterator[str]:
    for start, end in spans:
        words = text[start:end]
        number = len(places_of(words, text[:start])) + 1
        yield words if number == 1 else f"{words}#{number}"


def kept_line(line: str, texts: Sequence[str]) -> str:
    """The places of one readable line.

    Raises:
        ValueError: If an act is not in the sentence.
    """
    place, shown, *acts = line.split("\t")
    number, _, limits = place.partition(".")
    start, _, end = limits.partition("-")
    text = texts[int(number)][int(start) : int(end)]
    if text != shown:
        raise ValueError(f"{place}: the sentence is not the one of the data")
    try:
        return "\t".join([place, *(_kept(act_in_words(act, text)) for act in acts)])
    except ValueError as error:
        raise ValueError(f"{place}: {error}") from error


def _kept(act: NewsAct) -> str:
    spans = (act.trigger, act.actors, act.recipients)
    return " ".join([act.event_type + act.mark, *map(_written, spans)])


def _written(spans: Spans) -> str:
    return "+".join(f"{start}-{end}" for start, end in spans) or "-"


if __name__ == "__main__":
    main()
