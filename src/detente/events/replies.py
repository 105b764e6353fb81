"""Say whom a reply answers: who accepts "the invitation" answers whoever invited them."""

from collections.abc import Sequence
from dataclasses import replace

from detente.events.scene import Scene
from detente.records import Clause, Event

# What is accepted or refused, and so was somebody's before.
_ANSWERED = {
    "invitation", "offer", "proposal", "demand", "request", "call", "appeal", "ultimatum", "accusation",
    "allegation", "charge", "claim", "condition", "threat", "warning", "plan",
}  # fmt: skip
_REPLIES = {"AGREE", "REJECT", "CONCEDE"}


def address_replies(events: Sequence[Event], *, scene: Scene, before: Sequence[Event]) -> tuple[Event, ...]:
    """Give the replies of a sentence their recipients.

    Args:
        events: The sentence's events.
        scene: The sentence.
        before: Events of the sentences before it, in order.
    """
    answered: list[Event] = []
    for event in events:
        answered.append(_addressed(event, scene, [*before, *answered]))
    return tuple(answered)


def _addressed(event: Event, scene: Scene, before: Sequence[Event]) -> Event:
    if event.event_type not in _REPLIES or event.recipients:
        return event
    clause = next(clause for clause in scene.clauses if clause.start == event.trigger.start)
    if not _answers(clause):
        return event
    own = {side.entity for side in event.actors if side.entity is not None}
    for earlier in reversed(before):
        if own & {side.entity for side in earlier.recipients}:
            return replace(event, recipients=earlier.actors)
    return event


def _answers(clause: Clause) -> bool:
    target = clause.argument("object")
    return target is not None and target.lemma in _ANSWERED and not target.owners
