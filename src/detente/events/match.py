"""Match rules against a clause: which constructions does it show, and who are its sides?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente.events.confidence import Ground, probability, weigh
from detente.events.sides import Sides
from detente.lexicon.confidence import Confidence
from detente.lexicon.ontology import Ontology
from detente.lexicon.rules import Constraint, Rule, Rules
from detente.records import Argument, Clause, Mention

# A rule that says more about the construction is more often right. These make a rank in the open interval
# (0, 1), which is one of the things that confidence is weighed from.
_BASE = 0.6
_PER_CONSTRAINT = 0.08
_BOTH_SIDES = 0.1
_OWNER_ONLY = 0.05
_CEILING = 0.97
_POLITICAL = {"COP", "GOV", "JUD", "LEG", "MIL", "OPP", "PRM", "PTY", "REB", "SPY", "UAF", "IGO"}
# Whoever demonstrates is a political actor by doing so.
_ANYBODY = "PROTEST"
_REFUSAL = "REJECT"
_LEAST_ACT = 0.3
"""Types that the event head gives less are not looked into."""
_KIN = {"CONCEDE": "RETREAT", "RETREAT": "CONCEDE"}
"""Giving way in words and in deeds, which even PLOVER's own records mix: a vote for one is none against the
other."""
_WEAPONS = frozenset(
    "bomb bomber blast explosion explosive grenade mine missile rocket shell mortar gunfire drone strike "
    "airstrike raid attack fire".split()
)
"""Things that somebody acts with, named where nobody is."""
_AMONG_THEMSELVES = {"CONSULT"}
"""Where whoever else is named is the topic or the place, not a side."""
_TOPICAL = {"REQUEST", "AGREE"}
"""What is asked for or agreed on often is about others."""
_GOVERNED = ("object", "indirect", "oblique:", "complement", "task")
"""Roles inside which a recipient may be named that its rule does not find."""
_CLAUSAL_ROLES = {"complement", "task"}


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits a clause, with the mentions on both sides."""

    rule: Rule
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    confidence: float
    learned: float | None
    """What the event head gives to the rule's type."""
    ground: Ground
    """What speaks for it."""
    types: frozenset[str]
    """The rule's type, and those that it turns into when it is planned or refused."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """A clause with all that a rule asks about."""

    clause: Clause
    clauses: tuple[Clause, ...]
    sides: Sides
    weights: Confidence
    ontology: Ontology


@dataclass(frozen=True, slots=True)
class Matching:
    """The parts of a lexicon that matching needs."""

    rules: Rules
    confidence: Confidence
    ontology: Ontology


def match_rules(
    clause: Clause, clauses: tuple[Clause, ...], *, matching: Matching, sides: Sides
) -> tuple[Match, ...]:
    """Give every rule that fits a clause and is likely enough, the best first.

    Rules that leave the predicate to the event head are asked for types that no other rule reads.
    """
    rules = matching.rules
    setting = _Setting(clause, clauses, sides, matching.confidence, matching.ontology)
    found = [
        match for rule in _candidates(clause, rules) if (match := _match_rule(rule, setting)) is not None
    ]
    types = {match.rule.event for match in found}
    told = {act.event_type for act in clause.acts or () if act.probability >= _LEAST_ACT}
    for rule in rules.learned:
        if rule.event in told - types:
            match = _match_rule(rule, setting)
            found.extend([] if match is None else [match])
    return tuple(_ordered(found))


def _ordered(found: Sequence[Match]) -> Iterator[Match]:
    """The likeliest type first; within a type the rule that says most about the construction."""
    best: dict[str, float] = {}
    for match in found:
        best[match.rule.event] = max(match.confidence, best.get(match.rule.event, 0.0))
    order = sorted(best, key=lambda event: (-best[event], event))
    for event in order:
        of_type = [match for match in found if match.rule.event == event]
        yield from sorted(of_type, key=lambda match: (-match.ground.rank, match.rule.id))


def _candidates(clause: Clause, rules: Rules) -> Iterator[Rule]:
    words = clause.lemma.lower()
    key = words if clause.kind == "verb" else words.split()[-1]
    for rule in rules.by_predicate.get((clause.kind, key), ()):
        if clause.kind == "verb" or any(
            _fits_phrase(phrase, clause) for phrase in _phrases(rule, clause.kind)
        ):
            yield rule


def _phrases(rule: Rule, kind: str) -> tuple[str, ...]:
    return rule.nouns if kind == "noun" else rule.adjectives


def _fits_phrase(phrase: str, clause: Clause) -> bool:
    """Whether a noun frame such as "travel ban" fits a clause and the words before its head."""
    *before, head = phrase.split()
    if head != clause.lemma.lower().split()[-1]:
        return False
    modifiers = {argument.lemma for argument in clause.arguments if argument.role == "modifier"}
    return all(word in modifiers for word in before)


def _match_rule(rule: Rule, setting: _Setting) -> Match | None:
    clause, clauses, sides, weights = setting.clause, setting.clauses, setting.sides, setting.weights
    if not all(_holds(constraint, clause, clauses) for constraint in rule.with_):
        return None
    if any(_holds(constraint, clause, clauses) for constraint in rule.without):
        return None
    arguments = _with_subjects(clause, clauses)
    actors, actor_argument = _find_side(rule.actor, arguments, sides, allow_place=False)
    recipients, recipient_argument = _find_side(
        rule.recipient, arguments, sides, allow_place=True, besides=() if rule.reciprocal else actors
    )
    if clause.kind == "noun" and "subject" in rule.actor and not actors:
        actors, actor_argument = _modifier_side(clause, sides)
    if rule.reciprocal:
        actors, recipients = _everybody(rule, clause, sides), ()
    recipients = tuple(mention for mention in recipients if mention not in actors)
    if not _satisfies(rule, actors, recipients):
        return None
    if rule.learned and not actors and _is_done_by_things(clause):
        return None
    is_open = rule.recipient and not rule.reciprocal and rule.event not in _AMONG_THEMSELVES
    if is_open and actors and not any(map(_is_known, recipients)):
        recipients = _placed(recipients, _elsewhere(setting, actors, rule))
    has_both = bool(actors and recipients) or (rule.reciprocal and len(actors) > 1)
    rank = _BASE + _PER_CONSTRAINT * min(len(rule.with_), 3) + (_BOTH_SIDES if has_both else 0)
    for argument in (actor_argument, recipient_argument):
        rank -= _OWNER_ONLY if argument is not None and sides.is_owner_only(argument) else 0
    ground = Ground(
        rank=min(rank, _CEILING),
        is_learned=rule.learned,
        both_sides=has_both,
        has_actor=bool(actors),
        is_noun=clause.kind == "noun",
    )
    types = _types(rule, setting)
    confidence = weigh(ground, types, clause.acts, weights)
    least = weights.least_learned if rule.learned else weights.least
    if clause.acts is not None and confidence < least:
        return None
    learned = None if clause.acts is None else round(probability(types, clause.acts), 2)
    return Match(rule, actors, recipients, confidence, learned, ground, types)


def _is_done_by_things(clause: Clause) -> bool:
    """Whether what acts is neither somebody nor a weapon: "a typhoon slammed into the Philippines"."""
    subject = clause.argument("subject")
    return subject is not None and not {subject.lemma, *subject.modifiers} & _WEAPONS


def _types(rule: Rule, setting: _Setting) -> frozenset[str]:
    """The rule's type, and what PLOVER makes of it when it is only planned, or when it is refused."""
    clause = setting.clause
    types = {rule.event, _KIN.get(rule.event, rule.event)}
    is_open = clause.modality is not None or clause.tense in {None, "future"}
    if is_open and clause.kind != "noun":
        types.add(setting.ontology.types[rule.event].planned_as or rule.event)
    if clause.negated:
        types.add(_REFUSAL)
    return frozenset(types)


