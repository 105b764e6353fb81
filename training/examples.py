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
class ActSides:
    """Which words of a sentence name the sides of an act. Whoever else is named is none of them."""

    act: tuple[int, ...]
    """The words that carry it, from 0."""
    actors: tuple[int, ...]
    recipients: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with a tree, names, acts, or several of these."""

    forms: tuple[str, ...]
    words: tuple[Word, ...] | None
    names: tuple[str, ...] | None
    """One BIO tag per form."""
    events: tuple[str | None, ...] | None = None
    """Per form the PLOVER type of the act it carries, `"O"` for none, `None` where nobody said."""
    sides: tuple[ActSides, ...] = ()
    """Of acts whose sides are marked."""
