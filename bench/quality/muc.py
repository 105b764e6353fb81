"""How well who and whom of attacks are found: `python bench/quality/muc.py [--limit N] [--errors FILE]`.

MUC-4, development part: 1 300 reports of 1988-1991 on Latin America, in upper case, of which 700 have templates of
incidents. A template names the type and stage of an incident, its perpetrators (individuals and organisations), and
its targets (people and things), each in all the wordings the report has for them. Types are taken as follows.

    ATTACK, BOMBING, KIDNAPPING, ARSON    ASSAULT
    ROBBERY, FORCED WORK STOPPAGE         ASSAULT, COERCE

An accomplished incident must be coded as having happened (`asserted` or `historical`), an attempted one may have any
status, a threatened one may have any status and be THREATEN. A report is coded as one article, without its heading
and dated by its dateline; reports without any dateline have no date.

Columns, for each type: `docs`, reports that have such an incident; `found`, the share in which an event of a fitting
type is coded; `who` and `whom`, incidents that name such a side; `R`, the share of these in which the head word of
one of its wordings is that of an actor (a recipient) of a fitting event. Pronouns and abbreviations are taken for
whom they mean. Then `P`: the share of actors (recipients) of all ASSAULTs that happened, in reports with incidents,
each counted once a report, which are a perpetrator (a target) of any incident there. Templates leave out clashes
between forces and whatever is vague or older than two months, so `P` is a lower bound, and an ASSAULT in a report
without incidents is often not false: the last line gives the share of those reports that have one.

Errors, one for each side that is missed: `wrong status` (it is the side of an event of another status), `wrong side`
(a fitting event is coded in a sentence that names it, with it on the other side or left out), `no mention` (none of
its wordings is found as an actor), `no rule` (found, but no fitting event where it is named).
"""

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from shared import json_lines, need, options, write_errors

from detente.lexicon import load_lexicon
from detente.parse import load_parser
from detente.pipeline import Coder, code_articles
from detente.records import Article, CodedArticle, Event, Participant
from events import brief

FITTING = {
    "ATTACK": {"ASSAULT"},
    "BOMBING": {"ASSAULT"},
    "KIDNAPPING": {"ASSAULT"},
    "ARSON": {"ASSAULT"},
    "ROBBERY": {"ASSAULT", "COERCE"},
    "FORCED WORK STOPPAGE": {"ASSAULT", "COERCE"},
}
HAPPENED = {"asserted", "historical"}
# What of a phrase comes after its head: "MEMBERS OF THE FMLN", "PEOPLE THEY HAVE KIDNAPPED".
_AFTER_HEAD = re.compile(
    r"\s+(?:OF|IN|FROM|AT|ON|BY|WITH|NEAR|FOR|TO|WHO|WHICH|THAT|WHOSE|THEY|BELONGING|BELIEVED|WEARING|CARRYING)\b"
    r"|\s*[,(\[]"
)
_DATELINE = re.compile(r"\b(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* (\d\d)\b")
_HEADING = re.compile(
    r"^(?:.{0,200}?(?:\d\d|NO DATE)(?: ?\([^)]*\))? --\s*)?(?:(?:\[[^\]]*\]\s*)*\[(?:TEXT|EXCERPTS?)\]\s*)?",
    re.DOTALL,
)
_SIDES = ("who", "whom")


@dataclass
class Tally:
    """Counts of one type of incident."""

    documents: int = 0
    found: int = 0
    named: Counter[str] = field(default_factory=Counter)
    """Incidents that name a perpetrator (`who`), a target (`whom`)."""
    met: Counter[str] = field(default_factory=Counter)
    """Those of them where it is a side of a fitting event."""


