"""Measure places against gold: sentences with the place of one event, and the seed page.

For each event with a gold place: is a place found that overlaps it (recall)? The gold names where one event
happened and not every place of the sentence, so precision cannot be told from it; the number of places found
in sentences whose event has no place is given instead. For countries the seed page is read.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import detente
from detente.lexicon.place_tables import Gazetteer, fold_name, load_gazetteer
from detente.parse import load_parser
from detente.records import Article, Sentence
from detente.resolve import find_places

_LEXICON = Path(detente.__file__).parent / "lexicon" / "en"
_SEED = {"Vladivostok": "RUS", "Seoul": "KOR", "Washington": "USA", "Russia": "RUS", "Korean Peninsula": None}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--shared", type=Path, default=Path("../shared"), help="directory with data/events and data/seed"
    )
    parser.add_argument("--parse", action="store_true", help="use the parser's names (slower)")
    parser.add_argument("--limit", type=int, default=2000, help="sentences to read, evenly spread")
    parser.add_argument("--missed", type=int, default=0, help="print so many of the most frequent misses")
    options = parser.parse_args()
    data = options.shared / "data"
    if not data.is_dir():
        sys.exit(f"{data}: no such directory; name the place of the gold with --shared")
    gazetteer = load_gazetteer(_LEXICON)
    with (data / "events" / "event_location_dev.jsonl").open(encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    records = records[:: max(1, len(records) // options.limit)]
    _measure_locations(records, gazetteer, parse=options.parse, missed=options.missed)
    _measure_seed((data / "seed" / "page.txt").read_text(encoding="utf-8"), gazetteer, parse=options.parse)


def _measure_locations(
    records: list[dict[str, Any]], gazetteer: Gazetteer, *, parse: bool, missed: int
) -> None:
    texts = [record["text"] for record in records]
    gold = found = known = without = spurious = 0
    misses: Counter[str] = Counter()
    for record, sentences in zip(records, _parses(texts, parse=parse), strict=True):
        places = find_places(_article(record["text"]), sentences, (), gazetteer=gazetteer)
        names = [name for event in record["events"] for name in event["location"]]
        if not names:
            without += 1
            spurious += len(places)
        for name in names:
            gold += 1
            hit = any(_overlap(name, place.text) for place in places)
            found += hit
            is_known = bool(gazetteer.find(name))
            known += is_known
            if not hit and is_known:
                misses[name] += 1
    print(
        f"event locations, {'with' if parse else 'without'} a parse: {len(records)} sentences, {gold} places"
    )
    print(f"  recall {100 * found / max(1, gold):.1f} %; in the gazetteer {100 * known / max(1, gold):.1f} %")
    print(f"  places per sentence whose event has none: {spurious / max(1, without):.2f}")
    for name, count in misses.most_common(missed):
        print(f"    {count:3} {name}")


def _measure_seed(text: str, gazetteer: Gazetteer, *, parse: bool) -> None:
    places = find_places(_article(text), next(iter(_parses([text], parse=parse))), (), gazetteer=gazetteer)
    countries = {place.text: place.country for place in places}
    right = sum(1 for name, country in _SEED.items() if name in countries and countries[name] == country)
    print(f"seed page: {right} of {len(_SEED)} places with the right country; {len(places)} found")


def _parses(texts: list[str], *, parse: bool) -> list[tuple[Sentence, ...]]:
    if not parse:
        return [() for _ in texts]
    return [result if isinstance(result, tuple) else () for result in load_parser().parse_texts(texts)]


def _overlap(gold: str, found: str) -> bool:
    first, second = f" {fold_name(gold)} ", f" {fold_name(found)} "
    return first in second or second in first


def _article(text: str) -> Article:
    return Article(
        id="bench",
        url=None,
        publisher=None,
        headline=None,
        byline=None,
        language="en",
        published=None,
        published_basis=None,
        text=text,
    )


if __name__ == "__main__":
    main()
