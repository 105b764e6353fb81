"""Collect the roles of an event noun, and undo the light verbs that carry it."""

from detente.parse.draft import NOMINAL_MODIFIERS, Draft
from detente.parse.phrases import Phrase, describe_phrase
from detente.parse.tree import Tree


def collect_noun_roles(tree: Tree, draft: Draft, drafts: dict[int, Draft]) -> None:
    """Fill a noun's roles from its possessor, its phrases, its modifiers, and the verb that carries it."""
    index = draft.predicate
    for child in tree.children(index):
        relation = tree.relation(child)
        phrase = describe_phrase(tree, child)
        if phrase.is_time and relation in {*NOMINAL_MODIFIERS, "nmod", "obl", "obl:unmarked"}:
            draft.add("time", phrase)
        elif relation == "nmod:poss":
            draft.add("subject", phrase)
        elif relation in {"nmod", "obl", "obl:agent"}:
            _add_noun_complement(draft, phrase)
            _add_nested_agent(tree, draft, phrase)
        elif relation in NOMINAL_MODIFIERS:
            draft.add("modifier", phrase)
        elif relation == "ccomp" or (relation == "acl" and phrase.marker is not None):
            draft.add("complement", phrase)
    _carry(tree, draft, drafts)


def _add_noun_complement(draft: Draft, phrase: Phrase) -> None:
    role = {"by": "subject", "of": "object"}.get(phrase.case, f"oblique:{phrase.case}")
    draft.add(role, phrase)


def _add_nested_agent(tree: Tree, draft: Draft, phrase: Phrase) -> None:
    """In "the shelling of Aleppo by Russia" parsers may hang Russia on Aleppo."""
    for child in tree.children(phrase.head, "nmod", "obl"):
        if phrase.case == "of" and tree.case(child) == "by":
            draft.add("subject", describe_phrase(tree, child))


def _carry(tree: Tree, draft: Draft, drafts: dict[int, Draft]) -> None:
    """Undo light verbs and verbs of happening: their arguments, tense and negation are the noun's."""
    carrier = _carrier(tree, draft.predicate, drafts)
    if carrier is None:
        _share_participants(tree, draft, drafts)
        return
    own = carrier.first("object")
    is_object = own is not None and draft.predicate in own.heads
    if is_object and carrier.lemma in tree.grammar.light_verbs:
        role = "object" if carrier.lemma in tree.grammar.reversed_light_verbs else "subject"
        draft.add(role, carrier.first("subject"))
    elif is_object or carrier.lemma not in tree.grammar.occurrence_verbs:
        return
    draft.light = carrier.predicate
    for role, phrase in carrier.roles:
        if role.startswith(("oblique:", "time")) and phrase.head != draft.predicate:
            draft.add(role, phrase)


def _share_participants(tree: Tree, draft: Draft, drafts: dict[int, Draft]) -> None:
    """In "the summit between X and Y ended without an agreement" the agreement would have been theirs."""
    verb = drafts.get(tree.tokens[draft.predicate].head)
    subject = verb.first("subject") if verb is not None else None
    if verb is None or subject is None or tree.relation(draft.predicate) != "obl":
        return
    if subject.head in drafts and verb.lemma in tree.grammar.occurrence_verbs:
        draft.add("subject", subject)


def _carrier(tree: Tree, index: int, drafts: dict[int, Draft]) -> Draft | None:
    """The verb above the noun, across coordination: "held [talks and a dinner]"."""
    head = tree.tokens[index].head
    if tree.relation(index) == "conj" and head not in drafts:
        index, head = head, tree.tokens[head].head
    is_bare = tree.relation(index) == "obl" and not tree.case(index)
    if is_bare or tree.relation(index) in {"obj", "nsubj", "nsubj:pass"}:
        return drafts.get(head)
    # "sanctions imposed on Iran", "talks held in Oslo": the participle below the noun carries it.
    return None
