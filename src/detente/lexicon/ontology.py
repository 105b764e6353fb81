"""PLOVER's event types, modes, contexts and scores, from `ontology.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.lexicon.toml import read_toml, refuse_problems, unknown_keys

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
STATUSES = ("asserted", "planned", "hypothetical", "negated", "historical")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One of PLOVER's sixteen types."""

    name: str
    quad: str
    score: float
    """Goldstein-like intensity of the type where no mode is known, -10 to 10."""
    cameo: str
    """CAMEO root code, as text."""
    needs_recipient: bool
    description: str
    planned_as: str | None
    """The type of an act that is only planned, promised or threatened; `None` when it stays itself."""
    consumes: tuple[str, ...]
    """Roles whose inner events are part of this one."""
    modes: Mapping[str, float]
    """Score by mode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """All types and contexts, and the scale they are scored on."""

    scale: str
    types: Mapping[str, EventType]
    contexts: tuple[str, ...]

    def quad(self, event_type: str) -> str:
        """The quad category, such as `"verbal conflict"`."""
        return self.types[event_type].quad

    def score(self, event_type: str, mode: str | None) -> float:
        """The intensity of a mode, or of the type where no mode is known."""
        found = self.types[event_type]
        return found.modes.get(mode, found.score) if mode else found.score


_TYPE_KEYS = ("quad", "score", "cameo", "needs_recipient", "description", "planned_as", "consumes", "modes")


def load_ontology(path: Path) -> Ontology:
    """Read and check `ontology.toml`.

    Raises:
        LexiconError: If the file is missing or malformed; names every problem.
    """
    content = read_toml(path)
    problems = unknown_keys(content, ("scale", "contexts", "type"), where="top level")
    types = content.get("type", {})
    for name, entry in types.items():
        problems.extend(_check_type(name, entry, types))
    refuse_problems(path, problems)
    return Ontology(
        scale=content["scale"],
        types={name: _event_type(name, entry) for name, entry in types.items()},
        contexts=tuple(content["contexts"]),
    )


def _check_type(name: str, entry: dict[str, Any], types: dict[str, Any]) -> list[str]:
    problems = unknown_keys(entry, _TYPE_KEYS, where=name)
    problems.extend(
        f"{name}: {key} is missing" for key in ("quad", "score", "cameo", "description") if key not in entry
    )
    if entry.get("quad") not in QUADS:
        problems.append(f"{name}: quad must be one of {', '.join(QUADS)}")
    if entry.get("planned_as", name) not in types:
        problems.append(f"{name}: planned_as names no event type")
    return problems


def _event_type(name: str, entry: dict[str, Any]) -> EventType:
    return EventType(
        name=name,
        quad=entry["quad"],
        score=float(entry["score"]),
        cameo=entry["cameo"],
        needs_recipient=entry.get("needs_recipient", False),
        description=entry["description"],
        planned_as=entry.get("planned_as"),
        consumes=tuple(entry.get("consumes", ())),
        modes={mode: float(score) for mode, score in entry.get("modes", {}).items()},
    )
