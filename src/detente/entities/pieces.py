"""What a sentence is made of for the finders of mentions: pieces with a meaning, and phrases of pieces."""

from dataclasses import dataclass

from detente.lexicon.entity_rows import Alias, Holder, Role

STATE_KINDS = frozenset(("state", "territory", "region"))
"""Kinds of entities that lie on the map: their names may mean a place."""
PAIR_NOUNS = frozenset(
    """
    country nation side neighbour neighbor party ally capital government state power rival leader man
    """.split()
)
"""Nouns by which a text speaks of two that it has named together: "the two countries", "both sides"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a sentence that the tables, or the parser, give a meaning."""

    first: int
    """Index of its first token."""
    last: int
    """Index after its last token."""
    start: int
    """Code points; a piece may be part of a token ("US" in "US-led")."""
    end: int
    sort: str
    """`entity`, `person`, `role`, `kin`, `name` (an organisation in no table) or `place` (no actor)."""
    aliases: tuple[Alias, ...] = ()
    """Readings of an entity; for `name`, entities named inside it."""
    holders: tuple[Holder, ...] = ()
    """Terms in office of a person named in full."""
    role: Role | None = None
    """For `name`, the noun inside that says what sort of body it is."""
    is_plural: bool = False
    label: str | None = None
    """What the parser takes a `person` for; `None` where only capitals hint at a name."""

    @property
    def is_adjective(self) -> bool:
        """Whether an entity's alias is an adjective: "Iranian"."""
        return any(alias.kind == "adjective" for alias in self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase around a name, a noun for a part people play, or both."""

    first: int
    """Index of its first token."""
    last: int
    """Index after its last token."""
    start: int
    """Code points; a phrase may start or end inside a token ("US" in "US-led")."""
    end: int
    owners: tuple[Piece, ...] = ()
    """Entities it belongs to: "Russian and Chinese" in "Russian and Chinese officials"."""
    owner_phrase: "Phrase | None" = None
    """The person or body it belongs to: "Putin" in "Putin's spokesman"."""
    owner_word: int | None = None
    """A possessive pronoun it belongs to."""
    roles: tuple[Piece, ...] = ()
    """Nouns for the part played, the head last."""
    entity: Piece | None = None
    """The entity or unlisted organisation that it names."""
    person: Piece | None = None
    kin: Piece | None = None
    place: Piece | None = None
    """Where they are: "Cairo" in "protesters in Cairo"."""
    past: str | None = None
    """The word that says the office is over: `former`, `then`, …"""
    deputy: str | None = None
    """`deputy`, `vice`, …"""
    determiner: str = ""
    is_pair: bool = False
    """It speaks of two: "the two leaders", "both sides"."""
    is_capped: bool = False
    """A hyphen joins it to a participle that takes it out of the noun phrase: "US" in "US-backed"."""
    appositive: int | None = None
    """Index of the phrase that says the same about the same, across a comma."""

    @property
    def is_plural(self) -> bool:
        """Whether it speaks of more than one."""
        return self.is_pair or bool(self.roles and self.roles[-1].is_plural)
