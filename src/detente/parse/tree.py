"""A sentence's dependency tree with the questions that clauses ask of it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from detente.lexicon.grammar import Grammar
from detente.records import Sentence, Token

_BEFORE_OF = frozenset(("ahead", "because", "instead", "outside"))
_NEGATIONS = {"not", "n't", "never", "no", "nor", "neither", "hardly", "n’t"}
_MODALS = {
    "will",
    "would",
    "shall",
    "should",
    "may",
    "might",
    "can",
    "could",
    "must",
    "ought",
    "wo",
    "ca",
    "'ll",
}
_MODAL_LEMMAS = {"wo": "will", "ca": "can", "'ll": "will", "’ll": "will", "'d": "would", "’d": "would"}


class Tree:
    """Children by head, and small facts about words in their tree; offsets are token indexes."""

    def __init__(self, sentence: Sentence, grammar: Grammar) -> None:
        """Index the children of every token of a sentence."""
        self.grammar = grammar
        self.has_acts = sentence.has_acts
        self.tokens: tuple[Token, ...] = _with_quoted_speech(sentence.tokens)
        self.phrases: dict[int, Any] = {}
        """Phrases that were described before, by their head: several clauses ask for the same."""
        self._children: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head >= 0:
                self._children[token.head].append(index)

    def children(self, index: int, *relations: str) -> list[int]:
        """Dependents in order, all or those with one of these relations."""
        if not relations:
            return self._children[index]
        return [child for child in self._children[index] if self.tokens[child].deprel in relations]

    def has(self, index: int, *relations: str) -> bool:
        """Whether a dependent with one of these relations exists."""
        return any(self.tokens[child].deprel in relations for child in self._children[index])

    def relation(self, index: int) -> str:
        """The relation to the head."""
        return self.tokens[index].deprel

    def lemma(self, index: int) -> str:
        """The lemma in lower case."""
        return self.tokens[index].lemma.lower()

    def top_down(self) -> Iterator[int]:
        """All tokens, heads before their dependents."""
        queue = [index for index, token in enumerate(self.tokens) if token.head < 0]
        position = 0
        while position < len(queue):
            queue.extend(self._children[queue[position]])
            position += 1
        yield from queue

    def subtree(self, index: int) -> list[int]:
        """The token and everything below it, in no order."""
        found = [index]
        position = 0
        while position < len(found):
            found.extend(self._children[found[position]])
            position += 1
        return found

    def conjuncts(self, index: int) -> tuple[int, ...]:
        """The token and the phrases coordinated with it."""
        return (index, *(child for child in self.children(index, "conj")))

    def relative_head(self, index: int) -> int | None:
        """The noun that the relative clause around a predicate describes."""
        while index >= 0:
            if self.tokens[index].deprel == "acl:relcl":
                return self.tokens[index].head
            if self.tokens[index].deprel not in {"conj", "xcomp", "ccomp"}:
                return None
            index = self.tokens[index].head
        return None

    def case(self, index: int) -> str:
        """The preposition in front of a noun, with its fixed parts: `"because of"`; `""` for none."""
        words: list[int] = []
        for child in self.children(index, "case"):
            if self.tokens[child].text.lower() not in {"'s", "’s", "'", "’"}:
                words.extend([child, *self.children(child, "fixed")])
        if not words:
            return ""
        told = [self.tokens[word].text.lower() for word in sorted(words)]
        # Some trees hang the first word of "ahead of" on the verb.
        if told == ["of"] and words[0] and self.tokens[words[0] - 1].text.lower() in _BEFORE_OF:
            told.insert(0, self.tokens[words[0] - 1].text.lower())
        return " ".join(told)

    def marker(self, index: int) -> str | None:
        """What introduces a clause, with its fixed parts: `"if"`, `"as long as"`."""
        words: list[int] = []
        for child in self.children(index, "mark"):
            words.extend([child, *self.children(child, "fixed")])
        if not words:
            words = [
                child
                for child in self.children(index, "advmod")
                if self.tokens[child].xpos == "WRB" and child < index
            ]
        return " ".join(self.lemma(word) for word in sorted(words)) or None

    def is_negated(self, index: int) -> bool:
        """Whether the word is denied: "did not", "never", "no talks", "without talks"."""
        return self.case(index) == "without" or any(
            self.is_negation(child) and self.tokens[child].deprel in {"advmod", "det", "neg", "cc:preconj"}
            for child in self._children[index]
        )

    def is_negation(self, index: int) -> bool:
        """Whether a word denies: "not", "never", "no"."""
        return self.lemma(index) in _NEGATIONS

    def modality(self, index: int) -> str | None:
        """The modal that goes with a verb, or `will` for "is going to" and "is to"."""
        for child in self.children(index, "aux"):
            lemma = self.lemma(child)
            if self.tokens[child].xpos == "MD" or lemma in _MODALS:
                return _MODAL_LEMMAS.get(lemma, lemma)
        if self._is_to(index):
            return "will"
        # "is going to meet", "is set to meet": the infinitive below a verb that only says future.
        head = self.tokens[index].head
        if self.tokens[index].deprel == "xcomp" and head >= 0 and self.lemma(head) in {"go", "set", "due"}:
            return "will" if self.tokens[head].text.lower() in {"going", "set", "due"} else None
        return None

    def _is_to(self, index: int) -> bool:
        """Whether a form of "to be" stands before the "to" of an infinitive, or of its passive."""
        words = self._children[index]
        return any(
            self.tokens[word].xpos == "TO"
            and word < index
            and word - 1 in words
            and self.lemma(word - 1) == "be"
            for word in words
        )

    def tense(self, index: int) -> str | None:
        """`past`, `present` or `future`; `None` for a form without tense."""
        forms = [index, *self.children(index, "aux", "aux:pass", "cop")]
        tags = {self.tokens[form].xpos for form in forms}
        if self.modality(index) in {"will", "shall"}:
            return "future"
        if "VBD" in tags or (self.has_perfect(index) and "MD" not in tags):
            return "past"
        if tags & {"VBZ", "VBP"}:
            return "present"
        return None

    def has_perfect(self, index: int) -> bool:
        """Whether the form is a perfect: "has met"."""
        return any(self.lemma(child) in {"have", "'ve", "’ve"} for child in self.children(index, "aux"))


def _with_quoted_speech(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Hang "saying" on "quoted" in "was quoted as saying", wherever the parser hung it."""
    mended = list(tokens)
    for index in range(len(tokens) - 2):
        verb, link, speech = tokens[index : index + 3]
        if verb.lemma.lower() in {"quote", "cite"} and link.text.lower() == "as" and speech.xpos == "VBG":
            mended[index + 2] = replace(speech, head=index, deprel="advcl")
    return tuple(mended)
