import pytest

from detente.errors import LexiconError
from detente.lexicon import SHIPPED
from detente.lexicon.time_words import load_time_words


def rewritten(tmp_path, old, new):
    path = tmp_path / "dates.toml"
    path.write_text((SHIPPED / "dates.toml").read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return path


def test_load_time_words_gives_kind_and_value_of_a_word():
    word = load_time_words(SHIPPED / "dates.toml").word_by_phrase[("february",)]

    assert (word.kind, word.value, word.capitalised) == ("month", "2", True)


def test_load_time_words_cuts_phrases_at_hyphens_and_clitics():
    words = load_time_words(SHIPPED / "dates.toml").word_by_phrase

    assert words[("d", "-", "day")].value == "06-06"
    assert words[("new", "year", "'s", "eve")].value == "12-31"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param('["May"]', '["May", "June"]', "'June' is listed twice", id="a word in two places"),
        pytest.param("[tense]", "[tenses]", "unknown key 'tenses'", id="an unknown section"),
        pytest.param("[tense]", "[tenses]", "tense: is missing", id="a missing section"),
        pytest.param("ahead = [", "behind = [", "unknown key 'behind'", id="an unknown list"),
        pytest.param('5 = ["May"]', '5 = "May"', "5: must be a list of words", id="a word without its list"),
    ],
)
def test_load_time_words_refuses(tmp_path, old, new, problem):
    with pytest.raises(LexiconError, match=problem):
        load_time_words(rewritten(tmp_path, old, new))
