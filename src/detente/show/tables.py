"""Lists of events, claims and articles as tables: on a terminal, as CSV, as JSON."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.lexicon.ontology import Ontology
from detente.records import Article, Claim, DateRange, Event, Participant
from detente.show.interchange import article_to_json, claim_to_json, date_range_to_json, event_to_json
from detente.show.wording import dyad_text, type_text, visible

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list ready to be written in any form."""

    title: str
    """What is listed, with its count: "6 events (7 reports)"."""
    columns: tuple[str, ...]
    """Heads of the terminal's columns; the last one takes what room is left."""
    rows: Sequence[tuple[str, ...]]
    """The terminal's cells."""
    records: Sequence[Mapping[str, Any]]
    """The same as JSON."""
    flat_columns: tuple[str, ...]
    """Heads of the CSV's columns."""
    flat_rows: Sequence[Mapping[str, Cell]]
    """The same as CSV."""
    is_cut: bool = False
    """There is more than the limit let through."""


def list_events(events: Sequence[Event], *, ontology: Ontology, title: str, is_cut: bool = False) -> Listing:
    """Events with day, dyad, type, status and sentence."""
    return Listing(
        title=title,
        columns=("event", "day", "who → whom", "what", "status", "sentence"),
        rows=[_event_cells(event) for event in events],
        records=[event_to_json(event, ontology=ontology) | {"article": event.article_id} for event in events],
        flat_columns=EVENT_COLUMNS,
        flat_rows=[flat_event(event, ontology=ontology) for event in events],
        is_cut=is_cut,
    )


def list_claims(claims: Sequence[Claim], *, title: str, is_cut: bool = False) -> Listing:
    """Claims with day, speech act, speaker with chain, deadline and words."""
    return Listing(
        title=title,
        columns=("claim", "said", "act", "on whose word", "by when", "what"),
        rows=[_claim_cells(claim) for claim in claims],
        records=[claim_to_json(claim) | {"article": claim.article_id} for claim in claims],
        flat_columns=CLAIM_COLUMNS,
        flat_rows=[flat_claim(claim) for claim in claims],
        is_cut=is_cut,
    )


def list_articles(articles: Sequence[Article], *, title: str, is_cut: bool = False) -> Listing:
    """Articles with day of publication, publisher and headline."""
    return Listing(
        title=title,
        columns=("article", "published", "publisher", "headline"),
        rows=[_article_cells(article) for article in articles],
        records=[article_to_json(article) for article in articles],
        flat_columns=ARTICLE_COLUMNS,
        flat_rows=[flat_article(article) for article in articles],
        is_cut=is_cut,
    )


def print_table(listing: Listing, *, console: Console) -> None:
    """Print a table with its title below; say so when the limit cut it off."""
    table = Table(box=None, pad_edge=False, header_style="dim", expand=True)
    for number, column in enumerate(listing.columns[:-1]):
        width = min(max([len(column), *(len(row[number]) for row in listing.rows)]), _WIDEST_COLUMN)
        table.add_column(column, no_wrap=True, overflow="ellipsis", width=width)
    table.add_column(listing.columns[-1], no_wrap=True, overflow="ellipsis", ratio=1)
    for row in listing.rows:
        table.add_row(*(Text(cell) for cell in row))
    if listing.rows:
        console.print(table)
    more = "; there are more: raise --limit to see them" if listing.is_cut else ""
    console.print(Text(listing.title + more, style="bold"))


def write_csv(listing: Listing, file: TextIO) -> None:
    """Write a comma-separated table whose text cells no spreadsheet takes for a formula.

    A text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe before it.
    """
    # All text is quoted: left to itself, the writer leaves a carriage return inside a cell unquoted.
    writer = csv.DictWriter(file, listing.flat_columns, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writeheader()
    for row in listing.flat_rows:
        writer.writerow({column: neutral_cell(row[column]) for column in listing.flat_columns})


def write_json(listing: Listing, file: TextIO) -> None:
    """Write all records as one JSON list."""
    file.write(json.dumps(list(listing.records), ensure_ascii=False, indent=1) + "\n")


def write_json_lines(listing: Listing, file: TextIO) -> None:
    """Write one record a line."""
    file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in listing.records)


