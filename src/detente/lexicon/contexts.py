"""Words that show an event's context, from `contexts.toml`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.lexicon.ontology import Ontology
from detente.lexicon.toml import read_toml, refuse_problems


@dataclass(frozen=True, slots=True)
class Contexts:
    """Cue phrases by their first word."""

    by_first_word: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    """First lemma -> (all lemmas of the phrase, context)."""
    order: tuple[str, ...]

    def find(self, lemmas: Sequence[str]) -> tuple[str, ...]:
        """The contexts whose cues occur among a sentence's lemmas (lower case), in the ontology's order."""
        found: set[str] = set()
        for index, lemma in enumerate(lemmas):
            for phrase, context in self.by_first_word.get(lemma, ()):
                if tuple(lemmas[index : index + len(phrase)]) == phrase:
                    found.add(context)
        return tuple(context for context in self.order if context in found)


def load_contexts(path: Path, *, ontology: Ontology) -> Contexts:
    """Read and check `contexts.toml`.

    Raises:
        LexiconError: If a context is unknown to the ontology, or has no words.
    """
    content = read_toml(path)
    problems = [f"{name}: unknown context" for name in content if name not in ontology.contexts]
    problems.extend(f"{name}: has no words" for name, words in content.items() if not words)
    refuse_problems(path, problems)
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for context, phrases in content.items():
        for phrase in phrases:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((words, context))
    return Contexts({word: tuple(entries) for word, entries in found.items()}, ontology.contexts)
