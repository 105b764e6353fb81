"""Follow the chain of voices from whoever said it to the page that says so."""

from collections.abc import Iterator, Sequence

from detente.events.speech import Speech
from detente.lexicon.cues import Cues
from detente.lexicon.entity_tables import EntityTables
from detente.records import Argument, Clause, Mention, Span, Voice

_RELAY_KINDS = {"agency", "media"}
# A report whose content is this much another claim hands it on and adds nothing.
_RELAY_SHARE = 0.6


def voice_of(speech: Speech) -> Mention | None:
    """The mention that speaks; the first of several."""
    if speech.speaker is None:
        return None
    for token in speech.speaker.heads:
        for mention in speech.scene.sides.mentions_at(token):
            return mention
    found = speech.scene.sides.of_argument(speech.speaker, allow_place=True)
    return found[0] if found and speech.speaker.lemma in _OWNED_VOICES else None


# "Washington's statement said": the paper speaks for whoever owns it.
_OWNED_VOICES = {
    "statement",
    "report",
    "communique",
    "communiqué",
    "document",
    "letter",
    "note",
    "website",
    "tweet",
}


def is_relay(speech: Speech, speeches: Sequence[Speech]) -> bool:
    """Whether a speech only hands on another one that it contains."""
    if speech.act not in {"report", "assert"} or not speech.content:
        return False
    length = sum(span.end - span.start for span in speech.content)
    return any(
        other is not speech
        and other.scene is speech.scene
        and speech.covers(other.cue.start)
        and not other.covers(speech.cue.start)
        and _extent(other) / length >= _RELAY_SHARE
        for other in speeches
    )


def chain_of_voices(
    speech: Speech, speeches: Sequence[Speech], *, cues: Cues, tables: EntityTables
) -> tuple[Voice, ...]:
    """The voices between a speaker and the page, nearest to the content first, speaker excluded."""
    chain = list(_quoted_hops(speech, cues, tables))
    around = [other for other in speeches if other is not speech and _hands_on(other, speech)]
    for other in sorted(around, key=_extent):
        chain.extend(_quoted_hops(other, cues, tables))
        mention = voice_of(other)
        if mention is not None:
            chain.append(_voice(mention, other.cue, tables))
    own = voice_of(speech)
    return tuple(_distinct(chain, own))


def _hands_on(other: Speech, speech: Speech) -> bool:
    """Whether one speech contains the other: by its content, across sentences for long quotations."""
    return other.covers(speech.cue.start) and not speech.covers(other.cue.start)


def _extent(speech: Speech) -> int:
    spans = [*speech.content, speech.cue]
    if speech.speaker is not None:
        spans.append(Span(speech.speaker.start, speech.speaker.end, ""))
    return max(span.end for span in spans) - min(span.start for span in spans)


def _quoted_hops(speech: Speech, cues: Cues, tables: EntityTables) -> Iterator[Voice]:
    """Voices that a report names as its own source: "…, quoting KCNA", "was quoted as saying by KCNA"."""
    scene = speech.scene
    for clause in scene.clauses:
        if clause is speech.clause or clause.kind != "verb" or clause.lemma not in cues.agency_verbs:
            continue
        below = _follows(clause, speech) or (
            clause.parent is not None and scene.clauses[clause.parent] is speech.clause
        )
        above = (
            speech.clause.parent is not None
            and scene.clauses[speech.clause.parent] is clause
            and clause.passive
        )
        if not (below or above) or speech.covers(clause.start):
            continue
        argument = clause.argument("object") if below and not clause.passive else clause.argument("subject")
        yield from _hop(speech, argument, scene.span(clause.start, clause.end), tables)
    yield from _agent_hop(speech, tables)


def _follows(clause: Clause, speech: Speech) -> bool:
    """Whether ", quoting KCNA" comes after the report, on whatever word the parser hung it."""
    is_tail = clause.tense is None and clause.marker is None and not clause.passive
    return is_tail and clause.start > speech.clause.end and not speech.covers(clause.start)


def _agent_hop(speech: Speech, tables: EntityTables) -> Iterator[Voice]:
    """The voice in "was quoted as saying by the KCNA", where the by-phrase hangs on the saying."""
    # Some parsers take the agency for the object of the saying.
    agent = speech.clause.argument("oblique:by") or speech.clause.argument("object")
    if agent is not None and _is_under_quote(speech.clause, speech.scene.clauses):
        yield from _hop(speech, agent, speech.cue, tables)


def _is_under_quote(clause: Clause, clauses: tuple[Clause, ...]) -> bool:
    return clause.parent is not None and clauses[clause.parent].lemma in {"quote", "cite"}


def _hop(speech: Speech, argument: Argument | None, cue: Span, tables: EntityTables) -> Iterator[Voice]:
    if argument is None:
        return
    for token in argument.heads:
        for mention in speech.scene.sides.mentions_at(token):
            yield _voice(mention, cue, tables)
            return


def _voice(mention: Mention, cue: Span, tables: EntityTables) -> Voice:
    entity = tables.entity_by_key.get(mention.entity) if mention.entity else None
    is_medium = entity is not None and entity.kind in _RELAY_KINDS
    name = mention.name or (entity.name if entity is not None and is_medium else None) or mention.text
    return Voice(
        voice=name,
        entity=mention.entity,
        country=mention.country,
        cue=cue.text,
        basis="explicit",
        mention=Span(mention.start, mention.end, mention.text),
    )


def _distinct(chain: list[Voice], own: Mention | None) -> Iterator[Voice]:
    seen = {(own.entity, own.name or own.text)} if own is not None else set()
    for voice in chain:
        key = (voice.entity, voice.voice)
        if key not in seen:
            seen.add(key)
            yield voice
