"""Whatever the parser says, mentions slice the text and stand in order."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.entities import find_mentions
from detente.lexicon.entity_tables import load_entities
from detente.records import Article, Name, Sentence, Token

TABLES = load_entities(Path(__file__).parent / "tables")
VOCABULARY = (
    "The the Russian Russia 's president President Vladimir Putin Kim said met , and of in with for from - US Iran "
    "Washington officials leader leaders two both countries father he He it they their his “ ” we KCNA Hamas group "
    "foreign minister ministry former ex-president deputy spokesman Jane Roe North South country Brussels ( ) . new "
    "Korea Sino American rebels held based was quoted by border Gulf Mexico May TASS Koreas counterpart men"
).split()
TAGS = ("NOUN", "PROPN", "ADJ", "VERB", "ADP", "DET", "PRON", "PUNCT", "PART", "NUM")
RELATIONS = (
    "nsubj",
    "obj",
    "obl",
    "nmod",
    "amod",
    "compound",
    "conj",
    "appos",
    "case",
    "root",
    "flat",
    "expl",
)


@st.composite
def articles(draw):
    """Words in any order under any tags and heads, circles included."""
    words = draw(st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=14))
    text, tokens = "", []
    for word in words:
        text += draw(st.sampled_from(["", " "])) if text else ""
        head = draw(st.integers(-1, len(words) - 1))
        tag, relation = draw(st.sampled_from(TAGS)), draw(st.sampled_from(RELATIONS))
        tokens.append(Token(len(text), len(text) + len(word), word, word.lower(), tag, tag, head, relation))
        text += word
    first = draw(st.integers(0, len(words) - 1))
    label = draw(st.sampled_from(["PER", "ORG", "GPE", "LOC", "OTHER"]))
    name = Name(first, draw(st.integers(first + 1, len(words))), label)
    return text, Sentence(0, len(text), tuple(tokens), (name,))


@settings(max_examples=80, deadline=None)
@given(articles(), articles(), st.sampled_from([None, date(2019, 4, 26), date(1900, 1, 1)]))
def test_find_mentions_slices_the_text_whatever_the_parse(one, other, published):
    text, sentence = one
    shift = len(text) + 1
    moved = tuple(
        Token(t.start + shift, t.end + shift, t.text, t.lemma, t.upos, t.xpos, t.head, t.deprel)
        for t in other[1].tokens
    )
    sentences = (sentence, Sentence(shift, shift + len(other[0]), moved, other[1].names))
    article = Article(
        id="a", url=None, publisher=None, headline=None, byline=None, language="en", published=published,
        published_basis=None, text=f"{text} {other[0]}",
    )  # fmt: skip

    found = find_mentions(article, sentences, tables=TABLES)

    assert all(mention.text == article.text[mention.start : mention.end] for mention in found)
    assert all(mention.text for mention in found)
    assert [mention.start for mention in found] == sorted(mention.start for mention in found)


@pytest.mark.parametrize("sentences", [(), (Sentence(0, 0, ()),)], ids=["no sentence", "no words"])
def test_find_mentions_of_an_empty_article_is_empty(sentences):
    article = Article(
        id="a", url=None, publisher=None, headline=None, byline=None, language="en", published=None,
        published_basis=None, text="",
    )  # fmt: skip

    assert find_mentions(article, sentences, tables=TABLES) == ()
