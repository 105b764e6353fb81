from datetime import date

import pytest

from detente.lexicon import SHIPPED
from detente.lexicon.time_words import load_time_words
from detente.records import Sentence, Token
from detente.resolve import find_dates
from detente.resolve.tense import tense_by_parse

WORDS = load_time_words(SHIPPED / "dates.toml")


def sentence(*rows):
    """Rows: word, lemma, tag, head, relation."""
    tokens, start = [], 0
    for text, lemma, xpos, head, deprel in rows:
        upos = "AUX" if deprel in ("aux", "cop") else "VERB" if xpos.startswith("VB") else "X"
        tokens.append(Token(start, start + len(text), text, lemma, upos, xpos, head, deprel))
        start += len(text) + 1
    return Sentence(0, tokens[-1].end, tuple(tokens))


def tense(*rows):
    parse = sentence(*rows)
    return tense_by_parse(parse.tokens[-1].start, (parse,), WORDS)


MONDAY = ("Monday", "Monday", "NNP")


def test_tense_by_parse_is_past_after_a_past_verb():
    assert tense(("met", "meet", "VBD", -1, "root"), (*MONDAY, 0, "obl")) == "past"


def test_tense_by_parse_is_past_after_a_perfect():
    rows = (("have", "have", "VBP", 1, "aux"), ("met", "meet", "VBN", -1, "root"), (*MONDAY, 1, "obl"))

    assert tense(*rows) == "past"


def test_tense_by_parse_is_future_after_a_plan():
    assert tense(("planned", "plan", "VBD", -1, "root"), (*MONDAY, 0, "obl")) == "future"


def test_tense_by_parse_climbs_over_nouns_and_participles():
    rows = (
        ("said", "say", "VBD", -1, "root"),
        ("meeting", "meet", "VBG", 0, "xcomp"),
        ("talks", "talk", "NNS", 1, "obj"),
        (*MONDAY, 2, "nmod"),
    )

    assert tense(*rows) == "past"


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((("talks", "talk", "NNS", -1, "root"), (*MONDAY, 0, "nmod")), id="no verb governs"),
        pytest.param((("meet", "meet", "VBP", -1, "root"), (*MONDAY, 0, "obl")), id="the present is open"),
        pytest.param((("meeting", "meet", "VBG", -1, "root"), (*MONDAY, 0, "obl")), id="nothing above"),
        pytest.param(
            (
                ("will", "will", "MD", 1, "aux"),
                ("go", "go", "VB", 2, "ccomp"),
                ("told", "tell", "VBD", -1, "root"),
                (*MONDAY, 1, "obl"),
            ),
            id="another verb stands between",
        ),
        pytest.param(
            (("go", "go", "VB", 1, "dep"), ("on", "on", "VB", 0, "dep"), (*MONDAY, 1, "obl")), id="a circle"
        ),
        pytest.param(
            (("a", "a", "DT", 1, "det"), ("b", "b", "NN", 0, "dep"), (*MONDAY, 1, "dep")), id="of nouns"
        ),
    ],
)
def test_tense_by_parse_is_open_where(rows):
    assert tense(*rows) is None


def test_tense_by_parse_is_open_outside_the_sentences():
    parse = sentence(("met", "meet", "VBD", -1, "root"))
    late = Sentence(10, 20, (Token(12, 15, "met", "meet", "VERB", "VBD", -1, "root"),))

    assert tense_by_parse(5, (parse,), WORDS) is None
    assert tense_by_parse(10, (late,), WORDS) is None
    assert tense_by_parse(0, (), WORDS) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("It ended. On Monday they will meet", "2019-04-29", id="the verb to the right"),
        pytest.param("They are to meet on Monday", "2019-04-29", id="are to"),
        pytest.param(
            "They will go. On Monday. They will rest.", "2019-04-22", id="no further than the sentence"
        ),
        pytest.param("They will go, she said on Monday", "2019-04-22", id="the nearest verb"),
        pytest.param("Monday", "2019-04-22", id="the past where nothing tells"),
        pytest.param("He’ll go on Monday", "2019-04-29", id="a curly contraction"),
    ],
)
def test_find_dates_takes_the_tense_from_words(text, value):
    assert find_dates(text, (), anchor=date(2019, 4, 26), words=WORDS)[0].value == value
