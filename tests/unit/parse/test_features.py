import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.parse import features
from detente.parse.encoder import MODEL
from detente.parse.features import WordReader, case_of, read_vocabulary, shape_of

VOCABULARY = read_vocabulary(MODEL / "vocab.txt")
CASES = {
    "talks": features.LOWER,
    "US": features.UPPER,
    "U.S.": features.UPPER,
    "J.": features.INITIAL,
    "Korea": features.TITLE,
    "McDonald": features.MIXED,
    "1990s": features.DIGIT,
    "…": features.SYMBOL,
}


@pytest.mark.parametrize(("word", "case"), CASES.items())
def test_case_of_tells_cases_apart(word, case):
    assert case_of(word) == case


def test_shape_of_shortens_runs():
    assert shape_of("McDonald's") == "XxXxxx'x"
    assert shape_of("10,000bn") == "dd,dddxx"


def test_word_reader_cuts_words_into_the_longest_pieces():
    pieces = {number: piece for piece, number in VOCABULARY.items()}
    reader = WordReader(VOCABULARY)

    assert [pieces[number] for number in reader.read("Denuclearisation").pieces] == [
        "den", "##uc", "##lea", "##ris", "##ation",
    ]  # fmt: skip
    assert [pieces[number] for number in reader.read("café").pieces] == ["cafe"]
    assert [pieces[number] for number in reader.read("🛸").pieces] == ["[UNK]"]


@given(st.lists(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=200), min_size=1, max_size=3))
def test_word_reader_fits_any_sentence_into_the_encoder(sentences):
    batch = WordReader(VOCABULARY).batch(sentences)

    assert batch.pieces.shape[1] <= 512
    for row, words in enumerate(sentences):
        assert set(range(len(words) + 1)) <= set(batch.word_of_piece[row].tolist())


def test_word_reader_forgets_when_it_has_seen_too_much(monkeypatch):
    monkeypatch.setattr(features, "CACHE_WORDS", 2)
    reader = WordReader(VOCABULARY)

    before = reader.read("a")
    for word in ("b", "c", "d"):
        reader.read(word)

    assert reader.read("a") == before
