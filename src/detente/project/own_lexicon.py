"""A user's own rules and rows: whether they are in order, and which rules a trial is about."""

from collections.abc import Iterator
from pathlib import Path

from detente.errors import LexiconError, UsageError
from detente.lexicon import Lexicon, find_overlay
from detente.lexicon.overlay import Change
from detente.lexicon.rules import Rules, load_rules
from detente.lexicon.toml import read_toml
from detente.pipeline import Coder
from detente.project.doctor import Check
from detente.project.trial import Trial
from detente.proof import prove_rules

_NAMES_SHOWN = 6
"""So many keys are enough to see that the right ones were meant."""


def check_changes(lexicon: Lexicon) -> Iterator[Check]:
    """What is laid over the shipped lexicon, part by part."""
    for change in lexicon.changes:
        yield Check(name=change.name, state="ok", told=_change_text(change))


def check_proofs(shipped: Rules, *, coder: Coder, everything: bool) -> Iterator[Check]:
    """Every example that fails, and at the end how many were proved.

    Args:
        shipped: The rules without the user's.
        coder: With the user's lexicon.
        everything: Prove all rules, not only those that are not as they ship.
    """
    before = set(shipped.all)
    rules = [rule for rule in coder.lexicon.rules.all if everything or rule not in before]
    change = coder.lexicon.rules.change
    named = {*change.added, *change.replaced}
    touched = tuple(rule.id for rule in rules if rule not in before and rule.id not in named)
    if touched:
        yield Check(name="classes", state="ok", told=f"change what shipped rules say: {_names_text(touched)}")
    failed = 0
    for shortfall in prove_rules(rules, coder=coder):
        failed += 1
        told = f"“{shortfall.text}”: {shortfall.reason}"
        yield Check(name=shortfall.rule, state="broken", told=told)
    total = sum(len(rule.examples) + len(rule.counterexamples) for rule in rules)
    state = "broken" if failed else "ok"
    yield Check(name="examples", state=state, told=f"{total - failed} of {total} are as their rules say")


def check_problems(error: LexiconError) -> Iterator[Check]:
    """What is wrong with a file, one thing a line."""
    for problem in error.problems:
        yield Check(name="lexicon", state="broken", told=problem)


def plan_trial(asked: str, *, lexicon: Lexicon) -> Trial:
    """The rules with and without those asked for.

    Args:
        asked: Id of a rule that the user's files add, replace or disable, or a file with rules.
        lexicon: With the user's files.

    Raises:
        UsageError: If there is neither such a rule nor such a file.
        LexiconError: If the file breaks its rules.
    """
    own = find_overlay(lexicon.overlay).rules if lexicon.overlay else ()
    path = Path(asked)
    if path.suffix == ".toml":
        inside = next((file for file in own if path.exists() and file.samefile(path)), None)
        if inside is None:
            return Trial(before=lexicon.rules, after=_rules(lexicon, own, (path,)))
        ids = frozenset(entry["id"] for entry in read_toml(inside).get("rule", []))
    else:
        ids = frozenset({asked})
        change = lexicon.rules.change
        known = (*change.added, *change.replaced, *change.disabled)
        if asked not in known:
            choice = f"choose from {_names_text(known)}, or " if known else ""
            todo = f"{choice}name a TOML file with rules"
            raise UsageError("you have no rule with this id", where=asked, todo=todo)
    return Trial(before=_rules(lexicon, own, left_out=ids), after=lexicon.rules)


def _rules(lexicon: Lexicon, *layers: tuple[Path, ...], left_out: frozenset[str] = frozenset()) -> Rules:
    return load_rules(lexicon.folder / "rules", ontology=lexicon.ontology, layers=layers, left_out=left_out)


def _change_text(change: Change) -> str:
    parts = {"added": change.added, "replaced": change.replaced, "disabled": change.disabled}
    told = [f"{len(names)} {verb}: {_names_text(names)}" for verb, names in parts.items() if names]
    return "; ".join(told) or "as they ship"


def _names_text(names: tuple[str, ...]) -> str:
    more = f", and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
    return ", ".join(names[:_NAMES_SHOWN]) + more
