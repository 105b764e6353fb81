"""How well acts of police are found: `python bench/quality/police.py [--limit N] [--errors FILE]`.

IndiaPoliceEvents (Halterman, Keith, Sarwar and O'Connor, ACL Findings 2021), development part: every sentence of
1 012 reports of the Times of India, March 2002, in lower case, labelled by readers who saw the whole report. Each
label answers one question, and is taken as follows.

    KILL        did police kill someone?                      ASSAULT
    ARREST      did police arrest someone?                    COERCE
    FORCE       did police use force or violence?             ASSAULT
    ANY_ACTION  did police do anything?                       any type
    FAIL        did police fail to act, or to intervene?      none: nothing was done; here an ASSAULT or COERCE is false
    none        sentences without a label                     none

Police are actors of the sectors COP and MIL: the army and paramilitary forces patrolled too, and are labelled. A
report is coded as one article, dated by its first line where that has a date; doubly encoded quotation marks are
mended, and pieces of torn sentences joined. An event belongs to the sentence that holds its trigger, and to the
others that report it.

Columns: sentences; `found`, the share with an event of a fitting type by police that is said to have happened
(`asserted` or `historical`; for FAIL and none: of ASSAULT or COERCE, which is false); `status`, the same with any
status; `anyone`, the same with any actor; `event`, the share with any event by police. FAIL leaves out sentences
that have KILL, ARREST or FORCE as well. Labels are exhaustive, so precision is given below: the share of sentences
with an ASSAULT by police that are labelled KILL or FORCE, and with an arrest by police that are labelled ARREST.

Errors, by cause: `no mention` (no police found in the sentence), `no rule` (police found, no event of theirs),
`wrong type` (an event of theirs, of another type), `wrong status`, `wrong side` (the act, but by somebody else);
`false event`.
"""

import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from shared import json_lines, need, options, write_errors

from detente.lexicon import load_lexicon
from detente.parse import load_parser
from detente.pipeline import Coder, code_articles
from detente.records import Article, CodedArticle, Event
from events import brief

FITTING = {
    "KILL": {"ASSAULT"},
    "ARREST": {"COERCE"},
    "FORCE": {"ASSAULT"},
    "ANY_ACTION": None,
    "FAIL": {"ASSAULT", "COERCE"},
    "none": {"ASSAULT", "COERCE"},
}
FALSE = {"FAIL", "none"}
HAPPENED = {"asserted", "historical"}
_FORCES = {"COP", "MIL"}
_DATED = re.compile(r"This story is from (\w+ \d+, \d{4})\s*")
# UTF-8 read as Windows-1252, the undefined 9D lost; "''" is an apostrophe within a word and a quotation mark elsewhere.
_MENDED = (
    ("â€œ", "“"), ("â€™", "’"), ("â€˜", "‘"), ("â€”", "—"), ("â€“", "–"), ("â€¢", "•"), ("â€š", "‚"), ("â€�", "”"),
    ("â€", "”"), ("Â�", " "), ("Â", " "), ("�", " "), ("‘‘", "“"), ("’’", "”"),
)  # fmt: skip


@dataclass(frozen=True)
class Report:
    """A report and where its labelled sentences begin in it."""

    rows: list[dict[str, Any]]
    starts: list[int]
    article: Article


@dataclass
class Tally:
    """Counts of one label."""

    sentences: int = 0
    found: int = 0
    any_status: int = 0
    anyone: int = 0
    event: int = 0


