"""Say who acted where only the source tells: "Ten were arrested, police said" were arrested by the police."""

from collections.abc import Sequence
from dataclasses import replace

from detente.events.scene import Scene
from detente.events.speech import Speech
from detente.records import Event

# Who announces an arrest, a charge or a sentence in the passive has made it.
_OWN_ACTS = {"COERCE", "ACCUSE", "SANCTION"}
_ANNOUNCERS = {"COP", "JUD"}


def imply_actors(events: Sequence[Event], *, scene: Scene, speeches: Sequence[Speech]) -> tuple[Event, ...]:
    """Give passives without an agent the police or the court that tells of them."""
    return tuple(_with_actor(event, scene, speeches) for event in events)


def _with_actor(event: Event, scene: Scene, speeches: Sequence[Speech]) -> Event:
    if event.actors or event.event_type not in _OWN_ACTS:
        return event
    if not any(clause.passive and clause.start == event.trigger.start for clause in scene.clauses):
        return event
    for speech in speeches:
        if speech.speaker is None or not speech.covers(event.trigger.start):
            continue
        told_by = [
            mention
            for mention in scene.sides.of_argument(speech.speaker, allow_place=False)
            if mention.sector in _ANNOUNCERS
        ]
        if told_by:
            return replace(event, actors=scene.sides.participants(told_by))
    return event
