"""Find what stands between quotation marks."""

from dataclasses import dataclass

_OPENING = {"“": "”", '"': '"', "„": "“", "«": "»"}
# A quotation that never closes ends with its paragraph; speeches in news are shorter than this.
_LONGEST = 4000
# Up to three words in quotation marks mark a word, they do not report a sentence.
_SCARE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch, marks included; offsets into the article's text."""

    start: int
    end: int
    words: int

    @property
    def is_scare(self) -> bool:
        """Whether so few words are quoted that they are only marked as somebody's."""
        return self.words <= _SCARE_WORDS

    def covers(self, start: int, end: int) -> bool:
        """Whether a stretch lies inside."""
        return self.start <= start and end <= self.end


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Give every quotation in order; nested marks belong to the outer one.

    An apostrophe never opens a quotation; single quotation marks are left alone because news uses them inside
    double ones. A quotation without closing mark ends at its paragraph's end, as in speeches that run over
    several paragraphs.
    """
    quotes: list[Quote] = []
    position = 0
    while position < len(text):
        closing = _OPENING.get(text[position])
        if closing is None or not _can_open(text, position):
            position += 1
            continue
        end = _find_end(text, position, closing)
        quotes.append(Quote(position, end, len(text[position:end].split())))
        position = end
    return tuple(quotes)


def _can_open(text: str, position: int) -> bool:
    """A straight mark opens only after a gap: `12"` and a closing mark do not."""
    if text[position] != '"':
        return True
    return position == 0 or text[position - 1].isspace() or text[position - 1] in "([—–-"


def _find_end(text: str, position: int, closing: str) -> int:
    limit = min(len(text), position + _LONGEST)
    paragraph = text.find("\n\n", position, limit)
    if paragraph >= 0:
        limit = paragraph
    found = text.find(closing, position + 1, limit)
    return limit if found < 0 else found + 1
