"""Code clauses into events and claims."""

from detente.events.article import code_article
from detente.events.code import Coding
from detente.events.gate import Gate
from detente.events.quotes import find_quotes

__all__ = ["Coding", "Gate", "code_article", "find_quotes"]
