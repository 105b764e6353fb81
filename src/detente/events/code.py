"""Code one sentence's clauses into events."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from detente.events.circumstances import find_date, find_place, is_history
from detente.events.match import Match, Matching, match_rules
from detente.events.scene import Scene
from detente.events.status import judge_status
from detente.lexicon.confidence import Confidence
from detente.lexicon.contexts import Contexts
from detente.lexicon.embedding import Embedding
from detente.lexicon.ontology import Ontology
from detente.lexicon.rules import Rules
from detente.records import Clause, DateMention, Event, PlaceMention, RunnerUp

# A mobilisation inside an attack is part of the attack (PLOVER manual, MOBILIZE).
_PART_OF_ASSAULT = "MOBILIZE"
# What somebody will not do is refused; the manual codes refusals by what is refused.
_REFUSED = {
    "CONSULT": "meet",
    "AID": "assist",
    "SUPPORT": "assist",
    "COOPERATE": "assist",
    "RETREAT": "yield",
    "CONCEDE": "yield",
    "AGREE": "change",
}
# Of acts by word: what is asked for, promised, threatened or refused is no event of its own.
_OPEN = {"REQUEST", "AGREE", "CONCEDE", "THREATEN", "REJECT"}
_SURE_PART = 0.85
"""Where the event head gives so much to a deed named inside another act, both stand."""
_BESIDE = ("coordinate", "adverbial", "relative", "parataxis")
"""Links of clauses that tell more than the one they hang on."""
_BY_WORD = _OPEN | {"ACCUSE", "SUPPORT"}
_PUNISHING = {"COERCE", "SANCTION", "ACCUSE"}
_TELLING = frozenset(("say", "tell", "announce", "state", "add", "report", "note", "confirm", "think"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """The parts of a lexicon that coding needs."""

    ontology: Ontology
    rules: Rules
    confidence: Confidence
    embedding: Embedding
    contexts: Contexts


@dataclass(frozen=True, slots=True)
class _Reading:
    """A type with its mode, status and code after PLOVER's rules for what has not happened."""

    event_type: str
    mode: str | None
    cameo: str | None
    status: str


def code_scene(
    scene: Scene, *, coding: Coding, dates: tuple[DateMention, ...], places: tuple[PlaceMention, ...]
) -> tuple[Event, ...]:
    """Give the events that a sentence reports, in order of their triggers."""
    best = {index: matches for index, matches in _match_all(scene, coding).items() if matches}
    kept = _without_parts(scene, _without_echoes(scene, best), coding)
    return tuple(
        _event(scene, index, matches, coding=coding, dates=dates, places=places)
        for index, matches in sorted(kept.items())
    )


def _match_all(scene: Scene, coding: Coding) -> dict[int, tuple[Match, ...]]:
    matching = Matching(coding.rules, coding.confidence, coding.ontology)
    return {
        index: match_rules(clause, scene.clauses, matching=matching, sides=scene.sides)
        for index, clause in enumerate(scene.clauses)
    }


def _without_echoes(scene: Scene, best: Mapping[int, tuple[Match, ...]]) -> dict[int, tuple[Match, ...]]:
    """Leave out what only the event head reads where its neighbour says the same by rule, or is what is told.

    "launched" beside "an assault", "announced" above "will leave".
    """
    told = {scene.clauses[index].parent for index in best if scene.clauses[index].link == "complement"}
    by_rule = {
        (neighbour, matches[0].rule.event)
        for index, matches in best.items()
        if not matches[0].rule.learned
        for neighbour in _neighbours(scene, index)
    }
    return {
        index: matches
        for index, matches in best.items()
        if not matches[0].rule.learned
        or not (
            (index, matches[0].rule.event) in by_rule
            or (index in told and scene.clauses[index].lemma in _TELLING)
        )
    }


