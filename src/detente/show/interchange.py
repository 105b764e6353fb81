"""Records as the JSON that other programs read, field by field as `docs/reference/records.md` lists it.

Two things differ from the records in memory: the days of a date range include its end, and an event carries
the quad category and the score that the ontology gives it.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from detente.lexicon.ontology import Ontology
from detente.records import (
    Article,
    Claim,
    CodedArticle,
    DateMention,
    DateRange,
    Event,
    Mention,
    Participant,
    PlaceMention,
    Situation,
    Span,
    Voice,
)

Json = dict[str, Any]


def to_json(coded: CodedArticle, *, ontology: Ontology) -> Json:
    """The record of an article: what it is, its events, claims and situations."""
    return {
        "detente": coded.origin.detente,
        "article": article_to_json(coded.article),
        "events": [event_to_json(event, ontology=ontology) for event in coded.events],
        "claims": [claim_to_json(claim) for claim in coded.claims],
        "situations": [_situation(situation) for situation in coded.situations],
    }


def to_full_json(coded: CodedArticle, *, ontology: Ontology, conllu: str) -> Json:
    """The record with everything that led to it: sentences, mentions, dates, places, the parse, the versions.

    Args:
        coded: The article as the pipeline coded it.
        ontology: Where quads and scores come from.
        conllu: The parse of the whole text as one CoNLL-U document.
    """
    text = coded.article.text
    return to_json(coded, ontology=ontology) | {
        "sentences": [
            _span(Span(sentence.start, sentence.end, text[sentence.start : sentence.end]))
            for sentence in coded.sentences
        ],
        "mentions": [_mention(mention) for mention in coded.mentions],
        "dates": [_date_mention(mention) for mention in coded.dates],
        "places": [_place_mention(mention) for mention in coded.places],
        "conllu": conllu,
        "origin": {"lexicon": coded.origin.lexicon, "parser": coded.origin.parser},
    }


def article_to_json(article: Article) -> Json:
    """An article with its text and what was left out of it."""
    return {
        "id": article.id,
        "url": article.url,
        "publisher": article.publisher,
        "headline": article.headline,
        "byline": article.byline,
        "language": article.language,
        "published": _day(article.published),
        "published_basis": article.published_basis,
        "text": article.text,
        "furniture": [{"kind": piece.kind, "text": piece.text} for piece in article.furniture],
    }


def event_to_json(event: Event, *, ontology: Ontology) -> Json:
    """An event with its quad category and score."""
    return {
        "id": event.id,
        "event_type": event.event_type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "quad": ontology.quad(event.event_type),
        "score": ontology.score(event.event_type, event.mode),
        "cameo": event.cameo,
        "actors": [_participant(actor) for actor in event.actors],
        "recipients": [_participant(recipient) for recipient in event.recipients],
        "status": event.status,
        "occurred": date_range_to_json(event.occurred),
        "place": _fields(event.place, ("name", "country", "latitude", "longitude", "geonames", "precision")),
        "attribution": _voices(event.attribution),
        "claim": event.claim_id,
        "trigger": _span(event.trigger),
        "evidence": _span(event.evidence),
        "rule": event.rule,
        "runner_up": _fields(event.runner_up, ("event_type", "confidence")),
        "confidence": event.confidence,
        "reports": event.reports,
    }


def claim_to_json(claim: Claim) -> Json:
    """A claim with its speaker, chain of voices, condition, demand and deadline."""
    return {
        "id": claim.id,
        "kind": claim.kind,
        "speech_act": claim.speech_act,
        "speaker": _fields(claim.speaker, ("name", "entity", "country", "role", "named", "resolved_by")),
        "attribution": _voices(claim.attribution),
        "content": _spans(claim.content),
        "cue": _spans(claim.cue),
        "source": _spans(claim.source),
        "condition": _fields(claim.condition, ("kind", "text", "consequent", "responsible")),
        "demand": _fields(claim.demand, ("task", "obligor")),
        "deadline": date_range_to_json(claim.deadline),
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "said": date_range_to_json(claim.said),
        "events": list(claim.events),
        "same_as": list(claim.same_as),
    }


def date_range_to_json(days: DateRange | None) -> Json | None:
    """A range of days whose end is its last day."""
    if days is None:
        return None
    return {"start": _day(days.start), "end": _day(days.end - timedelta(days=1)), "text": days.text}


def _situation(situation: Situation) -> Json:
    return {
        "topic": situation.topic,
        "state": situation.state,
        "holder": situation.holder,
        "text": _span(situation.text),
    }


def _participant(participant: Participant) -> Json:
    names = ("entity", "country", "cow", "role", "sector", "name", "wikidata")
    return {name: getattr(participant, name) for name in names} | {"mention": _span(participant.mention)}


def _mention(mention: Mention) -> Json:
    names = ("entity", "country", "sector", "role", "name", "kind", "reading")
    return {"span": _own_span(mention)} | {name: getattr(mention, name) for name in names}


def _date_mention(mention: DateMention) -> Json:
    return {
        "span": _own_span(mention),
        "type": mention.timex,
        "value": mention.value,
        "mod": mention.mod,
        "range": date_range_to_json(mention.days),
    }


def _place_mention(mention: PlaceMention) -> Json:
    names = ("name", "country", "latitude", "longitude", "geonames")
    return {"span": _own_span(mention)} | {name: getattr(mention, name) for name in names}


def _voices(voices: Iterable[Voice]) -> list[Json]:
    names = ("voice", "entity", "country", "cue", "basis")
    return [{name: getattr(voice, name) for name in names} for voice in voices]


def _spans(spans: Iterable[Span]) -> list[Json]:
    return [_span(span) for span in spans]


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": span.text}


def _own_span(mention: Mention | DateMention | PlaceMention) -> Json:
    return {"start": mention.start, "end": mention.end, "text": mention.text}


def _fields(record: object | None, names: tuple[str, ...]) -> Json | None:
    """Some fields of a record, under their own names; `None` stays `None`."""
    return None if record is None else {name: getattr(record, name) for name in names}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
