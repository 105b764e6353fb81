"""Collect the roles of a verb or predicative word: passives, relatives, control and coordination undone."""

from detente.parse.draft import NOMINAL_MODIFIERS, Draft
from detente.parse.phrases import Phrase, describe_phrase
from detente.parse.tree import Tree

_PASSIVE_SUBJECT = {"nsubj:pass", "csubj:pass"}
_RELATIVE_TAGS = {"WDT", "WP", "WRB", "WP$"}


def is_passive(tree: Tree, index: int) -> bool:
    """Whether a verb's surface subject is its logical object."""
    token = tree.tokens[index]
    if tree.has(index, "aux:pass", "nsubj:pass", "csubj:pass"):
        return True
    if tree.has(index, "obl:agent"):
        # "was quoted as saying by the agency": the saying itself is active.
        return token.xpos != "VBG"
    # "sanctions imposed by X": a past participle that modifies a noun or stands at the sentence's edge.
    return (
        token.xpos == "VBN"
        and tree.relation(index) in {"acl", "advcl"}
        and not tree.has(index, "obj", "nsubj", "aux")
    )


def collect_verb_roles(tree: Tree, draft: Draft) -> None:
    """Fill the roles that a verb's own dependents play."""
    index = draft.predicate
    for child in tree.children(index):
        phrase = describe_phrase(tree, child)
        role = _verb_role(tree, draft, tree.relation(child), phrase)
        if role is not None:
            draft.add(role, _antecedent(tree, index, phrase))
    if draft.first("object") is None and not draft.passive:
        # "held talks": a noun after its verb without a preposition is an object, whatever parsers say.
        _take_bare_oblique(draft)
    if draft.first("object") is None:
        # Treebanks call the person in "urged Iran to leave" an indirect object; for rules it is the object.
        draft.roles = [("object" if role == "indirect" else role, phrase) for role, phrase in draft.roles]
    _add_relative_gap(tree, draft)
    _add_object_modifiers(tree, draft)


def _take_bare_oblique(draft: Draft) -> None:
    for number, (role, phrase) in enumerate(draft.roles):
        if role == "oblique:" and phrase.head > draft.predicate:
            draft.roles[number] = ("object", phrase)
            return


def _verb_role(tree: Tree, draft: Draft, relation: str, phrase: Phrase) -> str | None:
    if phrase.is_time and relation in _CAN_BE_TIME:
        return "time"
    if relation in _PASSIVE_SUBJECT:
        return "indirect" if tree.has(draft.predicate, "obj") else "object"
    # A subject or object with a preposition is none: "saying by the KCNA" where the parser missed the agent.
    if relation == "obl:agent" and not draft.passive:
        return "oblique:by"
    if relation in {"obl", "obl:unmarked", "nmod"} or (relation in {"obj", "nsubj"} and phrase.case):
        return _oblique_role(tree, draft, phrase)
    if relation == "advcl":
        return f"adverbial:{phrase.marker or ''}"
    return _ROLES.get(relation)


_CAN_BE_TIME = {"obj", "iobj", "obl", "obl:unmarked", "obl:tmod", "nmod"}
_ROLES = {
    "nsubj": "subject",
    "csubj": "subject",
    "nsubj:outer": "subject",
    "csubj:outer": "subject",
    "obl:agent": "subject",
    "obj": "object",
    "iobj": "indirect",
    "ccomp": "complement",
    "xcomp": "complement",
}


def _oblique_role(tree: Tree, draft: Draft, phrase: Phrase) -> str | None:
    if phrase.case == "by" and draft.passive and draft.first("subject") is None:
        return "subject"
    is_relative = tree.tokens[phrase.head].xpos in _RELATIVE_TAGS
    return None if is_relative else f"oblique:{phrase.case}"


def _antecedent(tree: Tree, index: int, phrase: Phrase) -> Phrase:
    """What a relative pronoun stands for; any other phrase stands for itself."""
    if tree.tokens[phrase.head].xpos in _RELATIVE_TAGS:
        noun = tree.relative_head(index)
        if noun is not None:
            return describe_phrase(tree, noun)
    return phrase


def _add_relative_gap(tree: Tree, draft: Draft) -> None:
    """Fill the role that the noun plays in the relative or participle clause that describes it."""
    index = draft.predicate
    relation = tree.relation(index)
    if relation not in {"acl", "acl:relcl"}:
        return
    noun = describe_phrase(tree, tree.tokens[index].head)
    if relation == "acl":
        if draft.passive:
            draft.add("object", noun)
        elif tree.tokens[index].xpos == "VBG":
            draft.add("subject", noun)
        return
    has_pronoun = any(tree.tokens[child].xpos in _RELATIVE_TAGS for child in tree.subtree(index))
    if not has_pronoun and draft.first("subject") and not draft.first("object"):
        draft.add("object", noun)


