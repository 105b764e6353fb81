"""Say how two neighbouring pieces of a sentence are joined."""

from detente.entities.pieces import Piece
from detente.entities.words import DETERMINERS, HYPHENS, POSSESSIVES, Words

MOST_MODIFIERS = 4
"""So many words may stand between an owner and its noun: "South Korea's new top nuclear envoy"."""

_PREPOSITIONS = frozenset(("of", "for", "from", "in", "at", "with"))
_MODIFIERS = frozenset(("ADJ", "NOUN", "NUM", "ADV"))
_QUOTES = frozenset(('"', "“", "”"))
_CONJUNCTIONS = (["and"], ["or"], ["and", "the"], [",", "and"], ["as", "well", "as"])
_ELECT = (["-", "elect"], ["-", "designate"])


def link_between(words: Words, left: Piece, right: Piece) -> str | None:
    """How two pieces are joined: `next`, `possessive`, `modified`, `and`, or not at all.

    `modified`: adjectives and nouns stand between, as in "Iranian nuclear scientists".
    """
    gap = list(range(left.last, right.first))
    between = [words.lower[index] for index in gap]
    if not gap:
        touches = left.last <= right.first and words.plain[left.end : right.start].isspace()
        return "next" if touches else None
    if between[0] in POSSESSIVES:
        return "possessive" if _are_modifiers(words, gap[1:]) else None
    if between in _CONJUNCTIONS or (between == [","] and is_adjectival(left)):
        return "and"
    if between in _ELECT:
        return "next"
    return "modified" if between[0] not in HYPHENS and _are_modifiers(words, gap) else None


def preposition_between(words: Words, left: Piece, right: Piece) -> str | None:
    """The preposition between two pieces, if nothing but a determiner and adjectives stands beside it."""
    gap = list(range(left.last, right.first))
    if not gap or words.lower[gap[0]] not in _PREPOSITIONS or len(gap) > MOST_MODIFIERS:
        return None
    rest = [index for index in gap[1:] if words.lower[index] not in DETERMINERS]
    return words.lower[gap[0]] if _are_modifiers(words, rest) else None


def is_adjectival(piece: Piece) -> bool:
    """Whether an entity may be one of several before a noun: "US and South Korean officials"."""
    return any(alias.kind in {"adjective", "abbreviation"} for alias in piece.aliases)


def leads_to(words: Words, owner: Piece, head: Piece) -> bool:
    """Whether an owner hangs on the head after it, or on the name that follows the head."""
    top = words.head_of(owner.first, owner.last)
    if words.is_argument(top):
        return False
    for above in words.ancestors(top):
        if above >= head.first:
            return above < head.last + MOST_MODIFIERS
        if above < owner.first:
            return False
    return False


def is_clause_edge(words: Words, left: Piece, right: Piece) -> bool:
    """Whether a clause ends between a noun and the name after it: "the officials | Kim had met"."""
    tops = [words.head_of(piece.first, piece.last) for piece in (left, right)]
    if not all(words.is_argument(top) for top in tops):
        return False
    return not any(left.first <= words.tokens[top].head < right.last for top in tops)


def _are_modifiers(words: Words, gap: list[int]) -> bool:
    return len(gap) <= MOST_MODIFIERS and all(_is_modifier(words, index) for index in gap)


def _is_modifier(words: Words, index: int) -> bool:
    if words.upos(index) in _MODIFIERS or words.tokens[index].text in HYPHENS | _QUOTES:
        return True
    return words.upos(index) == "VERB" and words.relation(index) == "amod"
