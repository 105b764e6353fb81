"""Make one event of the sentences of an article that report the same."""

from collections.abc import Sequence
from dataclasses import replace

from detente.records import DateRange, Event, Participant

# Material events are the same when sides, type and date agree; words also have a content that must agree.
_BY_SIDES_ALONE = {"CONSULT", "ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT", "SANCTION"}
_SAME_CONTENT = 0.34
_SHORT = 4


def merge_events(events: Sequence[Event]) -> tuple[Event, ...]:
    """Merge reports of one event; the most precise report stands for all, in order of first mention."""
    merged: list[Event] = []
    for event in events:
        for position, other in enumerate(merged):
            if _is_same(event, other):
                merged[position] = _join(other, event)
                break
        else:
            merged.append(event)
    return tuple(merged)


def _is_same(one: Event, other: Event) -> bool:
    if one.event_type != other.event_type or (one.status == "negated") != (other.status == "negated"):
        return False
    if not _same_sides(one, other) or not _dates_agree(one.occurred, other.occurred):
        return False
    return one.event_type in _BY_SIDES_ALONE or _content_overlap(one, other) >= _SAME_CONTENT


def _same_sides(one: Event, other: Event) -> bool:
    if one.event_type == "CONSULT":
        # A visit and the meeting it was for have the same sides in other roles.
        return _keys(one.actors + one.recipients) == _keys(
            other.actors + other.recipients
        ) and _persons_agree(one.actors + one.recipients, other.actors + other.recipients)
    if _keys(one.actors) != _keys(other.actors):
        return False
    ours, theirs = _known(one.recipients), _known(other.recipients)
    # "the international community" and "allies and partners" name nobody that could differ.
    return ours == theirs and (
        bool(ours)
        or one.event_type not in _BY_SIDES_ALONE
        or _keys(one.recipients) == _keys(other.recipients)
    )


def _keys(sides: tuple[Participant, ...]) -> frozenset[str]:
    return frozenset(side.entity or side.country or side.mention.text.lower() for side in sides)


def _known(sides: tuple[Participant, ...]) -> frozenset[str]:
    return frozenset(key for side in sides if (key := side.entity or side.country) is not None)


def _persons_agree(ours: tuple[Participant, ...], theirs: tuple[Participant, ...]) -> bool:
    """Two different presidents of one state met at two different meetings."""
    for side in filter(_is_person, ours):
        names = {other.name for other in theirs if other.entity == side.entity and _is_person(other)}
        if names and side.name not in names:
            return False
    return True


def _is_person(side: Participant) -> bool:
    """Only who holds an office has a name of their own beside the state's."""
    return side.name is not None and side.role is not None


def _dates_agree(one: DateRange | None, other: DateRange | None) -> bool:
    if one is None or other is None:
        return True
    return one.start < other.end and other.start < one.end


def _content_overlap(one: Event, other: Event) -> float:
    ours, theirs = _words(one), _words(other)
    smaller = min(len(ours), len(theirs))
    return len(ours & theirs) / smaller if smaller else 0.0


def _words(event: Event) -> frozenset[str]:
    sides = {
        word for side in (*event.actors, *event.recipients) for word in side.mention.text.lower().split()
    }
    words = (word.strip(".,;:()“”\"'’") for word in event.evidence.text.lower().split())
    return frozenset(word for word in words if len(word) > _SHORT and word not in sides)


def _join(kept: Event, report: Event) -> Event:
    """One event with every report; what the first report leaves open, the second may say."""
    precise = report if _is_more_precise(report.occurred, kept.occurred) else kept
    moded = kept if kept.mode is not None or report.mode is None else report
    sentences = {span.start: span for span in (*kept.reported_in, *report.reported_in)}
    return replace(
        kept,
        mode=moded.mode,
        cameo=moded.cameo,
        actors=moded.actors,
        recipients=moded.recipients,
        contexts=kept.contexts + tuple(name for name in report.contexts if name not in kept.contexts),
        occurred=precise.occurred,
        place=kept.place or report.place,
        confidence=max(kept.confidence, report.confidence),
        reported_in=tuple(sentences[start] for start in sorted(sentences)),
    )


def _is_more_precise(one: DateRange | None, other: DateRange | None) -> bool:
    if one is None or other is None:
        return one is not None
    return one.end - one.start < other.end - other.start
