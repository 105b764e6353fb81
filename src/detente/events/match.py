"""Match rules against a clause: which constructions does it show, and who are its sides?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.events.confidence import Ground, probability, weigh
from detente.events.roles import (
    AMONG_THEMSELVES,
    Filled,
    Setting,
    certainty,
    fill_roles,
    with_recipient_elsewhere,
    with_subjects,
)
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
_PRIVATE = {"CVL", "BUS", "EDU", "MED", "JRN"}
_REFUSAL = "REJECT"
_LEAST_ACT = 0.3
"""Types that the event head gives less are not looked into."""
_SURE = 0.8
"""Where the event head gives so much to a type, people of whom nothing is known are sides, too."""
_KIN = {"CONCEDE": "RETREAT", "RETREAT": "CONCEDE"}
"""Giving way in words and in deeds, which even PLOVER's own records mix: a vote for one is none against the
other."""
_ALSO = {
    "057": frozenset(("AGREE",)),
    "050": frozenset(("COOPERATE",)),
    "192": frozenset(("ASSAULT", "COERCE")),
}
"""To reach an agreement, to deepen ties, to take a town: by code of one type, by the words of another."""
_WEAPONS = frozenset(
    "bomb bomber blast explosion explosive grenade mine missile rocket shell mortar gunfire drone strike "
    "airstrike raid attack fire".split()
)
"""Things that somebody acts with, named where nobody is."""
_ASIDE = ("relative", "modifier")


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
    candidates = tuple(_candidates(clause, rules))
    told = {act.event_type for act in clause.acts or () if act.probability >= _LEAST_ACT}
    if not candidates and not told:
        return ()
    setting = Setting(
        clause, clauses, sides, matching.confidence, matching.ontology, with_subjects(clause, clauses)
    )
    found = [match for rule in candidates if (match := _match_rule(rule, setting)) is not None]
    types = {event for match in found for event in (match.rule.event, *match.rule.undoes)}
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


def _match_rule(rule: Rule, setting: Setting) -> Match | None:
    if not _fits_construction(rule, setting):
        return None
    filled = with_recipient_elsewhere(rule, setting, fill_roles(rule, setting))
    types, clause, weights = _types(rule, setting), setting.clause, setting.weights
    if not _may_stand(rule, clause, filled, types):
        return None
    ground = _ground(rule, setting, filled)
    confidence = weigh(ground, types, clause.acts, weights)
    least = weights.least_learned if rule.learned else weights.least
    if clause.acts is not None and confidence < least:
        return None
    learned = None if clause.acts is None else round(probability(types, clause.acts), 2)
    return Match(rule, filled.actors, filled.recipients, confidence, learned, ground, types)


def _fits_construction(rule: Rule, setting: Setting) -> bool:
    clause, clauses = setting.clause, setting.clauses
    return all(_holds(constraint, clause, clauses) for constraint in rule.with_) and not any(
        _holds(constraint, clause, clauses) for constraint in rule.without
    )


def _may_stand(rule: Rule, clause: Clause, filled: Filled, types: frozenset[str]) -> bool:
    """Whether the sides allow the reading."""
    if rule.event in AMONG_THEMSELVES and any(map(_is_press, filled.everybody)):
        return False
    if rule.learned and not filled.actors and _is_done_by_things(clause):
        return False
    is_sure = clause.acts is not None and probability(types, clause.acts) >= _SURE
    return _satisfies(rule, filled, is_sure=is_sure)


def _ground(rule: Rule, setting: Setting, filled: Filled) -> Ground:
    clause = setting.clause
    has_both = bool(filled.actors and filled.recipients) or (rule.reciprocal and len(filled.actors) > 1)
    rank = _BASE + _PER_CONSTRAINT * min(len(rule.with_), 3) + (_BOTH_SIDES if has_both else 0)
    return Ground(
        rank=min(rank - _OWNER_ONLY * filled.owned, _CEILING),
        record=setting.weights.record(rule.id),
        is_learned=rule.learned,
        told=certainty(setting, filled),
        both_sides=has_both,
        has_actor=bool(filled.actors),
        is_noun=clause.kind == "noun",
        is_untensed=clause.kind == "verb" and clause.tense is None,
        is_modal=clause.modality is not None,
        is_aside=clause.kind == "verb" and (clause.link or "").startswith(_ASIDE),
    )


def _is_done_by_things(clause: Clause) -> bool:
    """Whether what acts is neither somebody nor a weapon: "a typhoon slammed into the Philippines"."""
    subject = clause.argument("subject")
    return subject is not None and not {subject.lemma, *subject.modifiers} & _WEAPONS


def _types(rule: Rule, setting: Setting) -> frozenset[str]:
    """The rule's type, and what PLOVER makes of it when it is only planned, or when it is refused."""
    clause = setting.clause
    types = {rule.event, _KIN.get(rule.event, rule.event)}
    # The head hears the sanction in its lifting: its vote for what is undone is none against the undoing.
    types |= _ALSO.get(rule.cameo or "", frozenset()) | rule.undoes
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


def _satisfies(rule: Rule, filled: Filled, *, is_sure: bool) -> bool:
    """Whether the sides are those that a rule asks for, one of them political unless the head is sure."""
    actors, recipients = filled.actors, filled.recipients
    if "actor" in rule.needs and not actors:
        return False
    is_private = bool(actors) and all(mention.sector in _PRIVATE for mention in actors)
    may_be_anybody = rule.event == _ANYBODY or (is_sure and bool(filled.everybody) and not is_private)
    if not may_be_anybody and not any(map(is_political_itself, filled.everybody)):
        return False
    if "recipient" in rule.needs and not (recipients or (rule.reciprocal and len(actors) > 1)):
        return False
    if rule.actor_sectors and not any(_sector(mention) in rule.actor_sectors for mention in actors):
        return False
    return not rule.recipient_sectors or any(
        mention.sector in rule.recipient_sectors for mention in recipients
    )


def is_political_itself(mention: Mention) -> bool:
    """Whether a side is political by itself: nurses, airlines and voters are only beside somebody who is."""
    return mention.entity is not None or mention.country is not None or mention.sector in _POLITICAL


def _is_press(mention: Mention) -> bool:
    """Who talks to the press consults nobody: that is where a claim comes from."""
    return mention.sector in {"JRN", "MED"}


def _sector(mention: Mention) -> str | None:
    """A state that acts as such acts through its government."""
    return mention.sector or (
        "GOV" if mention.entity is not None and mention.entity == mention.country else None
    )
