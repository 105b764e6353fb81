"""How well events are coded, on sentences coded by others.

    python bench/quality/events.py [plv gsr cameo] [--shared ../shared] [--limit N] [--errors FILE]

For each set: sentences; precision, recall and F1 of event types (a coded event is right when its type is a gold
type of the sentence); the share of gold events whose actor, type and recipient are all found, sides by overlap
with the annotated words, or with another mention of the same country; sentences a second; and "told": how often
the type is right when both sides are told (of the coded events and the acts of all words, the likeliest between
them, what the main clause says before what stands inside it). "Lenient" takes SANCTION for COERCE and the other
way round, where CAMEO 163 moved. "First" is the same as P, R and F1 for the likeliest event of each sentence
alone, since most sets annotate one. Errors go to a file, by cause. Sets: Zero-Shot-PLOVER train (weak for
precision: one event a sentence is annotated), PLOVER gold records, CAMEO codebook examples.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from shared import f1, json_lines, need, options, write_errors

from detente.lexicon import load_lexicon
from detente.parse import load_parser
from detente.pipeline import Coder, code_articles, load_coder
from detente.proof import example_article
from detente.records import CodedArticle, Event, Participant, Token

SETS = {"plv": "plv_train.jsonl", "gsr": "plover_gsr_cameo.jsonl", "cameo": "cameo_codebook.jsonl"}
_SMALL = {"the", "a", "an", "of", "and", "in", "to", "'s"}
_NOBODY = "a recipient"  # what PLV writes where the sentence names none
_OF_EVENTS, _FADING = 3, 0.4
"""When sides are told: how much more a coded event says than a word, and how much less each step down the tree."""
# PLV's YIELD is PLOVER's CONCEDE or RETREAT; the documented drift of CAMEO 163 counts in the lenient figures.
_LENIENT = ({"CONCEDE", "RETREAT", "YIELD"}, {"SANCTION", "COERCE"})


@dataclass
class Tally:
    """Counts of one set."""

    sentences: int = 0
    gold: int = 0
    coded: int = 0
    right: int = 0
    lenient: int = 0
    recalled: int = 0
    triples: int = 0
    told: int = 0
    told_lenient: int = 0
    first: int = 0
    """Sentences with an event."""
    first_right: int = 0


def main() -> None:
    """Measure the chosen sets and print one table."""
    parser = options(__doc__)
    parser.add_argument("sets", nargs="*", help=f"of {', '.join(SETS)}; all when none is named")
    parser.add_argument("--limit", type=int, help="only the first N sentences of each set")
    parser.add_argument("--errors", type=Path, help="write what is wrong here, as JSON lines")
    chosen = parser.parse_args()
    folder = need(chosen.shared / "data" / "events")
    coder = load_coder(parser=load_parser(), lexicon=load_lexicon())
    cameo = json.loads(
        (chosen.shared / "data" / "ontology" / "cameo2plover.json").read_text(encoding="utf-8")
    )
    errors: list[dict[str, Any]] = []
    print(
        f"{'set':6} {'sents':>6} {'P':>5} {'R':>5} {'F1':>5} {'lenient R':>9} {'triple':>7} {'told':>6} "
        f"{'lenient':>7} {'first P':>7} {'R':>5} {'F1':>5} {'sents/s':>8}"
    )
    for name in chosen.sets or SETS:
        rows = list(json_lines(folder / SETS[name]))[: chosen.limit]
        began = time.process_time()
        tally = measure(rows, coder=coder, cameo=cameo, errors=errors, name=name)
        speed = tally.sentences / (time.process_time() - began)
        precision, recall = tally.right / max(1, tally.coded), tally.recalled / max(1, tally.gold)
        first, found = tally.first_right / max(1, tally.first), tally.first_right / max(1, tally.gold)
        print(
            f"{name:6} {tally.sentences:6} {precision:5.3f} {recall:5.3f} {f1(precision, recall):5.3f} "
            f"{tally.lenient / tally.gold:9.3f} {tally.triples / tally.gold:7.3f} "
            f"{tally.told / tally.gold:6.3f} {tally.told_lenient / tally.gold:7.3f} "
            f"{first:7.3f} {found:5.3f} {f1(first, found):5.3f} {speed:8.0f}"
        )
    causes = Counter(error["cause"] for error in errors)
    print("errors by cause: " + ", ".join(f"{cause} {count}" for cause, count in causes.most_common()))
    write_errors(chosen.errors, errors)


def measure(
    rows: list[dict[str, Any]],
    *,
    coder: Coder,
    cameo: dict[str, Any],
    errors: list[dict[str, Any]],
    name: str,
) -> Tally:
    """Code a set and count."""
    tally = Tally()
    coded = code_articles((example_article(row["text"]) for row in rows), coder=coder)
    for row, result in zip(rows, coded, strict=True):
        gold = [(event, plover(event, cameo)) for event in row["events"]]
        gold = [(event, kind) for event, kind in gold if kind]
        events = result.events if isinstance(result, CodedArticle) else ()
        kinds = {kind for _, kind in gold}
        tally.sentences += 1
        tally.gold += len(gold)
        tally.coded += len(events)
        tally.right += sum(any(same_type(event.event_type, kind) for kind in kinds) for event in events)
        if events:
            likeliest = max(events, key=lambda event: event.confidence)
            tally.first += 1
            tally.first_right += any(same_type(likeliest.event_type, kind) for kind in kinds)
        for event, kind in gold:
            count_gold(tally, event, kind, result)
        errors.extend(find_errors(row, gold, result, name))
    return tally


def plover(event: dict[str, Any], cameo: dict[str, Any]) -> str | None:
    """The PLOVER type of a gold event; `None` for statements, which PLOVER does not code."""
    if event.get("plover") or event.get("code") == "YIELD":
        return str(event["plover"] or event["code"])
    entry = cameo.get(str(event.get("code")))
    return entry["plover"] if entry and entry["plover"] else None


def same_type(coded: str, gold: str) -> bool:
    """Whether a coded type is the gold type."""
    return coded == gold or (gold == "YIELD" and coded in {"CONCEDE", "RETREAT"})


def is_lenient(coded: str, gold: str) -> bool:
    """Whether it is the gold type, or one that it is known to be mixed up with."""
    return same_type(coded, gold) or any({coded, gold} <= group for group in _LENIENT)


def likeliest_type(gold: dict[str, Any], result: CodedArticle) -> str:
    """The type of what a sentence says to happen between two sides that are told."""
    scores: Counter[str] = Counter()
    for event in result.events:
        near = overlaps(gold["source"], event.actors, result) + sides_right(gold, event, result)
        weight = (0.3, 0.8, 1.2)[near] * _OF_EVENTS
        scores[event.event_type] += event.confidence * weight * _prominence(event, result)
    for sentence in result.sentences:
        told = {
            role: _words_of(gold[name], sentence.tokens)
            for role, name in (("actor", "source"), ("recipient", "target"))
        }
        for number, token in enumerate(sentence.tokens):
            prominence = _by_depth(number, sentence.tokens)
            near = sum(
                max(
                    (side.probability for side in token.sides if side.token in words and side.role == role),
                    default=0,
                )
                for role, words in told.items()
            )
            for act in token.acts:
                scores[act.event_type] += act.probability * (0.1 + near) * prominence
    return scores.most_common(1)[0][0] if scores else "none"


def _prominence(event: Event, result: CodedArticle) -> float:
    """How near its sentence's main clause an event is told."""
    return max(
        (
            _by_depth(number, sentence.tokens)
            for sentence in result.sentences
            for number, token in enumerate(sentence.tokens)
            if token.start <= event.trigger.start < token.end
        ),
        default=0.0,
    )


