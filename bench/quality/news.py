"""How well events are coded in real news: `python bench/quality/news.py [--shared ../shared] [--errors FILE]`.

Sentences of Voice of America news with all their acts (`training/news`), those that the parser was not trained
on. Precision, recall and F1 of types (each annotated act pairs with one coded event of its type, those whose
triggers touch first); the share of acts whose sides are right too (every annotated side is met, by overlap of
words or by another mention of the same country); and in how many sentences without act one was coded.
"""

import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from shared import f1, need, options, write_errors
from training.acts import is_text_held_back
from training.news import NewsAct, Spans, news_sentences, read_texts

from detente.lexicon import load_lexicon
from detente.parse import load_parser
from detente.pipeline import code_articles, load_coder
from detente.proof import example_article
from detente.records import CodedArticle, Event
from events import brief, overlaps

NEWS = Path(__file__).parents[2] / "training" / "news"
FILES = "voa-*.tsv"
"""Those whose sentences were not chosen for being hard."""


@dataclass
class Tally:
    """Counts of one type, or of all."""

    gold: int = 0
    coded: int = 0
    paired: int = 0
    triples: int = 0


@dataclass
class Counts:
    """Counts of all sentences."""

    by_type: dict[str, Tally] = field(default_factory=dict)
    quiet: int = 0
    stray: int = 0
    causes: Counter[str] = field(default_factory=Counter)
    errors: list[dict[str, Any]] = field(default_factory=list)

    def of(self, event_type: str) -> Tally:
        """Counts of a type."""
        return self.by_type.setdefault(event_type, Tally())

    def note(self, cause: str, text: str, told: str) -> None:
        """Keep an error."""
        self.causes[cause] += 1
        self.errors.append({"cause": cause, "told": told, "text": text})


def main() -> None:
    """Measure and print a table."""
    parser = options(__doc__)
    parser.add_argument("--errors", type=Path, help="write what is wrong here, as JSON lines")
    chosen = parser.parse_args()
    texts = read_texts(need(chosen.shared / "data" / "ner" / "gmb-full-train.jsonl"))
    rows = [row for row in news_sentences(NEWS, texts, FILES) if is_text_held_back(row[0])]
    coder = load_coder(parser=load_parser(), lexicon=load_lexicon())
    counts = Counts()
    coded = code_articles((example_article(text) for text, _ in rows), coder=coder)
    for (text, acts), result in zip(rows, coded, strict=True):
        if isinstance(result, CodedArticle):
            count(text, acts, result, counts)
    report(len(rows), counts)
    write_errors(chosen.errors, counts.errors)


def count(text: str, acts: tuple[NewsAct, ...], result: CodedArticle, counts: Counts) -> None:
    """Count one sentence."""
    counts.quiet += not acts
    counts.stray += not acts and bool(result.events)
    pairs = paired(acts, result.events)
    for act in acts:
        counts.of(act.event_type).gold += 1
        event = pairs.get(id(act))
        if event is None:
            counts.note("missed", text, f"{act.event_type} '{words(act.trigger, text)}'")
            continue
        counts.of(act.event_type).paired += 1
        if are_sides_right(act, event, text, result):
            counts.of(act.event_type).triples += 1
        else:
            told = f"[{words(act.actors, text)}] -> [{words(act.recipients, text)}], coded {brief(event)}"
            counts.note("wrong side", text, told)
    right = {id(event) for event in pairs.values()}
    for event in result.events:
        counts.of(event.event_type).coded += 1
        if id(event) not in right:
            counts.note("false event" if acts else "event in statement", text, brief(event))


def paired(acts: tuple[NewsAct, ...], events: tuple[Event, ...]) -> dict[int, Event]:
    """The event of each act, by the act's identity; nobody is paired twice."""
    pairs: dict[int, Event] = {}
    taken: set[int] = set()
    for must_touch in (True, False):
        for act in acts:
            for event in events:
                if id(act) in pairs or id(event) in taken or event.event_type != act.event_type:
                    continue
                if act.is_told_by(event) or not must_touch:
                    pairs[id(act)] = event
                    taken.add(id(event))
    return pairs


def are_sides_right(act: NewsAct, event: Event, text: str, result: CodedArticle) -> bool:
    """Whether every annotated side is met; reciprocal acts may list theirs either way."""
    everybody = (*event.actors, *event.recipients)
    actors = event.actors if event.recipients and act.recipients else everybody
    recipients = event.recipients or everybody
    return all(
        overlaps(text[start:end], sides, result)
        for spans, sides in ((act.actors, actors), (act.recipients, recipients))
        for start, end in spans
    )


def words(spans: Spans, text: str) -> str:
    """The words at some places."""
    return " + ".join(text[start:end] for start, end in spans)


def report(n_sentences: int, counts: Counts) -> None:
    """Print a line for all and one per type."""
    total = Tally()
    for tally in counts.by_type.values():
        for name in vars(total):
            setattr(total, name, getattr(total, name) + getattr(tally, name))
    print(f"{n_sentences} sentences, {counts.quiet} without act; coded in {counts.stray} of these")
    print(f"{'':10} {'gold':>5} {'P':>5} {'R':>5} {'F1':>5} {'triple':>6}")
    for name, tally in [("all", total), *sorted(counts.by_type.items())]:
        precision = tally.paired / max(1, tally.coded)
        recall = tally.paired / max(1, tally.gold)
        print(
            f"{name:10} {tally.gold:5} {precision:5.3f} {recall:5.3f} {f1(precision, recall):5.3f} "
            f"{tally.triples / max(1, tally.gold):6.3f}"
        )
    print("errors by cause: " + ", ".join(f"{cause} {n}" for cause, n in counts.causes.most_common()))


if __name__ == "__main__":
    main()
