"""What a single line is worth as prose."""

import re
from dataclasses import dataclass

from detente.article.cues import Cue, CueFinder

# A line of so many words that closes like a sentence is prose wherever it stands.
_MIN_SENTENCE_WORDS = 8
# So many words are prose even without a full stop: a paragraph cut short, or one ending in a link.
_MIN_OPEN_WORDS = 22
# One long paragraph may not outweigh a page of short ones when the main block is sought.
_MAX_WEIGHT = 50
# What a line that is no prose costs the block that contains it, in words: a menu between two paragraphs
# ends the block.
_SHORT_COST = 12
_CUE_COST = 4
_END_COST = 25

_CLOSED = re.compile(r"[.!?:;。！？][\"'”’»)\]]{0,3}$|…[\"'”’»]$")
_CUT_SHORT = re.compile(r"(?:\.\.\.|…|\[…\])$")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with what its own words say about it."""

    text: str
    words: int
    cue: Cue | None
    """The furniture it shows itself to be."""
    is_closed: bool
    """It ends like a sentence."""
    is_prose: bool

    @property
    def weight(self) -> int:
        """Words for prose, a cost for anything else."""
        if self.is_prose:
            return min(self.words, _MAX_WEIGHT)
        if self.cue is None:
            return self.words // 2 if self.is_closed and self.words > 2 else -_SHORT_COST
        if self.cue.ends:
            return -_END_COST
        return -_SHORT_COST if self.cue.opens else -_CUE_COST


def measure_line(text: str, finder: CueFinder) -> Line:
    """Count a line's words and say whether it could be prose."""
    words = len(_WORD.findall(text))
    cue = finder.find(text)
    is_closed = bool(_CLOSED.search(text)) and not _CUT_SHORT.search(text)
    is_prose = cue is None and words >= (_MIN_SENTENCE_WORDS if is_closed else _MIN_OPEN_WORDS)
    return Line(text, words, cue, is_closed, is_prose)


def fold(text: str) -> str:
    """Give a text's words in one form, so that copies of a line are equal."""
    return " ".join(_WORD.findall(text.casefold()))
