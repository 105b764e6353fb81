"""What confidence is made of, from `confidence.toml` and `records.tsv`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path

from detente.lexicon.toml import read_toml, refuse_problems, unknown_keys
from detente.lexicon.tsv import read_tsv

FEATURES = (
    "bias", "rank", "record", "act", "rival", "told", "both_sides", "no_actor", "noun",
    "untensed", "modal", "aside",
)  # fmt: skip
_USUAL, _USUAL_WEIGHT = 0.75, 4
"""Share of readings by rules alone that are right, and as how many readings it counts for each rule."""
_TRUSTED = (50, 50)
"""Right and seen, as of a rule that a user wrote."""
_COLUMNS = ("rule", "right", "seen")
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
    records: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Rule id to how often it was right in annotated news, and how often it read something."""
    trusted: frozenset[str] = frozenset()
    """Rules of a user's own, who knows what they are for."""

    def record(self, rule: str) -> float:
        """How often a rule is right, in (0, 1): a rule seen seldom is near the usual one."""
        right, seen = _TRUSTED if rule in self.trusted else self.records.get(rule, (0, 0))
        return (right + _USUAL * _USUAL_WEIGHT) / (seen + _USUAL_WEIGHT)

    def of(self, is_learned: bool) -> Mapping[str, float]:  # noqa: FBT001 - it is the only question
        """Weights of one kind of reading, by feature."""
        return self.learned if is_learned else self.rule


def load_confidence(path: Path) -> Confidence:
    """Read and check `confidence.toml`, and the `records.tsv` beside it where there is one.

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
        records=_load_records(path.with_name("records.tsv")),
    )


def _load_records(path: Path) -> dict[str, tuple[int, int]]:
    if not path.exists():
        return {}
    file = read_tsv(path, _COLUMNS)
    records = {}
    for line, (rule, right, seen) in file.rows:
        if right.isdigit() and seen.isdigit() and int(right) <= int(seen):
            records[rule] = (int(right), int(seen))
        else:
            file.problems.append(f"line {line}: {right} of {seen} is no record")
    refuse_problems(path, file.problems)
    return records
