"""Describe a noun phrase: its heads, whose it is, what stands before it, where it lies."""

from dataclasses import dataclass

from detente.parse.tree import Tree

_CLAUSAL = {"acl", "acl:relcl", "advcl", "advcl:relcl", "parataxis", "ccomp", "csubj", "discourse", "dep"}
_BEFORE = {"amod", "compound", "nmod:poss", "nmod:desc", "nmod:unmarked", "nummod"}
# Nearest first: a possessor says whose it is more surely than a phrase in "of" or "by".
_OWNER_RANK = {"nmod:poss": 0, "amod": 1, "compound": 1, "nmod:desc": 1, "appos": 2, "nmod": 3, "obl": 3}
_OWNER_CASES = {"of", "by", "from", "between", "with", "among", "in", "against", "for", "to", "on", "at"}
_EDGE_PUNCTUATION = set(",;:()[]\"“”‘’'-–—.")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase or the head of a subordinate clause."""

    head: int
    heads: tuple[int, ...]
    owners: tuple[tuple[int, ...], ...]
    lemma: str
    modifiers: tuple[str, ...]
    start: int
    end: int
    case: str
    marker: str | None
    is_time: bool
    negated: bool


def describe_phrase(tree: Tree, head: int) -> Phrase:
    """Describe the phrase around a head word; "thousands of protesters" is about protesters."""
    found = tree.phrases.get(head)
    if found is None:
        found = tree.phrases[head] = _describe(tree, head)
    return found


def _describe(tree: Tree, head: int) -> Phrase:
    case = tree.case(head)
    negated = tree.is_negated(head)
    outer = head
    head = _through_partitive(tree, head)
    words = _words(tree, outer)
    return Phrase(
        head=head,
        heads=(*tree.conjuncts(head), *_named_members(tree, head)),
        owners=_owners(tree, head),
        lemma=tree.lemma(head),
        modifiers=tuple(
            tree.lemma(child) for child in tree.children(head) if tree.relation(child) in _BEFORE
        ),
        start=tree.tokens[words[0]].start,
        end=tree.tokens[words[-1]].end,
        case=case,
        marker=tree.marker(head),
        is_time=_is_time(tree, head),
        negated=negated or tree.is_negated(head),
    )


def _through_partitive(tree: Tree, head: int) -> int:
    if tree.lemma(head) in tree.grammar.partitives:
        for child in tree.children(head, "nmod", "obl"):
            if tree.case(child) == "of":
                return child
    return head


def _named_members(tree: Tree, head: int) -> tuple[int, ...]:
    """Members that a group names: Russia in "its neighbours, including Russia"."""
    return tuple(
        member
        for child in tree.children(head, "nmod", "obl", "acl")
        if tree.case(child) in {"including", "such as", "like"}
        for member in tree.conjuncts(child)
    )


def _words(tree: Tree, head: int) -> list[int]:
    """Tokens of the phrase in order, without loose punctuation; a noun's without clauses that hang on it."""
    is_clause = tree.tokens[head].upos in {"VERB", "AUX"} or tree.has(head, "cop", "nsubj", "nsubj:pass")
    found = [head]
    position = 0
    while position < len(found):
        here = found[position]
        skip = frozenset[str]() if here == head and is_clause else _CLAUSAL
        found.extend(
            child
            for child in tree.children(here)
            if tree.relation(child) not in skip
            and not (here == head and tree.relation(child) in {"case", "mark", "cc"})
        )
        position += 1
    words = sorted(found)
    while len(words) > 1 and tree.tokens[words[0]].text in _EDGE_PUNCTUATION:
        words.pop(0)
    while len(words) > 1 and tree.tokens[words[-1]].text in _EDGE_PUNCTUATION:
        words.pop()
    return words


def _owners(tree: Tree, head: int) -> tuple[tuple[int, ...], ...]:
    ranked: list[tuple[int, tuple[int, ...]]] = []
    for child in tree.children(head):
        if tree.relation(child) == "acl" and tree.tokens[child].xpos == "VBN":
            # "the missiles fired by the Israeli army"
            ranked.extend(
                (_OWNER_RANK["nmod"], tree.conjuncts(agent))
                for agent in tree.children(child, "obl", "obl:agent")
                if tree.case(agent) == "by"
            )
        rank = _OWNER_RANK.get(tree.relation(child))
        if rank is None or (rank == _OWNER_RANK["nmod"] and tree.case(child) not in _OWNER_CASES):
            continue
        ranked.append((rank, tree.conjuncts(child)))
        # "the killing of the leader of Hamas": one level further down is still inside the phrase.
        ranked.extend(
            (rank + _OWNER_RANK["obl"] + 1, tree.conjuncts(grandchild))
            for grandchild in tree.children(child)
            if tree.relation(grandchild) in _OWNER_RANK
        )
    return tuple(group for _, group in sorted(ranked))


def _is_time(tree: Tree, head: int) -> bool:
    token = tree.tokens[head]
    if token.lemma.lower() in tree.grammar.time_nouns and token.upos in {"PROPN", "NOUN", "ADV", "NUM"}:
        return True
    return token.upos == "NUM" and len(token.text) == 4 and token.text.isdigit()
