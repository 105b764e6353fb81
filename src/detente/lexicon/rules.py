"""Event rules: which construction means which event, from `rules/*.toml`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.lexicon.ontology import Ontology
from detente.lexicon.overlay import Change
from detente.lexicon.rule_checks import Known, check_classes, check_rules
from detente.lexicon.toml import read_toml, refuse_problems

_UNCHANGED = Change("rules", (), ())


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
    modals: frozenset[str]
    """It reads what somebody says that others must do: "must", "should", whatever the verb."""
    undoes: frozenset[str]
    """Types of what it ends: lifting is said with the word for the sanction."""
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
    modal: tuple[Rule, ...] = ()
    """Those that read what somebody says that others must do."""
    change: Change = _UNCHANGED
    """What the layers above the shipped rules do to them."""


def load_rules(
    folder: Path,
    *,
    ontology: Ontology,
    layers: Sequence[Sequence[Path]] = (),
    left_out: frozenset[str] = frozenset(),
) -> Rules:
    """Read and check every rule file of a folder, and the files laid over it.

    Args:
        folder: The shipped rules.
        ontology: Types, modes and contexts that rules may name.
        layers: Files laid over the folder's, layer by layer: a rule with an id from below replaces that rule,
            or disables it, and so does a class with a name from below.
        left_out: Ids that the layers have, but that shall count as if they had not.

    Raises:
        LexiconError: If a file is malformed; names every problem of that file.
    """
    below: dict[str, dict[str, Any]] = {}
    classes: dict[str, list[str]] = {}
    overlaid: list[str] = []
    shipped = sorted(folder.glob("*.toml"))
    for number, paths in enumerate((shipped, *layers)):
        contents = {path: read_toml(path) for path in paths}
        classes.update(_gather_classes(contents))
        layer = _gather_rules(contents, Known(ontology, classes, frozenset(below)))
        if number:
            layer = {name: entry for name, entry in layer.items() if name not in left_out}
            overlaid.extend(name for name in layer if name not in overlaid)
        else:
            first = frozenset(layer)
        below.update(layer)
    # Only now: a class from above also counts for the rules below that name it.
    rules = [
        _rule(entry, ontology=ontology, classes=classes)
        for entry in below.values()
        if not entry.get("disabled")
    ]
    return _gather(rules, _change(overlaid, first, frozenset(rule.id for rule in rules)))


def _change(overlaid: list[str], shipped: frozenset[str], left: frozenset[str]) -> Change:
    return Change(
        name="rules",
        added=tuple(name for name in overlaid if name not in shipped and name in left),
        replaced=tuple(name for name in overlaid if name in shipped and name in left),
        disabled=tuple(name for name in overlaid if name not in left),
    )


def _gather(rules: list[Rule], change: Change) -> Rules:
    by_predicate = _index(rules)
    return Rules(
        by_predicate=by_predicate,
        all=tuple(rules),
        event_nouns=frozenset(word for kind, word in by_predicate if kind == "noun"),
        learned=tuple(rule for rule in rules if rule.learned),
        modal=tuple(rule for rule in rules if rule.modals),
        change=change,
    )


def _gather_classes(contents: dict[Path, dict[str, Any]]) -> dict[str, list[str]]:
    classes: dict[str, list[str]] = {}
    for path, content in contents.items():
        refuse_problems(path, check_classes(content, seen=classes))
        classes.update(content.get("classes", {}))
    return classes


def _gather_rules(contents: dict[Path, dict[str, Any]], known: Known) -> dict[str, dict[str, Any]]:
    """Id -> entry, over all files of a layer."""
    seen: set[str] = set()
    entries: dict[str, dict[str, Any]] = {}
    for path, content in contents.items():
        refuse_problems(path, check_rules(path, content, known=known, seen=seen))
        entries.update((entry["id"], entry) for entry in content.get("rule", []))
    return entries


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
        modals=frozenset(entry.get("modals", ())),
        undoes=frozenset(entry.get("undoes", ())),
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
