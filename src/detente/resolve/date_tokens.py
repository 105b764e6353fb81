"""Cut a text into the words and signs that time expressions are made of, one letter of a class for each."""

import re
from dataclasses import dataclass

from detente.lexicon.time_words import TimeWord, TimeWords

_TOKEN = re.compile(
    r"""
    (?P<iso>(?<![\d-])\d{4}-\d{2}-\d{2}(?![\d-]))
  | (?P<slash>(?<![\d/.])\d{1,2}(?P<cut>[/.])\d{1,2}(?P=cut)(?:\d{4}|\d{2})(?![\d/]))
  | (?P<clock>(?:1[0-2]|0?\d)(?:[:.][0-5]\d){0,2}[ ]?[ap]\.?m\b\.?
      | (?<![\d:])(?:2[0-4]|[01]?\d):[0-5]\d(?::[0-5]\d)?(?![\d:])h?
      | (?:1[0-2]|0?[1-9])[ ]o['’]clock\b)
  | (?P<decade>\d{3}0['’]?s\b | ['’]\d0s\b)
  | (?P<short>['’]\d\d(?!\w))
  | (?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)
  | (?P<quarter>[QH][1-4]\b)
  | (?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d) | \d+(?:\.\d+)?)
  | (?P<word>[^\W\d_]+)
  | (?P<clitic>['’](?:s\b|ll\b|re\b|ve\b|d\b)?)
  | (?P<dash>--|[-‐‑–—])
  | (?P<sign>[,()])
  | (?P<break>\n\s*\n)
  | (?P<other>[^\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)

# One letter for each class: the grammar's patterns run over them.
LETTER_BY_KIND = {
    "month": "M", "weekday": "W", "weekdays": "V", "season": "S", "daypart": "P", "clock": "T", "unit": "u",
    "units": "U", "number": "N", "vague": "N", "ordinal": "q", "decade": "C", "day": "D", "night": "D",
    "reference": "R", "set": "G", "mod": "m", "edge": "B", "approximation": "A", "bound": "<", "shift": "g",
    "holiday": "H",
    "zone": "Z", "the": "t", "a": "a", "this": "i", "that": "h", "last": "l", "past": "p", "earlier": "E",
    "later": "L", "next": "x", "following": "f", "current": "c", "same": "s", "each": "e", "of": "o",
    "in": "I", "at": "@", "and": "&", "to": "2", "more": "r", "fiscal": "F", "half": "b", "recent": "v",
    "old": "O", "straight": "j",
    # classes that are recognised by their form
    "iso": "J", "slash": "J", "year": "Y", "digits": "d", "count": "k", "short": "y", "quarter": "K",
    "possessive": "'", "hyphen": "-", "dash": "~", "comma": ",", "open": "(", "close": ")", "break": "|",
    "word": ".", "other": "!",
}  # fmt: skip
_SIGNS = {",": "comma", "(": "open", ")": "close"}
_SENTENCE_ENDS = frozenset(".!?;:…")
# Longer runs of digits are no count of anything.
_MAX_DIGITS = 9
_MAX_DAY = 31
_YEARS = range(1000, 2200)


@dataclass(frozen=True, slots=True)
class TimeToken:
    """A word, phrase, number or sign."""

    start: int
    end: int
    text: str
    kind: str
    """Key into `LETTER_BY_KIND`."""
    value: str
    """What it stands for; the text itself where nothing is known about it."""


@dataclass(frozen=True, slots=True)
class TimeTokens:
    """A text as the grammar sees it."""

    tokens: tuple[TimeToken, ...]
    letters: str
    """One letter for each token."""


def tokenize_times(text: str, words: TimeWords) -> TimeTokens:
    """Give a text's tokens with the letters of their classes; linear in the text's length."""
    raw = [_form_token(match) for match in _TOKEN.finditer(text)]
    tokens: list[TimeToken] = []
    at = 0
    while at < len(raw):
        token, used = _lexical_token(raw, at, text, words)
        tokens.append(token)
        at += used
    return TimeTokens(tuple(tokens), "".join(LETTER_BY_KIND[token.kind] for token in tokens))


def _form_token(match: re.Match[str]) -> TimeToken:
    kind, text = match.lastgroup or "other", match.group()
    if kind == "number":
        return TimeToken(match.start(), match.end(), text, *_number_kind(text))
    if kind == "ordinal":
        return TimeToken(match.start(), match.end(), text, kind, text[:-2])
    if kind == "sign":
        kind = _SIGNS[text]
    elif kind == "clitic":
        kind = "possessive" if text[1:].lower() in ("", "s") else "word"
    elif kind == "dash":
        spaced = match.start() == 0 or match.string[match.start() - 1].isspace()
        kind = "dash" if spaced or text in ("--", "—") else "hyphen"
    elif kind == "other" and text in _SENTENCE_ENDS:
        kind = "break"
    return TimeToken(match.start(), match.end(), text, kind, text.lower().replace("’", "'"))


def _number_kind(text: str) -> tuple[str, str]:
    digits = text.replace(",", "")
    if len(digits) > _MAX_DIGITS or "." in digits:
        return ("other" if len(digits) > _MAX_DIGITS else "count"), digits
    number = int(digits)
    if len(text) == 4 and number in _YEARS:
        return "year", digits
    return ("digits" if len(text) <= 2 and 1 <= number <= _MAX_DAY else "count"), digits


def _lexical_token(raw: list[TimeToken], at: int, text: str, words: TimeWords) -> tuple[TimeToken, int]:
    """Give the longest phrase of the vocabulary that begins here, and how many tokens it takes."""
    first = raw[at]
    if first.kind not in ("word", "possessive"):
        return first, 1
    # A full stop after an abbreviation was cut off as a token of its own.
    dotted = first.end < len(text) and text[first.end] == "." and (first.value + ".",) in words.word_by_phrase
    if dotted:
        word = words.word_by_phrase[(first.value + ".",)]
        if _fits(word, first):
            return TimeToken(first.start, first.end + 1, first.text + ".", word.kind, word.value), 2
    for count in range(min(words.longest_by_first.get(first.value, 0), len(raw) - at), 0, -1):
        word_or_none = words.word_by_phrase.get(tuple(token.value for token in raw[at : at + count]))
        if word_or_none and _fits(word_or_none, first):
            end = raw[at + count - 1].end
            return TimeToken(
                first.start, end, text[first.start : end], word_or_none.kind, word_or_none.value
            ), count
    return first, 1


def _fits(word: TimeWord, token: TimeToken) -> bool:
    return not word.capitalised or token.text[0].isupper()
