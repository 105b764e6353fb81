"""What the network is told about each word: its word pieces, its case, its shape and its suffix.

Training and run time share this module, so a word looks the same to both.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SHAPE_BUCKETS = 512
SUFFIX_BUCKETS = 4096
"""Sizes of the hash tables for shapes and suffixes. Zero is kept for padding and for the root."""

PADDING, ROOT, LOWER, UPPER, TITLE, INITIAL, MIXED, DIGIT, SYMBOL = range(9)
"""Case of a word; the encoder itself reads lower-cased text."""
CASE_CLASSES = 9

MAX_PIECES = 510
"""The encoder has 512 positions; two are taken by its begin and end marks."""
MAX_WORD_PIECES = 8
"""A URL or a string of digits says no more with its thirtieth piece than with its eighth."""
TIGHT_WORD_PIECES = 2
"""Pieces per word in the rare sentence that would not fit otherwise: 200 words stay under 512."""
LONGEST_WORD = 100
"""Longer words are cut before look-up, which is quadratic in the length of a word."""
CACHE_WORDS = 100_000
"""Distinct words remembered; about 40 MB at most, and a news archive rarely needs more."""


@dataclass(frozen=True, slots=True)
class WordFeatures:
    """One word as the network sees it."""

    pieces: tuple[int, ...]
    case: int
    shape: int
    suffix: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences of words as arrays; position 0 of each row of words is the root."""

    pieces: NDArray[np.int64]
    """Shape (n_sentences, n_pieces): vocabulary ids, 0 where padded."""
    word_of_piece: NDArray[np.int64]
    """Shape (n_sentences, n_pieces): 1-based word, 0 for the begin mark, -1 for the end mark and padding."""
    case_of_piece: NDArray[np.int64]
    """Shape (n_sentences, n_pieces)."""
    case: NDArray[np.int64]
    """Shape (n_sentences, 1 + n_words); 0 where padded."""
    shape: NDArray[np.int64]
    suffix: NDArray[np.int64]


class WordReader:
    """Turns words into features, with a bounded memory of words already seen."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        """Read words with a vocabulary of pieces, by id."""
        self._vocabulary = vocabulary
        self._unknown = vocabulary["[UNK]"]
        self._begin = vocabulary["[CLS]"]
        self._end = vocabulary["[SEP]"]
        self._seen: dict[str, WordFeatures] = {}

    def read(self, word: str) -> WordFeatures:
        """Features of one word."""
        found = self._seen.get(word)
        if found is None:
            if len(self._seen) >= CACHE_WORDS:
                self._seen.clear()
            found = self._seen[word] = WordFeatures(
                pieces=self._pieces(word),
                case=case_of(word),
                shape=1 + _hash(shape_of(word), SHAPE_BUCKETS - 1),
                suffix=1 + _hash(word[-3:], SUFFIX_BUCKETS - 1),
            )
        return found

    def batch(self, sentences: Sequence[Sequence[str]]) -> Batch:
        """Arrays for sentences of at most about 250 words each."""
        read = [[self.read(word) for word in words] for words in sentences]
        limits = [_pieces_per_word(words) for words in read]
        n_words = 1 + max(map(len, read))
        n_pieces = 2 + max(
            sum(min(limit, len(word.pieces)) for word in words)
            for words, limit in zip(read, limits, strict=True)
        )
        batch = _empty_batch(len(read), n_words, n_pieces)
        for row, (words, limit) in enumerate(zip(read, limits, strict=True)):
            self._fill(batch, row, words, limit)
        return batch

    def _fill(self, batch: Batch, row: int, words: Sequence[WordFeatures], limit: int) -> None:
        batch.case[row, : 1 + len(words)] = [ROOT, *(word.case for word in words)]
        batch.shape[row, 1 : 1 + len(words)] = [word.shape for word in words]
        batch.suffix[row, 1 : 1 + len(words)] = [word.suffix for word in words]
        pieces, owners, cases = [self._begin], [0], [ROOT]
        for number, word in enumerate(words, start=1):
            kept = word.pieces[:limit]
            pieces.extend(kept)
            owners.extend([number] * len(kept))
            cases.extend([word.case] * len(kept))
        length = len(pieces)
        batch.pieces[row, : length + 1] = [*pieces, self._end]
        batch.word_of_piece[row, :length] = owners
        batch.case_of_piece[row, :length] = cases

    def _pieces(self, word: str) -> tuple[int, ...]:
        pieces: list[int] = []
        for part in _basic_parts(word[:LONGEST_WORD]):
            pieces.extend(self._longest_matches(part))
        return tuple(pieces) or (self._unknown,)

    def _longest_matches(self, part: str) -> list[int]:
        pieces: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = part[start:end] if start == 0 else "##" + part[start:end]
                if piece in self._vocabulary:
                    pieces.append(self._vocabulary[piece])
                    start = end
                    break
            else:
                return [self._unknown]
        return pieces


def read_vocabulary(path: Path) -> dict[str, int]:
    """Id of each word piece, from a file with one piece a line."""
    return {line: number for number, line in enumerate(path.read_text("utf-8").splitlines())}


def case_of(word: str) -> int:
    """Class of the word's case; words with a digit have their own."""
    if any(character.isdigit() for character in word):
        return DIGIT
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if sum(map(str.isalpha, word)) > 1 else INITIAL
    if word.istitle() or (word[:1].isupper() and word[1:].islower()):
        return TITLE
    return MIXED if any(character.isalpha() for character in word) else SYMBOL


def shape_of(word: str) -> str:
    """Kinds of characters in order, at most three of a kind in a row: "McDonald's" gives "XxXxxx'x"."""
    shape: list[str] = []
    for character in word[:LONGEST_WORD]:
        kind = _kind(character)
        if shape[-3:] != [kind] * 3:
            shape.append(kind)
    return "".join(shape)


def _kind(character: str) -> str:
    if character.isdigit():
        return "d"
    if character.isalpha():
        return "X" if character.isupper() else "x"
    return character


def _hash(text: str, buckets: int) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass")) % buckets


def _basic_parts(word: str) -> list[str]:
    # BERT's own pre-tokenisation: lower case, accents off, every punctuation mark by itself.
    plain = unicodedata.normalize("NFD", word.lower())
    parts = [""]
    for character in plain:
        category = unicodedata.category(character)
        if category == "Mn" or category in ("Cc", "Cf", "Cs") or character.isspace():
            continue
        if _is_mark(character, category):
            parts.extend((character, ""))
        else:
            parts[-1] += character
    return [part for part in parts if part]


def _is_mark(character: str, category: str) -> bool:
    is_han = "\u4e00" <= character <= "\u9fff"
    return is_han or category.startswith("P") or (character.isascii() and not character.isalnum())


def _pieces_per_word(words: Sequence[WordFeatures]) -> int:
    total = sum(min(MAX_WORD_PIECES, len(word.pieces)) for word in words)
    return MAX_WORD_PIECES if total <= MAX_PIECES else TIGHT_WORD_PIECES


def _empty_batch(n_sentences: int, n_words: int, n_pieces: int) -> Batch:
    return Batch(
        pieces=np.zeros((n_sentences, n_pieces), np.int64),
        word_of_piece=np.full((n_sentences, n_pieces), -1, np.int64),
        case_of_piece=np.zeros((n_sentences, n_pieces), np.int64),
        case=np.zeros((n_sentences, n_words), np.int64),
        shape=np.zeros((n_sentences, n_words), np.int64),
        suffix=np.zeros((n_sentences, n_words), np.int64),
    )
