"""How well one real page is read, against its full annotation.

    python bench/quality/seed.py [--shared ../shared] [--verbose]

Prints a table: furniture, sentences, events, the headline claim, dates. A gold event counts as found when its
type, the states on both sides and its sentence are right; whatever else is coded is false.
"""

import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from shared import need, options

from detente.article import extract_article
from detente.lexicon import Lexicon, load_lexicon
from detente.parse import build_clauses, load_parser
from detente.pipeline import Coder, code_articles
from detente.records import Article, Claim, CodedArticle, Event, Participant

_STATES = {"PRK", "USA", "RUS"}
# Statements of the page as subject, verb lemma, object; what a reader would underline.
_STATEMENTS = (
    ("Kim", "say", ""), ("Yonhap", "report", ""), ("Kim", "blame", "attitude"), ("US", "take", "attitude"),
    ("Kim", "express", "willingness"), ("Kim", "urge", "Washington"), ("Kim", "suggest", "end"),
    ("North Korea", "intensify", "diplomacy"), ("Kim and Putin", "discuss", "denuclearisation"),
    ("Putin", "call", ""), ("Experts", "say", ""), ("Yang", "say", ""), ("State Department", "say", ""),
    ("US", "continue", ""), ("spokesperson", "tell", "Yonhap"), ("KCNA", "report", ""), ("leaders", "agree", ""),
    ("They", "agree", ""), ("Kim", "invite", "Putin"), ("leader", "accept", "invitation"),
    ("Kim Jong Il", "meet", "Medvedev"), ("KCNA", "provide", "details"), ("TASS", "say", ""),
    ("leader", "leave", "Vladivostok"),
)  # fmt: skip


def main() -> None:
    """Read the page and print the table."""
    parser = options(__doc__)
    parser.add_argument("--verbose", action="store_true", help="print every event and claim")
    chosen = parser.parse_args()
    folder = need(chosen.shared / "data" / "seed")
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    published = date.fromisoformat(gold["publication_date"])
    article = extract_article((folder / "page.txt").read_bytes(), url=None, published=published)
    coder = Coder(parser=load_parser(), lexicon=load_lexicon())
    (coded,) = code_articles([article], coder=coder)
    if not isinstance(coded, CodedArticle):
        sys.exit(coded.reason)
    report_furniture(gold, article)
    report_events(gold, coded, verbose=chosen.verbose)
    report_claims(coded, verbose=chosen.verbose)
    report_dates(gold, coded)
    report_statements(coded, coder.lexicon)


def report_furniture(gold: dict[str, Any], article: Article) -> None:
    """Furniture out, sentences kept, headline."""
    roles = [(segment["role"], segment["span"]["text"]) for segment in gold["segments"]]
    furniture = [
        text for role, text in roles if role not in {"title", "body"} and not role.startswith("body")
    ]
    body = [text for role, text in roles if role.startswith("body")]
    out = sum(text not in article.text for text in furniture)
    kept = sum(text in article.text for text in body)
    print(f"furniture out          {out} of {len(furniture)}")
    print(f"body paragraphs kept   {kept} of {len(body)}")
    print(f"headline               {article.headline}")


def report_events(gold: dict[str, Any], coded: CodedArticle, *, verbose: bool) -> None:
    """Gold events found, and events that are in no gold event."""
    left = list(coded.events)
    found = 0
    needed = [event for event in gold["events"] if not event.get("optional")]
    for event in gold["events"]:
        match = next((candidate for candidate in left if matches(event, candidate)), None)
        if match is not None:
            left.remove(match)
        found += match is not None and not event.get("optional")
        mark = "found" if match else ("optional" if event.get("optional") else "MISSED")
        print(f"  {event['id']:4} {event['plover']:9} {mark:8} {event['evidence'][0]['text'][:70]}")
    print(f"events found           {found} of {len(needed)} not optional")
    print(f"events false           {len(left)}")
    for event in left:
        print(f"    false: {describe(event)}")
    if verbose:
        for event in coded.events:
            print(f"    coded: {describe(event)}")


def matches(gold: dict[str, Any], event: Event) -> bool:
    """Whether a coded event is a gold event: type, sides, sentence, and whether it happened."""
    if event.event_type != gold["plover"] or not same_place(gold, event):
        return False
    if (
        ("negation" in gold["aux"]) != (event.status == "negated")
        if "aux" in gold
        else event.status == "negated"
    ):
        return False
    actors, recipients = set(gold["actor"]), set(gold["recipient"]) & _STATES
    coded_actors, coded_recipients = states(event.actors), states(event.recipients)
    if event.event_type == "CONSULT":
        return actors | recipients == coded_actors | coded_recipients
    return actors == coded_actors and recipients == coded_recipients


