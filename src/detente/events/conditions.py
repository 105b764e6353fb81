"""Find what a claim hangs on, by when, and what it asks of whom."""

from detente.events.scene import Scene
from detente.lexicon.cues import Cues
from detente.records import Argument, Clause, Condition, DateMention, DateRange, Demand, Span


def find_condition(scene: Scene, content: tuple[Span, ...], *, cues: Cues) -> Condition | None:
    """The first condition inside a claim's content."""
    for index, clause in enumerate(scene.clauses):
        if not _inside(clause.start, content):
            continue
        found = _dependence(scene, clause, cues) or _conjunction(scene, index, clause, cues)
        if found is not None:
            return found
    return None


def find_deadline(
    scene: Scene, content: tuple[Span, ...], dates: tuple[DateMention, ...], *, cues: Cues
) -> DateRange | None:
    """The last day that a claim sets: "by March 15", "the end of the year as a deadline"."""
    has_noun = any(word in cues.deadline_nouns for span in content for word in span.text.lower().split())
    for mention in dates:
        if mention.days is None or not _inside(mention.start, content):
            continue
        if has_noun or scene.word_before(mention.start) in cues.deadline_prepositions:
            return mention.days
    return None


def find_demand(scene: Scene, clause: Clause) -> Demand | None:
    """What a demanding clause asks, and of whom."""
    task = _task(scene, clause)
    if task is None:
        return None
    obligor = _entity(scene, _addressee(clause))
    if obligor is None and task.clause is not None:
        obligor = _entity(scene, scene.clauses[task.clause].argument("subject"))
    if obligor is None:
        obligor = _subject_of_infinitive_below(scene, clause)
    return Demand(task=scene.text(task.start, task.end), obligor=obligor)


def _task(scene: Scene, clause: Clause) -> Argument | None:
    infinitive = _infinitive_below(scene, clause)
    if clause.argument("complement") is None and infinitive is not None:
        return infinitive
    for role in ("complement", "oblique:for", "oblique:to", "object"):
        argument = clause.argument(role)
        if argument is not None:
            return argument
    return None


def _infinitive_below(scene: Scene, clause: Clause) -> Argument | None:
    """The infinitive under a noun among the arguments: "a deadline for the US to come up with a plan"."""
    for below in scene.below(clause):
        if below.marker in {"to", "for to"}:
            return scene.whole(below)
    return None


def _subject_of_infinitive_below(scene: Scene, clause: Clause) -> str | None:
    for below in scene.below(clause):
        entity = _entity(scene, below.argument("subject"))
        if entity is not None:
            return entity
    return None


def _addressee(clause: Clause) -> Argument | None:
    for role in ("object", "oblique:on", "oblique:upon", "indirect", "oblique:to"):
        argument = clause.argument(role)
        if argument is not None and argument.clause is None:
            return argument
    return None


def _dependence(scene: Scene, clause: Clause, cues: Cues) -> Condition | None:
    words = cues.dependence_verbs if clause.kind == "verb" else cues.dependence_adjectives
    if clause.kind == "noun" or clause.lemma.lower() not in words:
        return None
    for preposition in sorted(cues.dependence_prepositions):
        argument = clause.argument(f"oblique:{preposition}")
        if argument is not None:
            subject = clause.argument("subject")
            return Condition(
                kind="depends",
                text=scene.text(argument.start, argument.end),
                consequent=scene.text(subject.start, subject.end) if subject else "",
                responsible=_entity(scene, argument),
                span=scene.span(argument.start, argument.end),
            )
    return None


def _conjunction(scene: Scene, index: int, clause: Clause, cues: Cues) -> Condition | None:
    kind = cues.conditions.get(clause.marker or "")
    if kind is None or clause.parent is None or clause.link == "complement":
        return None
    whole = scene.whole(scene.clauses[index])
    main = scene.clauses[clause.parent].predicate
    branch = scene.words_below(clause.predicate)
    rest = [word for word in scene.words_below(main) if word not in branch]
    return Condition(
        kind=kind,
        text=scene.text(whole.start, whole.end),
        consequent=scene.longest_run(rest),
        responsible=_entity(scene, clause.argument("subject")),
        span=scene.span(whole.start, whole.end),
    )


def _entity(scene: Scene, argument: Argument | None) -> str | None:
    if argument is None:
        return None
    mentions = scene.sides.of_argument(argument, allow_place=False)
    return next((mention.entity for mention in mentions if mention.entity), None)


def _inside(position: int, content: tuple[Span, ...]) -> bool:
    return any(span.start <= position < span.end for span in content)