def _holds(constraint: Constraint, clause: Clause, clauses: tuple[Clause, ...]) -> bool:
    return any(
        _fits_argument(constraint, argument, clauses)
        for argument in clause.arguments
        if argument.role in constraint.roles
    ) or ("light" in constraint.roles and clause.light in constraint.words)


def _fits_argument(constraint: Constraint, argument: Argument, clauses: tuple[Clause, ...]) -> bool:
    if not constraint.words:
        return True
    lemma = argument.lemma
    if argument.clause is not None:
        lemma = clauses[argument.clause].lemma.lower()
    if lemma in constraint.words or argument.lemma in constraint.words:
        return True
    return any(f"{modifier} {argument.lemma}" in constraint.words for modifier in argument.modifiers)


def _with_subjects(clause: Clause, clauses: tuple[Clause, ...]) -> tuple[Argument, ...]:
    """The arguments, where whoever must act stands for a clausal one: "called on Iran [to leave]".

    What stands inside the clausal argument is there as well, as `complement/object` and the like.
    """
    found: list[Argument] = []
    for argument in clause.arguments:
        if clause.kind == "noun" and argument.role == "object":
            # "the shelling of Aleppo", but "the resignation of the minister": rules say which.
            found.append(replace(argument, role="oblique:of"))
        if argument.role not in _CLAUSAL_ROLES or argument.clause is None:
            found.append(argument)
            continue
        inner = clauses[argument.clause]
        subject = inner.argument("subject")
        found.append(argument if subject is None else replace(subject, role=argument.role))
        found.extend(replace(part, role=f"{argument.role}/{part.role}") for part in inner.arguments)
    return tuple(found)


