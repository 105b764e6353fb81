"""How well events are coded on our own corpus: `python bench/quality/own.py [dev|test] [--errors FILE]`.

Per kind of sentence and in all: precision, recall and F1 of event types (each gold event pairs with one coded
event of its type in its sentence; events marked optional count neither way); the share of gold events whose
actors, type and recipients are right (by country, or by shared words where the gold knows none); the share of
paired events with the right status, the right mode (or none) and the right days; chains of voices; events
coded in sentences that only state something or are no politics. Errors are written for `dev` alone: `test` is
kept unseen.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from shared import f1, write_errors

from detente.lexicon import load_lexicon
from detente.parse import load_parser
from detente.pipeline import Coder, code_articles
from detente.proof import example_article
from detente.records import Article, CodedArticle, Event, Participant

CORPUS = Path(__file__).parent / "corpus"
_SMALL = {"the", "a", "an", "of", "and", "in", "'s", "’s"}


@dataclass
class Tally:
    """Counts over the sentences of one kind."""

    sentences: int = 0
    gold: int = 0
    coded: int = 0
    paired: int = 0
    triples: int = 0
    status: int = 0
    modes: int = 0
    dated: int = 0
    days: int = 0
    stray: int = 0
    """Sentences without a gold event in which one was coded."""
    chains: int = 0
    chains_right: int = 0
    causes: Counter[str] = field(default_factory=Counter)


def main() -> None:
    """Measure one half and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("half", nargs="?", choices=("dev", "test"), default="dev")
    parser.add_argument("--errors", type=Path, help="write what is wrong here, as JSON lines (dev only)")
    chosen = parser.parse_args()
    rows = list(read_half(chosen.half))
    coder = Coder(parser=load_parser(), lexicon=load_lexicon())
    results = list(code_articles((article_of(row) for row in rows), coder=coder))
    tallies: dict[str, Tally] = {}
    errors: list[dict[str, Any]] = []
    for row, result in zip(rows, results, strict=True):
        if not isinstance(result, CodedArticle):
            sys.exit(f"{row['id']}: {result.reason}")
        for name in ("all", row["region"], row["kind"]):
            errors_here = errors if name == "all" else []
            measure(tallies.setdefault(name, Tally()), row, result, errors_here)
    report(tallies)
    if chosen.half == "dev":
        write_errors(chosen.errors, errors)


def read_half(half: str) -> Iterator[dict[str, Any]]:
    """Sentences of one half, region by region."""
    for path in sorted((CORPUS / half).glob("*.jsonl")):
        for line in path.read_text("utf-8").split("\n"):
            if line.strip():
                yield json.loads(line)


def article_of(row: dict[str, Any]) -> Article:
    """A sentence as an article of its own."""
    published = date.fromisoformat(row["published"])
    return replace(example_article(row["text"]), id=row["id"], published=published)


def measure(tally: Tally, row: dict[str, Any], result: CodedArticle, errors: list[dict[str, Any]]) -> None:
    """Count one sentence."""
    wrong = Errors(row, tally, errors)
    sure = [event for event in row["events"] if not event.get("optional")]
    pairs = paired(row["events"], result.events)
    free = [event for event in result.events if id(event) not in {id(coded) for _, coded in pairs}]
    tally.sentences += 1
    tally.gold += len(sure)
    tally.coded += len(free)
    tally.stray += not row["events"] and bool(result.events)
    for gold, coded in pairs:
        if gold.get("optional"):
            continue
        has_sides = sides_right(gold, coded)
        tally.paired += 1
        tally.coded += 1
        tally.triples += has_sides
        tally.status += coded.status == gold["status"]
        tally.modes += coded.mode == gold["mode"]
        if gold["when"]:
            tally.dated += 1
            tally.days += days_of(coded) == (gold["when"]["start"], gold["when"]["end"])
        if not has_sides:
            wrong.note("wrong side", gold, [coded])
        if coded.status != gold["status"]:
            wrong.note("wrong status", gold, [coded])
    taken = {id(gold) for gold, _ in pairs}
    for gold in sure:
        if id(gold) not in taken:
            cause = "wrong type" if free else ("no rule" if result.mentions else "no mention")
            wrong.note(cause, gold, free)
    for coded in free:
        wrong.note("false event" if row["events"] else "event in statement", None, [coded])
    count_chain(tally, row, result)


def paired(gold: Sequence[dict[str, Any]], coded: Sequence[Event]) -> list[tuple[dict[str, Any], Event]]:
    """Pairs of the same type, those whose triggers touch first; nobody is paired twice."""
    pairs: list[tuple[dict[str, Any], Event]] = []
    taken: set[int] = set()
    for must_touch in (True, False):
        for want in sorted(gold, key=lambda event: bool(event.get("optional"))):
            for event in coded:
                if id(want) in taken or id(event) in taken or event.event_type != want["type"]:
                    continue
                if must_touch and not _share_word(want["trigger"], event.trigger.text):
                    continue
                pairs.append((want, event))
                taken |= {id(want), id(event)}
    return pairs


