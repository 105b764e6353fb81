"""Who fills the roles of a rule: where the rule looks, and where the parser's event head says."""

from dataclasses import dataclass, replace

from detente.events.sides import Sides
from detente.lexicon.confidence import Confidence
from detente.lexicon.ontology import Ontology
from detente.lexicon.rules import Rule
from detente.records import Argument, Clause, Mention

AMONG_THEMSELVES = {"CONSULT"}
"""Where whoever else is named is the topic or the place, not a side."""
_TOPICAL = {"REQUEST", "AGREE"}
"""What is asked for or agreed on often is about others."""
_GOVERNED = ("object", "indirect", "oblique:", "complement", "task", "adverbial:to")
"""Roles inside which a recipient may be named that its rule does not find."""
_CLAUSAL_ROLES = {"complement", "task"}
_LEAST_SIDE = 0.5


@dataclass(frozen=True, slots=True)
class Setting:
    """A clause with all that a rule asks about."""

    clause: Clause
    clauses: tuple[Clause, ...]
    sides: Sides
    weights: Confidence
    ontology: Ontology
    arguments: tuple[Argument, ...]
    """Those of the clause, as `with_subjects` gives them."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The sides that a rule finds."""

    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    owned: int = 0
    """How many of the two are found only as owners of what is named: "Washington's attitude"."""

    @property
    def everybody(self) -> tuple[Mention, ...]:
        """All sides."""
        return (*self.actors, *self.recipients)


def fill_roles(rule: Rule, setting: Setting) -> Filled:
    """Whom a rule finds in the roles it names; whom it does not find, the event head may know."""
    clause, sides, arguments = setting.clause, setting.sides, setting.arguments
    actors, actor_argument = _find_side(rule.actor, arguments, sides, allow_place=False)
    recipients, recipient_argument = _find_side(
        rule.recipient, arguments, sides, allow_place=True, besides=() if rule.reciprocal else actors
    )
    if clause.kind == "noun" and "subject" in rule.actor and not actors:
        actors, actor_argument = _modifier_side(clause, sides)
    if rule.reciprocal:
        actors, recipients = _everybody(rule, clause, sides), ()
    recipients = tuple(mention for mention in recipients if mention not in actors)
    owned = sum(
        argument is not None and sides.is_owner_only(argument)
        for argument in (actor_argument, recipient_argument)
    )
    return Filled(*_with_told(rule, setting, actors, recipients), owned)


def with_recipient_elsewhere(rule: Rule, setting: Setting, filled: Filled) -> Filled:
    """Whom an act concerns, where neither the rule nor the head finds anybody known."""
    is_open = rule.recipient and not rule.reciprocal and rule.event not in AMONG_THEMSELVES
    if not is_open or not filled.actors or any(map(_is_known, filled.recipients)):
        return filled
    recipients = _placed(filled.recipients, _elsewhere(setting, filled.actors, rule))
    return replace(filled, recipients=recipients)


def certainty(setting: Setting, filled: Filled) -> float:
    """How sure the event head is of the sides: the mean over actor and recipient, as far as there are."""
    shares = []
    for role, mentions in (("actor", filled.actors), ("recipient", filled.recipients)):
        if mentions:
            likely = [
                side.probability
                for side in setting.clause.sides
                if side.role == role and any(m in mentions for m in setting.sides.mentions_at(side.token))
            ]
            shares.append(max(likely, default=0.0))
    return sum(shares) / max(1, len(shares))


def with_subjects(clause: Clause, clauses: tuple[Clause, ...]) -> tuple[Argument, ...]:
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


def _with_told(
    rule: Rule, setting: Setting, actors: tuple[Mention, ...], recipients: tuple[Mention, ...]
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Sides that the rule does not find where it looks, from the event head."""
    clause, sides = setting.clause, setting.sides
    if rule.reciprocal:
        if len(actors) < 2:
            actors += sides.at_words(_told(clause, "actor", "recipient"), besides=actors)
        return actors, ()
    if not actors:
        actors = sides.at_words(_told(clause, "actor"), besides=recipients)
    if not any(map(_is_known, recipients)) and rule.recipient:
        words = _told(clause, "recipient")
        if rule.event in _TOPICAL:
            words = [word for word in words if not sides.is_possessor(word)]
        told = sides.at_words(words, besides=actors)
        if not recipients or any(map(_is_known, told)):
            recipients = told
    return actors, recipients


def _told(clause: Clause, *roles: str) -> list[int]:
    """Words that the event head takes for sides, in the order of the text."""
    return sorted(
        side.token for side in clause.sides if side.role in roles and side.probability >= _LEAST_SIDE
    )


def _elsewhere(setting: Setting, actors: tuple[Mention, ...], rule: Rule) -> tuple[Mention, ...]:
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