def _find_side(
    roles: tuple[str, ...],
    arguments: tuple[Argument, ...],
    sides: Sides,
    *,
    allow_place: bool,
    besides: tuple[Mention, ...] = (),
) -> tuple[tuple[Mention, ...], Argument | None]:
    for role in roles:
        for argument in arguments:
            if argument.role == role:
                # Whoever is the subject acts, even where its name was read as a place.
                found = sides.of_argument(
                    argument,
                    allow_place=allow_place or role == "subject",
                    allow_town=allow_place,
                    besides=besides,
                )
                if found:
                    return found, argument
    return (), None


def _elsewhere(setting: _Setting, actors: tuple[Mention, ...], rule: Rule) -> tuple[Mention, ...]:
    """Whom an act concerns when no role of its rule says so: the first state named in what it governs.

    "refused to deploy peacekeepers in Iraq", "threatened to break relations with Russia".
    """
    for argument in setting.clause.arguments:
        if argument.role.startswith(_GOVERNED):
            found = setting.sides.within(
                argument.start, argument.end, besides=actors, but_topics=rule.event in _TOPICAL
            )
            if found:
                return found
    return ()


def _placed(recipients: tuple[Mention, ...], elsewhere: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Whoever is acted upon, of the country where that is: "attacked [the presidency] in San Salvador"."""
    if not recipients or not elsewhere:
        return recipients or elsewhere
    return tuple(replace(mention, country=elsewhere[0].country) for mention in recipients)


def _is_known(mention: Mention) -> bool:
    return mention.entity is not None or mention.country is not None


def _modifier_side(clause: Clause, sides: Sides) -> tuple[tuple[Mention, ...], Argument | None]:
    """Whose act an event noun is when only an adjective says so: "Israeli shelling"."""
    for argument in clause.arguments:
        if argument.role == "modifier":
            found = sides.of_argument(argument, allow_place=True)
            if found:
                return found, argument
    return (), None


def _everybody(rule: Rule, clause: Clause, sides: Sides) -> tuple[Mention, ...]:
    """All sides of a reciprocal event, in the order of the text."""
    roles = {*rule.actor, *rule.recipient}
    found: list[Mention] = []
    for argument in clause.arguments:
        if argument.role in roles or (clause.kind == "noun" and argument.role == "modifier"):
            allow_place = argument.role == "modifier"
            found.extend(m for m in sides.of_argument(argument, allow_place=allow_place) if m not in found)
    return tuple(found)


def _satisfies(rule: Rule, actors: tuple[Mention, ...], recipients: tuple[Mention, ...]) -> bool:
    if "actor" in rule.needs and not actors:
        return False
    if rule.event != _ANYBODY and not any(_is_strong(mention) for mention in (*actors, *recipients)):
        return False
    if "recipient" in rule.needs and not (recipients or (rule.reciprocal and len(actors) > 1)):
        return False
    if rule.actor_sectors and not any(_sector(mention) in rule.actor_sectors for mention in actors):
        return False
    return not rule.recipient_sectors or any(
        mention.sector in rule.recipient_sectors for mention in recipients
    )


def _is_strong(mention: Mention) -> bool:
    """Whether a side is political by itself: nurses, airlines and voters are only beside somebody who is."""
    return mention.entity is not None or mention.country is not None or mention.sector in _POLITICAL


def _sector(mention: Mention) -> str | None:
    """A state that acts as such acts through its government."""
    return mention.sector or (
        "GOV" if mention.entity is not None and mention.entity == mention.country else None
    )
