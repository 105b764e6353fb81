import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.parse.sentences import LONGEST_SENTENCE, sentence_ranges
from detente.parse.tokenize import tokenize


def split(text):
    words = tokenize(text)
    return [text[words[first].start : words[last - 1].end] for first, last in sentence_ranges(text, words)]


CASES = {
    "a full stop ends a sentence": "They met.|They talked.",
    "a title does not": "Mr. Kim met Gen. Lee.|They talked.",
    "an initial does not": "George W. Bush left.|He won.",
    "an abbreviation before a name does not": "The U.S. President left.",
    "an abbreviation before a new sentence does": "He left the U.S.|The talks failed.",
    "a lower-case word goes on": "Yahoo! shares fell.",
    "a closing quote goes with its sentence": "“We will not talk.”|He left.",
    "a straight closing quote goes with its sentence": '"We will not talk."|He left.',
    "a straight opening quote goes with the next": 'He left.|"We will talk," she said.',
    "a stop after a whole word ends a sentence without a capital": "they met.|they talked.",
    "an unknown abbreviation before a lower-case word does not": "the EU Commiss. said so.",
    "a quote that ends before its verb goes on": "“Will they talk?” he asked.",
    "a bracket goes with its sentence": "They met (again.)|He left.",
    "a line break always ends a sentence": "Talks fail\n\nthey met",
    "a decimal point ends nothing": "It rose 3.5 percent.",
    "a question ends a sentence": "Will they talk?|No.",
    "the number of a note goes with its sentence": "He left. [6]|He came back.",
    "dots before a capital end a sentence": "He waited...|Nobody came.",
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES)
def test_sentence_ranges_splits_news(marked):
    text = marked.replace("|", " ")
    expected = [part for line in marked.split("\n\n") for part in line.split("|")]

    assert split(text) == expected


@given(st.text(alphabet='aB.?!"”’) (\nU,“1', max_size=120))
def test_sentence_ranges_covers_every_word_once(text):
    words = tokenize(text)

    ranges = list(sentence_ranges(text, words))

    assert [index for first, last in ranges for index in range(first, last)] == list(range(len(words)))
    assert all(first < last for first, last in ranges)


def test_sentence_ranges_cuts_endless_sentences():
    text = "and they talked, " * 300
    words = tokenize(text)

    ranges = list(sentence_ranges(text, words))

    assert max(last - first for first, last in ranges) <= LONGEST_SENTENCE
    assert all(words[last - 1].text == "," for _, last in ranges)


@pytest.mark.parametrize("unit", ["a ", ". ", '" ', "U.S. ", ".", "“", ".) ", ".” "])
def test_sentence_ranges_takes_linear_time(unit):
    def seconds(repeats: int) -> float:
        text = unit * repeats
        words = tokenize(text)
        start = time.process_time()
        list(sentence_ranges(text, words))
        return time.process_time() - start

    seconds(1_000)

    assert seconds(40_000) < 8 * seconds(10_000) + 0.2
