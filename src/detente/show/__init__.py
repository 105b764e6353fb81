"""Records shown: as JSON, on a page, on a screen, as tables."""

from detente.show.changes import ArticleChanges, EventChange, print_changes
from detente.show.explain import Explanation, print_explanation
from detente.show.interchange import article_to_json, claim_to_json, event_to_json, to_full_json, to_json
from detente.show.page import to_html
from detente.show.reading import from_json
from detente.show.tables import (
    Listing,
    list_articles,
    list_claims,
    list_events,
    print_table,
    write_csv,
    write_json,
    write_json_lines,
)
from detente.show.terminal import print_record
from detente.show.wording import count_text, event_counts_text

__all__ = [
    "ArticleChanges",
    "EventChange",
    "Explanation",
    "Listing",
    "article_to_json",
    "claim_to_json",
    "count_text",
    "event_counts_text",
    "event_to_json",
    "from_json",
    "list_articles",
    "list_claims",
    "list_events",
    "print_changes",
    "print_explanation",
    "print_record",
    "print_table",
    "to_full_json",
    "to_html",
    "to_json",
    "write_csv",
    "write_json",
    "write_json_lines",
]