def _neighbours(scene: Scene, index: int) -> Iterator[int]:
    """The clauses that one hangs on or that hang on it, unless they tell something beside it."""
    for number, clause in enumerate(scene.clauses):
        if clause.parent == index and not (clause.link or "").startswith(_BESIDE):
            yield number
    clause = scene.clauses[index]
    if clause.parent is not None and not (clause.link or "").startswith(_BESIDE):
        yield clause.parent


def _without_parts(
    scene: Scene, best: Mapping[int, tuple[Match, ...]], coding: Coding
) -> dict[int, tuple[Match, ...]]:
    """Leave out what is only a part of another event: the talks in "called for talks"."""
    has_assault = any(matches[0].rule.event == "ASSAULT" for matches in best.values())
    kept = {}
    for index, matches in best.items():
        if _is_consumed(index, scene.clauses, best):
            continue
        if has_assault and matches[0].rule.event == _PART_OF_ASSAULT:
            continue
        if _is_topic(scene.clauses[index], scene.clauses, matches[0], coding):
            continue
        if _is_ground(scene.clauses[index], matches[0], best):
            continue
        kept[index] = matches
    return kept


def _is_topic(clause: Clause, clauses: tuple[Clause, ...], match: Match, coding: Coding) -> bool:
    """Whether an event noun only names what is still to come: "ahead of talks", "a possible attack"."""
    if clause.kind != "noun" or clause.light is not None:
        return False
    status = judge_status(clause, clauses, rule=match.rule, embedding=coding.embedding)
    return status in {"planned", "hypothetical"}


def _is_ground(clause: Clause, match: Match, best: Mapping[int, tuple[Match, ...]]) -> bool:
    """Whether words are only what somebody is punished for: "jailed for insulting the president"."""
    is_reason = (clause.link or "").startswith(("adverbial:for", "adverbial:of"))
    if clause.kind != "verb" or clause.parent is None or not is_reason:
        return False
    above = best.get(clause.parent)
    return above is not None and above[0].rule.event in _PUNISHING and match.rule.event in _BY_WORD


def _is_consumed(index: int, clauses: tuple[Clause, ...], best: Mapping[int, tuple[Match, ...]]) -> bool:
    clause = clauses[index]
    seen = {index}
    while clause.parent is not None and clause.parent not in seen:
        link = clause.link or ""
        if link in {"relative", "parataxis"}:
            return False
        matches = best.get(clause.parent)
        if matches and _takes(matches[0], link):
            return not _is_deed_inside(clauses[index], best[index][0], matches[0])
        seen.add(clause.parent)
        clause = clauses[clause.parent]
    return False


def _is_deed_inside(clause: Clause, inner: Match, outer: Match) -> bool:
    """Whether what stands inside an act is a deed done: "blamed Syria for the bombing"."""
    kind, around = inner.rule.event, outer.rule.event
    if (inner.learned or 0) < _SURE_PART or kind in {around, *outer.rule.undoes}:
        return False
    if (around, kind) == ("REJECT", "REQUEST"):
        # Who refuses "an Ethiopian request" was asked by another.
        return clause.kind == "noun" and bool(set(inner.actors) - set(outer.actors))
    if around in _OPEN:
        return False
    return clause.kind == "noun" or (clause.tense == "past" and clause.modality is None)


def _takes(match: Match, link: str) -> bool:
    named = {role for constraint in match.rule.with_ for role in constraint.roles}
    roles = {*match.rule.consumes, *named}
    link = link.removesuffix("/inside")
    # The infinitive of an argument goes with it: "rejected a request [to allow inspections]".
    if link == "task" and roles & {"object", "oblique"}:
        return True
    return link in roles or (link.startswith("oblique:") and "oblique" in roles)


