"""Turn dependency trees into clauses: who, did, to whom, with the surface syntax undone.

    The strike was condemned by France.            condemn(subject=France, object=strike)
    France met and praised the rebels.             praise(subject=France, object=rebels)
    France urged Iran to free the crew.            free(subject=Iran, object=crew), under urge
    France, which backs the rebels, ...            back(subject=France, object=rebels)
    the shelling of Aleppo by Russia               shelling(subject=Russia, object=Aleppo)
    France held talks with Iran.                   talk(subject=France, oblique:with=Iran), light hold
    Talks between France and Iran collapsed.       talk(oblique:between=France, Iran), light collapse

Each of these is a test. Rules see only clauses, never a parser's labels. What an embedding verb does to the
truth of what it embeds ("refused to", "denied") is meaning, and so is left to the lexicon: a clause only says
what it hangs on (`parent`, `link`).
"""

from collections.abc import Container, Iterator

from detente.lexicon.grammar import Grammar
from detente.parse.draft import Draft
from detente.parse.nouns import collect_noun_roles
from detente.parse.phrases import Phrase
from detente.parse.tree import Tree
from detente.parse.verbs import collect_verb_roles, is_passive, share_subject
from detente.records import Act, ActSide, Argument, Clause, Sentence

_ACTIVE_NOUN = 0.6


def build_clauses(sentence: Sentence, *, grammar: Grammar, event_nouns: Container[str]) -> tuple[Clause, ...]:
    """Give every predicate of a sentence with its logical arguments, in order of their words.

    Args:
        sentence: A parsed sentence.
        grammar: Closed word lists: light verbs, control, time nouns.
        event_nouns: Lemmas of nouns that are predicates of their own, such as `"shelling"`.
    """
    tree = Tree(sentence, grammar)
    drafts: dict[int, Draft] = {}
    # Heads before dependents: control, sharing and light verbs look at the clause above.
    for index in tree.top_down():
        kind = _predicate_kind(tree, index, event_nouns)
        if kind is not None:
            drafts[index] = _draft_clause(tree, index, kind, drafts)
    ordered = sorted(drafts)
    number = {index: position for position, index in enumerate(ordered)}
    return tuple(_finish(tree, drafts[index], drafts=drafts, number=number) for index in ordered)


def _predicate_kind(tree: Tree, index: int, event_nouns: Container[str]) -> str | None:
    token = tree.tokens[index]
    relation = token.deprel
    if relation in {"aux", "aux:pass", "cop", "compound:prt", "fixed", "case", "mark"}:
        return None
    if token.upos == "VERB":
        return None if relation in {"amod", "compound"} and not tree.has(index, "obl", "obj") else "verb"
    if token.upos == "NOUN" and (token.lemma.lower() in event_nouns or _is_active(tree, index, event_nouns)):
        return "noun"
    if tree.has(index, "cop"):
        return "adjective"
    if token.upos == "ADJ" and (
        tree.has(index, "cop", "nsubj") or relation in {"root", "xcomp", "acl", "advcl"}
    ):
        return "adjective"
    return None


def _is_active(tree: Tree, index: int, event_nouns: Container[str]) -> bool:
    """Whether the event head takes a noun for an act that no rule names, and no other word for the same."""
    acts = tree.tokens[index].acts
    if not acts or acts[0].probability < _ACTIVE_NOUN:
        return False
    return not any(
        (other.upos == "VERB" or other.lemma.lower() in event_nouns)
        and any(act.event_type == acts[0].event_type and act.probability >= _SURE for act in other.acts)
        for other in tree.tokens
    )


def _draft_clause(tree: Tree, index: int, kind: str, drafts: dict[int, Draft]) -> Draft:
    draft = Draft(predicate=index, kind=kind, lemma=_lemma_with_particle(tree, index))
    draft.parent, draft.link = _attachment(tree, index, drafts)
    if kind == "noun":
        collect_noun_roles(tree, draft, drafts)
    else:
        draft.passive = is_passive(tree, index)
        collect_verb_roles(tree, draft)
        share_subject(tree, draft, drafts)
    return draft


def _lemma_with_particle(tree: Tree, index: int) -> str:
    particles = [tree.lemma(child) for child in _particles(tree, index)]
    return " ".join([tree.lemma(index), *particles])


def _particles(tree: Tree, index: int) -> list[int]:
    """Particles of a verb; some parsers call them adverbs: "turned [back] the boat"."""
    return [
        child
        for child in tree.children(index)
        if tree.relation(child) == "compound:prt"
        or (tree.tokens[child].xpos == "RP" and child > index and tree.relation(child) == "advmod")
    ]


