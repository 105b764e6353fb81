"""Grow one noun phrase out of pieces: owners, nouns, names, complements, then what stands to the left.

Adjacency decides first, as it survives a wrong parse; the tree is asked where words lie between.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from detente.entities.joints import (
    MOST_MODIFIERS,
    is_adjectival,
    is_clause_edge,
    leads_to,
    link_between,
    preposition_between,
)
from detente.entities.pieces import PAIR_NOUNS, STATE_KINDS, Phrase, Piece
from detente.entities.words import DETERMINERS, HYPHENS, Words
from detente.lexicon.entity_tables import EntityTables

# Words that end an office, words that stand below one, and possessive pronouns.
_FORMER = frozenset(("former", "ex", "then", "late", "ousted", "deposed", "one-time", "onetime", "erstwhile"))
_DEPUTY = frozenset(("deputy", "vice", "assistant", "associate"))
_PRONOUN_OWNERS = frozenset(("his", "her", "its", "their", "our", "my"))
# After these the words must hang on the noun before: "expelled diplomats from Russia" says nothing of whose.
_LOOSE_PREPOSITIONS = frozenset(("for", "from", "with"))
_HONORIFICS = frozenset(
    """
    mr mrs ms dr sir madam gen lt col sen rep gov prof rev president-elect late
    """.split()
)
_PERSONAL = frozenset(("office", "person"))


class PhraseBuilder:
    """Grows one phrase from a piece to the right, then to the left."""

    def __init__(self, words: Words, pieces: Sequence[Piece], index: int, *, tables: EntityTables) -> None:
        """Start at the piece with this index."""
        self._words = words
        self._pieces = pieces
        self._tables = tables
        self.index = index
        """Index of the first piece that is not part of the phrase."""
        piece = pieces[index]
        self._phrase = Phrase(first=piece.first, last=piece.last, start=piece.start, end=piece.end)

    def build(self, before: Phrase | None) -> Phrase:
        """The finished phrase; it does not reach into the phrase before it."""
        self._take_core()
        edge = before.last if before is not None else 0
        phrase = self._phrase
        if phrase.kin is not None and before is not None and self._words.is_possessor(before.last):
            self._phrase = replace(phrase, owner_phrase=before)
            edge = before.last + 1
        opens_with_name = phrase.owner_phrase is not None and phrase.owner_phrase.first == phrase.first
        if (phrase.roles or phrase.kin) and not opens_with_name:
            self._reach_left(edge)
        elif phrase.person is not None or opens_with_name:
            self._reach_honorific(edge)
        return self._phrase

    def _take_core(self) -> None:
        """Everything to the right of the left edge."""
        self._take_owners()
        self._take_heads()
        phrase = self._phrase
        if phrase.roles or phrase.person or (phrase.entity and phrase.entity.sort == "name"):
            self._take_pair_of()
            self._take_complement()

    # ---- owners

    def _take_owners(self) -> None:
        owners = self._owners_ahead()
        if owners:
            self._add(owners[-1], owners=tuple(owners))
            self.index += len(owners)
            if self._pieces[self.index].sort == "person" and self._owns_over_bare_name(self.index - 1):
                self.index += 1

    def _owners_ahead(self) -> list[Piece]:
        """Entities in a row that own the head after them; none if no head follows."""
        owners: list[Piece] = []
        for index in range(self.index, len(self._pieces) - 1):
            piece, after = self._pieces[index], self._pieces[index + 1]
            if piece.sort != "entity" or not (owners or self._is_state(piece) or after.sort == "entity"):
                return []
            owners.append(piece)
            if self._owns(piece, after) or self._owns_over_bare_name(index):
                return owners
            if not (is_adjectival(piece) and link_between(self._words, piece, after) == "and"):
                return []
        return []

    def _owns(self, owner: Piece, head: Piece) -> bool:
        link = link_between(self._words, owner, head)
        if head.sort == "person":
            # "Russia's Putin", "Iranian Zarif", but "told Russia Putin would".
            is_name = head.label == "PER" or bool(head.holders)
            return is_name and (link == "possessive" or (link == "next" and owner.is_adjective))
        if head.sort == "entity" and (self._is_state(head) or not self._may_precede(owner, head, link)):
            return False
        return head.sort != "place" and self._is_before(owner, head, link)

    def _may_precede(self, owner: Piece, head: Piece, link: str | None) -> bool:
        return link != "next" or leads_to(self._words, owner, head)

    def _is_before(self, owner: Piece, head: Piece, link: str | None) -> bool:
        """Whether an owner, with or without genitive, belongs to the head after it."""
        if link not in {"next", "modified"}:
            return link == "possessive"
        if leads_to(self._words, owner, head):
            return True
        top = self._words.head_of(owner.first, owner.last)
        return link == "next" and (owner.is_adjective or not self._words.is_argument(top))

    def _owns_over_bare_name(self, index: int) -> bool:
        """Such as "Russian Duma member": a strange name between owner and head."""
        if index + 2 >= len(self._pieces):
            return False
        owner, bare, head = self._pieces[index : index + 3]
        is_bare = bare.sort == "person" and bare.label != "PER" and head.sort == "role"
        joined = link_between(self._words, owner, bare) in {"next", "possessive"}
        return is_bare and joined and link_between(self._words, bare, head) == "next"

    # ---- heads

    def _take_heads(self) -> None:
        while self.index < len(self._pieces):
            piece, phrase = self._pieces[self.index], self._phrase
            is_started = phrase.roles or phrase.entity or phrase.person or phrase.kin
            if piece.sort == "place" or (is_started and not self._continues(piece)):
                return
            self._take(piece)
            self.index += 1

    def _take(self, piece: Piece) -> None:
        phrase = self._phrase
        match piece.sort:
            case "role":
                if phrase.person is not None:
                    # "Putin's spokesman": the person so far becomes the owner of what follows.
                    parts: dict[str, Any] = {"roles": (), "owners": (), "entity": None}
                    self._phrase = phrase = replace(phrase, owner_phrase=phrase, person=None, **parts)
                self._add(piece, roles=(*phrase.roles, piece))
            case "person" | "kin":
                self._add(piece, **{piece.sort: piece})
            case _:
                owners = (*phrase.owners, phrase.entity) if phrase.entity else phrase.owners
                self._add(piece, entity=piece, owners=owners)

    def _continues(self, piece: Piece) -> bool:
        """Whether a piece goes on with the phrase so far."""
        phrase, left = self._phrase, self._pieces[self.index - 1]
        link = link_between(self._words, left, piece)
        if link is None or link == "and" or piece.sort == "kin":
            return False
        if phrase.person is not None:
            return piece.sort == "role" and self._is_before(left, piece, link)
        if phrase.kin is not None:
            return piece.sort == "person" and link == "next"
        if left.sort in {"entity", "name"}:
            return self._continues_entity(left, piece, link)
        return link == "next" and self._continues_role(left, piece)

    def _continues_entity(self, left: Piece, piece: Piece, link: str) -> bool:
        if piece.sort == "person":
            return link == "possessive" and (piece.label == "PER" or bool(piece.holders))
        if left.sort == "entity" and self._is_state(left):
            return False
        if piece.sort in {"entity", "name"}:
            return link == "possessive" and not self._is_state(piece)
        return self._is_before(left, piece, link)

    def _continues_role(self, role: Piece, piece: Piece) -> bool:
        if piece.sort == "entity" and self._is_state(piece):
            return False
        if piece.sort == "person" and not _is_personal(role):
            return False
        return not is_clause_edge(self._words, role, piece)

    # ---- complements

    def _take_pair_of(self) -> None:
        """Such as "The leaders of the two countries"."""
        phrase, words = self._phrase, self._words
        if not phrase.is_plural or phrase.person is not None or words.word(phrase.last) not in {"of", "from"}:
            return
        at = phrase.last + 1 + (words.word(phrase.last + 1) == "the")
        if words.word(at) in {"two", "both"} and words.lemma(at + 1) in PAIR_NOUNS:
            self._reach(at + 2, words.tokens[at + 1].end, is_pair=True)
            while self.index < len(self._pieces) and self._pieces[self.index].first < at + 2:
                self.index += 1

    def _take_complement(self) -> None:
        if self.index >= len(self._pieces) or self._phrase.is_pair:
            return
        left, piece = self._pieces[self.index - 1], self._pieces[self.index]
        preposition = preposition_between(self._words, left, piece)
        if preposition is None or piece.sort == "place" or not self._takes(preposition, left, piece):
            return
        if preposition == "in":
            self._take_place(piece)
            return
        inner = PhraseBuilder(self._words, self._pieces, self.index, tables=self._tables)
        inner._take_core()
        owner = inner._phrase
        if self._may_own(owner, left):
            self.index = inner.index
            self._take_owner(owner)
            self._take_name_after()

    def _takes(self, preposition: str, left: Piece, piece: Piece) -> bool:
        phrase = self._phrase
        if phrase.person is not None and (preposition != "of" or piece.sort != "entity"):
            return False
        if not phrase.roles and phrase.entity is not None and preposition != "in":
            return False
        if preposition in _LOOSE_PREPOSITIONS:
            top = self._words.head_of(piece.first, piece.last)
            return any(left.first <= above < left.last for above in self._words.ancestors(top))
        return preposition != "in" or not (phrase.owners or phrase.owner_phrase)

    def _may_own(self, owner: Phrase, left: Piece) -> bool:
        entity = owner.entity
        if entity is None or owner.roles or not entity.is_adjective:
            return True
        # "head of the Iranian atomic agency", not "University of Chinese Studies".
        return self._words.word(left.last + 1) == "the"

    def _take_place(self, piece: Piece) -> None:
        if piece.sort == "entity" and self._is_state(piece) and not piece.is_adjective:
            after = self._pieces[self.index + 1] if self.index + 1 < len(self._pieces) else None
            if after is None or not self._owns(piece, after):
                self._phrase = replace(self._phrase, place=piece)

    def _take_owner(self, owner: Phrase) -> None:
        entity = owner.entity
        if entity is None or entity.sort == "name" or owner.roles or owner.owners:
            self._reach(owner.last, owner.end, owner_phrase=owner, place=owner.place)
            return
        self._reach(owner.last, owner.end, owners=(*self._phrase.owners, entity))
        while self._phrase.is_plural and self.index < len(self._pieces):
            # "The presidents of Russia and Ukraine".
            left, piece = self._pieces[self.index - 1], self._pieces[self.index]
            if (
                piece.sort != "entity"
                or piece.is_adjective
                or link_between(self._words, left, piece) != "and"
            ):
                return
            self._add(piece, owners=(*self._phrase.owners, piece))
            self.index += 1

    def _take_name_after(self) -> None:
        """Such as "The leader of the opposition Juan Roe"."""
        if self.index >= len(self._pieces) or self._phrase.person is not None:
            return
        left, piece = self._pieces[self.index - 1], self._pieces[self.index]
        follows = link_between(self._words, left, piece) == "next"
        is_name = piece.sort == "person" and piece.label == "PER"
        if follows and is_name and not is_clause_edge(self._words, self._phrase.roles[-1], piece):
            self._add(piece, person=piece)
            self.index += 1

    # ---- the left edge

    def _reach_left(self, edge: int) -> None:
        """Determiners, adjectives and words of time before the phrase."""
        phrase, words = self._phrase, self._words
        first = phrase.first
        while first > edge and phrase.first - first < MOST_MODIFIERS and self._is_left_part(first - 1):
            first -= 1
            if words.upos(first) == "NUM":
                first -= first > edge and words.lower[first - 1] in DETERMINERS
                break
            if words.lower[first] in DETERMINERS | _PRONOUN_OWNERS:
                break
        while first < phrase.first and words.tokens[first].text in HYPHENS:
            first += 1
        self._note_left_words(first)

    def _is_left_part(self, index: int) -> bool:
        words = self._words
        word, upos = words.lower[index], words.upos(index)
        if word in DETERMINERS | _PRONOUN_OWNERS | _FORMER | _DEPUTY:
            return True
        if words.tokens[index].text in HYPHENS:
            return words.word(index - 1) in _FORMER
        if words.word(index - 1) in HYPHENS and words.word(index - 2) not in _FORMER:
            return False
        if upos == "NOUN":
            return words.relation(index) in {"compound", "nmod"} and not words.case(index)
        if upos == "NUM":
            return not _is_year(word)
        return upos == "ADJ" or (upos == "VERB" and words.relation(index) == "amod")

    def _note_left_words(self, first: int) -> None:
        words, phrase = self._words, self._phrase
        head = phrase.roles[0].first if phrase.roles else phrase.first
        inside = words.lower[first:head]
        opening = words.lower[first] if first < phrase.first else ""
        is_ex = words.lower[head].startswith("ex-")
        self._phrase = replace(
            phrase,
            first=first,
            start=words.tokens[first].start if first < phrase.first else phrase.start,
            past="ex" if is_ex else next((word for word in inside if word in _FORMER), None),
            deputy=next((word for word in inside if word in _DEPUTY), None),
            determiner=opening if opening in DETERMINERS else "",
            owner_word=first if opening in _PRONOUN_OWNERS else None,
            is_pair=phrase.is_pair or (phrase.is_plural and _names_two(inside)),
        )

    def _reach_honorific(self, edge: int) -> None:
        first = self._phrase.first
        if first > edge and self._words.word(first - 1).strip(".") in _HONORIFICS:
            start = self._words.tokens[first - 1].start
            self._phrase = replace(self._phrase, first=first - 1, start=start)

    # ---- helpers

    def _add(self, piece: Piece, **parts: Any) -> None:
        self._reach(piece.last, piece.end, **parts)

    def _reach(self, last: int, end: int, **parts: Any) -> None:
        self._phrase = replace(self._phrase, last=last, end=end, **parts)

    def _is_state(self, piece: Piece) -> bool:
        """Whether an entity is a state or a part of one; organisations own differently."""
        entity = self._tables.entity_by_key.get(piece.aliases[0].key) if piece.aliases else None
        return entity is not None and entity.kind in STATE_KINDS


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit()


def _names_two(inside: tuple[str, ...]) -> bool:
    """Whether the words before a plural speak of two that are known: "the two", not "two"."""
    return "both" in inside or ("two" in inside and inside[0] in {"the", "these", "those"})


def _is_personal(role: Piece) -> bool:
    return role.role is not None and role.role.type in _PERSONAL
