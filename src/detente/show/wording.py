"""Events, claims and counts in words: what the screen, the page and the explanation all say the same way."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from detente.lexicon.ontology import Ontology
from detente.records import Claim, CodedArticle, DateRange, Event, Participant, Place, Speaker, Voice

OWN_VOICE = "the article’s own voice"


def visible(text: str) -> str:
    """The text, with every character that could move the cursor or turn the reading direction replaced."""
    return "".join(_visible(character) for character in text)


def dyad_text(event: Event) -> str:
    """Who acts on whom as keys: "NOR → JPN"; all sides of a reciprocal event: "NOR, EUR"."""
    actors = keys_text(event.actors)
    return f"{actors} → {keys_text(event.recipients)}" if event.recipients else actors


def keys_text(participants: Sequence[Participant]) -> str:
    """Entity keys of one side, each once; the words of the text where the entity is not known."""
    keys = (participant.entity or visible(participant.mention.text) for participant in participants)
    return ", ".join(dict.fromkeys(keys)) or "nobody named"


def type_text(event: Event) -> str:
    """Event type and mode: "ACCUSE · allege"."""
    return f"{event.event_type} · {event.mode}" if event.mode else event.event_type


def participant_text(participant: Participant) -> str:
    """A side by name and office: "Kari Lund, foreign minister (NOR)"."""
    name = visible(participant.name or participant.mention.text)
    office = _with_role(name, participant.role if participant.name else None)
    key = participant.entity
    return f"{office} ({key})" if key and key != name else office


def sides_text(event: Event) -> str:
    """Who does it, and to whom where there is somebody, by name and office."""
    actors = " and ".join(participant_text(actor) for actor in event.actors) or "nobody named"
    recipients = " and ".join(participant_text(recipient) for recipient in event.recipients)
    return f"{actors} → {recipients}" if recipients else actors


def speaker_text(speaker: Speaker | None) -> str:
    """The speaker by name and office; how a speaker who is not named was found out."""
    if speaker is None:
        return "somebody not named"
    office = _with_role(visible(speaker.name), speaker.role if speaker.named else None)
    key = speaker.entity or speaker.country
    keyed = f"{office} ({key})" if key and key != speaker.name else office
    return keyed if speaker.named else f"{keyed}, not named"


def quote_text(words: str) -> str:
    """The words in quotation marks, once: those that they have already are not doubled."""
    shown = visible(words)
    if shown[:1] in _QUOTES and shown[-1:] in _QUOTES and len(shown) > 1:
        shown = shown[1:-1]
    return f"“{shown}”"


def score_text(score: float) -> str:
    """A score with its sign: "+2.5", "−3.5", "0.0"."""
    return f"{score:+.1f}".replace("-", "−").replace("+0.0", "0.0")


def chain_text(voices: Sequence[Voice]) -> str:
    """The chain of voices from the content outwards: "NHK (“quoted by”) › Kyodo (“reported”)"."""
    return " › ".join(_voice_text(voice) for voice in voices) or OWN_VOICE


def claim_chain_text(claim: Claim) -> str:
    """The speaker and then everyone who passed the claim on."""
    speaker = speaker_text(claim.speaker)
    return f"{speaker} › {chain_text(claim.attribution)}" if claim.attribution else speaker


def day_text(day: date) -> str:
    """A day in full: "4 March 2025"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def days_text(days: DateRange | None) -> str:
    """A range of days, end included, with the words that say so: "4 March 2025 (“Tuesday”)"."""
    if days is None:
        return "not said"
    last = days.end - timedelta(days=1)
    span = day_text(days.start) if last <= days.start else f"{day_text(days.start)} to {day_text(last)}"
    return f"{span} (“{visible(days.text)}”)" if days.text else span


def place_text(place: Place | None) -> str:
    """A place with its country and how exact it is: "Brussels, BEL (city)"."""
    if place is None:
        return "not said"
    name = visible(place.name)
    return f"{name}, {place.country} ({place.precision})" if place.country else f"{name} ({place.precision})"


def tone(event: Event, *, ontology: Ontology) -> str:
    """The colour family of an event: `cooperation`, `conflict`, `conditional` or `unasserted`.

    Only what the text asserts has a colour of its own; what is denied, planned or long past is grey.
    """
    if event.status == "hypothetical":
        return "conditional"
    if event.status != "asserted":
        return "unasserted"
    return "cooperation" if ontology.quad(event.event_type).endswith("cooperation") else "conflict"


def count_text(number: int, noun: str) -> str:
    """A number with its noun: "1 event", "3 412 events"."""
    # A thin space groups thousands, as SI has it; it never breaks a line.
    return f"{number:,} {noun}{'' if number == 1 else 's'}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def event_counts_text(events: Sequence[Event]) -> str:
    """How many events and reports: "6 events (7 reports)"."""
    reports = sum(event.reports for event in events)
    return f"{count_text(len(events), 'event')} ({count_text(reports, 'report')})"


def counts_text(coded: CodedArticle) -> str:
    """Everything counted: "6 events (7 reports), 2 claims, 1 situation; 3 asserted, 1 hypothetical, …"."""
    parts = [event_counts_text(coded.events), count_text(len(coded.claims), "claim")]
    if coded.situations:
        parts.append(count_text(len(coded.situations), "situation"))
    statuses = Counter(event.status for event in coded.events)
    told = ", ".join(f"{count} {status}" for status, count in statuses.items())
    return ", ".join(parts) + (f"; {told}" if told else "")


def _with_role(name: str, role: str | None) -> str:
    """Name and role, unless the name says it already; where there is no proper name, the words always do."""
    return f"{name}, {role}" if role and role.casefold() not in name.casefold() else name


def _visible(character: str) -> str:
    if character in "\n\t":
        return character
    if unicodedata.category(character) in {"Cc", "Cs"} or character in _BIDI_CONTROLS:
        return "\N{REPLACEMENT CHARACTER}"
    return character


_QUOTES = ("“", "”", '"')
# Embeddings, overrides and isolates can show a sentence in another order than it is stored in.
_BIDI_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _voice_text(voice: Voice) -> str:
    name = visible(voice.voice)
    notes = [f"“{visible(voice.cue)}”"] if voice.cue else []
    if voice.basis == "inferred":
        notes.append("inferred")
    return f"{name} ({', '.join(notes)})" if notes else name
