"""Measure time expressions against TIMEX3 gold: strict, relaxed and value F for each corpus.

Strict: same span. Relaxed: overlapping spans. Value: overlapping spans with exactly the same TIMEX3 value.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import detente
from detente.lexicon.time_words import TimeWords, load_time_words
from detente.records import DateMention
from detente.resolve import find_dates

_WORDS = Path(detente.__file__).parent / "lexicon" / "en" / "dates.toml"
# Measured on TempEval-3 Platinum, which is not used here: strict, relaxed, value F.
_PEERS = {
    "HeidelTime (GPL-3)": (80.9, 89.9, 74.2),
    "recognizers-text (MIT)": (69.7, 86.4, 61.4),
    "chrono-node (MIT)": (39.1, 69.8, 32.6),
    "parsedatetime": (27.5, 74.0, 1.5),
    "dateparser": (16.7, 68.9, 3.0),
}
_TARGETS = (75.0, 85.0, 70.0)


@dataclass(slots=True)
class Score:
    """Counts over a corpus."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    errors: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def f_scores(self) -> tuple[float, float, float]:
        """Strict, relaxed and value F, in per cent."""
        total = max(1, self.gold + self.found)
        return 200 * self.strict / total, 200 * self.relaxed / total, 200 * self.value / total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--shared", type=Path, default=Path("../shared"), help="directory with data/time and data/claims"
    )
    parser.add_argument("--errors", type=int, default=0, help="print so many of the most frequent errors")
    parser.add_argument("--only", help="print this corpus only")
    options = parser.parse_args()
    data = options.shared / "data"
    if not data.is_dir():
        sys.exit(f"{data}: no such directory; name the place of the gold with --shared")
    words = load_time_words(_WORDS)
    print(f"{'corpus':34}{'gold':>6}{'found':>7}{'strict':>8}{'relaxed':>9}{'value':>7}  recall (relaxed)")
    for name, articles in _corpora(data):
        if options.only and options.only not in name:
            continue
        score = _score(articles, words)
        strict, relaxed, value = score.f_scores()
        recall = 100 * score.relaxed / max(1, score.gold)
        print(f"{name:34}{score.gold:6}{score.found:7}{strict:8.1f}{relaxed:9.1f}{value:7.1f}  {recall:.1f}")
        for (kind, words_found, detail), count in score.errors.most_common(options.errors):
            print(f"    {count:3} {kind:8} {words_found!r:40} {detail}")
    print(f"{'target on news':47}{_TARGETS[0]:8.1f}{_TARGETS[1]:9.1f}{_TARGETS[2]:7.1f}")
    for peer, (strict, relaxed, value) in _PEERS.items():
        print(f"{peer + ', TempEval-3 Platinum':47}{strict:8.1f}{relaxed:9.1f}{value:7.1f}")


def _corpora(data: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    timebank = sorted(_lines(data / "time" / "timex_timebank.jsonl"), key=lambda article: article["id"])
    # The grammar was developed on the first half only; the second says how well it generalises.
    yield "TimeBank, development half", timebank[::2]
    yield "TimeBank, held-out half", timebank[1::2]
    aquaint = sorted(_lines(data / "time" / "timex_aquaint.jsonl"), key=lambda article: article["id"])
    yield "AQUAINT, development half", aquaint[::2]
    yield "AQUAINT, held-out half", aquaint[1::2]
    yield "WikiWars (histories)", _lines(data / "time" / "timex_wikiwars.jsonl")
    gum = _lines(data / "claims" / "gum_timex.jsonl")
    yield "GUM news (dates only: see recall)", [article for article in gum if article["genre"] == "news"]
    yield "seed page", [_seed(data / "seed")]


def _lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _seed(directory: Path) -> dict[str, Any]:
    gold = json.loads((directory / "gold.json").read_text(encoding="utf-8"))
    text = (directory / "page.txt").read_text(encoding="utf-8")
    timexes = [
        {
            "span": [timex["span"]["start"], timex["span"]["end"]],
            "type": timex["type"],
            "value": timex["value"],
        }
        for timex in gold["timexes"]
    ]
    return {"id": "seed", "text": text, "dct": gold["publication_date"], "timexes": timexes}


def _score(articles: list[dict[str, Any]], words: TimeWords) -> Score:
    score = Score()
    for article in articles:
        anchor = date.fromisoformat(article["dct"][:10]) if article.get("dct") else None
        found = find_dates(article["text"], (), anchor=anchor, words=words)
        score.gold += len(article["timexes"])
        score.found += len(found)
        matched = set()
        for gold in article["timexes"]:
            mention = _match(gold["span"], found, matched)
            _count(gold, mention, article, score)
        for mention in found:
            if mention.start not in matched:
                score.errors["spurious", _plain(mention.text), f"{mention.value}"] += 1
    return score


def _match(span: list[int], found: tuple[DateMention, ...], matched: set[int]) -> DateMention | None:
    overlapping = [
        mention
        for mention in found
        if mention.start < span[1] and span[0] < mention.end and mention.start not in matched
    ]
    if not overlapping:
        return None
    best = max(overlapping, key=lambda mention: min(mention.end, span[1]) - max(mention.start, span[0]))
    matched.add(best.start)
    return best


def _count(gold: dict[str, Any], mention: DateMention | None, article: dict[str, Any], score: Score) -> None:
    words = _plain(article["text"][slice(*gold["span"])])
    if mention is None:
        score.errors["missed", words, f"{gold['type']} {gold['value']}"] += 1
        return
    score.relaxed += 1
    if [mention.start, mention.end] == gold["span"]:
        score.strict += 1
    else:
        score.errors["span", words, f"found {_plain(mention.text)!r}"] += 1
    if mention.value == gold["value"]:
        score.value += 1
    else:
        detail = (
            f"gold {gold['value']}, found {mention.value} ({mention.text!r}, anchor {article['dct'][:10]})"
        )
        score.errors["value", words, detail] += 1


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


if __name__ == "__main__":
    main()
