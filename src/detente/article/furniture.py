"""The furniture stage: which lines of a page are its article, and what the others are."""

from collections.abc import Sequence
from dataclasses import dataclass

from detente.article.cues import Cue, CueFinder
from detente.article.headline import find_headline
from detente.article.prose import Line, fold, measure_line

# How much of the main block may lie before a byline for the body to start behind it: teasers, a caption.
_MAX_SHARE_ABOVE = 0.15
# How much must lie before a heading for it to end the body.
_MIN_SHARE_BEFORE_END = 0.25
_MIN_SHARE_BEFORE_LATE_END = 0.5
# Readers may write more than the reporter did.
_MIN_SHARE_BEFORE_COMMENTS = 0.15

# What sites also put between two paragraphs. Teasers are headline and blurb in turn, so two paragraphs that
# follow one another mean that the article goes on.
_BOXES = frozenset({"related-link", "newsletter", "advertisement", "share"})
_MIN_PARAGRAPHS_TO_RESUME = 2

# A shorter line that equals the headline may be a word of the text.
_MIN_COPY_WORDS = 4


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """A line and what it is."""

    kind: str
    """`body`, `headline`, or a kind of furniture."""
    text: str


def label_page(
    lines: Sequence[str], finder: CueFinder, *, titles: Sequence[str] = ()
) -> tuple[LabelledLine, ...]:
    """Say of each line of a whole page whether it is body, the headline, or which kind of furniture.

    The body is the stretch of lines with most prose in it, without the lines in it that show themselves to
    be furniture, and up to the heading that ends it. Losing a sentence is worse than keeping a menu entry:
    what shows nothing stays.

    Args:
        lines: Paragraphs or lines as the page has them, none of them empty.
        finder: The phrases to go by.
        titles: Forms of the headline known from elsewhere, such as the page's markup.

    Returns:
        One label a line, in order; at most one is `headline`.
    """
    measured = [measure_line(line, finder) for line in lines]
    start, end = _main_block(measured)
    return _label(measured, start, end, titles)


def label_body(
    lines: Sequence[str], finder: CueFinder, *, titles: Sequence[str] = ()
) -> tuple[LabelledLine, ...]:
    """Label the lines that an extractor took for the body: all are, but for those that show they are not.

    Takes and gives the same as `label_page`. The extractor saw the markup, so the stretch with most prose is
    not sought again: on 300 pages that lost a twentieth of the body, mostly lists.
    """
    measured = [measure_line(line, finder) for line in lines]
    return _label(measured, 0, len(measured), titles)


def _label(lines: Sequence[Line], start: int, end: int, titles: Sequence[str]) -> tuple[LabelledLine, ...]:
    end = _cut_tail(lines, start, end)
    start = _cut_top(lines, start, end)
    headline = find_headline(lines, start, titles)
    copies = {fold(title) for title in titles}
    if headline is not None:
        copies.add(fold(lines[headline].text))
    kinds = [*_kinds_before(lines[:start]), *_kinds_inside(lines[start:end]), *_kinds_after(lines[end:])]
    for index, line in enumerate(lines):
        if index == headline:
            kinds[index] = "headline"
        elif fold(line.text) in copies and (kinds[index] != "body" or line.words >= _MIN_COPY_WORDS):
            kinds[index] = "headline-copy"
    return tuple(LabelledLine(kind, line.text) for kind, line in zip(kinds, lines, strict=True))


def _main_block(lines: Sequence[Line]) -> tuple[int, int]:
    """Give the stretch with the greatest sum of weights (Kadane's algorithm); empty if there is no prose."""
    best, best_start, best_end = 0, 0, 0
    total, start = 0, 0
    for index, line in enumerate(lines):
        if total <= 0:
            total, start = 0, index
        total += line.weight
        if total > best:
            best, best_start, best_end = total, start, index + 1
    return best_start, best_end


def _cut_tail(lines: Sequence[Line], start: int, end: int) -> int:
    """Give the end of the body: the first heading that ends it, if enough lies before."""
    whole = sum(line.words for line in lines[start:end] if line.is_prose)
    seen = 0
    for index in range(start, end):
        line = lines[index]
        if line.is_prose:
            seen += line.words
        elif line.cue and (line.cue.ends or line.cue.ends_late) and seen > whole * _share_before(line.cue):
            is_box = line.cue.kind in _BOXES and _resumes(lines[index + 1 : end])
            if not is_box:
                return index
    return end


def _resumes(lines: Sequence[Line]) -> bool:
    """Say whether paragraphs follow one another before the next such heading: this one headed a box."""
    run = 0
    for line in lines:
        if line.cue and (line.cue.ends or line.cue.ends_late):
            return False
        run = run + 1 if line.is_prose else 0
        if run == _MIN_PARAGRAPHS_TO_RESUME:
            return True
    return False


def _share_before(cue: Cue) -> float:
    if cue.kind == "comment-form":
        return _MIN_SHARE_BEFORE_COMMENTS
    return _MIN_SHARE_BEFORE_END if cue.ends else _MIN_SHARE_BEFORE_LATE_END


def _cut_top(lines: Sequence[Line], start: int, end: int) -> int:
    """Give the start of the body: behind the last byline or date stamp that has little before it."""
    whole = sum(line.words for line in lines[start:end] if line.is_prose)
    seen = 0
    for index in range(start, end):
        line = lines[index]
        if line.is_prose:
            seen += line.words
        elif seen > whole * _MAX_SHARE_ABOVE:
            break
        elif line.cue and line.cue.opens:
            start = index + 1
    return start


def _kinds_before(lines: Sequence[Line]) -> list[str]:
    return [line.cue.kind if line.cue else _kind_by_length(line) for line in lines]


def _kinds_inside(lines: Sequence[Line]) -> list[str]:
    """Label the lines of the main block: body, but for cues and what a heading of links announces."""
    kinds: list[str] = []
    running: str | None = None
    for line in lines:
        if line.cue:
            running = line.cue.kind if line.cue.heads else None
            kinds.append(line.cue.kind)
        elif running and not line.is_closed:
            kinds.append(running)
        else:
            running = None
            kinds.append("body")
    return kinds


def _kinds_after(lines: Sequence[Line]) -> list[str]:
    """Label what follows the body: by cue, else by the heading above, else by length."""
    kinds: list[str] = []
    running: str | None = None
    for line in lines:
        if line.cue:
            running = line.cue.kind if line.cue.heads else running
            kinds.append(line.cue.kind)
        else:
            kinds.append(running or _kind_by_length(line))
    return kinds


def _kind_by_length(line: Line) -> str:
    return "other" if line.is_prose or line.words > 6 else "navigation"
