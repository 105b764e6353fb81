import sys
from dataclasses import dataclass, field

import pytest

from detente.errors import ParserError
from detente.parse.parser import load_parser
from detente.parse.spacy_backend import sentence_of


@dataclass
class Word:
    """As much of a spaCy token as the backend reads."""

    i: int
    idx: int
    text: str
    pos_: str
    tag_: str
    dep_: str
    head: "Word | None" = None
    lemma_: str = ""
    is_space: bool = False


@dataclass
class Entity:
    words: list
    label_: str

    def __iter__(self):
        return iter(self.words)


@dataclass
class Doc:
    words: list
    ents: list = field(default_factory=list)

    def __iter__(self):
        return iter(self.words)


def doc():
    kim = Word(0, 0, "Kim", "PROPN", "NNP", "nsubj")
    blank = Word(1, 3, "\n", "SPACE", "_SP", "dep", is_space=True)
    met = Word(2, 4, "met", "VERB", "VBD", "ROOT", lemma_="meet")
    envoys = Word(3, 8, "envoys", "NOUN", "NNS", "dobj")
    kim.head, blank.head, met.head, envoys.head = met, kim, met, met
    return Doc([kim, blank, met, envoys], [Entity([kim, blank], "PERSON"), Entity([envoys], "DATE")])


def test_sentence_of_leaves_white_space_out_and_redraws_the_tree():
    sentence = sentence_of(doc(), is_clear=True)

    assert [(t.text, t.head, t.deprel) for t in sentence.tokens] == [
        ("Kim", 1, "nsubj"),
        ("met", -1, "root"),
        ("envoys", 1, "obj"),
    ]
    assert (sentence.start, sentence.end) == (0, 14)
    assert [(name.first, name.last, name.label) for name in sentence.names] == [(0, 1, "PER")]


def test_sentence_of_leaves_universal_trees_alone():
    words = doc()
    words.words[3].dep_ = "obj"

    assert sentence_of(words, is_clear=False).tokens[2].deprel == "obj"


def test_load_parser_says_when_spacy_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)

    with pytest.raises(ParserError, match="en_core_web_sm: spaCy is not installed; pip install"):
        load_parser("en_core_web_sm")
