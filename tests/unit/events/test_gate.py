"""Which sentences are worth a tree."""

import pytest

from detente.events import Gate
from detente.parse.tokenize import tokenize
from scenes import CUES, TABLES


def lemmas(word):
    return frozenset({word.lower(), word.lower().removesuffix("s"), word.lower().removesuffix("ed")})


GATE = Gate(cues=CUES, tables=TABLES, lemmas=lemmas)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The army shelled Aleppo.", id="a name"),
        pytest.param("Iran yielded.", id="a listed name at the start"),
        pytest.param("Police made arrests.", id="a word for people"),
        pytest.param("He was arrested.", id="a pronoun"),
        pytest.param("Details were reported later.", id="a word that speaks"),
        pytest.param("“No more talks.”", id="a quotation"),
    ],
)
def test_gate_lets_through_what_may_carry_a_record(text):
    assert GATE.may_matter([word.text for word in tokenize(text)])


@pytest.mark.parametrize("text", ["Rain fell on the slopes.", "Share", "Cut the meat and stir well."])
def test_gate_keeps_back_what_names_nobody_and_says_nothing(text):
    assert not GATE.may_matter([word.text for word in tokenize(text)])
