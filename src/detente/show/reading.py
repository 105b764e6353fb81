"""Records read back from the JSON that `interchange` writes.

The JSON says less than the records in memory: where the text states a condition, which sentences repeat an
event and by which rule the runner-up came are not in it. Reading back and writing again gives the same JSON.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from detente.errors import UsageError
from detente.records import (
    Article,
    Claim,
    CodedArticle,
    Condition,
    DateRange,
    Demand,
    Event,
    Furniture,
    Origin,
    Participant,
    Place,
    RunnerUp,
    Situation,
    Span,
    Speaker,
    Voice,
)

_Json = Mapping[str, Any]


def from_json(record: _Json) -> CodedArticle:
    """The article, events, claims and situations of one record.

    Sentences, mentions, dates and places, which a full record has besides, are not read.

    Raises:
        UsageError: If the record lacks a field or holds something else than its description says.
    """
    try:
        article_id = record["article"]["id"]
        origin = record.get("origin", {"lexicon": "", "parser": ""})
        return CodedArticle(
            article=_article(record["article"]),
            origin=Origin(detente=record["detente"], lexicon=origin["lexicon"], parser=origin["parser"]),
            events=tuple(_event(event, article_id=article_id) for event in record["events"]),
            claims=tuple(_claim(claim, article_id=article_id) for claim in record["claims"]),
            situations=tuple(_situation(situation) for situation in record["situations"]),
        )
    except KeyError as error:
        raise UsageError(f"the record lacks the field {error}", where="JSON") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"this is no record: {error}", where="JSON") from error


def _article(found: _Json) -> Article:
    names = ("id", "url", "publisher", "headline", "byline", "language", "published_basis", "text")
    return Article(
        **_pick(found, names),
        published=_day(found["published"]),
        furniture=tuple(Furniture(piece["kind"], piece["text"]) for piece in found["furniture"]),
    )


def _event(found: _Json, *, article_id: str) -> Event:
    evidence = _span(found["evidence"])
    runner_up = found["runner_up"]
    place = found["place"]
    return Event(
        **_pick(found, ("id", "event_type", "mode", "cameo", "status", "rule", "confidence")),
        article_id=article_id,
        contexts=tuple(found["contexts"]),
        actors=tuple(_participant(actor) for actor in found["actors"]),
        recipients=tuple(_participant(recipient) for recipient in found["recipients"]),
        occurred=_date_range(found["occurred"]),
        place=Place(**_pick(place, _PLACE)) if place else None,
        attribution=tuple(_voice(voice) for voice in found["attribution"]),
        claim_id=found["claim"],
        trigger=_span(found["trigger"]),
        evidence=evidence,
        runner_up=RunnerUp(runner_up["event_type"], "", runner_up["confidence"]) if runner_up else None,
        # The JSON counts the reports without saying where they are: the evidence stands for each.
        reported_in=(evidence,) * found["reports"],
    )


_PLACE = ("name", "country", "latitude", "longitude", "geonames", "precision")


def _claim(found: _Json, *, article_id: str) -> Claim:
    speaker = found["speaker"]
    demand = found["demand"]
    return Claim(
        **_pick(found, ("id", "kind", "speech_act", "certainty", "polarity")),
        article_id=article_id,
        speaker=Speaker(**_pick(speaker, _SPEAKER)) if speaker else None,
        attribution=tuple(_voice(voice) for voice in found["attribution"]),
        content=_spans(found["content"]),
        cue=_spans(found["cue"]),
        source=_spans(found["source"]),
        condition=_condition(found["condition"], found["content"]),
        demand=Demand(demand["task"], demand["obligor"]) if demand else None,
        deadline=_date_range(found["deadline"]),
        said=_date_range(found["said"]),
        events=tuple(found["events"]),
        same_as=tuple(found["same_as"]),
    )


_SPEAKER = ("name", "entity", "country", "role", "named", "resolved_by")


def _condition(found: _Json | None, content: Iterable[_Json]) -> Condition | None:
    if found is None:
        return None
    # Where the content holds the condition's own words, they are its place; else its place is not known.
    spans = (_locate(found["text"], part) for part in content)
    span = next((span for span in spans if span), Span(0, 0, found["text"]))
    return Condition(**_pick(found, ("kind", "text", "consequent", "responsible")), span=span)


def _locate(words: str, part: _Json) -> Span | None:
    offset = part["text"].find(words)
    start = part["start"] + offset
    return Span(start, start + len(words), words) if offset >= 0 else None


def _situation(found: _Json) -> Situation:
    return Situation(**_pick(found, ("topic", "state", "holder")), text=_span(found["text"]))


def _participant(found: _Json) -> Participant:
    names = ("entity", "country", "cow", "role", "sector", "name", "wikidata")
    return Participant(**_pick(found, names), mention=_span(found["mention"]))


def _voice(found: _Json) -> Voice:
    return Voice(**_pick(found, ("voice", "entity", "country", "cue", "basis")))


def _date_range(found: _Json | None) -> DateRange | None:
    if found is None:
        return None
    end = date.fromisoformat(found["end"]) + timedelta(days=1)
    return DateRange(date.fromisoformat(found["start"]), end, found["text"])


def _day(found: str | None) -> date | None:
    return None if found is None else date.fromisoformat(found)


def _spans(found: Iterable[_Json]) -> tuple[Span, ...]:
    return tuple(_span(span) for span in found)


def _span(found: _Json) -> Span:
    return Span(found["start"], found["end"], found["text"])


def _pick(found: _Json, names: Iterable[str]) -> dict[str, Any]:
    return {name: found[name] for name in names}
