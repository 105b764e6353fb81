"""Words that make claims, conditions, deadlines and situations, from `cues.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.lexicon.toml import read_toml, refuse_problems, unknown_keys

SPEECH_ACTS = (
    "assert", "accuse", "demand", "offer", "commit", "threaten", "predict", "interpret", "report", "decline",
)  # fmt: skip
_SECTIONS = (
    "verbs", "agency", "sources", "nouns", "conditions", "dependence", "deadlines", "hedges", "anonymous",
    "situations", "topics",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Cue words; all lemmas in lower case."""

    speech_verbs: Mapping[str, str]
    """Verb -> speech act; where a verb is listed twice, the more specific act (accuse before assert) wins."""
    speech_nouns: Mapping[str, str]
    agency_verbs: frozenset[str]
    agency_prepositions: frozenset[str]
    source_prepositions: frozenset[str]
    conditions: Mapping[str, str]
    """Connective -> kind of condition."""
    dependence_verbs: frozenset[str]
    dependence_adjectives: frozenset[str]
    dependence_prepositions: frozenset[str]
    deadline_prepositions: frozenset[str]
    deadline_nouns: frozenset[str]
    hedges: Mapping[str, str]
    """Word -> `possible` or `probable`."""
    anonymous: frozenset[str]
    situations: Mapping[str, str]
    """Word -> state."""
    topics: frozenset[str]


def load_cues(path: Path) -> Cues:
    """Read and check `cues.toml`.

    Raises:
        LexiconError: If the file is missing or malformed; names every problem.
    """
    content = read_toml(path)
    problems = unknown_keys(content, _SECTIONS, where="top level")
    problems.extend(f"{section}: is missing" for section in _SECTIONS if section not in content)
    refuse_problems(path, problems)
    problems.extend(unknown_keys(content["verbs"], SPEECH_ACTS, where="verbs"))
    problems.extend(unknown_keys(content["nouns"], SPEECH_ACTS, where="nouns"))
    refuse_problems(path, problems)
    return Cues(
        speech_verbs=_invert(content["verbs"]),
        speech_nouns=_invert(content["nouns"]),
        agency_verbs=frozenset(content["agency"]["verbs"]),
        agency_prepositions=frozenset(content["agency"]["prepositions"]),
        source_prepositions=frozenset(content["sources"]["prepositions"]),
        conditions=_invert(content["conditions"]),
        dependence_verbs=frozenset(content["dependence"]["verbs"]),
        dependence_adjectives=frozenset(content["dependence"]["adjectives"]),
        dependence_prepositions=frozenset(content["dependence"]["prepositions"]),
        deadline_prepositions=frozenset(content["deadlines"]["prepositions"]),
        deadline_nouns=frozenset(content["deadlines"]["nouns"]),
        hedges=_invert(content["hedges"]),
        anonymous=frozenset(content["anonymous"]["nouns"]),
        situations=_invert(content["situations"]),
        topics=frozenset(content["topics"]["nouns"]),
    )


def _invert(section: dict[str, Any]) -> dict[str, str]:
    """Word -> key; later keys overrule "assert", the plainest reading."""
    found: dict[str, str] = {}
    for key, words in section.items():
        for word in words:
            if found.get(word, "assert") == "assert":
                found[word] = key
    return found
