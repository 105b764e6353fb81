"""Event rules: which construction means which event, from `rules/*.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.lexicon.ontology import STATUSES, Ontology
from detente.lexicon.toml import read_toml, refuse_problems, unknown_keys


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that a rule must code, or (without sides) must leave alone."""

    text: str
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    status: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Constraint:
    """What an argument must be: one of these lemmas, or anything at all."""

    roles: tuple[str, ...]
    """Roles of which one must satisfy it."""
    words: frozenset[str]
    """Lemmas; `"nuclear talk"` asks for a modifier too. Empty means that the role is filled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A construction, and the event that it reports."""

    id: str
    event: str
    mode: str | None
    cameo: str | None
    contexts: tuple[str, ...]
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]
    actor: tuple[str, ...]
    """Roles tried in order; the first that resolves to an entity is the actor."""
    recipient: tuple[str, ...]
    needs: tuple[str, ...]
    reciprocal: bool
    """All sides found are actors."""
    learned: bool
    """It names no predicate: it reads whatever the parser's event head takes for its type."""
    status: str | None
    actor_sectors: frozenset[str]
    recipient_sectors: frozenset[str]
    consumes: tuple[str, ...]
    with_: tuple[Constraint, ...]
    without: tuple[Constraint, ...]
    examples: tuple[Example, ...]
    counterexamples: tuple[Example, ...]

    @property
    def frames(self) -> int:
        """How many predicates the rule covers."""
        return len(self.verbs) + len(self.nouns) + len(self.adjectives)


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules, found by the kind and last word of a predicate."""

    by_predicate: Mapping[tuple[str, str], tuple[Rule, ...]]
    """`("verb", "call off")`, `("noun", "ban")` (also for "travel ban")."""
    all: tuple[Rule, ...]
    event_nouns: frozenset[str]
    """Head lemmas of all nouns that report events."""
    learned: tuple[Rule, ...] = ()
    """Those that leave the predicate to the event head."""


_KEYS = (
    "id", "event", "mode", "cameo", "contexts", "verbs", "nouns", "adjectives", "actor", "recipient", "needs",
    "reciprocal", "learned", "status", "actor_sectors", "recipient_sectors", "consumes", "with", "without",
    "example", "counterexample",
)  # fmt: skip
_LISTS = (
    "contexts", "verbs", "nouns", "adjectives", "actor", "recipient", "needs", "actor_sectors",
    "recipient_sectors", "consumes",
)  # fmt: skip


def load_rules(folder: Path, *, ontology: Ontology) -> Rules:
    """Read and check every rule file of a folder.

    Raises:
        LexiconError: If a file is malformed; names every problem of that file.
    """
    contents = {path: read_toml(path) for path in sorted(folder.glob("*.toml"))}
    classes = _gather_classes(contents)
    seen: set[str] = set()
    rules: list[Rule] = []
    for path, content in contents.items():
        problems = unknown_keys(content, ("classes", "rule"), where="top level")
        for entry in content.get("rule", []):
            found = _check_rule(entry, ontology=ontology, classes=classes, seen=seen)
            problems.extend(found)
            if not found:
                rules.append(_rule(entry, ontology=ontology, classes=classes))
        refuse_problems(path, problems)
    by_predicate = _index(rules)
    event_nouns = frozenset(word for kind, word in by_predicate if kind == "noun")
    learned = tuple(rule for rule in rules if rule.learned)
    return Rules(by_predicate=by_predicate, all=tuple(rules), event_nouns=event_nouns, learned=learned)


def _gather_classes(contents: dict[Path, dict[str, Any]]) -> dict[str, list[str]]:
    classes: dict[str, list[str]] = {}
    for path, content in contents.items():
        own = content.get("classes", {})
        twice = [f"class {name}: is defined twice" for name in own if name in classes]
        refuse_problems(path, twice)
        classes.update(own)
    return classes


def _check_rule(
    entry: dict[str, Any], *, ontology: Ontology, classes: Mapping[str, list[str]], seen: set[str]
) -> list[str]:
    name = entry.get("id", "a rule without id")
    problems = unknown_keys(entry, _KEYS, where=name)
    if name in seen:
        problems.append(f"{name}: this id is used twice")
    seen.add(name)
    problems.extend(_check_meaning(name, entry, ontology))
    problems.extend(
        f"{name}: {key} must be a list of words"
        for key in _LISTS
        if not (
            isinstance(entry.get(key, []), list) and all(isinstance(word, str) for word in entry.get(key, []))
        )
    )
    if not any(entry.get(key) for key in ("verbs", "nouns", "adjectives", "learned")):
        problems.append(f"{name}: names no predicate")
    problems.extend(
        f"{name}: needs at least one {key}" for key in ("example", "counterexample") if not entry.get(key)
    )
    problems.extend(
        f"{name}: unknown class {word}"
        for key in ("with", "without")
        for words in entry.get(key, {}).values()
        for word in words
        if word.startswith("@") and word[1:] not in classes
    )
    return problems


def _check_meaning(name: str, entry: dict[str, Any], ontology: Ontology) -> list[str]:
    event_type = ontology.types.get(entry.get("event", ""))
    if event_type is None:
        return [f"{name}: unknown event type {entry.get('event')!r}"]
    problems = []
    mode = entry.get("mode")
    if mode is not None and mode not in event_type.modes:
        problems.append(f"{name}: {event_type.name} has no mode {mode!r}")
    if entry.get("status", "asserted") not in STATUSES:
        problems.append(f"{name}: unknown status {entry['status']!r}")
    problems.extend(
        f"{name}: unknown context {context!r}"
        for context in entry.get("contexts", [])
        if context not in ontology.contexts
    )
    return problems


def _rule(entry: dict[str, Any], *, ontology: Ontology, classes: Mapping[str, list[str]]) -> Rule:
    event_type = ontology.types[entry["event"]]
    needs = set(entry.get("needs", ["actor"])) | ({"recipient"} if event_type.needs_recipient else set())
    return Rule(
        id=entry["id"],
        event=entry["event"],
        mode=entry.get("mode"),
        cameo=entry.get("cameo"),
        contexts=tuple(entry.get("contexts", ())),
        verbs=tuple(entry.get("verbs", ())),
        nouns=tuple(entry.get("nouns", ())),
        adjectives=tuple(entry.get("adjectives", ())),
        actor=tuple(entry.get("actor", ("subject",))),
        recipient=tuple(entry.get("recipient", ())),
        needs=tuple(sorted(needs)),
        reciprocal=entry.get("reciprocal", False),
        learned=entry.get("learned", False),
        status=entry.get("status"),
        actor_sectors=frozenset(entry.get("actor_sectors", ())),
        recipient_sectors=frozenset(entry.get("recipient_sectors", ())),
        consumes=tuple(entry.get("consumes", event_type.consumes)),
        with_=_constraints(entry.get("with", {}), classes),
        without=_constraints(entry.get("without", {}), classes),
        examples=tuple(_example(item) for item in entry["example"]),
        counterexamples=tuple(_example(item) for item in entry["counterexample"]),
    )


def _constraints(entry: dict[str, list[str]], classes: Mapping[str, list[str]]) -> tuple[Constraint, ...]:
    constraints = []
    for roles, words in entry.items():
        expanded: set[str] = set()
        for word in words:
            expanded.update(classes[word[1:]] if word.startswith("@") else [word])
        constraints.append(
            Constraint(tuple(roles.split("|")), frozenset() if "*" in expanded else frozenset(expanded))
        )
    return tuple(constraints)


def _example(item: dict[str, Any]) -> Example:
    return Example(
        text=item["text"],
        actors=_texts(item.get("actor")),
        recipients=_texts(item.get("recipient")),
        status=item.get("status"),
        why=item.get("why"),
    )


def _texts(value: str | list[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _index(rules: list[Rule]) -> dict[tuple[str, str], tuple[Rule, ...]]:
    found: dict[tuple[str, str], list[Rule]] = {}
    for rule in rules:
        keys = {("verb", verb) for verb in rule.verbs}
        keys |= {("noun", noun.split()[-1]) for noun in rule.nouns}
        keys |= {("adjective", adjective.split()[-1]) for adjective in rule.adjectives}
        for key in keys:
            found.setdefault(key, []).append(rule)
    return {key: tuple(value) for key, value in found.items()}
