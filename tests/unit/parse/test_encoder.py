import shutil

import pytest

from detente.errors import ParserError
from detente.parse import load_parser
from detente.parse.encoder import MODEL, EncoderParser
from detente.records import Span

TEXT = "Kim Jong Un accused the United States of bad faith.\n\nRussia’s president won't attend, he said."


@pytest.fixture(scope="module")
def parser():
    return load_parser()


def test_parse_texts_reads_who_did_what(parser):
    (sentences,) = parser.parse_texts([TEXT])

    first, second = sentences
    assert [(t.text, t.deprel) for t in first.tokens if t.deprel in ("nsubj", "root", "obj", "obl")] == [
        ("Kim", "nsubj"),
        ("accused", "root"),
        ("States", "obj"),
        ("faith", "obl"),
    ]
    assert first.tokens[3].lemma == "accuse"
    assert [t.lemma for t in second.tokens if t.deprel == "aux"] == ["will"]
    assert ("PER", "Kim Jong Un") in [
        (name.label, " ".join(t.text for t in first.tokens[name.first : name.last])) for name in first.names
    ]


def test_parse_texts_gives_trees_whose_offsets_slice_back(parser):
    texts = [TEXT, "", "Talks fail", "“Why?” she asked. " * 40]

    parsed = list(parser.parse_texts(texts))

    assert len(parsed) == len(texts)
    assert parsed[1] == ()
    for text, sentences in zip(texts, parsed, strict=True):
        for sentence in sentences:
            assert [text[t.start : t.end] for t in sentence.tokens] == [t.text for t in sentence.tokens]
            assert [t.deprel for t in sentence.tokens if t.head == -1] == ["root"]
            assert all(-1 <= t.head < len(sentence.tokens) for t in sentence.tokens)


def test_parse_texts_gives_the_same_trees_alone_and_together(parser):
    together = list(parser.parse_texts([TEXT, TEXT]))

    assert together[0] == together[1]


def test_parse_texts_survives_hostile_text(parser):
    texts = ["a " * 3_000, "x" * 5_000, "\u200b\ud800 \x00 🇺🇳", "(((( " * 300]

    for text, sentences in zip(texts, parser.parse_texts(texts), strict=True):
        assert "".join(t.text for s in sentences for t in s.tokens) == "".join(text.split())


def test_parse_words_keeps_the_sentences_given(parser):
    words = [Span(0, 4, "They"), Span(5, 8, "met"), Span(9, 13, "They"), Span(14, 20, "talked")]

    (sentence,) = parser.parse_words([words])

    assert [t.text for t in sentence.tokens] == ["They", "met", "They", "talked"]


def test_a_parser_has_a_name_and_a_version(parser):
    assert parser.name == "detente"
    assert len(parser.version) == 12


def test_encoder_parser_says_when_there_is_no_model(tmp_path):
    with pytest.raises(ParserError, match="there is no language model; reinstall detente"):
        EncoderParser(tmp_path)


def test_encoder_parser_says_when_a_file_is_missing_or_damaged(tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(MODEL, folder)

    (folder / "labels.json").write_text("{}")
    with pytest.raises(ParserError, match=r"labels\.json: file of the language model is damaged"):
        EncoderParser(folder)

    (folder / "labels.json").unlink()
    with pytest.raises(ParserError, match=r"labels\.json: file of the language model is missing"):
        EncoderParser(folder)
