from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import ParserError
from detente.parse.conllu import read_conllu, write_conllu
from detente.records import Act, ActSide, Name, Sentence, Token

TEXT = "Kim won't talk.\n\nWhy?"
SENTENCES = (
    Sentence(
        start=0,
        end=15,
        tokens=(
            Token(0, 3, "Kim", "Kim", "PROPN", "NNP", 3, "nsubj"),
            Token(4, 6, "wo", "will", "AUX", "MD", 3, "aux"),
            Token(6, 9, "n't", "not", "PART", "RB", 3, "advmod"),
            Token(10, 14, "talk", "talk", "VERB", "VB", -1, "root"),
            Token(14, 15, ".", ".", "PUNCT", ".", 3, "punct"),
        ),
        names=(Name(0, 1, "PER"),),
    ),
    Sentence(
        start=17,
        end=21,
        tokens=(
            Token(17, 20, "Why", "why", "ADV", "WRB", -1, "root"),
            Token(20, 21, "?", "?", "PUNCT", ".", 0, "punct"),
        ),
    ),
)


def test_write_conllu_has_ten_columns_and_offsets():
    lines = write_conllu(TEXT, SENTENCES, doc_id="a1").splitlines()

    assert lines[:3] == ["# newdoc id = a1", "# sent_id = 1", "# text = Kim won't talk."]
    assert lines[4] == "2\two\twill\tAUX\tMD\t_\t4\taux\t_\tSpaceAfter=No|TokenRange=4:6"
    assert lines[3].endswith("Name=B-PER|TokenRange=0:3")


def test_read_conllu_gives_back_what_was_written():
    (document,) = read_conllu(write_conllu(TEXT, SENTENCES, doc_id="a1"))

    assert document.id == "a1"
    assert document.sentences == SENTENCES
    for token in (token for sentence in document.sentences for token in sentence.tokens):
        assert document.text[token.start : token.end] == token.text


@given(st.lists(st.lists(st.sampled_from(["a", "bb", "’s", "日本"]), min_size=1, max_size=5), max_size=4))
def test_read_conllu_gives_back_any_sentences(words):
    text, sentences = "", []
    for sentence in words:
        tokens = []
        for index, word in enumerate(sentence):
            text += " "
            tokens.append(Token(len(text), len(text) + len(word), word, word, "X", "FW", index - 1, "dep"))
            text += word
        sentences.append(Sentence(tokens[0].start, tokens[-1].end, tuple(tokens)))

    documents = list(read_conllu(write_conllu(text, sentences)))

    assert [sentence for document in documents for sentence in document.sentences] == sentences


PLAIN = """\
# newdoc id = d1
# text = I can't.
1\tI\tI\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tca\tcan\tAUX\tMD\t_\t0\troot\t_\t_
3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_
3.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t2:dep\t_
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# newpar
1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_

# newdoc id = d2
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_

"""


def test_read_conllu_lays_out_text_without_offsets():
    first, second = read_conllu(PLAIN)

    assert (first.id, first.text) == ("d1", "I can't.\n\nNo")
    assert [token.text for token in first.sentences[0].tokens] == ["I", "ca", "n't", "."]
    assert first.sentences[0].tokens[2].start == 4
    assert (second.id, second.text, second.sentences[0].start) == ("d2", "Yes", 0)


def test_read_conllu_names_the_line_that_is_wrong():
    with pytest.raises(ParserError, match="line 2: 3 columns instead of 10"):
        list(read_conllu("# text = a\n1\ta\tb\n"))
    with pytest.raises(ParserError, match="line 1: head 'x' is no number"):
        list(read_conllu("1\ta\ta\tX\tX\t_\tx\troot\t_\t_\n"))


ACTS = (
    replace(
        SENTENCES[0],
        tokens=tuple(
            replace(token, acts=(Act("CONSULT", 0.87), Act("AGREE", 0.09)), sides=(ActSide("actor", 0, 0.9),))
            if token.text == "talk"
            else token
            for token in SENTENCES[0].tokens
        ),
        has_acts=True,
    ),
    SENTENCES[1],
)


def test_write_conllu_tells_acts_only_where_the_parser_has_an_event_head():
    lines = write_conllu(TEXT, ACTS).splitlines()

    assert lines.count("# acts = told") == 1
    assert lines.index("# acts = told") < lines.index("# sent_id = 2")
    (row,) = [line for line in lines if "Acts=" in line]
    assert row.split("\t")[9].split("|") == [
        "SpaceAfter=No",
        "Acts=CONSULT:0.87,AGREE:0.09",
        "TokenRange=10:14",
        "Sides=actor:1:0.90",
    ]


def test_read_conllu_gives_back_acts_and_whether_they_were_told():
    (document,) = read_conllu(write_conllu(TEXT, ACTS))

    assert document.sentences == ACTS
    assert [sentence.has_acts for sentence in document.sentences] == [True, False]


def test_read_conllu_tells_a_head_that_sees_no_act_from_no_head():
    told = tuple(replace(sentence, has_acts=True) for sentence in SENTENCES)

    (document,) = read_conllu(write_conllu(TEXT, told))

    assert document.sentences == told
    assert all(token.acts == () for sentence in document.sentences for token in sentence.tokens)


@given(
    st.lists(
        st.builds(Act, st.sampled_from(["ASSAULT", "COERCE"]), st.integers(1, 100).map(lambda n: n / 100)),
        max_size=3,
    )
)
def test_read_conllu_gives_back_any_acts(acts):
    word = Token(0, 6, "Shells", "shell", "NOUN", "NNS", -1, "root", tuple(acts))
    sentence = Sentence(0, 6, (word,), has_acts=True)

    (document,) = read_conllu(write_conllu("Shells", [sentence]))

    assert document.sentences == (sentence,)


def test_read_conllu_leaves_out_acts_that_cannot_be_read():
    misc = "Acts=ASSAULT:0.9,COERCE,:0.5,AID:much,ACCUSE:0.2"
    (document,) = read_conllu(f"1\tHit\thit\tVERB\tVB\t_\t0\troot\t_\t{misc}\n")

    (word,) = document.sentences[0].tokens
    assert word.acts == (Act("ASSAULT", 0.9), Act("ACCUSE", 0.2))