def _attachment(tree: Tree, index: int, drafts: dict[int, Draft]) -> tuple[int | None, str | None]:
    """The nearest clause above, and the relation of the branch that leads up to it."""
    relation = tree.relation(index)
    below, above = index, tree.tokens[index].head
    while above >= 0 and above not in drafts:
        below, above = above, tree.tokens[above].head
        # "condemned the leader of the attack": what counts is how the whole phrase hangs on the verb; but a
        # relative clause stays one, wherever its noun stands.
        if relation not in _OWN_LINKS:
            relation = tree.relation(below)
    if above < 0:
        return None, None
    link = _LINKS.get(relation, relation)
    is_nested = below != index and relation not in _OWN_LINKS
    return above, f"{link}/inside" if is_nested else link


_OWN_LINKS = {"acl", "acl:relcl", "advcl", "advcl:relcl", "parataxis", "appos"}


_LINKS = {
    "ccomp": "complement",
    "xcomp": "complement",
    "csubj": "subject",
    "advcl": "adverbial",
    "advcl:relcl": "relative",
    "acl": "modifier",
    "acl:relcl": "relative",
    "conj": "coordinate",
    "nsubj": "subject",
    "nsubj:pass": "object",
    "obj": "object",
    "iobj": "indirect",
    "obl": "oblique",
    "obl:agent": "subject",
    "obl:unmarked": "oblique",
    "nmod": "oblique",
}


def _finish(tree: Tree, draft: Draft, *, drafts: dict[int, Draft], number: dict[int, int]) -> Clause:
    verb = draft.predicate if draft.light is None else draft.light
    start, end = _trigger(tree, draft)
    arguments = tuple(_argument(role, phrase, number) for role, phrase in draft.roles)
    return Clause(
        kind=draft.kind,
        predicate=draft.predicate,
        lemma=draft.lemma,
        start=start,
        end=end,
        arguments=arguments,
        negated=tree.is_negated(verb) or tree.is_negated(draft.predicate),
        modality=tree.modality(verb),
        tense=tree.tense(verb),
        perfect=tree.has_perfect(verb),
        marker=tree.marker(draft.predicate),
        parent=None if draft.parent is None else number[draft.parent],
        link=_link(draft, drafts),
        light=None if draft.light is None else drafts[draft.light].lemma,
        passive=draft.passive,
        acts=_acts(tree, draft),
        sides=_act_sides(tree, draft),
    )


def _acts(tree: Tree, draft: Draft) -> tuple[Act, ...] | None:
    """What the event head says of the predicate, or else of the light verb that carries it.

    Who "will not lift" an embargo refuses: there the head hears it in the negation.
    """
    if not tree.has_acts:
        return None
    verb = draft.predicate if draft.light is None else draft.light
    acts = tree.tokens[draft.predicate].acts or tree.tokens[verb].acts
    denied = [tree.tokens[child].acts for child in tree.children(verb, "advmod") if tree.is_negation(child)]
    return _with_denial(acts, denied[0]) if denied else acts


def _act_sides(tree: Tree, draft: Draft) -> tuple[ActSide, ...]:
    """Whom the event head takes for the sides, by the predicate or else by its light verb."""
    verb = draft.predicate if draft.light is None else draft.light
    return tree.tokens[draft.predicate].sides or tree.tokens[verb].sides


def _with_denial(acts: tuple[Act, ...], denied: tuple[Act, ...]) -> tuple[Act, ...]:
    best = {act.event_type: act for act in acts}
    for act in denied:
        if act.probability > _SURE and act.probability > best.get(act.event_type, _NO_ACT).probability:
            best[act.event_type] = act
    return tuple(sorted(best.values(), key=lambda act: (-act.probability, act.event_type)))


_SURE = 0.5
_NO_ACT = Act("", 0.0)


def _trigger(tree: Tree, draft: Draft) -> tuple[int, int]:
    """The predicate's own characters, with its particle."""
    parts = [draft.predicate, *_particles(tree, draft.predicate)]
    first, last = min(parts), max(parts)
    # A particle far away ("called the talks off") would drag the object into the trigger.
    if last - first > 1:
        first = last = draft.predicate
    return tree.tokens[first].start, tree.tokens[last].end


def _argument(role: str, phrase: Phrase, number: dict[int, int]) -> Argument:
    return Argument(
        role=role,
        head=phrase.head,
        heads=phrase.heads,
        owners=phrase.owners,
        lemma=phrase.lemma,
        modifiers=phrase.modifiers,
        start=phrase.start,
        end=phrase.end,
        negated=phrase.negated,
        clause=number.get(phrase.head),
    )


def _link(draft: Draft, drafts: dict[int, Draft]) -> str | None:
    """Name the exact role in the parent where it is one of its arguments: `oblique:for`."""
    if draft.parent is None:
        return None
    for role, phrase in _roles(drafts[draft.parent]):
        if draft.predicate in phrase.heads:
            return role
    return draft.link


def _roles(draft: Draft) -> Iterator[tuple[str, Phrase]]:
    # A verb's complement is a better name for the link than a role inherited through its object.
    yield from sorted(draft.roles, key=lambda pair: pair[0] not in {"complement", "object"})
