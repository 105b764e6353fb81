"""What a reading gives to its user: the article, its events and claims, in every form they can take."""

import json
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any, Self

from detente.errors import UsageError
from detente.lexicon.ontology import Ontology
from detente.parse import write_conllu
from detente.records import Article, Claim, CodedArticle, Event, Situation
from detente.show import count_text, event_counts_text, event_to_json, to_full_json, to_html, to_json
from detente.store import arrow_table, data_frame


class EventList(tuple[Event, ...]):  # noqa: SLOT001 - a tuple with slots cannot hold the ontology
    """Events in the order they stand in, as a tuple that can become a table."""

    ontology: Ontology

    def __new__(cls, events: Iterable[Event], *, ontology: Ontology) -> Self:
        """Hold the events; the ontology gives them quads and scores."""
        made = super().__new__(cls, events)
        made.ontology = ontology
        return made

    def __repr__(self) -> str:
        """How many there are."""
        return f"<{event_counts_text(self)}>"

    def to_arrow(self) -> Any:
        """A `pyarrow.Table`, one row an event, with the fields of the record as columns."""
        return arrow_table(self, Event)

    def to_pandas(self) -> Any:
        """A `pandas.DataFrame`, one row an event.

        Raises:
            UsageError: If pandas is not installed.
        """
        return data_frame(self, Event)

    def to_json(self) -> str:
        """A JSON list in the interchange form."""
        found = [event_to_json(event, ontology=self.ontology) for event in self]
        return json.dumps(found, ensure_ascii=False, indent=1)


class Record:
    """One article as it was read."""

    def __init__(self, coded: CodedArticle, *, ontology: Ontology) -> None:
        """Hold what the pipeline made of an article."""
        self.coded = coded
        self.ontology = ontology

    @property
    def article(self) -> Article:
        """The clean article, with what was left out of it."""
        return self.coded.article

    @property
    def events(self) -> EventList:
        """Who did what to whom, in text order."""
        return EventList(self.coded.events, ontology=self.ontology)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Who said what, in text order."""
        return self.coded.claims

    @property
    def situations(self) -> tuple[Situation, ...]:
        """How things stand, as somebody assesses it."""
        return self.coded.situations

    def to_dict(self, *, everything: bool = False) -> dict[str, Any]:
        """The record as plain dictionaries and lists.

        Args:
            everything: Add sentences, mentions, dates, places and the parse.
        """
        if not everything:
            return to_json(self.coded, ontology=self.ontology)
        article = self.coded.article
        conllu = write_conllu(article.text, self.coded.sentences, doc_id=article.id)
        return to_full_json(self.coded, ontology=self.ontology, conllu=conllu)

    def to_json(self, *, everything: bool = False, indent: int | None = 1) -> str:
        """The record as JSON; on one line with `indent=None`."""
        return json.dumps(self.to_dict(everything=everything), ensure_ascii=False, indent=indent)

    def to_html(self) -> str:
        """A page of its own: the text with its evidence underlined, and a card per event and claim."""
        return to_html(self.coded, ontology=self.ontology)

    def save_html(self, path: Path | str) -> None:
        """Write the page to a file.

        Raises:
            UsageError: If the file cannot be written.
        """
        try:
            Path(path).write_text(self.to_html(), encoding="utf-8")
        except OSError as error:
            raise UsageError(error.strerror or "cannot be written", where=str(path)) from error

    def __repr__(self) -> str:
        """Headline and counts."""
        headline = self.article.headline or self.article.text[:60]
        claims = count_text(len(self.claims), "claim")
        return f"<Record {headline!r}: {event_counts_text(self.events)}, {claims}>"

    def _repr_html_(self) -> str:
        """The page in a frame, so that its style and a notebook's do not meet."""
        page = escape(self.to_html(), quote=True)
        return f'<iframe srcdoc="{page}" title="article" style="width:100%;height:40em;border:0"></iframe>'
