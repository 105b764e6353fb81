"""Find who is mentioned and which entity each mention means."""

from detente.entities.find import find_mentions

__all__ = ["find_mentions"]
