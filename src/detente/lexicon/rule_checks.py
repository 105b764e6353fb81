"""Check what a rule file says, before rules are made of it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from detente.lexicon.entity_rows import NO_STATE, SECTORS
from detente.lexicon.ontology import STATUSES, Ontology
from detente.lexicon.toml import unknown_keys

_KEYS = (
    "id", "event", "mode", "cameo", "contexts", "verbs", "nouns", "adjectives", "actor", "recipient", "needs",
    "reciprocal", "learned", "status", "actor_sectors", "recipient_sectors", "consumes", "with", "without",
    "modals", "undoes", "example", "counterexample", "disabled",
)  # fmt: skip
_LISTS = (
    "contexts", "verbs", "nouns", "adjectives", "actor", "recipient", "needs", "actor_sectors",
    "recipient_sectors", "consumes", "modals", "undoes",
)  # fmt: skip
_TEXTS = ("mode", "cameo", "status")
_FLAGS = ("reciprocal", "learned", "disabled")
_ROLE_LISTS = ("actor", "recipient", "consumes")
_CONSTRAINTS = ("with", "without")
_EXAMPLES = ("example", "counterexample")
_EXAMPLE_KEYS = ("text", "actor", "recipient", "status", "why")
_PREDICATES = ("verbs", "nouns", "adjectives", "learned", "modals")
_SIDES = ("actor", "recipient")
_ROLE = re.compile(
    r"(?:(?:complement|task)/)?"
    r"(?:subject|object|indirect|complement|task|modifier|time|light|(?:oblique|adverbial)(?::.*)?)"
)
_HEADER = re.compile(r"\s*\[\[\s*rule\s*\]\]")


@dataclass(frozen=True, slots=True)
class Known:
    """What a rule may refer to."""

    ontology: Ontology
    classes: Mapping[str, list[str]]
    rules: frozenset[str]
    """Ids of the rules below this layer: those that it may replace or disable."""


def check_rules(path: Path, content: dict[str, Any], *, known: Known, seen: set[str]) -> list[str]:
    """Name everything that is wrong with the rules of a file, by line and id.

    Args:
        path: The file, for the lines.
        content: What it holds.
        known: What a rule may refer to.
        seen: Ids that the layer has used so far; those of this file are added.
    """
    problems = unknown_keys(content, ("classes", "rule"), where="top level")
    entries = content.get("rule", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return [*problems, "rule: must be a list of tables, each under [[rule]]"]
    found = [_check_rule(entry, known=known, seen=seen) for entry in entries]
    if any(found):
        lines = _header_lines(path)
        # Rules may also be written as one inline list; then there are no headers to point at.
        places = [f"line {line}, " for line in lines] if len(lines) == len(found) else [""] * len(found)
        problems.extend(place + problem for place, own in zip(places, found, strict=True) for problem in own)
    return problems


def check_classes(content: dict[str, Any], *, seen: Iterable[str]) -> list[str]:
    """Name everything that is wrong with the classes of a file."""
    classes = content.get("classes", {})
    if not isinstance(classes, dict):
        return ["classes: must be a table of lists of words"]
    problems = [f"class {name}: is defined twice" for name in classes if name in seen]
    problems.extend(
        f"class {name}: must be a list of words" for name, words in classes.items() if not _are_words(words)
    )
    return problems


def _header_lines(path: Path) -> list[int]:
    """Where the rules of a file begin."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, start=1) if _HEADER.match(line)]


def _check_rule(entry: dict[str, Any], *, known: Known, seen: set[str]) -> list[str]:
    name = entry.get("id")
    if not isinstance(name, str) or not name:
        return ["a rule without id"]
    problems = unknown_keys(entry, _KEYS, where=name)
    if name in seen:
        problems.append(f"{name}: this id is used twice")
    seen.add(name)
    shapes = [f"{name}: {problem}" for problem in _check_shapes(entry)]
    problems.extend(shapes)
    if entry.get("disabled") is True:
        return problems + _check_disabled(name, entry, known)
    problems.extend(_check_meaning(name, entry, known.ontology))
    if not any(entry.get(key) for key in _PREDICATES):
        problems.append(f"{name}: names no predicate")
    problems.extend(f"{name}: needs at least one {key}" for key in _EXAMPLES if not entry.get(key))
    if not shapes:
        problems.extend(f"{name}: {problem}" for problem in _check_words(entry, known))
    return problems


