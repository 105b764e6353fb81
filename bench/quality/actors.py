"""How well actors are found and named: `python bench/quality/actors.py --shared ../shared [--errors]`.

Three measurements in one table: country and sector of actor phrases (NGEC's own tests, development part), place or
actor for names of places (ReLocaR train, majority 50.4 %; `--final` takes its test part), and the mentions of the
seed page with their coreference.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from shared import json_lines, need, options

from detente.entities import find_mentions
from detente.entities.metonymy import reading_of
from detente.entities.words import Words
from detente.lexicon import SHIPPED
from detente.lexicon.entity_tables import EntityTables, load_entities, plain_marks
from detente.parse import Parser, load_parser
from detente.records import Article, Mention, Sentence


@dataclass
class Score:
    """How many of how many are right, and which are not."""

    name: str
    right: int = 0
    total: int = 0
    errors: list[str] = field(default_factory=list)

    def add(self, is_right: bool, error: str) -> None:  # noqa: FBT001 - one question, one answer
        """Count one answer."""
        self.right += is_right
        self.total += 1
        if not is_right:
            self.errors.append(error)


def main() -> None:
    arguments = options(__doc__)
    arguments.add_argument("--errors", action="store_true", help="print what is wrong")
    arguments.add_argument(
        "--final", action="store_true", help="metonymy on the test part: for reported figures only"
    )
    chosen = arguments.parse_args()
    data = chosen.shared / "data"
    parser, tables = load_parser(), load_entities(SHIPPED)
    phrases = data / "events" / "ngec_actor_tests_dev.jsonl"
    places = data / "claims" / "metonymy.jsonl"
    scores = [
        *score_phrases(json_lines(phrases), parser, tables),
        score_metonymy(json_lines(places), parser, split="test" if chosen.final else "train"),
        *score_seed(data / "seed", parser, tables),
    ]
    print(f"{'what':<34}{'right':>7}{'of':>7}{'%':>8}")
    for score in scores:
        print(
            f"{score.name:<34}{score.right:>7}{score.total:>7}{100 * score.right / max(score.total, 1):>8.1f}"
        )
        for error in score.errors if chosen.errors else ():
            print(f"    {error}")


def score_phrases(items: Iterable[dict[str, Any]], parser: Parser, tables: EntityTables) -> list[Score]:
    """Country and sector of phrases such as "a Belarusian protester"; an expected "" means none."""
    country, sector = Score("NGEC phrases: country"), Score("NGEC phrases: sector")
    wanted = [
        item for item in items if not item["xfail"] and {"cc", "country", "code_1"} & set(item["expect"])
    ]
    for item, sentences in zip(wanted, parser.parse_texts([item["text"] for item in wanted]), strict=True):
        day = item["kwargs"].get("query_date")
        article = _article(item["text"], _day(day) if day else None)
        found = find_mentions(article, sentences, tables=tables)
        best = max(
            found, key=lambda mention: (mention.end - mention.start, mention.entity is not None), default=None
        )
        expect = item["expect"]
        if "country" in expect or "cc" in expect:
            gold = expect.get("country", expect.get("cc"))
            country.add((best.country if best else None) == (gold or None), _line(item["text"], gold, best))
        if expect.get("code_1"):
            sector.add(
                best is not None and best.sector == expect["code_1"],
                _line(item["text"], expect["code_1"], best),
            )
    return [country, sector]


def score_metonymy(items: Iterable[dict[str, Any]], parser: Parser, *, split: str) -> Score:
    """Place or actor for the marked name of each sentence."""
    score = Score(f"ReLocaR {split}: place or actor")
    wanted = [
        item
        for item in items
        if item["set"] == "relocar" and item["split"] == split and item["label"] in {"literal", "metonymic"}
    ]
    for item, sentences in zip(wanted, parser.parse_texts([item["text"] for item in wanted]), strict=True):
        start, end = item["span"]
        sentence = next((one for one in sentences if one.start <= start < one.end), None)
        reading = _reading(item["text"], sentence, start, end) if sentence is not None else None
        gold = "actor" if item["label"] == "metonymic" else "place"
        score.add(reading == gold, f"{gold}: {item['text'][max(0, start - 50) : end + 40]}")
    return score


def _reading(text: str, sentence: Sentence, start: int, end: int) -> str | None:
    inside = [index for index, token in enumerate(sentence.tokens) if token.start < end and token.end > start]
    words = Words(plain_marks(text), sentence)
    return reading_of(words, inside[0], inside[-1] + 1, is_capital=False) if inside else None


def score_seed(folder: Path, parser: Parser, tables: EntityTables) -> Iterator[Score]:
    """Gold mentions of the seed page's body: are they found, and do they mean whom they should?"""
    page = need(folder / "page.txt").read_text(encoding="utf-8")
    gold = json.loads(need(folder / "gold.json").read_text(encoding="utf-8"))
    body, offsets = _body(page, gold["segments"])
    sentences = next(iter(parser.parse_texts([body])))
    article = _article(body, date.fromisoformat(gold["publication_date"]))
    mentions = find_mentions(article, sentences, tables=tables)
    scores = {
        sort: Score(f"seed page: {sort}")
        for sort in ("state", "person", "news_agency", "pair", "place reading")
    }
    for entity in gold["entities"].values():
        for wanted in entity["mentions"]:
            start = offsets.get(wanted["start"])
            if start is None:
                continue
            found = [one for one in mentions if one.start < start + len(wanted["text"]) and one.end > start]
            sort = "place reading" if wanted.get("reading") == "place" else _sort(entity)
            if sort is not None:
                line = f"{wanted['text']!r} at {start}: {[(one.text, one.entity, one.name) for one in found]}"
                scores[sort].add(_is_right(entity, sort, found, gold["entities"]), line)
    yield from scores.values()


