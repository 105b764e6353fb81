"""Somebody saying something."""

from dataclasses import dataclass

from detente.records.events import Voice
from detente.records.mentions import DateRange
from detente.records.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who made a claim."""

    name: str
    entity: str | None
    country: str | None
    role: str | None
    named: bool
    resolved_by: str
    """`name`, `pronoun`, `title`, `metonym` or `carried-over`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a claim hangs on."""

    kind: str
    """`if`, `unless`, `only-if`, `depends`, `until`, `as-long-as` or `on-condition`."""
    text: str
    consequent: str
    responsible: str | None
    """Entity key of the state or organisation that can meet it."""
    span: Span


@dataclass(frozen=True, slots=True)
class Demand:
    """What a claim asks of somebody."""

    task: str
    obligor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Somebody saying something."""

    id: str
    article_id: str
    kind: str
    """`direct`, `indirect`, `mixed` or `scare`."""
    speech_act: str
    """`assert`, `accuse`, `demand`, `offer`, `commit`, `threaten`, `predict`, `interpret`, `report` or
    `decline`."""
    speaker: Speaker | None
    attribution: tuple[Voice, ...]
    """The voices between speaker and page, from the nearest to the content outwards; speaker excluded."""
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    condition: Condition | None
    demand: Demand | None
    deadline: DateRange | None
    certainty: str
    """`certain`, `probable`, `possible` or `unknown`."""
    polarity: str
    """`positive` or `negative`."""
    said: DateRange | None
    events: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """How things stand, as somebody assesses it."""

    topic: str
    state: str
    holder: str | None
    text: Span
