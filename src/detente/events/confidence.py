"""How likely a reading is right: what the rule says and what the parser's event head says, weighed."""

from dataclasses import dataclass
from math import exp, log

from detente.lexicon.confidence import Confidence
from detente.records import Act

# Heads tell probabilities with two decimals; what they do not tell is rarer than this.
_RAREST = 0.01
_FAR = 50.0  # beyond it a logistic curve is flat, and its powers overflow


@dataclass(frozen=True, slots=True)
class Ground:
    """What speaks for a reading."""

    rank: float
    """How much the rule says about the construction, in (0, 1)."""
    record: float
    """How often the rule is right in annotated news, in (0, 1)."""
    is_learned: bool
    """The event head alone proposes it: no rule names the word."""
    told: float
    """How sure the event head is of the sides found, in [0, 1]: the mean of actor and recipient."""
    both_sides: bool
    has_actor: bool
    is_noun: bool
    is_untensed: bool
    """A verb without tense: "forces sent to topple the government"."""
    is_modal: bool
    is_aside: bool
    """It only says which person or thing is meant: "the forces that invaded", "troops stationed there"."""


def weigh(ground: Ground, types: frozenset[str], acts: tuple[Act, ...] | None, weights: Confidence) -> float:
    """Probability that a reading is right, rounded to two decimals.

    Args:
        ground: What speaks for it.
        types: The type it reads, and those that it turns into when it is only planned or refused.
        acts: What the event head says of the predicate; `None` where the parser has no such head: then the
            rank stands as it is.
        weights: Fitted by `tools/confidence.py`.
    """
    if acts is None:
        return round(ground.rank, 2)
    of_kind = weights.of(ground.is_learned)
    score = sum(of_kind[name] * value for name, value in features(ground, types, acts))
    score = min(_FAR, max(-_FAR, score))
    return round(min(0.99, max(0.01, 1 / (1 + exp(-score)))), 2)


def features(ground: Ground, types: frozenset[str], acts: tuple[Act, ...]) -> tuple[tuple[str, float], ...]:
    """Names and values that the weights are for."""
    own = probability(types, acts)
    rival = max((act.probability for act in acts if act.event_type not in types), default=0.0)
    return (
        ("bias", 1.0),
        ("rank", ground.rank),
        ("record", _log_odds(ground.record)),
        ("act", _log_odds(own)),
        ("rival", _log_odds(rival)),
        ("told", ground.told),
        ("both_sides", float(ground.both_sides)),
        ("no_actor", float(not ground.has_actor)),
        ("noun", float(ground.is_noun)),
        ("untensed", float(ground.is_untensed)),
        ("modal", float(ground.is_modal)),
        ("aside", float(ground.is_aside)),
    )


def probability(types: frozenset[str], acts: tuple[Act, ...]) -> float:
    """What the event head gives to these types together."""
    return min(1.0, sum(act.probability for act in acts if act.event_type in types))


def _log_odds(value: float) -> float:
    bounded = min(1 - _RAREST, max(_RAREST, value))
    return log(bounded / (1 - bounded))