def _body(page: str, segments: list[dict[str, Any]]) -> tuple[str, dict[int, int]]:
    """The body's paragraphs, and where each code point of the page stands in it."""
    parts: list[str] = []
    offsets: dict[int, int] = {}
    length = 0
    for segment in segments:
        if segment["role"] == "body":
            span = segment["span"]
            offsets.update({at: length + at - span["start"] for at in range(span["start"], span["end"])})
            parts.append(page[span["start"] : span["end"]])
            length += len(parts[-1]) + 2
    return "\n\n".join(parts), offsets


def _sort(entity: dict[str, Any]) -> str | None:
    kind = entity["type"]
    return (
        {"group": "pair"}.get(kind, kind)
        if kind in {"state", "person", "news_agency"} or "members" in entity
        else None
    )


def _is_right(entity: dict[str, Any], sort: str, found: list[Mention], entities: dict[str, Any]) -> bool:
    if sort == "place reading":
        return any(one.reading == "place" for one in found)
    if sort == "pair":
        names = {entities[key]["name"] for key in entity["members"]}
        keys = {entities[key].get("iso3") or entities[key].get("represents") for key in entity["members"]}
        return names <= {one.name for one in found} or keys <= {one.entity for one in found}
    if sort == "state":
        return any(one.entity == entity["iso3"] and one.reading == "actor" for one in found)
    return any(one.name == entity["name"] for one in found)


def _article(text: str, published: date | None) -> Article:
    return Article(
        id="bench", url=None, publisher=None, headline=None, byline=None, language="en", published=published,
        published_basis=None, text=text,
    )  # fmt: skip


def _day(text: str) -> date:
    """A day written as 2022-05-01 or as 12 April 2022."""
    return date.fromisoformat(text) if text[4:5] == "-" else datetime.strptime(text, "%d %B %Y").date()  # noqa: DTZ007


def _line(text: str, gold: str, best: Mention | None) -> str:
    found = f"{best.text!r} {best.country} {best.sector}" if best else "nothing"
    return f"{text!r}: wanted {gold or 'none'}, found {found}"


if __name__ == "__main__":
    main()
