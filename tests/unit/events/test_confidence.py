"""What the rule and the event head say, weighed into one probability."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.events.confidence import Ground, probability, weigh
from detente.lexicon.confidence import FEATURES, Confidence
from detente.records import Act
from scenes import CONFIDENCE

ZERO = dict.fromkeys(FEATURES, 0.0)
WEIGHTS = Confidence(
    least=0.5,
    least_learned=0.6,
    rule=ZERO | {"bias": 1.0, "act": 0.5},
    learned=ZERO | {"bias": -1.0, "act": 1.0},
)
GROUND = Ground(
    rank=0.78,
    record=0.75,
    is_learned=False,
    told=0.5,
    both_sides=True,
    has_actor=True,
    is_noun=False,
    is_untensed=False,
    is_modal=False,
    is_aside=False,
)
ASSAULT = frozenset({"ASSAULT"})

grounds = st.builds(
    Ground,
    rank=st.floats(0.01, 0.99),
    record=st.floats(0.01, 0.99),
    told=st.floats(0, 1),
    is_learned=st.booleans(),
    both_sides=st.booleans(),
    has_actor=st.booleans(),
    is_noun=st.booleans(),
    is_untensed=st.booleans(),
    is_modal=st.booleans(),
    is_aside=st.booleans(),
)
shares = st.integers(1, 98).map(lambda percent: percent / 100)


def test_weigh_without_a_head_gives_what_the_rule_says():
    assert weigh(GROUND, ASSAULT, None, WEIGHTS) == 0.78
    assert weigh(replace(GROUND, rank=0.876), ASSAULT, None, WEIGHTS) == 0.88


def test_weigh_without_a_head_needs_no_weights():
    other = replace(WEIGHTS, rule=ZERO | {"bias": -9.0})

    assert weigh(GROUND, ASSAULT, None, other) == weigh(GROUND, ASSAULT, None, WEIGHTS)


def test_weigh_tells_a_head_that_sees_no_act_from_no_head():
    assert weigh(GROUND, ASSAULT, (), WEIGHTS) < weigh(GROUND, ASSAULT, None, WEIGHTS)


def test_weigh_at_even_odds_gives_a_half():
    even = Confidence(least=0.5, least_learned=0.5, rule=ZERO, learned=ZERO)

    assert weigh(GROUND, ASSAULT, (Act("ASSAULT", 0.9),), even) == 0.5


def test_weigh_takes_the_weights_of_the_kind_of_reading():
    acts = (Act("ASSAULT", 0.5),)

    by_rule = weigh(GROUND, ASSAULT, acts, WEIGHTS)
    by_head = weigh(replace(GROUND, is_learned=True), ASSAULT, acts, WEIGHTS)

    # Log-odds of an even head are 0, which leaves the biases: 1 / (1 + exp(-+1)).
    assert (by_rule, by_head) == (0.73, 0.27)


@pytest.mark.parametrize(
    ("change", "feature"),
    [
        pytest.param({"both_sides": False}, "both_sides", id="both sides"),
        pytest.param({"has_actor": True}, "no_actor", id="no actor"),
        pytest.param({"is_noun": False}, "noun", id="a noun"),
    ],
)
def test_weigh_counts_what_speaks_for_a_reading(change, feature):
    ground = replace(GROUND, has_actor=False, is_noun=True)
    weights = replace(WEIGHTS, rule=ZERO | {feature: 1.0})

    assert weigh(ground, ASSAULT, (), weights) > weigh(replace(ground, **change), ASSAULT, (), weights)


def test_weigh_hears_of_the_likeliest_other_type():
    weights = replace(WEIGHTS, rule=ZERO | {"rival": -1.0})
    own = Act("ASSAULT", 0.4)

    alone = weigh(GROUND, ASSAULT, (own,), weights)
    weak = weigh(GROUND, ASSAULT, (own, Act("COERCE", 0.1), Act("ACCUSE", 0.1)), weights)
    strong = weigh(GROUND, ASSAULT, (own, Act("COERCE", 0.5), Act("ACCUSE", 0.1)), weights)

    assert alone > weak > strong


def test_weigh_counts_what_an_act_turns_into_as_its_own():
    acts = (Act("AGREE", 0.8), Act("CONSULT", 0.1))

    planned = weigh(GROUND, frozenset({"CONSULT", "AGREE"}), acts, WEIGHTS)

    assert planned > weigh(GROUND, frozenset({"CONSULT"}), acts, WEIGHTS)


@pytest.mark.parametrize("weights", [WEIGHTS, CONFIDENCE], ids=["made by hand", "shipped"])
@given(grounds, shares, shares)
def test_weigh_never_falls_when_the_head_gives_more(weights, ground, one, other):
    less, more = sorted((one, other))

    low = weigh(ground, ASSAULT, (Act("ASSAULT", less),), weights)
    high = weigh(ground, ASSAULT, (Act("ASSAULT", more),), weights)

    assert low <= high


@given(
    grounds,
    st.lists(st.builds(Act, st.sampled_from(["ASSAULT", "COERCE", "AID"]), shares), max_size=3),
    st.lists(st.floats(-50, 50), min_size=len(FEATURES), max_size=len(FEATURES)),
)
def test_weigh_is_never_certain(ground, acts, values):
    fitted = dict(zip(FEATURES, values, strict=True))
    weights = Confidence(least=0.5, least_learned=0.5, rule=fitted, learned=fitted)

    assert 0.01 <= weigh(ground, ASSAULT, tuple(acts), weights) <= 0.99


def test_probability_adds_up_types_and_is_at_most_one():
    acts = (Act("ASSAULT", 0.7), Act("COERCE", 0.35), Act("AID", 0.1))

    assert probability(frozenset({"ASSAULT", "AID"}), acts) == pytest.approx(0.8)
    assert probability(frozenset({"ASSAULT", "COERCE"}), acts) == 1.0
    assert probability(frozenset({"CONSULT"}), acts) == 0.0
