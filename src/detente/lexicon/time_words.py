"""Words that time expressions are made of, from `dates.toml`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.lexicon.toml import read_toml, refuse_problems, unknown_keys, word_list

# Section of the file -> kind of the words in it; the section's key is the value of a word.
_KIND_BY_SECTION = {
    "months": "month",
    "weekdays": "weekday",
    "weekday_plurals": "weekdays",
    "seasons": "season",
    "dayparts": "daypart",
    "clock_words": "clock",
    "units": "unit",
    "unit_plurals": "units",
    "numbers": "number",
    "ordinals": "ordinal",
    "decades": "decade",
    "days": "day",
    "day_nights": "night",
    "references": "reference",
    "sets": "set",
    "mods": "mod",
    "edges": "edge",
    "approximations": "approximation",
    "bounds": "bound",
    "shifts": "shift",
    "holidays": "holiday",
}
_LIST_SECTIONS = {"vague_numbers": "vague", "zones": "zone"}
_NEIGHBOURS = (
    "prepositions",
    "strict_prepositions",
    "not_before",
    "not_after",
    "given_names",
    "titles",
    "units_of_measure",
)
_TENSE = ("future", "past", "ahead")
_SECTIONS = (*_KIND_BY_SECTION, *_LIST_SECTIONS, "function_words", "neighbours", "tense")
# Kinds that count only with a capital letter: "may" and "march" are verbs.
_CAPITALISED = frozenset({"month", "weekday", "weekdays", "holiday", "zone"})
_PIECE = re.compile(r"[^\W\d_]+\.?|['’]\w*|-")


@dataclass(frozen=True, slots=True)
class TimeWord:
    """What a word or phrase means in a time expression."""

    kind: str
    """Its part in the grammar, such as `"month"`, `"unit"` or `"the"`."""
    value: str
    """What it stands for, such as `"2"` for February or `"PRESENT_REF"` for "now"."""
    capitalised: bool
    """It counts only when written with a capital letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """The vocabulary of time expressions."""

    word_by_phrase: Mapping[tuple[str, ...], TimeWord]
    """Lower-case words -> meaning; hyphens and clitics are words of their own."""
    longest_by_first: Mapping[str, int]
    """First word -> number of words of the longest phrase that begins with it."""
    neighbours: Mapping[str, frozenset[str]]
    """Words beside a candidate that make it a date or something else."""
    tense: Mapping[str, frozenset[str]]
    """Words that say whether a bare weekday lies ahead (`future`, `ahead`) or behind (`past`)."""


def load_time_words(path: Path) -> TimeWords:
    """Read and check `dates.toml`.

    Raises:
        LexiconError: If the file is missing or malformed; names every problem.
    """
    content = read_toml(path)
    problems = unknown_keys(content, _SECTIONS, where="top level")
    problems.extend(f"{section}: is missing" for section in _SECTIONS if section not in content)
    refuse_problems(path, problems)
    words: dict[tuple[str, ...], TimeWord] = {}
    for phrase, word in _entries(content, problems):
        pieces = tuple(_PIECE.findall(phrase.lower().replace("’", "'")))
        if pieces in words:
            problems.append(f"{word.kind}: {phrase!r} is listed twice")
        words[pieces] = word
    neighbours = _sets(content["neighbours"], _NEIGHBOURS, problems=problems)
    tense = _sets(content["tense"], _TENSE, problems=problems)
    refuse_problems(path, problems)
    longest: dict[str, int] = {}
    for pieces in words:
        longest[pieces[0]] = max(longest.get(pieces[0], 0), len(pieces))
    return TimeWords(word_by_phrase=words, longest_by_first=longest, neighbours=neighbours, tense=tense)


def _entries(content: dict[str, Any], problems: list[str]) -> Iterator[tuple[str, TimeWord]]:
    for section, kind in _KIND_BY_SECTION.items():
        for value in content[section]:
            for phrase in word_list(content[section], value, problems=problems):
                yield phrase, TimeWord(kind, value, kind in _CAPITALISED)
    for section, kind in _LIST_SECTIONS.items():
        for phrase in word_list(content[section], "words", problems=problems):
            yield phrase, TimeWord(kind, phrase, kind in _CAPITALISED)
    for kind in content["function_words"]:
        for phrase in word_list(content["function_words"], kind, problems=problems):
            yield phrase, TimeWord(kind, phrase, capitalised=False)


def _sets(
    content: dict[str, Any], names: tuple[str, ...], *, problems: list[str]
) -> dict[str, frozenset[str]]:
    problems.extend(unknown_keys(content, names, where="word lists"))
    return {name: word_list(content, name, problems=problems) for name in names}
