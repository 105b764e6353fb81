"""From a plain text page to its paragraphs."""

import re
from itertools import pairwise

# Wider than any convention of wrapping: such lines are whole paragraphs.
_MAX_WRAP_WIDTH = 110
_MIN_WRAP_WIDTH = 40
# A page counts as wrapped when so many of its line breaks stand where the next word would not have fitted.
_MIN_WRAPPED_SHARE = 0.4
_INDENTED = re.compile(r" {2,}\S")


def split_paragraphs(text: str) -> tuple[str, ...]:
    """Give the paragraphs of a plain text, trimmed, in order, none empty.

    A line is a paragraph, unless the text is wrapped at some width: then lines that were broken for width
    alone are joined again by one space.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    width = _wrap_width(lines)
    if width is None:
        return tuple(line.strip() for line in lines if line.strip())
    paragraphs: list[list[str]] = []
    previous = ""
    for line in lines:
        if line.strip():
            if previous.strip() and _is_wrapped(previous, line, width):
                paragraphs[-1].append(line.strip())
            else:
                paragraphs.append([line.strip()])
        previous = line
    return tuple(" ".join(pieces) for pieces in paragraphs)


def _wrap_width(lines: list[str]) -> int | None:
    """Give the width a text is wrapped at, or `None` if it is not."""
    width = max(map(len, lines), default=0)
    if not _MIN_WRAP_WIDTH <= width <= _MAX_WRAP_WIDTH:
        return None
    breaks = [(line, after) for line, after in pairwise(lines) if line.strip() and after.strip()]
    wrapped = sum(_is_wrapped(line, after, width) for line, after in breaks)
    return width if breaks and wrapped >= _MIN_WRAPPED_SHARE * len(breaks) else None


def _is_wrapped(line: str, after: str, width: int) -> bool:
    """Say whether the next line's first word would not have fitted, so that the break means nothing."""
    if _INDENTED.match(after) and not _INDENTED.match(line):
        return False
    return len(line) + 1 + len(after.split(maxsplit=1)[0]) > width
