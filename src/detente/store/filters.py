"""What readers can ask for; a field left `None` asks for nothing."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events.

    An event's day is the start of `occurred`, or the article's publication date where that is unknown;
    events with neither pass no `since` or `until`.
    """

    actor: str | None = None
    """Entity key or country of at least one actor."""
    recipient: str | None = None
    """Entity key or country of at least one recipient. Sides of an event that has several actors and no
    recipient, such as a meeting, are each other's recipients."""
    event_type: str | None = None
    mode: str | None = None
    status: str | None = None
    since: date | None = None
    """First day."""
    until: date | None = None
    """Day after the last one."""
    article_id: str | None = None
    limit: int | None = None
    """At most this many, the earliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Which claims.

    A claim's day is the start of `said`, or the article's publication date where that is unknown;
    claims with neither pass no `since` or `until`.
    """

    speaker: str | None = None
    """The speaker's entity key, country, or any whole words of the name, in upper or lower case."""
    speech_act: str | None = None
    since: date | None = None
    """First day."""
    until: date | None = None
    """Day after the last one."""
    has_condition: bool | None = None
    has_deadline: bool | None = None
    article_id: str | None = None
    limit: int | None = None
    """At most this many, the earliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFilter:
    """Which articles; those without a publication date pass no `since` or `until`."""

    publisher: str | None = None
    since: date | None = None
    """First day of publication."""
    until: date | None = None
    """Day after the last one."""
    text: str | None = None
    """Words that headline or text contain, all of them."""
    limit: int | None = None
    """At most this many, the earliest first."""