def sides_right(gold: dict[str, Any], event: Event) -> bool:
    """Whether every gold side is met by a coded one, and no side is coded that is not gold.

    Reciprocal events may list sides either way.
    """
    found = (*event.actors, *event.recipients)
    wanted = [*gold["actors"], *gold["recipients"]]
    if not all(any(is_side(side, other) for side in wanted) for other in found):
        return False
    if not gold["recipients"] or not event.recipients:
        return all(any(is_side(side, other) for other in found) for side in wanted)
    return all(any(is_side(side, other) for other in event.actors) for side in gold["actors"]) and all(
        any(is_side(side, other) for other in event.recipients) for side in gold["recipients"]
    )


def days_of(event: Event) -> tuple[str, str] | None:
    """First and last day of a coded event."""
    if event.occurred is None:
        return None
    last = event.occurred.end - timedelta(days=1)
    return event.occurred.start.isoformat(), last.isoformat()


def is_side(gold: dict[str, Any], side: Participant) -> bool:
    """Whether a coded side is the gold one."""
    if gold["country"] and side.country:
        return bool(gold["country"] == side.country)
    return _share_word(gold["text"], side.mention.text) or _share_word(gold["text"], side.name or "")


def count_chain(tally: Tally, row: dict[str, Any], result: CodedArticle) -> None:
    """Count a chain of voices as right when every link is met, in order, by one claim or event."""
    if not row["chain"]:
        return
    tally.chains += 1
    found = [
        [
            *(
                [claim.speaker.name + " " + " ".join(span.text for span in claim.source)]
                if claim.speaker
                else []
            ),
            *(f"{voice.voice} {voice.mention.text if voice.mention else ''}" for voice in claim.attribution),
        ]
        for claim in result.claims
    ]
    found += [
        [f"{voice.voice} {voice.mention.text if voice.mention else ''}" for voice in event.attribution]
        for event in result.events
    ]
    tally.chains_right += any(
        len(chain) == len(row["chain"])
        and all(_share_word(want, link) for want, link in zip(row["chain"], chain, strict=True))
        for chain in found
    )


def _share_word(left: str, right: str) -> bool:
    words = [set(text.lower().replace("’s", "").replace("'s", "").split()) - _SMALL for text in (left, right)]
    return bool(words[0] & words[1])


@dataclass
class Errors:
    """What is wrong in the sentences of one group."""

    row: dict[str, Any]
    tally: Tally
    kept: list[dict[str, Any]]

    def note(self, cause: str, gold: dict[str, Any] | None, coded: Sequence[Event]) -> None:
        """Count an error by its cause, and keep it."""
        self.tally.causes[cause] += 1
        error = {"id": self.row["id"], "cause": cause, "text": self.row["text"]}
        error |= {"gold": brief_gold(gold) if gold else None, "coded": [brief(event) for event in coded]}
        self.kept.append(error)


def brief_gold(event: dict[str, Any]) -> str:
    """A gold event in a few words."""
    actors, recipients = (
        "+".join(f"{side['text']}/{side['country']}" for side in event[name]) for name in ("actors", "recipients")
    )  # fmt: skip
    return f"{event['type']} {event['status']} '{event['trigger']}' [{actors}] -> [{recipients}]"


def brief(event: Event) -> str:
    """A coded event in a few words."""
    actors, recipients = (
        "+".join(f"{side.mention.text}/{side.country}" for side in sides)
        for sides in (event.actors, event.recipients)
    )
    return (
        f"{event.event_type} {event.status} '{event.trigger.text}' [{actors}] -> [{recipients}] "
        f"{event.rule} {event.confidence}"
    )


def report(tallies: dict[str, Tally]) -> None:
    """Print a line per group of sentences."""
    print(
        f"{'':18} {'sents':>5} {'gold':>5} {'P':>5} {'R':>5} {'F1':>5} {'triple':>6} {'status':>6} {'mode':>5} {'days':>5} "
        f"{'chain':>5} {'stray':>5}"
    )
    for name, tally in tallies.items():
        precision, recall = share(tally.paired, tally.coded), share(tally.paired, tally.gold)
        print(
            f"{name:18} {tally.sentences:5} {tally.gold:5} {precision:5.3f} {recall:5.3f} {f1(precision, recall):5.3f} "
            f"{share(tally.triples, tally.gold):6.3f} {share(tally.status, tally.paired):6.3f} "
            f"{share(tally.modes, tally.paired):5.3f} {share(tally.days, tally.dated):5.3f} {share(tally.chains_right, tally.chains):5.3f} "
            f"{share(tally.stray, tally.sentences):5.3f}"
        )
    causes = tallies["all"].causes.most_common()
    print("errors by cause: " + ", ".join(f"{cause} {count}" for cause, count in causes))


def share(part: int, whole: int) -> float:
    """A share, 0 of nothing."""
    return part / whole if whole else 0.0


if __name__ == "__main__":
    main()
