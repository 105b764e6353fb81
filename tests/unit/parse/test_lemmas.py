import gzip

import pytest

from detente.parse.lemmas import read_lemmas, regular_lemma

CASES = {
    "a plural": ("talks", "NOUN", "NNS", "talk"),
    "a plural in -ies": ("Treaties", "NOUN", "NNS", "treaty"),
    "a plural in -es": ("sanctions", "NOUN", "NNS", "sanction"),
    "a plural in -ches": ("speeches", "NOUN", "NNS", "speech"),
    "a third person": ("accuses", "VERB", "VBZ", "accuse"),
    "a past in -ed": ("attacked", "VERB", "VBD", "attack"),
    "a past in -ied": ("denied", "VERB", "VBD", "deny"),
    "a doubled consonant": ("planned", "VERB", "VBN", "plan"),
    "a lost e": ("making", "VERB", "VBG", "make"),
    "a participle": ("meeting", "VERB", "VBG", "meet"),
    "a proper noun keeps its capital": ("Korea", "PROPN", "NNP", "Korea"),
    "a comparative": ("taller", "ADJ", "JJR", "tall"),
    "a capital at the start": ("The", "DET", "DT", "the"),
}


@pytest.mark.parametrize(("form", "upos", "xpos", "lemma"), CASES.values(), ids=CASES)
def test_regular_lemma_undoes_inflection(form, upos, xpos, lemma):
    assert regular_lemma(form, upos, xpos) == lemma


def test_lemmatizer_prefers_the_table(tmp_path):
    path = tmp_path / "lemmas.tsv.gz"
    path.write_bytes(gzip.compress(b"VBD\twent\tgo\nRB\tn't\tnot\n"))
    lemmatizer = read_lemmas(path)

    assert lemmatizer.lemma("Went", "VERB", "VBD") == "go"
    assert lemmatizer.lemma("n’t", "PART", "RB") == "not"
    assert lemmatizer.lemma("walked", "VERB", "VBD") == "walk"
