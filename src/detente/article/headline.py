"""Which line of a page is its headline."""

from collections import Counter
from collections.abc import Sequence

from detente.article.prose import Line, fold

_MIN_WORDS = 4
_MAX_WORDS = 30
_QUOTES = "\"'“”‘’"

# How far into the text a known title is looked for.
_FIRST_LINES = 3
# Beyond the longest menus. Lines are compared with one another, so their number has to have a limit.
_LINES_ABOVE = 500
# A byline or a date stamp stands right under the headline, a standfirst at most between them.
_LINES_TO_BYLINE = 3
# A headline is told again in the first paragraphs.
_RETELLING_WORDS = 150
_MIN_CONTENT_LETTERS = 4

# Weights of what speaks for a line, and how much must speak for it. Tuned on 300 pages reduced to their text.
_RETOLD = 2.0
_REPEATED = 0.7
_ECHOED = 0.4
_SIGNED = 0.8
_LONG = 0.5
_NEAR = 0.8
_FIRST = 0.6
_MIN_SCORE = 1.6


def find_headline(lines: Sequence[Line], start: int, titles: Sequence[str]) -> int | None:
    """Give the index of the headline, or `None` where no line is likely to be it.

    Args:
        lines: All lines of the page.
        start: Where the body starts.
        titles: Forms of the headline known from elsewhere: a line that equals one is it.
    """
    known = {fold(title) for title in titles}
    above = [index for index in range(max(0, start - _LINES_ABOVE), start) if _could_be(lines[index])]
    candidates: list[int] = [*above, *range(start, min(start + _FIRST_LINES, len(lines)))]
    titled = next((index for index in candidates if fold(lines[index].text) in known), None)
    if titled is not None:
        return titled
    counts = Counter(fold(lines[index].text) for index in above)
    retelling = _retelling(lines, start)
    scores = {index: _score(lines, index, start, counts=counts, retelling=retelling) for index in above}
    best = max(above, key=lambda index: (scores[index], index), default=None)
    if best is None or scores[best] < _MIN_SCORE:
        return None
    # Of exact copies the first one is the headline.
    return next(index for index in above if fold(lines[index].text) == fold(lines[best].text))


def _could_be(line: Line) -> bool:
    if line.cue or not _MIN_WORDS <= line.words <= _MAX_WORDS:
        return False
    is_quotation = line.text[0] in _QUOTES and line.text[-1] in _QUOTES
    return not is_quotation and not line.text.endswith((".", ":", ";", "…", ".”", '."'))


def _retelling(lines: Sequence[Line], start: int) -> frozenset[str]:
    """Give the words of the first paragraphs."""
    words: list[str] = []
    for line in lines[start:]:
        if line.is_prose:
            words.extend(fold(line.text).split())
        if len(words) > _RETELLING_WORDS:
            break
    return frozenset(words)


def _score(
    lines: Sequence[Line], index: int, start: int, *, counts: Counter[str], retelling: frozenset[str]
) -> float:
    """Add up what speaks for a line being the headline."""
    folded = fold(lines[index].text)
    content = [word for word in folded.split() if len(word) >= _MIN_CONTENT_LETTERS]
    retold = sum(word in retelling for word in content) / max(len(content), 2)
    below = lines[index + 1 : index + 1 + _LINES_TO_BYLINE]
    is_signed = any(line.cue and line.cue.opens for line in below)
    is_echoed = any(other != folded and other.startswith(folded + " ") for other in counts)
    return (
        _RETOLD * retold
        + _REPEATED * (counts[folded] > 1)
        + _ECHOED * is_echoed
        + _SIGNED * is_signed
        + _LONG * min(lines[index].words, 10) / 10
        + _NEAR * max(0.0, 1 - (start - index - 1) / 10)
        + _FIRST * (index == 0)
    )
