"""Who, when and where, as the text names them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of text that means an actor or a place.

    A phrase that means two entities ("the two leaders") gives two mentions with the same span.
    """

    start: int
    end: int
    text: str
    entity: str | None
    """Key of the entity: ISO 3166-1 alpha-3 for states, own keys for others; `None` for a role noun whose
    owner is unknown ("protesters")."""
    country: str | None
    """ISO 3166-1 alpha-3, or `UNO`, `EUR`, … for organisations of states."""
    sector: str | None
    """PLOVER sector, such as `"GOV"`."""
    role: str | None
    """What office or part the mention plays, such as `"head of state"`."""
    name: str | None
    """Full name of the person or organisation meant."""
    wikidata: str | None = None
    kind: str = "name"
    """`name`, `title`, `pronoun`, `description` or `metonym`."""
    reading: str = "actor"
    """`actor` or `place`: Washington decided; in Washington."""


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days from `start` up to, not including, `end`."""

    start: date
    end: date
    text: str
    """The words that say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A time expression, after TIMEX3."""

    start: int
    end: int
    text: str
    timex: str
    """`DATE`, `TIME`, `DURATION` or `SET`."""
    value: str | None
    """TIMEX3 value, such as `"2019-04-25"`, `"2019-02"`, `"P2W"`; `None` when there is no anchor date."""
    mod: str | None = None
    """TIMEX3 modifier, such as `"START"`, `"END"`, `"APPROX"`."""
    days: DateRange | None = None
    """The days it covers, where it has a place on the calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A stretch of text that means a place on the map."""

    start: int
    end: int
    text: str
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    geonames: str | None
    precision: str
    """`city`, `region` or `country`."""