def same_place(gold: dict[str, Any], event: Event) -> bool:
    """Whether the event's words lie in one of the sentences that the annotation marks."""
    sentences = [span.text for span in event.reported_in]
    return any(
        span["text"] in text or text in span["text"] for span in gold["evidence"] for text in sentences
    )


def states(sides: Iterable[Participant]) -> set[str]:
    """States among the sides."""
    return {side.country for side in sides if side.country in _STATES}


def describe(event: Event) -> str:
    """An event in one line."""
    actors = "+".join(side.name or side.mention.text for side in event.actors)
    recipients = "+".join(side.name or side.mention.text for side in event.recipients)
    when = event.occurred.text if event.occurred else "-"
    return (
        f"{event.event_type}/{event.mode} {event.status} {actors} -> {recipients} [{when}] "
        f"x{event.reports} {event.rule}: {event.evidence.text[:80]}"
    )


def report_claims(coded: CodedArticle, *, verbose: bool) -> None:
    """The headline claim's speaker, chain, condition; the deadline with its obligor."""
    headline = next(
        (claim for claim in coded.claims if claim.condition and claim.condition.kind == "depends"), None
    )
    deadline = next((claim for claim in coded.claims if claim.deadline is not None), None)
    print(f"headline claim         {chain(headline) if headline else 'MISSED'}")
    condition = headline.condition if headline else None
    print(
        f"  condition            {condition.kind} on {condition.responsible}: {condition.text}"
        if condition
        else "  condition            MISSED"
    )
    if deadline is not None and deadline.deadline is not None:
        obligor = deadline.demand.obligor if deadline.demand else None
        print(
            f"deadline               {deadline.deadline.start} obligor {obligor}: {deadline.demand.task if deadline.demand else ''}"
        )
    else:
        print("deadline               MISSED")
    print(
        f"claims                 {len(coded.claims)} (annotated: 24 attributions, of which 3 are report links)"
    )
    if verbose:
        for claim in coded.claims:
            said = claim.said.start if claim.said else "-"
            print(
                f"    {claim.speech_act:9} {claim.kind:8} {chain(claim)} [{said}] {claim.certainty} :: {' | '.join(s.text for s in claim.content)[:150]}"
            )
        for situation in coded.situations:
            print(f"    situation {situation.state}: {situation.topic} ({situation.holder})")


def chain(claim: Claim) -> str:
    """Speaker and voices in one line."""
    speaker = claim.speaker.name if claim.speaker else "?"
    return " < ".join([speaker, *(voice.voice for voice in claim.attribution)])


def report_dates(gold: dict[str, Any], coded: CodedArticle) -> None:
    """Time expressions whose value is right."""
    values = [(timex["span"]["text"], timex.get("value")) for timex in gold["timexes"] if timex.get("value")]
    found = {(mention.text.lower(), mention.value) for mention in coded.dates}
    right = [text for text, value in values if (text.lower(), value) in found]
    print(f"date values right      {len(right)} of {len(values)}")
    for text in ("Thursday", "Friday", "late February", "2011", "the end of the year"):
        value = next((m.value for m in coded.dates if m.text.lower().endswith(text.lower())), "MISSED")
        print(f"  {text:20} {value}")
    wrong = [(text, value) for text, value in values if text not in right]
    print(f"  not right: {wrong}" if wrong else "  all right")


def report_statements(coded: CodedArticle, lexicon: Lexicon) -> None:
    """Main statements whose subject, verb and object the parser has right."""
    text = coded.article.text
    seen = []
    for sentence in coded.sentences:
        for clause in build_clauses(sentence, grammar=lexicon.grammar, event_nouns=frozenset()):
            roles = {a.role: text[a.start : a.end] for a in reversed(clause.arguments)}
            seen.append((clause.lemma.split()[0], roles))
    right = []
    for subject, verb, target in _STATEMENTS:
        if any(
            lemma == verb
            and subject in roles.get("subject", "")
            and (not target or any(target in value for role, value in roles.items() if role != "subject"))
            for lemma, roles in seen
        ):
            right.append((subject, verb, target))
    print(f"statements right       {len(right)} of {len(_STATEMENTS)}")
    for statement in _STATEMENTS:
        if statement not in right:
            print(f"    missed: {' '.join(statement)}")


if __name__ == "__main__":
    main()
