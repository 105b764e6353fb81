"""What embedding words do to the truth of an event, from `embedding.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from detente.lexicon.toml import read_toml, refuse_problems, unknown_keys

EFFECTS = ("inherit", "planned", "hypothetical", "negated")
_SECTIONS = ("verbs", "nouns", "adjectives", "modifiers", "prepositions", "modals", "markers")


@dataclass(frozen=True, slots=True)
class Embedding:
    """Effects by word, one mapping a kind of word."""

    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    modifiers: Mapping[str, str]
    prepositions: Mapping[str, str]
    modals: Mapping[str, str]
    markers: Mapping[str, str]


def load_embedding(path: Path) -> Embedding:
    """Read and check `embedding.toml`; of two effects listed for a word the first stands.

    Raises:
        LexiconError: If the file is missing or malformed; names every problem.
    """
    content = read_toml(path)
    problems = unknown_keys(content, _SECTIONS, where="top level")
    sections: list[dict[str, str]] = []
    for section in _SECTIONS:
        entry = content.get(section, {})
        problems.extend(unknown_keys(entry, EFFECTS, where=section))
        effects: dict[str, str] = {}
        for effect, words in entry.items():
            for word in words:
                effects.setdefault(word, effect)
        sections.append(effects)
    refuse_problems(path, problems)
    return Embedding(*sections)
