"""Put pieces together into the noun phrases that mean an actor: title, owner and name are one phrase."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from detente.entities.build import PhraseBuilder
from detente.entities.pieces import Phrase, Piece
from detente.entities.words import Words
from detente.lexicon.entity_tables import EntityTables


def assemble_phrases(words: Words, pieces: Sequence[Piece], *, tables: EntityTables) -> list[Phrase]:
    """The phrases of a sentence in order, each piece in one of them."""
    phrases: list[Phrase] = []
    index = 0
    while index < len(pieces):
        if pieces[index].sort == "place":
            index += 1
            continue
        builder = PhraseBuilder(words, pieces, index, tables=tables)
        phrase = builder.build(phrases[-1] if phrases else None)
        phrases.append(phrase)
        index = builder.index
    return _with_appositions(words, phrases)


# --------------------------------------------------------------------------- appositions


def _with_appositions(words: Words, phrases: list[Phrase]) -> list[Phrase]:
    """Phrases with each apposition pointing to the phrase it explains or that explains it."""
    linked = list(phrases)
    for index, (left, right) in enumerate(pairwise(phrases)):
        if _are_apposed(words, left, right):
            linked[index] = replace(linked[index], appositive=index + 1)
            linked[index + 1] = replace(linked[index + 1], appositive=index)
    return linked


def _are_apposed(words: Words, left: Phrase, right: Phrase) -> bool:
    between = [words.lower[index] for index in range(left.last, right.first)]
    if between != [","] or left.is_plural or right.is_plural:
        return False
    if left.kin is not None and right.person is not None:
        return True
    named = [phrase for phrase in (left, right) if phrase.person is not None]
    if not all(_is_personal(phrase) for phrase in (left, right)):
        return False
    if len(named) != 1 or not (left.roles or right.roles) or named[0].owner_phrase is not None:
        return False
    if left.person is not None:
        return bool(right.roles) and (
            bool(right.determiner) or _closes(words, right.last) or _hangs(words, right, left)
        )
    return _hangs(words, right, left) or (left.determiner != "a" and _closes(words, right.last))


def _is_personal(phrase: Phrase) -> bool:
    """Whether a phrase's noun, if it has one, is for persons: no person is an army."""
    role = phrase.roles[-1].role if phrase.roles else None
    return role is None or role.type in {"office", "person"}


def _closes(words: Words, last: int) -> bool:
    return words.word(last) in {",", ".", ")", ";", "", "”", '"'}


def _hangs(words: Words, phrase: Phrase, on: Phrase) -> bool:
    top = words.head_of(phrase.first, phrase.last)
    return words.relation(top) == "appos" and on.first <= words.tokens[top].head < on.last
