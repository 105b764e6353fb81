"""Every rule of the lexicon does what its examples say, on stored trees."""

from dataclasses import replace
from pathlib import Path

import pytest

from detente.lexicon import load_lexicon
from detente.parse.stored import StoredParser
from detente.pipeline import Coder
from detente.proof import example_texts, prove_rules

GOLDEN = Path(__file__).parents[1] / "golden" / "rules"
LEXICON = load_lexicon()


@pytest.fixture(scope="module")
def coder():
    return Coder(parser=StoredParser(*sorted(GOLDEN.glob("*.conllu"))), lexicon=LEXICON)


@pytest.mark.parametrize("event", sorted(LEXICON.ontology.types))
def test_prove_rules_finds_no_shortfall(coder, event):
    rules = [rule for rule in LEXICON.rules.all if rule.event == event]

    shortfalls = list(prove_rules(rules, coder=coder))

    assert shortfalls == []


def test_prove_rules_tells_what_an_example_got_instead(coder):
    rule = next(rule for rule in LEXICON.rules.all if rule.event == "CONSULT")
    wrong = replace(
        rule, examples=(replace(rule.examples[0], actors=("Atlantis",)),), counterexamples=rule.examples[:1]
    )

    reasons = [shortfall.reason for shortfall in prove_rules([wrong], coder=coder)]

    assert len(reasons) == 2
    assert reasons[0].startswith("actor is")
    assert reasons[1].startswith("counterexample coded")


def test_example_texts_gives_each_sentence_once():
    rules = LEXICON.rules.all[:5]

    texts = example_texts([*rules, *rules])

    assert len(texts) == len(set(texts))
