import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.events.quotes import find_quotes


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        pytest.param("He said “we will go” today.", ["“we will go”"], id="curly marks"),
        pytest.param('He said "we will go" today.', ['"we will go"'], id="straight marks"),
        pytest.param("It’s the minister’s car.", [], id="apostrophes quote nothing"),
        pytest.param('A 12" pipe burst.', [], id="a mark after a digit opens nothing"),
        pytest.param("“One.\n\n“Two.”", ["“One.", "“Two.”"], id="a quotation runs over paragraphs"),
        pytest.param("“The “big” one”", ["“The “big”"], id="nested marks end at the first closing mark"),
    ],
)
def test_find_quotes_finds_what_stands_between_marks(text, quoted):
    found = find_quotes(text)

    assert [text[quote.start : quote.end] for quote in found] == quoted


def test_find_quotes_tells_marked_words_from_quoted_sentences():
    marked, quoted = find_quotes("A “fair” deal, he said: “We want to come to terms.”")

    assert (marked.is_scare, quoted.is_scare) == (True, False)


@given(st.text(alphabet='“”"\n a.', max_size=80))
def test_find_quotes_gives_ordered_stretches(text):
    found = find_quotes(text)

    ends = [0, *(quote.end for quote in found)]
    assert all(quote.start >= end for quote, end in zip(found, ends, strict=False))
    assert all(quote.end <= len(text) for quote in found)