def _event(
    scene: Scene,
    index: int,
    matches: tuple[Match, ...],
    *,
    coding: Coding,
    dates: tuple[DateMention, ...],
    places: tuple[PlaceMention, ...],
) -> Event:
    clause, match = scene.clauses[index], matches[0]
    reading = _read(clause, scene, match, coding)
    occurred = find_date(scene, index, dates)
    status = reading.status
    if status == "asserted" and is_history(scene, occurred):
        status = "historical"
    trigger = scene.span(clause.start, clause.end)
    lemmas = [token.lemma.lower() for token in scene.sentence.tokens]
    contexts = {*match.rule.contexts, *coding.contexts.find(lemmas)}
    return Event(
        id=event_id(scene.article.id, reading.event_type, trigger.start, trigger.end),
        article_id=scene.article.id,
        event_type=reading.event_type,
        mode=reading.mode,
        contexts=tuple(name for name in coding.ontology.contexts if name in contexts),
        cameo=reading.cameo or coding.ontology.types[reading.event_type].cameo,
        actors=scene.sides.participants(match.actors),
        recipients=scene.sides.participants(match.recipients),
        status=status,
        occurred=occurred,
        place=find_place(scene, index, places),
        attribution=(),
        claim_id=None,
        trigger=trigger,
        evidence=scene.evidence,
        rule=match.rule.id,
        runner_up=_runner_up(matches),
        confidence=match.confidence,
        learned=match.learned,
        reported_in=(scene.evidence,),
    )


def event_id(article_id: str, event_type: str, start: int, end: int) -> str:
    """Hash of the article, the type and where the trigger stands."""
    return hashlib.sha256(f"event\0{article_id}\0{event_type}\0{start}-{end}".encode()).hexdigest()[:16]


def _read(clause: Clause, scene: Scene, match: Match, coding: Coding) -> _Reading:
    """Apply PLOVER's rules for acts that are planned, promised, refused or threatened."""
    rule = match.rule
    status = judge_status(clause, scene.clauses, rule=rule, embedding=coding.embedding)
    reading = _Reading(rule.event, rule.mode, rule.cameo, status)
    event_type = coding.ontology.types[rule.event]
    if rule.learned and _is_settled(rule.event, status):
        # The head reads the act in its context: who "will attend" agrees, who "will not attend" refuses.
        return replace(reading, status="asserted")
    if status == "planned" and event_type.planned_as in {"AGREE", "CONCEDE"}:
        return _Reading(event_type.planned_as, None, None, "asserted")
    if status == "negated" and rule.event in _REFUSED and clause.modality in {"will", "would", "shall"}:
        return _Reading("REJECT", _REFUSED[rule.event], None, "asserted")
    return reading


def _is_settled(event_type: str, status: str) -> bool:
    """Whether a type is an act by word, which stands though what it speaks of is to come or denied."""
    return (status == "planned" and event_type in {"AGREE", "CONCEDE", "THREATEN", "REQUEST"}) or (
        status == "negated" and event_type == "REJECT"
    )


def _runner_up(matches: tuple[Match, ...]) -> RunnerUp | None:
    first = matches[0].rule
    for match in matches[1:]:
        if match.rule.event != first.event:
            return RunnerUp(match.rule.event, match.rule.id, match.confidence)
    return None


def threaten_own_plans(events: tuple[Event, ...], *, ontology: Ontology) -> tuple[Event, ...]:
    """Read harm that the speaker itself announces as a threat; others' forecasts stay plans."""
    return tuple(_threat(event, ontology) for event in events)


def _threat(event: Event, ontology: Ontology) -> Event:
    if event.status != "planned" or ontology.types[event.event_type].planned_as != "THREATEN":
        return event
    voice = event.attribution[0] if event.attribution else None
    own = {side.entity for side in event.actors if side.entity} if voice is not None else set()
    if voice is None or voice.entity not in own:
        return event
    return replace(
        event,
        id=event_id(event.article_id, "THREATEN", event.trigger.start, event.trigger.end),
        event_type="THREATEN",
        mode=None,
        cameo=ontology.types["THREATEN"].cameo,
        status="asserted",
    )
