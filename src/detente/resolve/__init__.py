"""Say when and where in terms of the world: dates and places."""

from detente.resolve.dates import dates_within, find_dates, publication_range

__all__ = ["dates_within", "find_dates", "publication_range"]
