import pytest

from detente.article.cues import packaged_cues
from detente.article.prose import fold, measure_line

SENTENCE = "The ministers of both countries met in Oslo on Monday."


@pytest.mark.parametrize(
    ("text", "is_prose", "weight"),
    [
        (SENTENCE, True, 10),
        ("“The ministers of both countries met in Oslo on Monday.”", True, 10),
        ("The ministers of both countries met in Oslo on …", False, -12),
        (" ".join(["word"] * 30), True, 30),
        (" ".join([SENTENCE] * 20), True, 50),
        ("They met.", False, -12),
        ("The ministers met again.", False, 2),
        ("Ministers meet in Oslo", False, -12),
        ("Share on Facebook", False, -4),
        ("By Ann Lee", False, -12),
        ("Leave a Reply", False, -25),
    ],
    ids=[
        "a sentence", "a quotation", "cut short", "long without a stop", "very long", "two words", "a short sentence",
        "a heading", "furniture", "a byline", "an end",
    ],
)  # fmt: skip
def test_measure_line_weighs_prose_against_the_rest(text, is_prose, weight):
    line = measure_line(text, packaged_cues())

    assert (line.is_prose, line.weight) == (is_prose, weight)


def test_fold_makes_copies_equal():
    assert fold("Talks Resume – Oslo!") == fold("talks resume - oslo")
