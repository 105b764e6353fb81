"""Code a whole article: the events, claims and situations of its sentences, merged and tied together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.events.claims import build_claims
from detente.events.code import Coding, code_scene, threaten_own_plans
from detente.events.demands import read_demands
from detente.events.implied import imply_actors
from detente.events.merge import merge_events
from detente.events.quotes import find_quotes
from detente.events.replies import address_replies
from detente.events.scene import Scene
from detente.events.sides import Sides
from detente.events.situations import find_situations
from detente.events.speech import Speech, find_speech
from detente.lexicon.cues import Cues
from detente.lexicon.entity_tables import EntityTables
from detente.records import (
    Article,
    Claim,
    Clause,
    DateMention,
    Event,
    Mention,
    PlaceMention,
    Sentence,
    Situation,
    Voice,
)


@dataclass(frozen=True, slots=True)
class Coded:
    """What an article reports."""

    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    situations: tuple[Situation, ...]


def code_article(
    article: Article,
    sentences: Sequence[tuple[Sentence, tuple[Clause, ...]]],
    *,
    mentions: tuple[Mention, ...],
    dates: tuple[DateMention, ...],
    places: tuple[PlaceMention, ...],
    coding: Coding,
    cues: Cues,
    tables: EntityTables,
) -> Coded:
    """Code an article's sentences.

    Args:
        article: The article that all offsets refer to.
        sentences: Each sentence with its clauses, in order.
        mentions: Who is mentioned where.
        dates: Time expressions.
        places: Places.
        coding: Ontology, rules, embedding words and contexts.
        cues: Words of claims.
        tables: Entities, for their kinds and codes.
    """
    scenes = [
        Scene(
            article,
            sentence,
            clauses,
            Sides(sentence, mentions, tables=tables, on=article.published, places=places, text=article.text),
        )
        for sentence, clauses in sentences
    ]
    quotes = find_quotes(article.text)
    speeches: list[Speech] = []
    situations: list[Situation] = []
    events: list[Event] = []
    for scene in scenes:
        found = find_speech(scene, cues=cues, embedding=coding.embedding, quotes=quotes)
        speeches.extend(found)
        situations.extend(find_situations(scene, found, cues=cues))
        coded = code_scene(scene, coding=coding, dates=dates, places=places)
        coded = read_demands(coded, scene=scene, speeches=found, coding=coding)
        coded = imply_actors(coded, scene=scene, speeches=found)
        events.extend(address_replies(coded, scene=scene, before=events))
    claims = build_claims(article, speeches, cues=cues, tables=tables, dates=dates, quotes=quotes)
    readings = {claim.id: claim for claim in claims if claim.speech_act == "interpret"}
    attributed = tuple(_attribute(event, claims) for event in events)
    # What analysts read into events is their opinion, unless it is what they do themselves.
    attributed = tuple(
        event
        for event in attributed
        if event.claim_id not in readings or _is_by_speaker(event, readings[event.claim_id])
    )
    merged = merge_events(threaten_own_plans(attributed, ontology=coding.ontology))
    return Coded(merged, tuple(_with_events(claim, merged) for claim in claims), tuple(situations))


def _attribute(event: Event, claims: tuple[Claim, ...]) -> Event:
    """Tie an event to the claim that carries it: the one it makes itself, or the smallest around it."""
    for claim in claims:
        if any(cue.start <= event.trigger.start < cue.end for cue in claim.cue):
            return replace(event, claim_id=claim.id, attribution=claim.attribution)
    around = [
        claim
        for claim in claims
        if any(span.start <= event.trigger.start < span.end for span in claim.content)
    ]
    if not around:
        return event
    claim = min(around, key=lambda found: sum(span.end - span.start for span in found.content))
    return replace(event, claim_id=claim.id, attribution=(*_speaker_voice(claim), *claim.attribution))


def _is_by_speaker(event: Event, claim: Claim) -> bool:
    """Whether whoever speaks tells what they do themselves: "teachers said they would not end the strike"."""
    role = None if claim.speaker is None else claim.speaker.role
    return role is not None and any(
        side.role == role and any(said.start <= side.mention.start < said.end for said in claim.content)
        for side in event.actors
    )


def _speaker_voice(claim: Claim) -> tuple[Voice, ...]:
    speaker = claim.speaker
    if speaker is None:
        return ()
    cue = claim.cue[0].text if claim.cue else None
    basis = "inferred" if speaker.resolved_by == "carried-over" else "explicit"
    source = claim.source[0] if claim.source else None
    return (
        Voice(
            voice=speaker.name,
            entity=speaker.entity,
            country=speaker.country,
            cue=cue,
            basis=basis,
            mention=source,
        ),
    )


def _with_events(claim: Claim, events: tuple[Event, ...]) -> Claim:
    inside = tuple(event.id for event in events if event.claim_id == claim.id)
    return replace(claim, events=inside) if inside else claim
