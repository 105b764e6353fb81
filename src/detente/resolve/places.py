"""Find the places of an article and say where on the map they are."""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from detente.lexicon.place_tables import Gazetteer, GazetteerPlace, fold_name
from detente.records import Article, Mention, PlaceMention, Sentence
from detente.resolve.place_names import PlaceName, find_place_names

_PLACE_LABELS = frozenset({"GPE", "LOC"})
_NAMING_KINDS = frozenset({"name", "metonym", "title"})
# Towns as large as this are taken for places without a preposition or the parser saying so.
_KNOWN_TOWN = 1_000_000
# Smaller ones need the parser's word, or an article about their country.
_NOTED_TOWN = 50_000
# What counts how much when a name means several places; set by hand, the size of a town being its logarithm.
_COUNTRY_BONUS = 3.0
_CAPITAL_BONUS = 2.0
_NOUN_BONUS = 5.0
_CONTEXT_WEIGHT = 3.0
_CONTEXT_BONUS = 1.0
_OWN_SIZE = 6.0
_PROVINCE_MALUS = 2.0


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What parser and mentions say about stretches of the text, sorted by offset."""

    labels: list[tuple[int, int, str]]
    """Names of the parser: start, end, label."""
    mentions: list[Mention]
    starts: tuple[list[int], list[int]]
    """The starts of both, to search in."""


def find_places(
    article: Article, sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...], *, gazetteer: Gazetteer
) -> tuple[PlaceMention, ...]:
    """Give the places that an article names, in order of appearance.

    A name counts as a place when the parser takes it for one, when a preposition puts something there, or
    when it is a capital, a country or a very large town; never inside the name of a person or body, and not
    where the mentions read it as an actor ("Moscow said").

    Args:
        article: Its text; its dateline tells which country it is about.
        sentences: Its parse; may be empty.
        mentions: Who is mentioned; those read as places become places.
        gazetteer: Which places there are.
    """
    names = find_place_names(article.text, gazetteer)
    evidence = _evidence(sentences, mentions)
    likely = [name for name in names if _is_place(name, evidence)]
    context = _countries(article, likely, mentions, gazetteer)
    chosen: dict[str, GazetteerPlace] = {}
    for first, second in pairwise(names):
        if article.text[first.end : second.start] == ", ":
            _keep_pair(first, second, context, chosen)
    found = [
        _mention(name, place, article.text)
        for name in likely
        if _is_known(place := _choose(name, context, chosen), context)
        or _label(name, evidence) in _PLACE_LABELS
    ]
    found.extend(_of_mentions(mentions, found, gazetteer))
    return tuple(sorted(found, key=lambda place: (place.start, place.end)))


def _evidence(sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...]) -> _Evidence:
    labels = sorted(
        (sentence.tokens[name.first].start, sentence.tokens[name.last - 1].end, name.label)
        for sentence in sentences
        for name in sentence.names
    )
    ordered = sorted(mentions, key=lambda mention: mention.start)
    starts = ([label[0] for label in labels], [mention.start for mention in ordered])
    return _Evidence(labels, ordered, starts)


def _is_place(name: PlaceName, evidence: _Evidence) -> bool:
    reading = _reading(name, evidence)
    if reading is not None:
        return reading == "place"
    label = _label(name, evidence)
    if label in _PLACE_LABELS:
        return True
    if label is not None:
        return False
    if name.in_longer_name:
        return False
    if name.is_locative or name.noun is not None:
        return True
    # With a parse that takes it for no name at all, only a preposition would have helped.
    return not evidence.labels and any(_is_eminent(place) for place in name.places)


def _is_eminent(place: GazetteerPlace) -> bool:
    return (
        place.is_capital
        or (place.population >= _KNOWN_TOWN and place.precision == "city")
        or place.precision == "country"
        or (place.precision == "region" and place.province is None)
    )


def _is_known(place: GazetteerPlace, context: Counter[str]) -> bool:
    """Whether a place is large, or in a country the article is about: "with Kim" is no village."""
    return (
        place.population >= _NOTED_TOWN
        or _is_eminent(place)
        or not place.population
        or place.country in context
    )


def _reading(name: PlaceName, evidence: _Evidence) -> str | None:
    """Give `actor` or `place` where a mention by name covers the name, `None` where none does."""
    readings = [
        mention.reading for mention in _covering_mentions(name, evidence) if mention.kind in _NAMING_KINDS
    ]
    if not readings:
        return None
    return "place" if "place" in readings else "actor"


def _covering_mentions(name: PlaceName, evidence: _Evidence) -> Iterator[Mention]:
    last = bisect_right(evidence.starts[1], name.start)
    for mention in evidence.mentions[max(0, last - _NEARBY) : last]:
        if mention.end >= name.end:
            yield mention


def _label(name: PlaceName, evidence: _Evidence) -> str | None:
    """Give the parser's label of the name that covers this one.

    A body's name does not count where it is the whole of it and a preposition says "in".
    """
    last = bisect_right(evidence.starts[0], name.start)
    for start, end, label in reversed(evidence.labels[max(0, last - _NEARBY) : last]):
        if end < name.end:
            continue
        exact = start == name.start and end <= name.full_end
        if label == "ORG" and exact and name.is_locative:
            return None
        return label
    return None


# Names overlap only a little: whatever covers a name begins among so many before it.
_NEARBY = 6


def _countries(
    article: Article, names: list[PlaceName], mentions: tuple[Mention, ...], gazetteer: Gazetteer
) -> Counter[str]:
    """Count the countries that the article is about."""
    counts: Counter[str] = Counter(mention.country for mention in mentions if mention.country)
    for name in names:
        countries = {place.country for place in name.places}
        certain = [place for place in name.places if place.precision == "country"] or name.places
        if certain[0].country and (len(countries) == 1 or certain is not name.places):
            counts[certain[0].country] += 1
    if article.dateline_place:
        best = _best(gazetteer.find(article.dateline_place), None, counts)
        if best and best.country:
            counts[best.country] += 1
    return counts


def _keep_pair(
    first: PlaceName, second: PlaceName, context: Counter[str], chosen: dict[str, GazetteerPlace]
) -> None:
    """Keep what both names of "Atlanta, Georgia" or "Tripoli, Lebanon" mean, for the whole article."""
    wholes_by_part = {
        part: whole
        for part in first.places
        if part.precision != "country"
        for whole in second.places
        if whole.precision != "city" and whole.country and part.country == whole.country
        if part.name != whole.name and whole.province in (None, part.province)
    }
    part = _best(tuple(wholes_by_part), first.noun, context)
    if part is not None:
        chosen.setdefault(fold_name(first.name), part)
        chosen.setdefault(fold_name(second.name), wholes_by_part[part])


def _choose(name: PlaceName, context: Counter[str], chosen: dict[str, GazetteerPlace]) -> GazetteerPlace:
    key = fold_name(name.name)
    if name.noun != "region" and key in chosen:
        return chosen[key]
    return _best(name.places, name.noun, context) or name.places[0]


def _best(
    places: tuple[GazetteerPlace, ...], noun: str | None, context: Counter[str]
) -> GazetteerPlace | None:
    total = sum(context.values())

    def score(place: GazetteerPlace) -> float:
        points = math.log10(place.population) if place.population else _OWN_SIZE
        points += _COUNTRY_BONUS * (place.precision == "country") + _CAPITAL_BONUS * place.is_capital
        points -= _PROVINCE_MALUS * (place.precision == "region" and place.province is not None)
        points += _NOUN_BONUS * (noun == place.precision)
        if place.country in context:
            points += _CONTEXT_BONUS + _CONTEXT_WEIGHT * context[place.country or ""] / total
        return points

    return max(places, key=score, default=None)


def _mention(name: PlaceName, place: GazetteerPlace, text: str) -> PlaceMention:
    end = name.full_end if place.precision == "region" or name.noun == "city" else name.end
    return _record(place, name.start, end, text[name.start : end])


def _of_mentions(
    mentions: tuple[Mention, ...], found: list[PlaceMention], gazetteer: Gazetteer
) -> Iterator[PlaceMention]:
    """Give countries that mentions read as places and the names did not yield."""
    taken = {offset for place in found for offset in range(place.start, place.end)}
    for mention in mentions:
        if mention.reading != "place" or not taken.isdisjoint(range(mention.start, mention.end)):
            continue
        place = gazetteer.countries.get(mention.country or "")
        if place is not None:
            taken.update(range(mention.start, mention.end))
            yield _record(place, mention.start, mention.end, mention.text)


def _record(place: GazetteerPlace, start: int, end: int, text: str) -> PlaceMention:
    return PlaceMention(
        start=start,
        end=end,
        text=text,
        name=place.name,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        geonames=place.geonames,
        precision=place.precision,
    )
