"""Tell, before anything is parsed, whether a sentence could carry a record at all.

A record needs somebody: a name, a word for people or bodies, or a pronoun. A claim may do without, so every
word that speaks, assesses or makes conditional lets a sentence through as well. What is held back could
neither be coded nor name anybody for later sentences: results are the same with and without the gate.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from detente.lexicon.cues import Cues
from detente.lexicon.entity_tables import EntityTables

_PRONOUNS = frozenset(
    "i we he she they it you who whom whose which that this these those us him her them his hers its their "
    "our my your theirs ours both all each some many others one ones sides side".split()
)
_FORMS_REMEMBERED = 50_000

Lemmas = Callable[[str], frozenset[str]]
"""Word -> all lemmas, in lower case, that it may have."""


class Gate:
    """Lets sentences through that may matter."""

    def __init__(self, *, cues: Cues, tables: EntityTables, lemmas: Lemmas) -> None:
        """Gather the words that let a sentence through."""
        self._cue_words = _telling_words(
            cues.speech_verbs, cues.speech_nouns, cues.agency_verbs, cues.agency_prepositions,
            cues.source_prepositions, cues.situations, cues.dependence_verbs, cues.dependence_adjectives,
        )  # fmt: skip
        self._parts = frozenset(phrase.split()[-1] for phrase in tables.role_by_phrase)
        # "the Hague" has its capital further on, where it is seen anyway.
        self._first_words = frozenset(tables.aliases_by_first_word) - {"the", "The"}
        self._lemmas = lemmas
        self._opens = lru_cache(_FORMS_REMEMBERED)(self._is_opening)

    def may_matter(self, words: Sequence[str]) -> bool:
        """Whether a sentence of these words may carry a record or name somebody."""
        return any(self._opens(word) for word in words) or any(word[:1].isupper() for word in words[1:])

    def _is_opening(self, word: str) -> bool:
        small = word.lower()
        if small in _PRONOUNS or word in self._first_words or any(mark in word for mark in '"“”«»'):
            return True
        return not self._lemmas(word).isdisjoint(self._cue_words | self._parts)


def _telling_words(*groups: Iterable[str]) -> frozenset[str]:
    """Of each phrase the longest word: "words" of "in the words of"."""
    return frozenset(max(phrase.split(), key=len) for group in groups for phrase in group)
