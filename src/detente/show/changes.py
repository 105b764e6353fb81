"""What another lexicon makes of an article: events that appear, disappear or change."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from detente.records import Article, Event, Failure
from detente.show.wording import count_text, day_text, dyad_text, quote_text, type_text, visible


@dataclass(frozen=True, slots=True)
class EventChange:
    """An event in the reading without a rule, and what it is with the rule."""

    before: Event | None
    """`None`: it appears."""
    after: Event | None
    """`None`: it disappears."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleChanges:
    """What rules change in one article."""

    article: Article
    changes: tuple[EventChange, ...]
    """In the order of the text."""
    found: int
    """How many events the rules on trial find, changed or not."""
    rivals: tuple[str, ...] = ()
    """Rules that read an event where those on trial come second, one for each such event."""


def print_changes(tried: Iterable[ArticleChanges | Failure], *, console: Console) -> None:
    """Print what changes, article by article as it comes, and at the end how much that is."""
    counts, rivals = Counter[str](), Counter[str]()
    for item in tried:
        counts["articles"] += 1
        if isinstance(item, Failure):
            counts["failures"] += 1
            console.print(Text(f"{item.item_id}: could not be coded: {item.reason}", style="red"))
            continue
        rivals.update(item.rivals)
        counts["found"] += item.found
        counts["touched"] += bool(item.changes)
        counts.update(_kind(change) for change in item.changes)
        if item.changes:
            _print_article(item, console)
    console.print(Text(_closing_text(counts, rivals), style="bold"))


def _kind(change: EventChange) -> str:
    if change.before is None:
        return "new"
    return "gone" if change.after is None else "changed"


def _closing_text(counts: Counter[str], rivals: Counter[str]) -> str:
    told = ", ".join(f"{counts[kind]} {kind}" for kind in _MARKS)
    told += f", in {counts['touched']} of {count_text(counts['articles'], 'article')}"
    told += f"; {count_text(counts['found'], 'event')} found by the rules tried"
    if rivals:
        before = ", ".join(f"{name} ({count})" for name, count in rivals.most_common(_RIVALS_SHOWN))
        told += f"; where they come second, the first is {before}"
    if counts["failures"]:
        told += f"; {count_text(counts['failures'], 'article')} could not be coded"
    return told


_MARKS = {"new": ("+", "green"), "gone": ("-", "red"), "changed": ("~", "yellow")}
_RIVALS_SHOWN = 5


def _print_article(item: ArticleChanges, console: Console) -> None:
    article = item.article
    known = [
        visible(article.headline or article.text[:_BEGINNING].replace("\n", " ")),
        day_text(article.published) if article.published else None,
        article.id,
    ]
    console.print(Text(" · ".join(part for part in known if part), style="bold"))
    for change in item.changes:
        _print_change(change, console)
    console.print()


_BEGINNING = 60
"""So much of the text stands for a headline that is missing."""


def _print_change(change: EventChange, console: Console) -> None:
    mark, style = _MARKS[_kind(change)]
    events = [event for event in (change.before, change.after) if event is not None]
    told = "  becomes  ".join(_event_text(event) for event in events)
    sentence = events[-1].evidence.text.replace("\n", " ")
    console.print(Padding(Text.assemble((f"{mark} ", style), told), (0, 0, 0, 2)))
    console.print(Padding(Text(quote_text(sentence), style="dim"), (0, 0, 0, 6)))


def _event_text(event: Event) -> str:
    return f"{dyad_text(event)}  {type_text(event)}  {event.status} ({event.rule})"
