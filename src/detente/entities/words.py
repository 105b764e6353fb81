"""A sentence as the finders of mentions see it: its words, where they stand, and what hangs on what."""

from collections.abc import Iterator

from detente.records import Sentence, Token

POSSESSIVES = frozenset(("'s", "'", "’s", "’"))
DETERMINERS = frozenset(
    """
    the a an some several many any these those this that both
    """.split()
)
HYPHENS = frozenset(("-", "–", "‐", "‑"))
_ARGUMENTS = ("nsubj", "obj", "iobj", "obl", "root", "ccomp", "advcl", "parataxis", "csubj")


class Words:
    """The tokens of a sentence with the questions that several finders ask; positions are token indexes."""

    def __init__(self, plain: str, sentence: Sentence) -> None:
        """Index a sentence.

        Args:
            plain: The whole article's text with plain marks, of the same length as the text itself.
            sentence: One of its sentences.
        """
        self.plain = plain
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.lower = tuple(token.text.lower() for token in self.tokens)
        self._lemmas = tuple(token.lemma.lower() for token in self.tokens)
        self._children: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if 0 <= token.head < len(self.tokens):
                self._children[token.head].append(index)
        self._label_at = {
            index: name.label
            for name in sentence.names
            for index in range(name.first, min(name.last, len(self)))
        }

    def __len__(self) -> int:
        """How many tokens there are."""
        return len(self.tokens)

    def word(self, index: int) -> str:
        """The token in lower case; `""` beyond the sentence's edges."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def upos(self, index: int) -> str:
        """Part of speech; `""` beyond the sentence's edges."""
        return self.tokens[index].upos if 0 <= index < len(self.tokens) else ""

    def lemma(self, index: int) -> str:
        """Dictionary form in lower case; `""` beyond the sentence's edges."""
        return self._lemmas[index] if 0 <= index < len(self._lemmas) else ""

    def relation(self, index: int) -> str:
        """Relation to the head without its subtype."""
        return self.tokens[index].deprel.partition(":")[0]

    def children(self, index: int, *relations: str) -> list[int]:
        """Dependents in order, all or those with one of these relations (subtypes ignored)."""
        if not relations:
            return self._children[index]
        return [child for child in self._children[index] if self.relation(child) in relations]

    def head_of(self, first: int, last: int) -> int:
        """The token of a stretch that hangs highest: its head lies outside; marks do not count."""
        outside = [
            index
            for index in range(first, last)
            if not first <= self.tokens[index].head < last
            and self.relation(index) not in {"punct", "det", "case", "cc", "mark"}
        ]
        return outside[0] if outside else last - 1

    def case(self, index: int) -> str:
        """The preposition in front of a noun, in lower case and with its fixed parts; `""` for none."""
        parts: list[int] = []
        for child in self.children(index, "case"):
            if self.lower[child] not in POSSESSIVES:
                parts.extend([child, *self.children(child, "fixed")])
        return " ".join(self.lower[part] for part in sorted(parts))

    def is_possessor(self, last: int) -> bool:
        """Whether the stretch that ends before this token stands in the genitive: "Iran" in "Iran's"."""
        return self.word(last) in POSSESSIVES and self.tokens[last].start == self.tokens[last - 1].end

    def is_argument(self, index: int) -> bool:
        """Whether a token is subject, object or adverbial itself and no part of the noun after it."""
        return self.relation(index) in _ARGUMENTS

    def is_capitalised(self, index: int) -> bool:
        """Whether a token starts with a capital."""
        return self.tokens[index].text[:1].isupper()

    def label(self, index: int) -> str | None:
        """What kind of name the parser takes a token for."""
        return self._label_at.get(index)

    def ancestors(self, index: int) -> Iterator[int]:
        """The heads above a token, from the nearest upwards."""
        seen = {index}
        index = self.tokens[index].head
        while 0 <= index < len(self.tokens) and index not in seen:
            yield index
            seen.add(index)
            index = self.tokens[index].head

    def below(self, index: int) -> set[int]:
        """A token and everything that hangs on it."""
        found = {index}
        queue = [index]
        while queue:
            new = [child for child in self._children[queue.pop()] if child not in found]
            found.update(new)
            queue.extend(new)
        return found
