"""Trees as rows of a cache, and back."""

from detente.parse.cache import pack, tree_key, unpack
from detente.parse.encoder import EncoderParser, flat_sentence
from detente.parse.tokenize import tokenize
from detente.records import Act, ActSide, Name, Sentence, Span, Token

TEXT = "Iran shelled Iraq."
WORDS = tokenize(TEXT)
SENTENCE = Sentence(
    0,
    18,
    (
        Token(0, 4, "Iran", "Iran", "PROPN", "NNP", 1, "nsubj"),
        Token(
            5,
            12,
            "shelled",
            "shell",
            "VERB",
            "VBD",
            -1,
            "root",
            (Act("ASSAULT", 0.97),),
            (ActSide("actor", 0, 0.99), ActSide("recipient", 2, 0.9)),
        ),
        Token(13, 17, "Iraq", "Iraq", "PROPN", "NNP", 1, "obj"),
        Token(17, 18, ".", ".", "PUNCT", ".", 1, "punct"),
    ),
    (Name(0, 1, "GPE"), Name(2, 3, "GPE")),
    has_acts=True,
)


class Rows(dict[bytes, bytes]):
    """A cache in memory that counts."""

    def get(self, keys):  # type: ignore[override]
        return {key: self[key] for key in keys if key in self}

    def put(self, rows):
        self.update(rows)


def test_unpack_gives_back_what_was_packed():
    assert unpack(pack([SENTENCE], WORDS), WORDS) == [SENTENCE]


def test_unpack_lays_a_tree_over_the_same_words_elsewhere():
    moved = [Span(word.start + 7, word.end + 7, word.text) for word in WORDS]

    (sentence,) = unpack(pack([SENTENCE], WORDS), moved) or ()

    assert (sentence.start, sentence.tokens[1].start) == (7, 12)


def test_unpack_of_a_damaged_row_is_nothing():
    assert unpack(b"broken", WORDS) is None
    assert unpack(pack([SENTENCE], WORDS)[:-9], WORDS) is None


def test_tree_key_differs_by_words_and_by_parser():
    keys = {
        tree_key("1", WORDS),
        tree_key("2", WORDS),
        tree_key("1", WORDS[:-1]),
        tree_key("1", tokenize("Iran")),
    }

    assert len(keys) == 4


def test_parser_with_a_cache_parses_each_sentence_once(monkeypatch):
    rows = Rows()
    parser = EncoderParser(cache=rows)
    text = "France condemned Iran.\n\nTalks failed."
    first = list(parser.parse_texts([text]))
    monkeypatch.setattr(parser, "_run", None)

    assert list(parser.parse_texts([text])) == first
    assert len(rows) == 2


def test_parser_gives_sentences_that_do_not_matter_flat():
    parser = EncoderParser()
    text = "France condemned Iran.\n\nIt rained."

    (sentences,) = parser.parse_texts([text], may_matter=lambda words: "France" in words)

    assert [token.deprel for token in sentences[0].tokens][:2] == ["nsubj", "root"]
    assert sentences[1] == flat_sentence(tokenize(text)[4:])
