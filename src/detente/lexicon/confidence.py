"""What confidence is made of, from `confidence.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from detente.lexicon.toml import read_toml, refuse_problems, unknown_keys

FEATURES = ("bias", "rank", "act", "rival", "both_sides", "no_actor", "noun")
_KEYS = ("least", "least_learned", "rule", "learned")


@dataclass(frozen=True, slots=True)
class Confidence:
    """Weights of two logistic regressions: for readings by rules, and by the event head alone."""

    least: float
    """Readings by rules that are less likely are not coded."""
    least_learned: float
    """The same for readings by the event head alone."""
    rule: Mapping[str, float]
    learned: Mapping[str, float]

    def of(self, is_learned: bool) -> Mapping[str, float]:  # noqa: FBT001 - it is the only question
        """Weights of one kind of reading, by feature."""
        return self.learned if is_learned else self.rule


def load_confidence(path: Path) -> Confidence:
    """Read and check `confidence.toml`.

    Raises:
        LexiconError: If the file is missing or malformed; names every problem.
    """
    content = read_toml(path)
    problems = unknown_keys(content, _KEYS, where="top level")
    problems.extend(f"{key}: is missing" for key in _KEYS if key not in content)
    refuse_problems(path, problems)
    for name in ("least", "least_learned"):
        if not (isinstance(content[name], int | float) and 0 <= content[name] <= 1):
            problems.append(f"{name}: must be a number from 0 to 1")
    problems.extend(
        f"{part}: must be a table of numbers"
        for part in ("rule", "learned")
        if not isinstance(content[part], dict)
        or not all(isinstance(value, int | float) and isfinite(value) for value in content[part].values())
    )
    refuse_problems(path, problems)
    for part in ("rule", "learned"):
        problems.extend(unknown_keys(content[part], FEATURES, where=part))
        problems.extend(f"{part}: {name} is missing" for name in FEATURES if name not in content[part])
    refuse_problems(path, problems)
    return Confidence(
        least=float(content["least"]),
        least_learned=float(content["least_learned"]),
        rule={name: float(content["rule"][name]) for name in FEATURES},
        learned={name: float(content["learned"][name]) for name in FEATURES},
    )
