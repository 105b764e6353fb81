"""Say when and where the event of a clause took place, as far as its sentence tells."""

from collections.abc import Iterator
from datetime import timedelta

from detente.events.scene import Scene
from detente.records import Clause, DateMention, DateRange, Place, PlaceMention

# News is about the last days; what lies further back is background. Two weeks is POLECAT's margin for
# follow-up reports as well.
_NEWS_DAYS = 14
_LOCATIVE = ("in", "at", "near", "outside", "across", "inside", "around", "on", "off", "over", "throughout")
_CARRIES_ON = {"coordinate", "complement", "object", "subject"}


def find_date(scene: Scene, index: int, dates: tuple[DateMention, ...]) -> DateRange | None:
    """The date that a clause gives, or that the clause it belongs to gives."""
    inside = [d for d in dates if scene.sentence.start <= d.start < scene.sentence.end and d.days is not None]
    for clause in _related(scene, index):
        for start, end in _time_spans(clause):
            for mention in inside:
                if mention.start < end and mention.end > start and mention.timex in {"DATE", "TIME"}:
                    return mention.days
    return None


def find_place(scene: Scene, index: int, places: tuple[PlaceMention, ...]) -> Place | None:
    """The place that a clause gives, or that the clause it belongs to gives; the most precise first."""
    for clause in _related(scene, index):
        found = [
            place
            for argument in clause.arguments
            if argument.role in {f"oblique:{word}" for word in _LOCATIVE}
            for place in places
            if place.start < argument.end and place.end > argument.start
        ]
        if found:
            best = min(found, key=lambda place: ("city", "region", "country").index(place.precision))
            return Place(
                best.name, best.country, best.latitude, best.longitude, best.geonames, best.precision
            )
    return None


def is_history(scene: Scene, occurred: DateRange | None) -> bool:
    """Whether an event is background: dated well before the article appeared."""
    published = scene.article.published
    if published is None or occurred is None:
        return False
    return occurred.end <= published - timedelta(days=_NEWS_DAYS)


def _related(scene: Scene, index: int) -> Iterator[Clause]:
    """The clause, the participles that describe it ("held in Oslo on Monday"), and what carries it."""
    clause = scene.clauses[index]
    yield clause
    for below in scene.clauses:
        # What describes a side tells its own date: "freed protesters held since April".
        if below.link in {"modifier", "relative"} and _head(scene, below) == clause.predicate:
            yield below
    if clause.parent is not None and (clause.link in _CARRIES_ON or clause.kind == "noun"):
        yield scene.clauses[clause.parent]


def _head(scene: Scene, clause: Clause) -> int:
    return scene.sentence.tokens[clause.predicate].head


def _time_spans(clause: Clause) -> Iterator[tuple[int, int]]:
    for argument in clause.arguments:
        if argument.role == "time":
            yield argument.start, argument.end
    for argument in clause.arguments:
        if argument.role == "modifier":
            yield argument.start, argument.end