@dataclass
class Result:
    """Counts of all types, of coded sides, and of reports without incidents."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in (*FITTING, "all")})
    coded: Counter[str] = field(default_factory=Counter)
    """Sides of ASSAULTs in reports with incidents."""
    right: Counter[str] = field(default_factory=Counter)
    empty: int = 0
    stray: int = 0
    """Reports without incidents in which an ASSAULT is coded."""
    errors: list[dict[str, Any]] = field(default_factory=list)


def main() -> None:
    """Measure and print one table."""
    parser = options(__doc__)
    parser.add_argument("--limit", type=int, help="only the first N reports")
    parser.add_argument("--errors", type=Path, help="write what is missed here, as JSON lines")
    chosen = parser.parse_args()
    path = need(chosen.shared / "data" / "events" / "muc4_dev.jsonl")
    rows = list(json_lines(path))[: chosen.limit]
    coder = Coder(parser=load_parser(), lexicon=load_lexicon())
    result = Result()
    for row, coded in zip(rows, code_articles(map(article_of, rows), coder=coder), strict=True):
        if not isinstance(coded, CodedArticle):
            sys.exit(f"{row['id']}: {coded.reason}")
        measure(row, coded, result)
    print_table(result)
    write_errors(chosen.errors, result.errors)


def article_of(row: dict[str, Any]) -> Article:
    """A report without its heading."""
    published: date | None = None
    if dated := _DATELINE.search(row["text"][:120]):
        day = " ".join(dated.groups())
        published = datetime.strptime(day, "%d %b %y").replace(tzinfo=UTC).date()
    return Article(
        id=row["id"], url=None, publisher=None, headline=None, byline=None, language="en", published=published,
        published_basis="argument" if published else None, text=_HEADING.sub("", row["text"]),
    )  # fmt: skip


def measure(row: dict[str, Any], coded: CodedArticle, result: Result) -> None:
    """Count one report."""
    incidents = row["events"]
    happened = [event for event in coded.events if event.status in HAPPENED]
    assaults = [event for event in happened if event.event_type == "ASSAULT"]
    if not incidents:
        result.empty += 1
        result.stray += bool(assaults)
        return
    names = Names(coded)
    for kind in {incident["code"] for incident in incidents}:
        same = [incident for incident in incidents if incident["code"] == kind]
        is_found = any(fitting_events(incident, coded) for incident in same)
        for tally in (result.tallies[kind], result.tallies["all"]):
            tally.documents += 1
            tally.found += is_found
    for incident in incidents:
        for side in _SIDES:
            count_side(incident, side, names, result)
    for side in _SIDES:
        gold = {head for incident in incidents for head in wanted(incident, side)}
        coded_sides = {heads for event in assaults for heads in map(names.of, sides_of(event, side))}
        result.coded[side] += len(coded_sides)
        result.right[side] += sum(bool(heads & gold) for heads in coded_sides)


def fitting_events(incident: dict[str, Any], coded: CodedArticle) -> list[Event]:
    """The coded events that may be the incident."""
    stage = incident["stage"]
    types = FITTING[incident["code"]] | ({"THREATEN"} if "THREATENED" in stage else set())
    may_be_any = "ATTEMPTED" in stage or "THREATENED" in stage
    return [
        event
        for event in coded.events
        if event.event_type in types and (may_be_any or event.status in HAPPENED)
    ]


def count_side(incident: dict[str, Any], side: str, names: "Names", result: Result) -> None:
    """Count one side of an incident, and keep it when it is missed."""
    gold = wanted(incident, side)
    if not gold:
        return
    fit = fitting_events(incident, names.coded)
    is_met = names.are_among(gold, fit, side)
    for tally in (result.tallies[incident["code"]], result.tallies["all"]):
        tally.named[side] += 1
        tally.met[side] += is_met
    if is_met:
        return
    other = _SIDES[side == "who"]
    types = FITTING[incident["code"]]
    if names.are_among(gold, [e for e in names.coded.events if e.event_type in types], side):
        cause = "wrong status"
    elif names.are_among(gold, fit, other) or names.are_named(gold, fit):
        cause = "wrong side"
    else:
        cause = "no rule" if names.has_mention(gold) else "no mention"
    result.errors.append(
        {
            "id": names.coded.article.id, "incident": incident["code"], "stage": incident["stage"], "side": side,
            "cause": cause, "gold": incident[_GOLD[side]], "coded": [brief(event) for event in fit],
            "sentences": names.sentences_with(gold),
        }
    )  # fmt: skip


_GOLD = {"who": "source", "whom": "target"}


def wanted(incident: dict[str, Any], side: str) -> frozenset[str]:
    """Head words of all wordings of a side."""
    return frozenset(filter(None, map(head_of, (incident[_GOLD[side]] or "").split(";"))))


def head_of(phrase: str) -> str:
    """The head word of a phrase in upper case, without the ending of a plural; empty if there is none."""
    phrase = _AFTER_HEAD.split(" " + phrase.upper().strip(' "\\'), maxsplit=1)[0]
    words = [word for word in re.findall(r"[\w.-]+", re.sub(r"['’]S\b", "", phrase)) if word.strip(".-")]
    word = words[-1].strip(".-") if words else ""
    return word[:-1] if len(word) > 4 and word.endswith("S") and not word.endswith("SS") else word


def sides_of(event: Event, side: str) -> tuple[Participant, ...]:
    """Those who act, or those who are acted upon."""
    return event.actors if side == "who" else event.recipients


class Names:
    """The words by which a report calls those it mentions."""

    def __init__(self, coded: CodedArticle) -> None:
        """Gather the head words of all mentions of the same entity."""
        self.coded = coded
        self._by_entity: dict[tuple[str | None, str | None], set[str]] = {}
        for mention in coded.mentions:
            if mention.entity or mention.name:
                heads = self._by_entity.setdefault((mention.entity, mention.name), set())
                heads.add(head_of(mention.text))

    def of(self, side: Participant) -> frozenset[str]:
        """Head words of a side, and of the other mentions of the same."""
        known = self._by_entity.get((side.entity, side.name), set()) if side.entity or side.name else set()
        return frozenset({head_of(side.mention.text), head_of(side.name or ""), *known} - {""})

    def are_among(self, gold: frozenset[str], events: list[Event], side: str) -> bool:
        """Whether a side of one of the events is meant by one of the head words."""
        return any(self.of(coded) & gold for event in events for coded in sides_of(event, side))

    def are_named(self, gold: frozenset[str], events: list[Event]) -> bool:
        """Whether the sentence of one of the events has one of the head words."""
        text = self.coded.article.text
        return any(has_word(text[e.evidence.start : e.evidence.end], gold) for e in events)

    def has_mention(self, gold: frozenset[str]) -> bool:
        """Whether anybody is called so."""
        return any(head_of(mention.text) in gold for mention in self.coded.mentions)

    def sentences_with(self, gold: frozenset[str]) -> list[str]:
        """The first three sentences with one of the head words."""
        texts = [self.coded.article.text[s.start : s.end] for s in self.coded.sentences]
        return [text for text in texts if has_word(text, gold)][:3]


def has_word(text: str, heads: frozenset[str]) -> bool:
    """Whether one of the head words is in a text."""
    return any(re.search(rf"\b{re.escape(head)}", text.upper()) for head in heads)


def print_table(result: Result) -> None:
    """Print a line per type, precision, reports without incidents, and causes."""
    print(
        f"{'incident':21} {'docs':>5} {'found':>6} {'who':>5} {'R':>6} {'P':>6} {'whom':>5} {'R':>6} {'P':>6}"
    )
    for kind, tally in result.tallies.items():
        cells = [f"{kind:21} {tally.documents:5} {share(tally.found, tally.documents)}"]
        for side in _SIDES:
            precision = share(result.right[side], result.coded[side]) if kind == "all" else " " * 6
            cells.append(f"{tally.named[side]:5} {share(tally.met[side], tally.named[side])} {precision}")
        print(" ".join(cells))
    print(f"{'no incident':21} {result.empty:5} {share(result.stray, result.empty)}")
    for side in _SIDES:
        causes = Counter(error["cause"] for error in result.errors if error["side"] == side)
        print(f"{side}: " + ", ".join(f"{cause} {number}" for cause, number in causes.most_common()))


def share(part: int, whole: int) -> str:
    """A share in six places, 0 of nothing."""
    return f"{part / max(1, whole):6.3f}"


if __name__ == "__main__":
    main()