def _add_object_modifiers(tree: Tree, draft: Draft) -> None:
    """Let the verb see what parsers hang on its object: "imposed [sanctions [on Iran]]"."""
    target = draft.first("object")
    if target is not None:
        for child in tree.children(target.head, "nmod"):
            phrase = describe_phrase(tree, child)
            if phrase.case not in {"", "of"} and not phrase.is_time:
                draft.add(f"oblique:{phrase.case}", phrase)
    for role, phrase in tuple(draft.roles):
        if role == "object" or role.startswith("oblique:"):
            for child in tree.children(phrase.head, "acl", "advcl"):
                if tree.marker(child) in _TASK_MARKERS:
                    draft.add("task", describe_phrase(tree, child))


# "set a deadline [for Iran to leave]", "issued an order [to leave]".
_TASK_MARKERS = {"to", "for to"}


def share_subject(tree: Tree, draft: Draft, drafts: dict[int, Draft]) -> None:
    """Give the clause the subject it shares: by coordination, control, raising, or as an adjunct."""
    role = "object" if draft.passive else "subject"
    if draft.first("subject") is not None or (draft.passive and draft.first("object") is not None):
        return
    index = draft.predicate
    relation = tree.relation(index)
    head = tree.tokens[index].head
    above = drafts.get(head)
    if relation == "conj" and above is not None and above.kind != "noun":
        draft.add(role, above.first("object" if above.passive else "subject"))
        _share_object(tree, draft, above)
    elif relation == "ccomp" and above is not None and head > index:
        _take_back_subject(draft, above)
    elif relation == "xcomp" and above is not None:
        draft.add(role, _controller(tree, above))
    elif relation == "advcl" and above is not None and above.lemma in tree.grammar.appeal_verbs:
        # "called on Iran to leave": Iran would leave.
        addressee = above.first("oblique:on") or above.first("oblique:to") or above.first("subject")
        draft.add(role, addressee)
    elif relation in {"advcl", "parataxis"} and above is not None and not _has_own_time_frame(tree, index):
        draft.add(role, _adjunct_subject(tree, index, above))
    elif relation == "acl" and tree.lemma(head) in tree.grammar.control_nouns:
        draft.add(role, _holder_of_noun(tree, head, drafts))


def _take_back_subject(draft: Draft, above: Draft) -> None:
    """In "X will meet Y, Z announced" parsers may give both subjects to the last verb."""
    subjects = [pair for pair in above.roles if pair[0] == "subject"]
    if len(subjects) > 1 and subjects[0][1].head < draft.predicate and not draft.passive:
        above.roles.remove(subjects[0])
        draft.add("subject", subjects[0][1])


def _adjunct_subject(tree: Tree, index: int, above: Draft) -> Phrase | None:
    """Who does what a participle says: in "Rebels took a base, officials said, killing ten" the rebels."""
    reported = []
    if tree.marker(index) is None:
        reported = tree.children(above.predicate, "ccomp")
        if tree.relation(above.predicate) == "parataxis":
            reported.append(tree.tokens[above.predicate].head)
    for said in reported:
        if said < above.predicate < index:
            subjects = tree.children(said, "nsubj")
            return describe_phrase(tree, subjects[0]) if subjects else None
    return above.first("object" if above.passive else "subject")


def _share_object(tree: Tree, draft: Draft, above: Draft) -> None:
    """In "condemned and rejected the plan" the object stands at the last verb, or at the first."""
    has_complement = tree.has(draft.predicate, "obj", "ccomp", "xcomp", "obl")
    follows = above.first("object")
    if not has_complement and follows is not None and follows.head > draft.predicate:
        draft.add("object", follows)


def _controller(tree: Tree, above: Draft) -> Phrase | None:
    surface = above.first("object")
    if above.passive or (surface is not None and above.lemma not in tree.grammar.subject_control):
        return surface or above.first("indirect")
    return above.first("indirect") or above.first("subject")


def _has_own_time_frame(tree: Tree, index: int) -> bool:
    """A finite adverbial clause ("after talks failed") has its own subject or none that we can name."""
    return tree.tokens[index].xpos in {"VBD", "VBZ", "VBP"} or tree.has(index, "aux")


def _holder_of_noun(tree: Tree, noun: int, drafts: dict[int, Draft]) -> Phrase | None:
    """Whose willingness it is: its possessor, its nationality, or the subject of the verb that carries it."""
    for child in tree.children(noun):
        if tree.relation(child) in NOMINAL_MODIFIERS and (
            tree.tokens[child].upos in {"PROPN", "PRON"} or tree.tokens[child].text[:1].isupper()
        ):
            return describe_phrase(tree, child)
    carrier = drafts.get(tree.tokens[noun].head)
    if carrier is not None and tree.relation(noun) in {"obj", "obl", "nsubj:pass"}:
        return carrier.first("subject")
    return None
