"""Find names in a text that the gazetteer knows, with the words around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.lexicon.place_tables import Gazetteer, GazetteerPlace, fold_name

# A word with the hyphens, apostrophes and full stops inside it: "Mazar-e-Sharif", "Sana'a", "U.S."
_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_](?:[^\W\d_]|[’'`ʿ.\-](?=[^\W\d_]))*")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_LONGEST = 5
_SENTENCE_ENDS = frozenset(".!?\n")


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A stretch of text that names places of the gazetteer."""

    start: int
    end: int
    """Without "province" and the like behind it."""
    full_end: int
    """With it: "Aleppo province"."""
    name: str
    places: tuple[GazetteerPlace, ...]
    before: str
    """The word before it, in lower case; empty at a sentence's beginning."""
    noun: str | None
    """`city` or `region`, where a noun beside the name says so."""
    is_locative: bool
    """A preposition says that something is there."""
    in_longer_name: bool
    """A capitalised word stands right beside it: Paris Hilton."""


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str

    @property
    def is_capitalised(self) -> bool:
        # "al-Bab" begins small
        return self.text[0].isupper() or ("-" in self.text and self.text.split("-", 1)[1][:1].isupper())


def find_place_names(text: str, gazetteer: Gazetteer) -> list[PlaceName]:
    """Give the longest names that the gazetteer knows, in order; linear in the text's length."""
    words = list(_words(text))
    known: dict[str, tuple[GazetteerPlace, ...]] = {}
    names = []
    at = 0
    while at < len(words):
        count, places = _longest_name(words, at, text, (gazetteer, known))
        if places:
            names.append(_with_neighbours(words, at, count, (text, places, gazetteer)))
        at += max(count, 1)
    return names


def _words(text: str) -> Iterator[_Word]:
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match.group())
        yield _Word(match.start(), match.start() + len(word), word)


def _longest_name(
    words: list[_Word], at: int, text: str, tables: tuple[Gazetteer, dict[str, tuple[GazetteerPlace, ...]]]
) -> tuple[int, tuple[GazetteerPlace, ...]]:
    """Give how many words the longest name from here has, and what it may mean."""
    gazetteer, known = tables
    if not words[at].is_capitalised:
        return 0, ()
    last = at + 1
    while last < min(at + _LONGEST, len(words)) and text[words[last - 1].end : words[last].start] in (
        " ",
        "\n",
    ):
        if not words[last].is_capitalised and words[last].text.lower() not in gazetteer.cues.particles:
            break
        last += 1
    for end in range(last, at, -1):
        if not words[end - 1].is_capitalised:
            continue
        name = text[words[at].start : words[end - 1].end]
        if name not in known:
            known[name] = () if fold_name(name) in gazetteer.cues.never else gazetteer.find(name)
        if known[name]:
            return end - at, known[name]
    return 0, ()


def _with_neighbours(
    words: list[_Word], at: int, count: int, found: tuple[str, tuple[GazetteerPlace, ...], Gazetteer]
) -> PlaceName:
    text, places, gazetteer = found
    cues = gazetteer.cues
    first, last = words[at], words[at + count - 1]
    before = [word for word in words[max(0, at - 4) : at] if not _is_apart(text, word.end, first.start)]
    after = words[at + count] if at + count < len(words) else None
    if after and text[last.end : after.start] != " ":
        after = None
    noun, full_end = None, last.end
    if after and after.text.lower() in cues.region_nouns:
        noun, full_end = "region", after.end
    elif after and after.text.lower() in cues.city_nouns:
        noun, full_end = "city", after.end if after.text[0].isupper() else last.end
    elif len(before) >= 2 and before[-1].text.lower() == "of":
        head = before[-2].text.lower()
        noun = "region" if head in cues.region_nouns else "city" if head in cues.city_nouns else None
    elif before and before[-1].text.lower() in cues.city_nouns:
        noun = "city"
    beside = before[-1] if before and text[before[-1].end : first.start] == " " else None
    return PlaceName(
        start=first.start,
        end=last.end,
        full_end=full_end,
        name=text[first.start : last.end],
        places=places,
        before=before[-1].text.lower() if before else "",
        noun=noun,
        is_locative=_is_locative(before, gazetteer),
        in_longer_name=_is_name_part(beside, at, gazetteer) or _continues_name(after, noun),
    )


def _is_apart(text: str, end: int, start: int) -> bool:
    return any(character in _SENTENCE_ENDS for character in text[end:start])


def _is_locative(before: list[_Word], gazetteer: Gazetteer) -> bool:
    """Whether a preposition stands before the name.

    Between may stand "the", directions, "city of", and another name with "and": "in Aleppo and Idlib".
    """
    cues = gazetteer.cues
    is_joined = False
    for word in reversed(before):
        lower = word.text.lower()
        if lower in cues.locative:
            return True
        is_joined = is_joined or lower == "and"
        is_other_name = is_joined and word.is_capitalised
        is_between = lower in ("the", "of", "and") or lower in cues.directions or lower in cues.city_nouns
        if not (is_between or is_other_name):
            return False
    return False


def _is_name_part(beside: _Word | None, at: int, gazetteer: Gazetteer) -> bool:
    if beside is None or not beside.text[0].isupper() or at == 1:
        return False
    lower = beside.text.lower()
    cues = gazetteer.cues
    return lower not in cues.directions and lower not in cues.locative and lower not in ("the", "of", "a")


def _continues_name(after: _Word | None, noun: str | None) -> bool:
    return after is not None and after.text[0].isupper() and noun is None
