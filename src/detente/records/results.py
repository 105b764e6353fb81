"""What comes out: a coded article, its origin, and failures."""

from dataclasses import dataclass

from detente.records.claims import Claim, Situation
from detente.records.events import Event
from detente.records.mentions import DateMention, Mention, PlaceMention
from detente.records.text import Article
from detente.records.trees import Sentence


@dataclass(frozen=True, slots=True)
class Failure:
    """Why one item of a batch has no record."""

    stage: str
    item_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What made a reading: the versions that a later run is compared with."""

    detente: str
    lexicon: str
    """Hash of the lexicon's files."""
    parser: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedArticle:
    """An article with everything that was read out of it."""

    article: Article
    origin: Origin
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    situations: tuple[Situation, ...]
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
