"""Read what somebody says that others must do as asked of them: "Tokyo must withdraw, Seoul said".

Both must be known states, organisations or their people, unless the event head hears a demand in the "must".
"""

from collections.abc import Sequence

from detente.events.code import Coding, event_id
from detente.events.match import is_political_itself
from detente.events.scene import Scene
from detente.events.speech import Speech
from detente.lexicon.rules import Rule
from detente.records import Clause, Event, Mention

# Whose "must" asks for something: what analysts read into things is no demand.
_ASKING = {"assert", "demand", "accuse", "threaten"}
_SURE = 0.85
"""Where the event head gives so much to the "must", the sides need not be known."""


def read_demands(
    events: Sequence[Event], *, scene: Scene, speeches: Sequence[Speech], coding: Coding
) -> tuple[Event, ...]:
    """The events of a sentence, those that others must bring about replaced by who asks for them."""
    read = list(events)
    for rule in coding.rules.modal:
        for clause in scene.clauses:
            asked = _asked(clause, scene, speeches, rule)
            if asked is not None:
                read = [event for event in read if event.trigger.start != clause.start]
                read.append(_request(clause, scene, asked, rule=rule, coding=coding))
    return tuple(sorted(read, key=lambda event: event.trigger.start))


def _asked(
    clause: Clause, scene: Scene, speeches: Sequence[Speech], rule: Rule
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]] | None:
    """Who asks, and of whom."""
    subject = clause.argument("object" if clause.passive else "subject")
    if clause.modality not in rule.modals or subject is None:
        return None
    around = [s for s in speeches if s.act in _ASKING and s.speaker is not None and s.covers(clause.start)]
    if not around:
        return None
    speech = min(around, key=lambda found: sum(span.end - span.start for span in found.content))
    assert speech.speaker is not None
    askers = scene.sides.of_argument(speech.speaker, allow_place=True)
    asked = scene.sides.of_argument(subject, allow_place=True)
    if not askers or not asked or set(askers) & set(asked):
        return None
    if _is_heard(clause, scene, rule) and any(map(is_political_itself, askers)):
        return askers, asked
    ours, theirs = _countries(askers), _countries(asked)
    return (askers, asked) if ours and theirs and not ours & theirs else None


def _countries(side: tuple[Mention, ...]) -> set[str]:
    return {key for mention in side if (key := mention.country or mention.entity) is not None}


def _is_heard(clause: Clause, scene: Scene, rule: Rule) -> bool:
    """Whether the event head takes the modal verb for what the rule reads."""
    return any(
        act.event_type == rule.event and act.probability >= _SURE
        for token in scene.sentence.tokens
        if token.head == clause.predicate and token.lemma.lower() in rule.modals
        for act in token.acts
    )


def _request(
    clause: Clause,
    scene: Scene,
    sides: tuple[tuple[Mention, ...], tuple[Mention, ...]],
    *,
    rule: Rule,
    coding: Coding,
) -> Event:
    askers, asked = sides
    trigger = scene.span(clause.start, clause.end)
    return Event(
        id=event_id(scene.article.id, rule.event, trigger.start, trigger.end),
        article_id=scene.article.id,
        event_type=rule.event,
        mode=rule.mode,
        contexts=rule.contexts,
        cameo=rule.cameo or coding.ontology.types[rule.event].cameo,
        actors=scene.sides.participants(askers),
        recipients=scene.sides.participants(asked),
        status="asserted",
        occurred=None,
        place=None,
        attribution=(),
        claim_id=None,
        trigger=trigger,
        evidence=scene.evidence,
        rule=rule.id,
        runner_up=None,
        confidence=_CONFIDENCE,
        reported_in=(scene.evidence,),
    )


_CONFIDENCE = 0.7
"""No weights are fitted for it."""
