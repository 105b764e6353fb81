"""Say whether an event happened: asserted, planned, hypothetical or negated."""

from detente.lexicon.embedding import Embedding
from detente.lexicon.rules import Rule
from detente.records import Clause

_INFINITIVE = "to"
# How many clauses up a status may come from; real sentences need three or four.
_MAX_DEPTH = 8
# Where the event stands that "cancelled", "avoided" or "prevented from" undoes.
_UNDONE = {"object", "subject", "complement", "oblique:from"}


def judge_status(clause: Clause, clauses: tuple[Clause, ...], *, rule: Rule, embedding: Embedding) -> str:
    """What the text says of the event in a clause, before its date is known."""
    if rule.status is not None:
        return rule.status
    return _status(clause, clauses, embedding, depth=0)


def speech_status(clause: Clause, clauses: tuple[Clause, ...], *, embedding: Embedding) -> str:
    """The same for any clause, without a rule."""
    return _status(clause, clauses, embedding, depth=0)


def _status(clause: Clause, clauses: tuple[Clause, ...], embedding: Embedding, depth: int) -> str:
    own = _own_status(clause, embedding)
    if own is not None or clause.parent is None or depth > _MAX_DEPTH:
        return own or "asserted"
    parent = clauses[clause.parent]
    effect = _effect_of_parent(clause, parent, embedding)
    if effect == "inherit":
        return _status(parent, clauses, embedding, depth + 1)
    return effect


def _own_status(clause: Clause, embedding: Embedding) -> str | None:
    if clause.negated:
        return "negated"
    supposed = embedding.markers.get(clause.marker or "")
    if supposed == "planned" and clause.tense == "past":
        # "before police dispersed them": told in the past, it has come to pass.
        supposed = None
    if supposed is not None and clause.kind != "noun":
        return supposed
    if clause.modality is not None:
        # "would" is the future seen from the past, unless it hangs on a condition.
        conditional = any(a.role in {"adverbial:if", "adverbial:unless"} for a in clause.arguments)
        effect = embedding.modals.get(clause.modality, "hypothetical")
        return "hypothetical" if conditional and clause.modality == "would" else effect
    for argument in clause.arguments:
        if argument.role == "modifier" and argument.lemma in embedding.modifiers:
            return embedding.modifiers[argument.lemma]
    return None


def _effect_of_parent(clause: Clause, parent: Clause, embedding: Embedding) -> str:
    link = clause.link or ""
    if link == "coordinate":
        # "may attack or invade", "plans to meet and sign": a bare form shares what stands before it.
        return "inherit" if clause.tense is None else "asserted"
    if link.startswith("adverbial"):
        return "hypothetical" if clause.marker == _INFINITIVE else "asserted"
    if link in {"relative", "parataxis"} or link.endswith("/inside"):
        return "asserted"
    if clause.kind == "noun" and link.startswith("oblique:"):
        preposition = link.removeprefix("oblique:")
        if preposition in embedding.prepositions:
            return embedding.prepositions[preposition]
    return _lexical_effect(clause, parent, embedding)


def _lexical_effect(clause: Clause, parent: Clause, embedding: Embedding) -> str:
    if clause.light is not None and clause.light == parent.lemma:
        return "inherit"
    words = {"verb": embedding.verbs, "noun": embedding.nouns, "adjective": embedding.adjectives}[parent.kind]
    infinitive = clause.kind != "noun" and clause.marker == _INFINITIVE and clause.tense is None
    effect = words.get(parent.lemma.lower())
    if effect is None:
        return "hypothetical" if infinitive else "asserted"
    if clause.kind == "noun" and effect == "negated" and clause.link not in _UNDONE:
        # "avoided comment on the summit": the summit is not what is avoided.
        return "asserted"
    if effect == "inherit":
        # "praised the talks": the verb presupposes them, so its own modality does not matter.
        return "asserted" if clause.kind == "noun" else "inherit"
    # A finite that-clause is stated, whatever its verb does to infinitives: "expects that", "warned that".
    if not infinitive and clause.tense is not None:
        return "asserted"
    # An event noun is presupposed by most verbs ("discussed the attack") and undone by few ("cancelled").
    if clause.kind == "noun" and effect == "planned" and clause.link == "subject":
        return "planned" if parent.passive else "asserted"
    return effect
