"""Training sentences: the form that every corpus is brought into."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a tree."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    """1-based; 0 is the root."""
    deprel: str


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with a tree, with names, or with both."""

    forms: tuple[str, ...]
    words: tuple[Word, ...] | None
    names: tuple[str, ...] | None
    """One BIO tag per form."""
    events: tuple[str | None, ...] | None = None
    """Per form the PLOVER type of the act it carries, `"O"` for none, `None` where nobody said."""
