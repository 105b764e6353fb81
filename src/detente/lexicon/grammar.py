"""Closed word lists for the clause builder, from `grammar.toml`."""

from dataclasses import dataclass, fields
from pathlib import Path

from detente.lexicon.toml import read_toml, refuse_problems, unknown_keys, word_list


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Words that carry structure and no meaning of their own; all lemmas in lower case."""

    light_verbs: frozenset[str]
    """Verbs that carry an event noun as their object: "hold" in "held talks"."""
    reversed_light_verbs: frozenset[str]
    """Light verbs whose subject undergoes the event: "suffered an attack"."""
    occurrence_verbs: frozenset[str]
    """Verbs whose subject is an event noun: "talks collapsed"."""
    subject_control: frozenset[str]
    """Verbs that keep their subject over an object: "promised Iran to leave"."""
    appeal_verbs: frozenset[str]
    """Verbs whose addressee stands after "on" or "to" and is meant to act: "called on Iran to leave"."""
    time_nouns: frozenset[str]
    control_nouns: frozenset[str]
    """Nouns whose infinitive belongs to their holder: "its decision to leave"."""
    partitives: frozenset[str]
    """Nouns that stand for what follows in "of": "thousands of protesters"."""


def load_grammar(path: Path) -> Grammar:
    """Read and check `grammar.toml`.

    Raises:
        LexiconError: If the file is missing or malformed; names every problem.
    """
    content = read_toml(path)
    names = [field.name for field in fields(Grammar)]
    problems = unknown_keys(content, names, where="top level")
    lists = {name: word_list(content, name, problems=problems) for name in names}
    problems.extend(f"{name}: is missing or empty" for name, words in lists.items() if not words)
    refuse_problems(path, problems)
    return Grammar(**lists)
