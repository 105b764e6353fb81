"""Say when and where in terms of the world: dates and places."""

from detente.resolve.dates import dates_within, find_dates, publication_range
from detente.resolve.places import find_places

__all__ = ["dates_within", "find_dates", "find_places", "publication_range"]
