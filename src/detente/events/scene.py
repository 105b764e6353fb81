"""One sentence with all that the coder knows about it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.events.sides import Sides
from detente.records import Argument, Article, Clause, Sentence, Span


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence, its clauses and its mentions, over the article's text."""

    article: Article
    sentence: Sentence
    clauses: tuple[Clause, ...]
    sides: Sides

    def text(self, start: int, end: int) -> str:
        """The article's characters from `start` to `end`."""
        return self.article.text[start:end]

    def span(self, start: int, end: int) -> Span:
        """The same as a span."""
        return Span(start, end, self.article.text[start:end])

    @property
    def evidence(self) -> Span:
        """The whole sentence."""
        return self.span(self.sentence.start, self.sentence.end)

    def below(self, clause: Clause) -> Iterator[Clause]:
        """The clauses that hang on a clause, in order."""
        for other in self.clauses:
            if other.parent is not None and self.clauses[other.parent] is clause:
                yield other

    def whole(self, clause: Clause) -> Argument:
        """A clause as an argument: with everything that hangs on it, introducing words excluded."""
        introducing = [
            index
            for index, token in enumerate(self.sentence.tokens)
            if token.head == clause.predicate and token.deprel in {"mark", "cc", "discourse"}
        ]
        start, end = self._edges(self.words_below(clause.predicate, without=introducing))
        return Argument(
            role="clause",
            head=clause.predicate,
            heads=(clause.predicate,),
            owners=(),
            lemma=clause.lemma,
            modifiers=(),
            start=start,
            end=end,
            negated=clause.negated,
            clause=self.clauses.index(clause),
        )

    def words_below(self, token: int, *, without: Iterable[int] = ()) -> list[int]:
        """Token indexes of a subtree in order, leaving out some branches."""
        skipped = set(without)
        children: dict[int, list[int]] = {}
        for index, word in enumerate(self.sentence.tokens):
            children.setdefault(word.head, []).append(index)
        found = [token]
        position = 0
        while position < len(found):
            found.extend(child for child in children.get(found[position], ()) if child not in skipped)
            position += 1
        return sorted(found)

    def longest_run(self, words: list[int]) -> str:
        """The text of the longest stretch of neighbouring tokens among these."""
        runs: list[list[int]] = []
        for word in words:
            if runs and word == runs[-1][-1] + 1:
                runs[-1].append(word)
            else:
                runs.append([word])
        if not runs:
            return ""
        start, end = self._edges(max(runs, key=len))
        return self.text(start, end)

    def word_before(self, position: int) -> str:
        """The word before an offset, determiners skipped, in lower case; `""` at the sentence's start."""
        before = [token for token in self.sentence.tokens if token.end <= position]
        while before and before[-1].text.lower() in {"the", "a", "an"}:
            before.pop()
        return before[-1].text.lower() if before else ""

    def _edges(self, words: list[int]) -> tuple[int, int]:
        tokens = [self.sentence.tokens[index] for index in words]
        while len(tokens) > 1 and tokens[0].upos == "PUNCT":
            tokens.pop(0)
        while len(tokens) > 1 and tokens[-1].upos == "PUNCT":
            tokens.pop()
        return tokens[0].start, tokens[-1].end
