"""Which words of an article play which part in its events and claims, cut where parts overlap."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from detente.records import Claim, CodedArticle, Event, Span

ROLES = ("event", "recipient", "actor", "speaker", "voice", "condition", "deadline", "date", "place")
"""What a stretch of text can be, the weightiest first: where only one can be shown, it is that one."""
N_LANES = 3
"""How many underlines fit under a line of text; deeper overlaps share the lowest."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text with the part it plays."""

    start: int
    end: int
    role: str
    """One of `ROLES`, or `evidence` for a sentence that says so."""
    owners: tuple[str, ...]
    """Ids of the events and claims it plays this part in."""
    lane: int = 0
    """Which underline it gets, 0 nearest to the text; marks that overlap have different ones."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text over which nothing starts or ends."""

    start: int
    text: str
    marks: tuple[Mark, ...]
    """What covers it, the lowest underline first."""

    @property
    def end(self) -> int:
        """The code point after its last one."""
        return self.start + len(self.text)


def find_marks(coded: CodedArticle) -> tuple[Mark, ...]:
    """Every part that words of the article play, in text order."""
    marks = [mark for event in coded.events for mark in event_marks(event)]
    marks += [mark for claim in coded.claims for mark in claim_marks(claim)]
    size = len(coded.article.text)
    return _with_lanes(merge_marks(mark for mark in marks if 0 <= mark.start < mark.end <= size))


def event_marks(event: Event) -> Iterator[Mark]:
    """The parts of one event: evidence, trigger, sides, voices; date and place where they can be found."""
    owners = (event.id,)
    yield _mark(event.evidence, "evidence", owners)
    yield _mark(event.trigger, "event", owners)
    for role, sides in (("actor", event.actors), ("recipient", event.recipients)):
        for side in sides:
            yield _mark(side.mention, role, owners)
    for voice in event.attribution:
        if voice.mention:
            yield _mark(voice.mention, "voice", owners)
    if event.occurred:
        yield from _find(event.occurred.text, "date", (event.evidence,), owners)
    if event.place:
        yield from _find(event.place.name, "place", (event.evidence,), owners)


def claim_marks(claim: Claim) -> Iterator[Mark]:
    """The parts of one claim: speaker, chain, condition and deadline."""
    owners = (claim.id,)
    for source in claim.source:
        yield _mark(source, "speaker", owners)
    for voice in claim.attribution:
        if voice.mention:
            yield _mark(voice.mention, "voice", owners)
    if claim.condition:
        yield _mark(claim.condition.span, "condition", owners)
    if claim.deadline:
        yield from _find(claim.deadline.text, "deadline", claim.content, owners)


def merge_marks(marks: Iterable[Mark]) -> list[Mark]:
    """Marks of the same words in the same role as one mark of all owners; a speaker is no second voice."""
    owners_by_place: dict[tuple[int, int, str], dict[str, None]] = {}
    for mark in marks:
        owners_by_place.setdefault((mark.start, mark.end, mark.role), {}).update(dict.fromkeys(mark.owners))
    return [
        Mark(*place, tuple(owners))
        for place, owners in sorted(owners_by_place.items())
        if not (place[2] == "voice" and (*place[:2], "speaker") in owners_by_place)
    ]


def cut_at_marks(text: str, marks: Sequence[Mark], *, start: int, end: int) -> Iterator[Segment]:
    """The text from `start` up to `end` as segments, cut wherever a mark starts or ends."""
    inside = [mark for mark in marks if mark.start < end and start < mark.end]
    cuts = {start, end} | {cut for mark in inside for cut in (mark.start, mark.end) if start < cut < end}
    for first, last in pairwise(sorted(cuts)):
        covering = [mark for mark in inside if mark.start <= first and last <= mark.end]
        # The evidence lies under everything; then the lowest underline comes first, as the outermost element.
        covering.sort(key=lambda mark: (mark.role != "evidence", -mark.lane))
        yield Segment(first, text[first:last], tuple(covering))


def _mark(span: Span, role: str, owners: tuple[str, ...]) -> Mark:
    return Mark(span.start, span.end, role, owners)


def _find(words: str, role: str, spans: Iterable[Span], owners: tuple[str, ...]) -> Iterator[Mark]:
    """Where the first of the spans that has these words has them; nothing if none does."""
    for span in spans:
        offset = span.text.find(words) if words else -1
        if offset >= 0:
            start = span.start + offset
            yield Mark(start, start + len(words), role, owners)
            return


def _with_lanes(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Give overlapping marks different lanes, the shorter ones nearer to the text; evidence has none."""
    evidence = [mark for mark in marks if mark.role == "evidence"]
    placed: list[Mark] = []
    parts = [mark for mark in marks if mark.role != "evidence"]
    for mark in sorted(parts, key=lambda mark: (mark.end - mark.start, mark.start, ROLES.index(mark.role))):
        taken = {other.lane for other in placed if other.start < mark.end and mark.start < other.end}
        lane = next((lane for lane in range(N_LANES) if lane not in taken), N_LANES - 1)
        placed.append(replace(mark, lane=lane))
    return tuple(sorted(evidence + placed, key=lambda mark: (mark.start, -mark.end, mark.lane)))