def _by_depth(number: int, tokens: Sequence[Token]) -> float:
    depth = 0
    while tokens[number].head >= 0 and depth < len(tokens):
        number, depth = tokens[number].head, depth + 1
    return 1 / (1 + _FADING * depth)


def _words_of(side: str | None, tokens: Sequence[Token]) -> set[int]:
    """Words of a sentence that are among those of an annotated side."""
    words = set((side or "").lower().replace(";", " ").split()) - _SMALL
    return {number for number, token in enumerate(tokens) if token.text.lower() in words}


def count_gold(tally: Tally, gold: dict[str, Any], kind: str, result: Any) -> None:
    """Count one gold event as recalled, leniently recalled, and found with both sides."""
    events = result.events if isinstance(result, CodedArticle) else ()
    same = [event for event in events if same_type(event.event_type, kind)]
    tally.recalled += bool(same)
    tally.lenient += any(is_lenient(event.event_type, kind) for event in events)
    tally.triples += any(sides_right(gold, event, result) for event in same)
    if isinstance(result, CodedArticle):
        told = likeliest_type(gold, result)
        tally.told += same_type(told, kind)
        tally.told_lenient += is_lenient(told, kind)


def sides_right(gold: dict[str, Any], event: Event, result: CodedArticle) -> bool:
    """Whether the annotated words of both sides are among the event's, pronouns taken for whom they mean."""
    everybody = (*event.actors, *event.recipients)
    actors = event.actors if event.recipients or gold["target"] in {None, "", _NOBODY} else everybody
    recipients = event.recipients or everybody
    target = gold["target"] if gold["target"] != _NOBODY else None
    return overlaps(gold["source"], actors, result) and (not target or overlaps(target, recipients, result))


