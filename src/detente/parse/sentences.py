"""Where sentences of news text begin and end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.records import Span

LONGEST_SENTENCE = 200
"""Words. Longer ones are cut, since the memory of the parser grows with the square of the length."""
SAFE_CUTS = frozenset((";", ":", ",", "—", "–", "--", "|"))
"""Marks after which an overlong sentence is cut, if there is one in its second half."""

STOPS = frozenset((".", "!", "?", "…", "..."))
NO_ENDS = frozenset((",", ";", "-", "–", "—", "--", '"', "“", "”", "‘", "’", "(", "/", "&"))
"""Marks that end no sentence, whatever follows."""
CLOSERS = frozenset((")", "]", "}", "”", "’", "''", "'", "»"))
STRAIGHT_QUOTE = '"'
_STOPPED_ABBREVIATIONS = """
    u.s. u.k. u.n. u.s.a. e.u. u.a.e. d.c. a.m. p.m. inc. corp. co. ltd. jr. sr. etc. bros. l.a. n.y. dept.
    est. m.d. ph.d. b.c. a.d.
"""
STOPPED_ABBREVIATIONS = frozenset(_STOPPED_ABBREVIATIONS.split())
"""Abbreviations that a sentence may end with."""
_STARTERS = """
    the a an in on at it he she they we i you this that these those but and however his her their its our my
    there when while after before since if as for from by with to what who why how where meanwhile although
    though because some many most all no one two another both several according earlier later last next then
    now under during
"""
STARTERS = frozenset(_STARTERS.split())
"""Words that, with a capital, begin a sentence rather than go on with a name."""


def sentence_ranges(text: str, words: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Sentences as ranges of word indexes, in order, covering all words.

    A line break ends a sentence; a stop does, unless it may belong to an abbreviation or to a quotation that
    goes on in lower case; a quotation mark or bracket that closes goes with the sentence before it. No
    sentence is longer than 200 words.
    """
    start = 0
    in_quote = False
    index = 0
    while index < len(words):
        if words[index].text == STRAIGHT_QUOTE:
            in_quote = not in_quote
        end = _end_of_stop(text, words, index, in_quote=in_quote)
        if end > index + 1 and any(word.text == STRAIGHT_QUOTE for word in words[index + 1 : end]):
            in_quote = False
        last = max(end, index + 1)
        if end or _line_ends(text, words, index):
            yield from _bounded(words, start, last)
            start = last
            if _line_ends(text, words, last - 1):
                in_quote = False
        index = last
    if start < len(words):
        yield from _bounded(words, start, len(words))


def plausible_ranges(words: Sequence[Span], ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges, joined where no sentence would begin: without a stop before or a capital after.

    Of the places where the parser alone parts sentences, these hold 44 right and 14 wrong ones, all others 14
    and 80 (EWT and GUM, dev).
    """
    kept = [ranges[0]]
    for first, last in ranges[1:]:
        before, after = words[first - 1].text, words[first].text
        has_capital = after[0].isupper() and before not in NO_ENDS
        if _is_stop(before) or has_capital:
            kept.append((first, last))
        else:
            kept[-1] = (kept[-1][0], last)
    return kept


def _end_of_stop(text: str, words: Sequence[Span], index: int, *, in_quote: bool) -> int:
    """Index after the sentence that ends with the word's stop, closers included; 0 if none ends here."""
    word = words[index].text
    if not _is_stop(word):
        return _end_of_abbreviation(text, words, index)
    end = index + 1
    while (
        end < len(words) and not _line_ends(text, words, end - 1) and _closes(words, end, in_quote=in_quote)
    ):
        end += 1
    end += _length_of_note(words, end)
    if end < len(words) and not _line_ends(text, words, end - 1):
        if words[end].start == words[end - 1].end and not _is_opening(words[end].text):
            return 0
        if not _may_begin(words, end) and not _is_careless(words, index, end):
            return 0
    return end


def _length_of_note(words: Sequence[Span], index: int) -> int:
    """3 if a note such as "[6]" follows, which belongs to the sentence it proves; else 0."""
    note = words[index : index + 3]
    is_note = len(note) == 3 and note[0].text == "[" and note[1].text.isdigit() and note[2].text == "]"
    return 3 if is_note and note[0].end == note[1].start and note[1].end == note[2].start else 0


def _is_stop(word: str) -> bool:
    return word in STOPS or (len(word) > 1 and all(character in ".!?" for character in word))


def _closes(words: Sequence[Span], index: int, *, in_quote: bool) -> bool:
    word, touches = words[index], words[index].start == words[index - 1].end
    if word.text == STRAIGHT_QUOTE:
        return in_quote or touches
    return word.text in CLOSERS and touches


def _may_begin(words: Sequence[Span], index: int) -> bool:
    """Whether a sentence may begin with the word: nothing that goes on in lower case does."""
    for word in words[index : index + 3]:
        first = word.text[0]
        if first.isalnum():
            return not first.islower()
        if word.text in (",", ";", ")"):
            return False
    return True


def _is_careless(words: Sequence[Span], index: int, following: int) -> bool:
    """Whether a stop ends a sentence though the next has no capital: after a whole word it mostly does.

    Of such places 194 end a sentence in EWT and GUM (train), and 9 do not.
    """
    before, after = words[index - 1].text, words[following].text
    is_whole = index > 0 and len(before) > 2 and before.isalpha() and before.islower()
    return words[index].text == "." and following == index + 1 and is_whole and after[0].islower()


def _is_opening(word: str) -> bool:
    return word in ("“", "‘", "``", "(", "[", "—", "–")


def _end_of_abbreviation(text: str, words: Sequence[Span], index: int) -> int:
    """Index after an abbreviation that ends its sentence; 0 if it does not."""
    word = words[index].text.lower()
    if not word.endswith(".") or word not in STOPPED_ABBREVIATIONS or index + 1 >= len(words):
        return 0
    follower = words[index + 1]
    if _closes(words, index + 1, in_quote=False) or _line_ends(text, words, index):
        return 0
    is_starter = follower.text[0].isupper() and follower.text.lower() in STARTERS
    return index + 1 if is_starter or follower.text in ("“", "``") else 0


def _line_ends(text: str, words: Sequence[Span], index: int) -> bool:
    """Whether a line break follows the word."""
    if index + 1 >= len(words):
        return True
    between = text[words[index].end : words[index + 1].start]
    return any(mark in between for mark in "\n\r\v\f\u2028\u2029")


def _bounded(words: Sequence[Span], start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_SENTENCE:
        middle = start + LONGEST_SENTENCE // 2
        safe = [
            index + 1
            for index in range(middle, start + LONGEST_SENTENCE - 1)
            if words[index].text in SAFE_CUTS
        ]
        cut = safe[-1] if safe else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    yield start, end
