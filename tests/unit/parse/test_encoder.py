import hashlib
import json
import shutil
from dataclasses import replace

import pytest

from detente.errors import ParserError
from detente.parse import load_parser, read_conllu, write_conllu
from detente.parse.encoder import MODEL, EncoderParser
from detente.records import Span
from scenes import ONTOLOGY

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


def test_parse_texts_tells_which_words_carry_acts(parser):
    (sentences,) = parser.parse_texts([TEXT])

    assert all(sentence.has_acts for sentence in sentences)
    acts = [token.acts for sentence in sentences for token in sentence.tokens if token.acts]
    assert acts
    for of_word in acts:
        shares = [act.probability for act in of_word]
        assert shares == sorted(shares, reverse=True)
        assert all(0 < share <= 1 for share in shares)
        assert sum(shares) <= 1.02  # each is rounded
    assert {act.event_type for of_word in acts for act in of_word} <= set(ONTOLOGY.types)


def test_parse_texts_gives_trees_that_conllu_holds_whole(parser):
    (sentences,) = parser.parse_texts([TEXT])

    (document,) = read_conllu(write_conllu(TEXT, sentences))

    assert document.sentences == sentences


def test_parse_texts_tells_no_acts_with_a_model_that_has_no_event_head(parser, tmp_path):
    for path in MODEL.iterdir():
        (tmp_path / path.name).symlink_to(path)
    labels = json.loads((MODEL / "labels.json").read_text("utf-8"))
    del labels["event"]
    (tmp_path / "labels.json").unlink()
    (tmp_path / "labels.json").write_text(json.dumps(labels), "utf-8")
    digest = hashlib.sha256((tmp_path / "labels.json").read_bytes()).hexdigest()
    (tmp_path / "SHA256SUMS").unlink()
    (tmp_path / "SHA256SUMS").write_text(f"{digest}  labels.json\n", "utf-8")

    (with_head,) = parser.parse_texts([TEXT])
    (without,) = EncoderParser(tmp_path).parse_texts([TEXT])

    assert not any(sentence.has_acts for sentence in without)
    assert without == tuple(
        replace(s, has_acts=False, tokens=tuple(replace(t, acts=(), sides=()) for t in s.tokens))
        for s in with_head
    )


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