def overlaps(text: str | None, sides: tuple[Participant, ...], result: CodedArticle) -> bool:
    """Whether one of the sides is named in the annotated words, by this or another mention of the same."""
    if not text:
        return True
    texts = [side.mention.text for side in sides]
    for side in sides:
        texts += [
            m.text
            for m in result.mentions
            if (side.entity and (m.entity, m.name) == (side.entity, side.name))
            or (side.country and m.country == side.country)
        ]
    for part in text.split(";"):
        words = set(part.lower().replace("’s", "").replace("'s", "").split()) - {"the", "a", "of", "and"}
        if any(words & set(told.lower().replace("’s", "").replace("'s", "").split()) for told in texts):
            return True
    return False


def find_errors(
    row: dict[str, Any], gold: list[tuple[dict[str, Any], str]], result: Any, name: str
) -> Iterator[dict[str, Any]]:
    """Name the cause of every gold event that is missed and of every event that is not gold."""
    if not isinstance(result, CodedArticle):
        yield {"set": name, "id": row["id"], "cause": "no parse", "text": row["text"]}
        return
    for event, kind in gold:
        same = [coded for coded in result.events if same_type(coded.event_type, kind)]
        if same and any(sides_right(event, coded, result) for coded in same):
            continue
        cause = "wrong side" if same else ("wrong type" if result.events else missing_cause(result))
        yield {
            "set": name, "id": row["id"], "cause": cause, "gold": kind, "source": event["source"],
            "target": event["target"], "coded": [brief(coded) for coded in result.events], "text": row["text"],
        }  # fmt: skip
    for coded in result.events:
        if not any(same_type(coded.event_type, kind) for _, kind in gold):
            yield {
                "set": name, "id": row["id"], "cause": "false event", "gold": [kind for _, kind in gold],
                "coded": brief(coded), "text": row["text"],
            }  # fmt: skip


def missing_cause(result: CodedArticle) -> str:
    """Why nothing was coded, as far as the record tells."""
    return "no rule" if result.mentions else "no mention"


def brief(event: Event) -> str:
    """An event in a few words."""
    actors = "+".join(side.mention.text for side in event.actors)
    recipients = "+".join(side.mention.text for side in event.recipients)
    return (
        f"{event.event_type} {event.status} [{actors}] -> [{recipients}] {event.rule} '{event.trigger.text}'"
    )


if __name__ == "__main__":
    main()
