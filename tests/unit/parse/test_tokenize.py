import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.parse.tokenize import tokenize

CASES = {
    "a contraction is two words": ("They can't agree.", "They ca n't agree ."),
    "a curly contraction is two words": ("They can’t agree.", "They ca n’t agree ."),
    "a possessive is a word of its own": ("Korea's and Korea’s", "Korea 's and Korea ’s"),
    "a plural possessive is an apostrophe": ("the rebels' camp", "the rebels ' camp"),
    "cannot is two words": ("We cannot.", "We can not ."),
    "an Irish name is one word": ("O'Brien met d'Arcy", "O'Brien met d'Arcy"),
    "a hyphen parts words": (
        "Seoul test-fires a long-range missile",
        "Seoul test - fires a long - range missile",
    ),
    "an affix keeps its hyphen": ("anti-government re-election", "anti-government re-election"),
    "an abbreviation keeps its stops": ("the U.S. and U.N. envoys", "the U.S. and U.N. envoys"),
    "a title keeps its stop": ("Mr. Kim met Gen. Lee.", "Mr. Kim met Gen. Lee ."),
    "an initial keeps its stop": ("George W. Bush", "George W. Bush"),
    "a time of day keeps its stops": ("at 10:30 a.m. today", "at 10:30 a.m. today"),
    "money is sign and number": ("$5bn, or €3.5 million", "$ 5 bn , or € 3.5 million"),
    "a long number is one word": ("1,000 of 12,345.67", "1,000 of 12,345.67"),
    "a percentage is two words": ("fell 20%", "fell 20 %"),
    "a range is three words": ("2014-2016", "2014 - 2016"),
    "a date with slashes is one word": ("on 4/25/2019", "on 4/25/2019"),
    "a decade is one word": ("the 1990s", "the 1990s"),
    "an ordinal is one word": ("the 19th", "the 19th"),
    "an address is one word": (
        "see https://www.un.org/en/about?x=1.",
        "see https://www.un.org/en/about?x=1 .",
    ),
    "a mail address is one word": ("write to a.b@example.org.", "write to a.b@example.org ."),
    "dots and dashes in a row are one mark": ("well... yes -- no", "well ... yes -- no"),
    "curly quotes are marks": ("“Stop,” he said", "“ Stop , ” he said"),
    "brackets are marks": ("(DPRK)", "( DPRK )"),
    "an ampersand in capitals holds together": ("AT&T", "AT&T"),
    "a sentence's last word gives up its stop": ("They met in May.", "They met in May ."),
    "circa keeps its stop before a year": ("born c. 1230 in c.", "born c. 1230 in c ."),
    "a number's sign keeps its stop": (
        "Resolution No. 1874, he said no.",
        "Resolution No. 1874 , he said no .",
    ),
    "a time with its half of the day is two words": ("at 7:30am", "at 7:30 am"),
    "a fraction without a nought is one word": ("batted .227", "batted .227"),
    "marks in a row are one mark": ("Why?! No..", "Why ?! No .."),
    "a day of the week keeps its stop before a date": ("on Sun. 5 May he sat.", "on Sun. 5 May he sat ."),
    "nothing is no words": ("  \n ", ""),
}


@pytest.mark.parametrize(("text", "words"), CASES.values(), ids=CASES)
def test_tokenize_splits_as_the_treebanks_do(text, words):
    assert " ".join(span.text for span in tokenize(text)) == words


@given(st.text(max_size=300))
def test_tokenize_leaves_only_white_space_out(text):
    spans = tokenize(text)

    assert [text[span.start : span.end] for span in spans] == [span.text for span in spans]
    assert "".join(text.split()) == "".join("".join(span.text.split()) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(st.text(alphabet="ab.,'’-$5 U\n\"(:/@", max_size=60))
def test_tokenize_gives_the_same_words_once_they_are_spaced(text):
    words = [span.text for span in tokenize(text)]

    assert [span.text for span in tokenize(text)] == words


HOSTILE = [
    "a",
    "a.",
    ".",
    "'",
    "-",
    "a-",
    "1,",
    "1.",
    "@",
    "a@",
    "a.a",
    "http://",
    "(",
    '"',
    "’s",
    "U.",
    "é",
    "&A",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_tokenize_takes_linear_time(unit):
    def seconds(repeats: int) -> float:
        text = unit * repeats
        start = time.process_time()
        tokenize(text)
        return time.process_time() - start

    seconds(1_000)

    assert seconds(40_000) < 8 * seconds(10_000) + 1.5
