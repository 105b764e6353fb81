"""Keep records: a SQLite catalog, Parquet segments, and DuckDB to ask.

`open_writer` gives the one who writes, `open_reader` those who ask. `schema.sql` describes what is kept.
"""

from detente.store.answers import Compacted, Correction, Counts, Found, Kept, Reading, Run
from detente.store.arrow import arrow_table, data_frame, from_arrow
from detente.store.filters import ArticleFilter, ClaimFilter, EventFilter
from detente.store.reader import Reader, open_reader
from detente.store.tree_cache import open_tree_cache
from detente.store.writer import Writer, open_writer

__all__ = [
    "ArticleFilter",
    "ClaimFilter",
    "Compacted",
    "Correction",
    "Counts",
    "EventFilter",
    "Found",
    "Kept",
    "Reader",
    "Reading",
    "Run",
    "Writer",
    "arrow_table",
    "data_frame",
    "from_arrow",
    "open_reader",
    "open_tree_cache",
    "open_writer",
]
