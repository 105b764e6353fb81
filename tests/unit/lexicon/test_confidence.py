"""The weights of confidence: what the file must hold."""

from dataclasses import replace

import pytest

from detente.errors import LexiconError
from detente.lexicon import SHIPPED
from detente.lexicon.confidence import FEATURES, load_confidence

PART = "".join(f"{name} = {number}\n" for number, name in enumerate(FEATURES))
GOOD = f"least = 0.5\nleast_learned = 0.6\n[rule]\n{PART}[learned]\n{PART}"


def load(tmp_path, text):
    path = tmp_path / "confidence.toml"
    path.write_text(text, encoding="utf-8")
    return load_confidence(path)


def problems(tmp_path, text):
    with pytest.raises(LexiconError) as caught:
        load(tmp_path, text)
    return caught.value.problems


def test_load_confidence_reads_two_thresholds_and_two_sets_of_weights(tmp_path):
    confidence = load(tmp_path, GOOD.replace("[learned]\nbias = 0", "[learned]\nbias = -2"))

    assert (confidence.least, confidence.least_learned) == (0.5, 0.6)
    assert confidence.rule["bias"] == 0.0
    assert confidence.learned["bias"] == -2.0
    assert confidence.of(is_learned=True) == confidence.learned
    assert confidence.of(is_learned=False) == confidence.rule


def test_a_rule_of_the_users_own_is_trusted_more_than_one_without_record(tmp_path):
    confidence = load(tmp_path, GOOD)

    trusting = replace(confidence, trusted=frozenset(("mine",)))
    assert trusting.record("mine") > confidence.record("mine")
    assert trusting.record("other") == confidence.record("other")


def test_the_shipped_weights_ask_more_of_the_head_alone():
    confidence = load_confidence(SHIPPED / "confidence.toml")

    assert 0 < confidence.least <= confidence.least_learned < 1
    assert set(confidence.rule) == set(confidence.learned) == set(FEATURES)
    assert confidence.rule["act"] > 0
    assert confidence.learned["act"] > 0


def test_load_confidence_names_all_that_is_wrong_at_the_top(tmp_path):
    found = problems(tmp_path, "leest = 0.5\n[rule]\n[rules]\n")

    assert found == (
        "confidence.toml, top level: unknown key 'leest'",
        "confidence.toml, top level: unknown key 'rules'",
        "confidence.toml, least: is missing",
        "confidence.toml, least_learned: is missing",
        "confidence.toml, learned: is missing",
    )


def test_load_confidence_names_all_that_is_wrong_in_both_parts(tmp_path):
    head, _, tail = GOOD.partition("[learned]")
    text = (
        head.replace("rank", "ranks").replace("noun", "nouns")
        + "[learned]"
        + tail.replace("act =", "acts =", 1)
    )

    found = problems(tmp_path, text)

    assert found == (
        "confidence.toml, rule: unknown key 'nouns'",
        "confidence.toml, rule: unknown key 'ranks'",
        "confidence.toml, rule: rank is missing",
        "confidence.toml, rule: noun is missing",
        "confidence.toml, learned: unknown key 'acts'",
        "confidence.toml, learned: act is missing",
    )


def test_load_confidence_says_when_the_file_is_missing(tmp_path):
    with pytest.raises(LexiconError, match=r"confidence\.toml"):
        load_confidence(tmp_path / "confidence.toml")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        pytest.param('least = "x"', "least: must be a number", id="words for a threshold"),
        pytest.param("least = 7", "least: must be a number from 0 to 1", id="a threshold out of range"),
        pytest.param("least = nan", "least: must be a number from 0 to 1", id="no number"),
    ],
)
def test_load_confidence_refuses_thresholds_that_are_none(tmp_path, line, problem):
    shipped = (SHIPPED / "confidence.toml").read_text("utf-8").splitlines()
    path = tmp_path / "confidence.toml"
    path.write_text("\n".join(line if old.startswith("least =") else old for old in shipped), "utf-8")

    with pytest.raises(LexiconError, match=problem):
        load_confidence(path)