def _check_disabled(name: str, entry: dict[str, Any], known: Known) -> list[str]:
    problems = []
    if name not in known.rules:
        near = get_close_matches(name, known.rules, n=1)
        hint = f"; do you mean {near[0]}?" if near else ""
        problems.append(f"{name}: there is no such rule to disable{hint}")
    if set(entry) > {"id", "disabled"}:
        problems.append(f"{name}: a disabled rule has an id and nothing else")
    return problems


def _check_shapes(entry: dict[str, Any]) -> list[str]:
    """Values of another type than their key's."""
    problems = [f"{key} must be a list of words" for key in _LISTS if not _are_words(entry.get(key, []))]
    problems.extend(f"{key} must be text" for key in _TEXTS if not isinstance(entry.get(key, ""), str))
    problems.extend(
        f"{key} must be true or false" for key in _FLAGS if not isinstance(entry.get(key, False), bool)
    )
    for key in _CONSTRAINTS:
        table = entry.get(key, {})
        if not isinstance(table, dict) or not all(map(_are_words, table.values())):
            problems.append(f"{key} must be a table of lists of words")
    for key in _EXAMPLES:
        items = entry.get(key, [])
        if not isinstance(items, list):
            problems.append(f"{key} must be a list of tables, each under [[rule.{key}]]")
            continue
        problems.extend(problem for item in items for problem in _check_example(key, item))
    return problems


def _check_example(key: str, item: object) -> list[str]:
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        return [f"{key} has no text"]
    problems = unknown_keys(item, _EXAMPLE_KEYS, where=key)
    problems.extend(
        f"{key}: {side} must be a text or a list of texts"
        for side in _SIDES
        if not isinstance(item.get(side, ""), str) and not _are_words(item[side])
    )
    return problems


def _check_meaning(name: str, entry: dict[str, Any], ontology: Ontology) -> list[str]:
    event_type = ontology.types.get(str(entry.get("event", "")))
    if event_type is None:
        return [f"{name}: unknown event type {entry.get('event')!r}"]
    problems = []
    mode = entry.get("mode")
    if mode is not None and mode not in event_type.modes:
        problems.append(f"{name}: {event_type.name} has no mode {mode!r}")
    if entry.get("status", "asserted") not in STATUSES:
        problems.append(f"{name}: unknown status {entry['status']!r}")
    return problems


def _check_words(entry: dict[str, Any], known: Known) -> list[str]:
    """Words in well-formed values that mean nothing."""
    contexts = known.ontology.contexts
    problems = [f"unknown context {word!r}" for word in entry.get("contexts", []) if word not in contexts]
    problems.extend(
        f"undoes an unknown type {word!r}"
        for word in entry.get("undoes", [])
        if word not in known.ontology.types
    )
    problems.extend(
        f"needs an unknown side {word!r}" for word in entry.get("needs", []) if word not in _SIDES
    )
    problems.extend(
        f"unknown sector {word!r}"
        for key in ("actor_sectors", "recipient_sectors")
        for word in entry.get(key, [])
        if word not in SECTORS | NO_STATE
    )
    roles = [role for key in _ROLE_LISTS for role in entry.get(key, [])]
    roles += [role for key in _CONSTRAINTS for names in entry.get(key, {}) for role in names.split("|")]
    problems.extend(f"unknown role {role!r}" for role in roles if not _ROLE.fullmatch(role))
    problems.extend(
        f"unknown class {word}"
        for key in _CONSTRAINTS
        for words in entry.get(key, {}).values()
        for word in words
        if word.startswith("@") and word[1:] not in known.classes
    )
    return problems


def _are_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)
