"""Phrases that mark page furniture, from `furniture.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from detente.lexicon.toml import read_toml, refuse_problems, unknown_keys, word_list

# `other` is what structure finds and no phrase names; so are headline copies and datelines.
FURNITURE_KINDS = (
    "headline-copy", "related-link", "author-bio", "comment-form", "caption", "share", "navigation",
    "newsletter", "byline", "dateline", "advertisement", "copyright", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureCues:
    """Phrases of one kind of furniture, in lower case with straight quotes."""

    whole: frozenset[str]
    """The line is this and nothing else."""
    label: frozenset[str]
    """The same, or it stands before a colon, bar or dash at the line's start."""
    opening: frozenset[str]
    holding: frozenset[str]
    closing: frozenset[str]
    ends: frozenset[str]
    """Headings after which there is no body."""
    ends_late: frozenset[str]
    """Such headings, in the second half of the text only."""


def load_furniture(path: Path) -> Mapping[str, FurnitureCues]:
    """Read and check `furniture.toml`.

    Returns:
        The phrases of each kind, in the file's order.

    Raises:
        LexiconError: If the file is missing or malformed; names every problem.
    """
    content = read_toml(path)
    problems = unknown_keys(content, FURNITURE_KINDS, where="top level")
    cues_by_kind = {kind: _read_cues(kind, table, problems) for kind, table in content.items()}
    if not cues_by_kind:
        problems.append("holds no kind of furniture")
    refuse_problems(path, problems)
    return cues_by_kind


def _read_cues(kind: str, table: Any, problems: list[str]) -> FurnitureCues:
    names = [field.name for field in fields(FurnitureCues)]
    if not isinstance(table, dict):
        problems.append(f"{kind}: must be a table")
        table = {}
    problems.extend(unknown_keys(table, names, where=kind))
    lists = {name: word_list(table, name, problems=problems) for name in names}
    problems.extend(
        f"{kind}: {phrase!r} must be in lower case with straight quotes"
        for phrases in lists.values()
        for phrase in sorted(phrases)
        if phrase != phrase.casefold() or "’" in phrase
    )
    return FurnitureCues(**lists)
