"""Trees in ClearNLP's labels, as spaCy's own English pipelines draw them, redrawn as Universal Dependencies.

Universal Dependencies prefers content words: the noun, not its preposition, and the predicate, not its
copula, carry the relation upwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass

ROOT = -1
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "SYM"))
CLEAR_ONLY = frozenset(("dobj", "pobj", "nsubjpass", "auxpass", "attr", "acomp", "prep", "relcl", "npadvmod"))
"""Labels by which a pipeline in this style is known."""

RELATIONS = {
    "ROOT": "root", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "dobj": "obj", "dative": "iobj",
    "auxpass": "aux:pass", "neg": "advmod", "poss": "nmod:poss", "relcl": "acl:relcl", "acomp": "xcomp",
    "oprd": "xcomp", "npadvmod": "obl:unmarked", "prt": "compound:prt", "predet": "det:predet", "meta": "dep",
    "preconj": "cc:preconj", "intj": "discourse", "quantmod": "advmod", "pcomp": "advcl", "prep": "case",
    "agent": "case", "attr": "nsubj", "pobj": "obl",
}  # fmt: skip
"""ClearNLP to UD, where renaming is all that remains to be done; other labels are the same in both."""


@dataclass(slots=True)
class Node:
    """A word of a tree that is being redrawn."""

    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    """Index of its head; -1 for the root."""
    deprel: str


def is_clear_style(labels: Sequence[str]) -> bool:
    """Whether a pipeline with these relations draws ClearNLP's trees."""
    return any(label in CLEAR_ONLY for label in labels)


def to_universal(nodes: Sequence[Node], persons: Sequence[tuple[int, int]] = ()) -> None:
    """Redraw the tree in place.

    Args:
        nodes: The words of one sentence.
        persons: Names of persons as (first word, word after the last); their first word becomes the head.
    """
    for node in nodes:
        # What ClearNLP calls nmod is no more than a compound, and the name is needed below.
        if node.deprel == "nmod":
            node.deprel = "compound"
    for index in reversed(range(len(nodes))):
        while nodes[index].deprel in ("pobj", "pcomp") and _is_promoted(nodes, index):
            pass
    for index in range(len(nodes)):
        _promote_predicate(nodes, index)
    _flatten_coordination(nodes)
    for first, last in persons:
        _flatten_name(nodes, first, last)
    for node in nodes:
        if node.deprel == "aux" and node.xpos == "TO":
            node.deprel = "mark"
        node.deprel = RELATIONS.get(node.deprel, node.deprel)


def _is_promoted(nodes: Sequence[Node], index: int) -> bool:
    """Hang a noun or clause where its preposition hangs, if that can be, and say so."""
    node = nodes[index]
    preposition = node.head
    if preposition == ROOT or nodes[preposition].deprel in ("conj", "ROOT"):
        return False
    outer = nodes[preposition]
    is_clause = node.deprel == "pcomp"
    node.deprel = _complement_relation(nodes, outer, is_clause=is_clause)
    node.head = outer.head
    for child in nodes:
        if child.head == preposition and child is not node:
            child.head = index
    outer.head = index
    outer.deprel = "mark" if is_clause else "case"
    return True


def _complement_relation(nodes: Sequence[Node], preposition: Node, *, is_clause: bool) -> str:
    if preposition.deprel == "pobj" or nodes[preposition.head].deprel == "prep":
        # "out of the house": the outer preposition has its turn next.
        return "pcomp" if is_clause else "pobj"
    is_noun = nodes[preposition.head].upos in NOMINAL
    if is_clause:
        return "acl" if is_noun else "advcl"
    if preposition.deprel == "agent":
        return "obl:agent"
    return "nmod" if is_noun else "obl"


def _promote_predicate(nodes: Sequence[Node], copula: int) -> None:
    """Make what a form of "be" says of its subject the head, and the form its copula."""
    verb = nodes[copula]
    if verb.lemma != "be" or verb.deprel in ("aux", "auxpass", "cop"):
        return
    children = [index for index, node in enumerate(nodes) if node.head == copula]
    relations = {nodes[index].deprel for index in children}
    if "expl" in relations and not relations & {"nsubj", "csubj"}:
        return
    predicates = [index for index in children if nodes[index].deprel in ("attr", "acomp")]
    if not predicates and relations & {"nsubj"} and not relations & {"xcomp", "ccomp", "oprd"}:
        predicates = [index for index in children if nodes[index].deprel == "obl" and index > copula]
    if not predicates:
        return
    predicate = predicates[0]
    nodes[predicate].head, nodes[predicate].deprel = verb.head, verb.deprel
    for index in children:
        if index != predicate:
            nodes[index].head = predicate
    verb.head, verb.deprel = predicate, "cop"


def _flatten_coordination(nodes: Sequence[Node]) -> None:
    """Hang all conjuncts below the first, and each conjunction below the conjunct that follows it."""
    for index, node in enumerate(nodes):
        if node.deprel == "cc":
            conjuncts = [
                number for number, other in enumerate(nodes)
                if other.deprel == "conj" and other.head == node.head and number > index
            ]  # fmt: skip
            if conjuncts:
                node.head = conjuncts[0]
    for node in nodes:
        while node.deprel == "conj" and nodes[node.head].deprel == "conj":
            node.head = nodes[node.head].head


def _flatten_name(nodes: Sequence[Node], first: int, last: int) -> None:
    """Let the first word of a name be its head, if its last word was."""
    old = last - 1
    inner = range(first, old)
    if last - first < 2 or any(
        nodes[index].head != old or nodes[index].deprel != "compound" for index in inner
    ):
        return
    for node in nodes:
        if node.head == old:
            node.head = first
    nodes[first].head, nodes[first].deprel = nodes[old].head, nodes[old].deprel
    for index in range(first + 1, last):
        nodes[index].head, nodes[index].deprel = first, "flat"
