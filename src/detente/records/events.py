"""Someone doing something to someone."""

from dataclasses import dataclass

from detente.records.mentions import DateRange
from detente.records.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """One side of an event."""

    entity: str | None
    country: str | None
    cow: str | None
    """Correlates of War country code, as text."""
    role: str | None
    sector: str | None
    name: str | None
    wikidata: str | None
    mention: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One hop of a chain of reports."""

    voice: str
    """The name as it is known: `"Korean Central News Agency"`."""
    entity: str | None
    country: str | None
    cue: str | None
    """The words that make it a voice: `"quoting"`."""
    basis: str
    """`explicit` or `inferred`."""
    mention: Span | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event happened."""

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    geonames: str | None
    precision: str


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """The reading that came second."""

    event_type: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Someone doing something to someone, as one clause reports it."""

    id: str
    article_id: str
    event_type: str
    """Key into `ontology.toml`, such as `"ACCUSE"`."""
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    """CAMEO code, as text."""
    actors: tuple[Participant, ...]
    """Who acts. All sides of a reciprocal event, such as a meeting, are actors."""
    recipients: tuple[Participant, ...]
    """Who is acted upon; empty if the act has no addressee, as a rally has none."""
    status: str
    """`asserted`, `planned`, `hypothetical`, `negated` or `historical`."""
    occurred: DateRange | None
    place: Place | None
    attribution: tuple[Voice, ...]
    """From the voice nearest to the content outwards; empty when the publisher says it itself."""
    claim_id: str | None
    trigger: Span
    evidence: Span
    """The sentence that says so."""
    rule: str
    runner_up: RunnerUp | None
    confidence: float
    """Probability that the type is right, as far as it can be told from the sentence."""
    learned: float | None = None
    """What the parser's event head alone gives to this type; `None` where the parser has no such head."""
    reported_in: tuple[Span, ...] = ()
    """Every sentence of this article that reports the event, the evidence included."""

    @property
    def reports(self) -> int:
        """How often this article reports the event."""
        return max(1, len(self.reported_in))
