"""What the nouns of a phrase say about a part that people play: its sector, its sort, whose it is."""

from collections.abc import Sequence
from dataclasses import replace

from detente.entities.memory import BODY, GROUP, PERSON, STATE, Identity
from detente.entities.pieces import Phrase, Piece
from detente.lexicon.entity_rows import Role

# PLOVER's "unknown" says that no sector is known.
_UNKNOWN_SECTOR = "UNK"


def head_role(phrase: Phrase) -> Role | None:
    """The noun that a phrase is built around."""
    return phrase.roles[-1].role if phrase.roles else None


def sector_of(role: Role) -> str | None:
    """The sector that a noun gives by itself."""
    return None if role.sector == _UNKNOWN_SECTOR else role.sector


def sector_of_part(roles: Sequence[Role], owner: Identity | None) -> str | None:
    """The sector of the noun; spokesmen, leaders and officials have that of whoever they belong to."""
    head = roles[-1]
    own = sector_of(head)
    if head.type == "person" and own in {None, "GOV"}:
        lent = next((sector_of(role) for role in reversed(roles[:-1]) if sector_of(role)), None)
        if lent is None and owner is not None and owner.sort != STATE:
            lent = owner.sector
        own = lent or own
    if own is None and owner is not None:
        is_public = owner.sort == STATE and head.type != "group" and head.role != "member"
        own = owner.sector or ("GOV" if is_public else None)
    return own


def sort_of(role: Role, *, is_plural: bool) -> str:
    """Whether a noun means a person, people or a body."""
    if role.type in {"office", "person"}:
        return GROUP if is_plural else PERSON
    return GROUP if role.type == "group" or is_plural else BODY


def owned(entity: Identity, owners: tuple[Identity, ...]) -> Identity:
    """A body under somebody else's name for one: "Chile's Defense Department" is not the Pentagon."""
    owner = next(iter(owners), None)
    if owner is None or entity.sort != BODY or owner.sort != STATE or owner.country == entity.country:
        return entity
    return replace(entity, entity=owner.entity, country=owner.country, name=None, wikidata=None)


def names_itself(role: Role, piece: Piece, phrase: Phrase) -> bool:
    """Whether the noun only says what the name is: "Yonhap news agency", "state news agency IRNA"."""
    stands_before = bool(phrase.roles) and phrase.roles[-1].start < piece.start
    return stands_before or (role.type in {"body", "group"} and not phrase.roles[-1].is_plural)


def is_compatible(known: Identity, owner: Identity | None, phrase: Phrase) -> bool:
    """Whether a person named before may be meant by a phrase with this owner."""
    if owner is None or known.entity is None or owner.entity is None:
        return True
    return known.entity == owner.entity or known.country == owner.country or bool(phrase.kin)