def neutral_cell(cell: Cell) -> Cell:
    """The cell, with an apostrophe before a text that a spreadsheet would run."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell


def flat_event(event: Event, *, ontology: Ontology) -> dict[str, Cell]:
    """An event in one row; several values of a cell are separated by semicolons."""
    place = event.place
    row: dict[str, Cell] = {
        "id": event.id,
        "article": event.article_id,
        **_days("occurred", event.occurred),
        "event_type": event.event_type,
        "mode": event.mode,
        "quad": ontology.quad(event.event_type),
        "score": ontology.score(event.event_type, event.mode),
        "cameo": event.cameo,
        "status": event.status,
        **_side("actor", event.actors),
        **_side("recipient", event.recipients),
        "contexts": ";".join(event.contexts),
        "place": place.name if place else None,
        "place_country": place.country if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "geonames": place.geonames if place else None,
        "place_precision": place.precision if place else None,
        "attribution": ";".join(voice.voice for voice in event.attribution),
        "claim": event.claim_id,
        "trigger": event.trigger.text,
        "evidence": event.evidence.text,
        "rule": event.rule,
        "confidence": event.confidence,
        "reports": event.reports,
    }
    return row


def flat_claim(claim: Claim) -> dict[str, Cell]:
    """A claim in one row; several values of a cell are separated by semicolons."""
    speaker, condition, demand = claim.speaker, claim.condition, claim.demand
    return {
        "id": claim.id,
        "article": claim.article_id,
        **_days("said", claim.said),
        "kind": claim.kind,
        "speech_act": claim.speech_act,
        "speaker": speaker.name if speaker else None,
        "speaker_entity": speaker.entity if speaker else None,
        "speaker_country": speaker.country if speaker else None,
        "speaker_role": speaker.role if speaker else None,
        "attribution": ";".join(voice.voice for voice in claim.attribution),
        "content": " … ".join(span.text for span in claim.content),
        "condition_kind": condition.kind if condition else None,
        "condition": condition.text if condition else None,
        "responsible": condition.responsible if condition else None,
        "demand": demand.task if demand else None,
        "obligor": demand.obligor if demand else None,
        **_days("deadline", claim.deadline),
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "events": ";".join(claim.events),
    }


def flat_article(article: Article) -> dict[str, Cell]:
    """An article in one row, without its text."""
    return {
        "id": article.id,
        "url": article.url,
        "publisher": article.publisher,
        "headline": article.headline,
        "byline": article.byline,
        "language": article.language,
        "published": article.published.isoformat() if article.published else None,
        "published_basis": article.published_basis,
        "characters": len(article.text),
    }


EVENT_COLUMNS = (
    "id", "article", "occurred_start", "occurred_end", "event_type", "mode", "quad", "score", "cameo",
    "status", "actor", "actor_country", "actor_cow", "actor_name", "actor_role", "actor_sector",
    "recipient", "recipient_country", "recipient_cow", "recipient_name", "recipient_role", "recipient_sector",
    "contexts", "place", "place_country", "latitude", "longitude", "geonames", "place_precision",
    "attribution", "claim", "trigger", "evidence", "rule", "confidence", "reports",
)  # fmt: skip
CLAIM_COLUMNS = (
    "id", "article", "said_start", "said_end", "kind", "speech_act", "speaker", "speaker_entity",
    "speaker_country", "speaker_role", "attribution", "content", "condition_kind", "condition", "responsible",
    "demand", "obligor", "deadline_start", "deadline_end", "certainty", "polarity", "events",
)  # fmt: skip
ARTICLE_COLUMNS = (
    "id", "url", "publisher", "headline", "byline", "language", "published", "published_basis", "characters",
)  # fmt: skip
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_WIDEST_COLUMN = 22
"""A longer cell is cut, so that 80 columns leave room for the sentence."""
_SHORT_ID = 8
"""Characters of an id that a person can type; commands take any unique beginning."""


def _event_cells(event: Event) -> tuple[str, ...]:
    day = event.occurred.start.isoformat() if event.occurred else ""
    sentence = " ".join(visible(event.evidence.text).split())
    return event.id[:_SHORT_ID], day, dyad_text(event), type_text(event), event.status, sentence


def _claim_cells(claim: Claim) -> tuple[str, ...]:
    said = claim.said.start.isoformat() if claim.said else ""
    deadline = (date_range_to_json(claim.deadline) or {}).get("end", "")
    words = " ".join(visible(" … ".join(span.text for span in claim.content)).split())
    name = claim.speaker.name if claim.speaker else "somebody"
    voices = visible(" › ".join([name, *(voice.voice for voice in claim.attribution)]))
    return claim.id[:_SHORT_ID], said, claim.speech_act, voices, deadline, words


def _article_cells(article: Article) -> tuple[str, ...]:
    day = article.published.isoformat() if isinstance(article.published, date) else ""
    headline = visible(article.headline or article.text[:80]).replace("\n", " ")
    return article.id, day, visible(article.publisher or ""), headline


def _days(name: str, days: DateRange | None) -> dict[str, Cell]:
    found = date_range_to_json(days) or {"start": None, "end": None}
    return {f"{name}_start": found["start"], f"{name}_end": found["end"]}


def _side(name: str, participants: Sequence[Participant]) -> dict[str, Cell]:
    return {
        name: _joined(side.entity or side.mention.text for side in participants),
        f"{name}_country": _joined(side.country for side in participants),
        f"{name}_cow": _joined(side.cow for side in participants),
        f"{name}_name": _joined(side.name for side in participants),
        f"{name}_role": _joined(side.role for side in participants),
        f"{name}_sector": _joined(side.sector for side in participants),
    }


def _joined(values: Iterable[str | None]) -> str:
    return ";".join(value or "" for value in values)