@dataclass
class Result:
    """Counts of all labels, sentences by what was coded in them, and what is wrong."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {label: Tally() for label in FITTING})
    assaults: Counter[bool] = field(default_factory=Counter)
    """Sentences with an ASSAULT by police, by whether they are labelled so."""
    arrests: Counter[bool] = field(default_factory=Counter)
    errors: list[dict[str, Any]] = field(default_factory=list)


def main() -> None:
    """Measure and print one table."""
    parser = options(__doc__)
    parser.add_argument("--limit", type=int, help="only the first N reports")
    parser.add_argument("--errors", type=Path, help="write what is wrong here, as JSON lines")
    chosen = parser.parse_args()
    path = need(chosen.shared / "data" / "events" / "india_police_dev.jsonl")
    reports = list(read_reports(json_lines(path)))[: chosen.limit]
    coder = Coder(parser=load_parser(), lexicon=load_lexicon())
    result = Result()
    for report, coded in zip(
        reports, code_articles((report.article for report in reports), coder=coder), strict=True
    ):
        if not isinstance(coded, CodedArticle):
            sys.exit(f"{report.article.id}: {coded.reason}")
        measure(report, coded, result)
    print_table(result)
    write_errors(chosen.errors, result.errors)


def read_reports(rows: Iterable[dict[str, Any]]) -> Iterator[Report]:
    """Reports with their sentences, in the order of the file."""
    for name, group in groupby(rows, key=lambda row: row["id"].rsplit("-", 1)[0]):
        yield report_of(name, list(group))


def report_of(name: str, rows: list[dict[str, Any]]) -> Report:
    """A report as one article; a line ends where a sentence does, so that torn ones are whole again."""
    published: date | None = None
    text, starts = "", []
    for row in rows:
        piece = row["text"]
        if dated := _DATED.match(piece):
            published = datetime.strptime(dated[1], "%B %d, %Y").replace(tzinfo=UTC).date()
            piece = piece[dated.end() :]
        if text.endswith("”") and piece.startswith("™"):
            # A torn "â€™".
            text, piece = text[:-1] + "’", piece[1:]
            gap = " " if piece.startswith(" ") else ""
        else:
            gap = "\n\n" if text.rstrip("\"'”’) ").endswith((".", "!", "?")) else " "
        text += gap if text else ""
        starts.append(len(text))
        text += mended(piece)
    article = Article(
        id=name, url=None, publisher=None, headline=None, byline=None, language="en",
        published=published, published_basis="argument" if published else None, text=text,
    )  # fmt: skip
    return Report(rows, starts, article)


def mended(text: str) -> str:
    """The text with the characters it was written in."""
    for wrong, right in _MENDED:
        text = text.replace(wrong, right)
    return re.sub(r"(?<=\w)''(?=\w)", "'", text).replace("''", '"').strip()


def measure(report: Report, coded: CodedArticle, result: Result) -> None:
    """Count the sentences of one report."""
    events: list[list[Event]] = [[] for _ in report.rows]
    for event in coded.events:
        for row in rows_of(event, report.starts):
            events[row].append(event)
    policed = {
        bisect_right(report.starts, mention.start) - 1
        for mention in coded.mentions
        if mention.sector in _FORCES
    }
    for number, row in enumerate(report.rows):
        labels = {event["code"] for event in row["events"]}
        here = events[number]
        for label in counted(labels):
            tally = result.tallies[label]
            found = count(tally, here, FITTING[label])
            if found == (label in FALSE):
                cause = "false event" if found else cause_of(label, here, has_police=number in policed)
                error = {"id": row["id"], "label": label, "cause": cause, "coded": [*map(brief, here)]}
                result.errors.append(error | {"text": row["text"]})
        by_police = [event for event in here if is_police(event) and event.status in HAPPENED]
        if any(event.event_type == "ASSAULT" for event in by_police):
            result.assaults[bool(labels & {"KILL", "FORCE"})] += 1
        if any(event.mode == "arrest" and event.event_type == "COERCE" for event in by_police):
            result.arrests["ARREST" in labels] += 1


def rows_of(event: Event, starts: list[int]) -> set[int]:
    """The labelled sentences that report an event."""
    # By its end: a place and a colon, labelled apart, may stand before a sentence.
    others = [span.end - 1 for span in event.reported_in if span != event.evidence]
    return {bisect_right(starts, offset) - 1 for offset in (event.trigger.start, *others)}


def counted(labels: set[str]) -> list[str]:
    """The labels under which a sentence is counted."""
    if not labels:
        return ["none"]
    acted = labels & {"KILL", "ARREST", "FORCE"}
    return [label for label in FITTING if label in labels and not (label == "FAIL" and acted)]


def count(tally: Tally, events: list[Event], fitting: set[str] | None) -> bool:
    """Count one sentence; whether a fitting event by police is said to have happened in it."""
    fit = [event for event in events if fitting is None or event.event_type in fitting]
    happened = [event for event in fit if event.status in HAPPENED]
    found = any(map(is_police, happened))
    tally.sentences += 1
    tally.found += found
    tally.any_status += any(map(is_police, fit))
    tally.anyone += bool(happened)
    tally.event += any(map(is_police, events))
    return found


def is_police(event: Event) -> bool:
    """Whether police or another force of the state acts."""
    return any(side.sector in _FORCES for side in event.actors)


def cause_of(label: str, events: list[Event], *, has_police: bool) -> str:
    """Why an act was missed, as far as the record tells."""
    fitting = FITTING[label]
    fit = [event for event in events if fitting is None or event.event_type in fitting]
    if any(map(is_police, fit)):
        return "wrong status"
    if fit and fitting is not None:
        return "wrong side"
    if any(map(is_police, events)):
        return "wrong type"
    return "no rule" if has_police else "no mention"


def print_table(result: Result) -> None:
    """Print a line per label, precision, and causes."""
    print(f"{'label':11} {'sents':>6} {'found':>6} {'status':>6} {'anyone':>6} {'event':>6}")
    for label, tally in result.tallies.items():
        shares = (tally.found, tally.any_status, tally.anyone, tally.event)
        print(
            f"{label:11} {tally.sentences:6} "
            + " ".join(f"{part / max(1, tally.sentences):6.3f}" for part in shares)
        )
    for name, kinds in (("ASSAULT", result.assaults), ("arrest", result.arrests)):
        print(
            f"precision of {name} by police: {kinds[True] / max(1, kinds.total()):.3f} of {kinds.total()} sentences"
        )
    for label in result.tallies:
        causes = Counter(error["cause"] for error in result.errors if error["label"] == label)
        print(f"{label}: " + ", ".join(f"{cause} {number}" for cause, number in causes.most_common()))


if __name__ == "__main__":
    main()
