"""Find a person of the tables by name, title and date."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from detente.entities.memory import PERSON, Identity
from detente.entities.pieces import Piece
from detente.lexicon.entity_rows import Holder, Role, covers
from detente.lexicon.entity_tables import EntityTables


def match_term(
    piece: Piece,
    name: str,
    *,
    tables: EntityTables,
    on: date | None,
    title: Role | None,
    owner: Identity | None,
) -> Holder | None:
    """The term in office that a name refers to.

    A full name finds its bearer even out of office; a surname alone needs an office at the date, or a title.
    """
    terms = piece.holders or _by_outer_names(name, tables)
    if terms:
        fitting = [term for term in terms if owner is None or _speaks_for(term, owner)] or list(terms)
        return _best(fitting, title, on)
    terms = tables.holders_by_surname.get(name, ())
    if owner is not None:
        terms = tuple(term for term in terms if _speaks_for(term, owner))
    if on is None:
        return _only(_titled(terms, title), on) if title is not None else None
    candidates = [term for term in terms if covers(term, on)]
    if title is not None and title.type == "office":
        return _only(_titled(candidates, title), on)
    if piece.label is None and not any(term.leads for term in candidates):
        return None
    return _only(candidates, on)


def current_term(term: Holder, on: date | None) -> bool:
    """Whether the office is held at the date; without a date the latest term counts as held."""
    return on is None or covers(term, on)


def identity_of_term(term: Holder) -> Identity:
    """A person in office."""
    return Identity(
        sort=PERSON,
        entity=term.entity,
        country=term.country,
        sector=term.sector,
        role=term.office,
        name=term.person,
        wikidata=term.wikidata,
    )


def former(person: Identity) -> Identity:
    """The same person out of office."""
    return replace(person, role=f"former {person.role}", sector="ELI")


def _by_outer_names(name: str, tables: EntityTables) -> Sequence[Holder]:
    """Such as "Donald J. Trump" as "Donald Trump"."""
    words = name.split()
    return tables.holders_by_name.get(f"{words[0]} {words[-1]}", ()) if len(words) > 2 else ()


def _speaks_for(term: Holder, owner: Identity) -> bool:
    return term.entity == owner.entity or term.country == owner.country


def _titled(terms: Sequence[Holder], title: Role | None) -> Sequence[Holder]:
    return [term for term in terms if title is None or term.office == title.role] or (
        terms if title is not None and title.role == "leader" else []
    )


def _best(terms: Sequence[Holder], title: Role | None, on: date | None) -> Holder | None:
    """The term that holds at the date, in the title's office, the leading one; else the latest before."""

    def rank(term: Holder) -> tuple[bool, bool, bool, date]:
        is_titled = title is not None and term.office == title.role
        has_begun = on is None or term.since is None or term.since <= on
        return (has_begun and current_term(term, on), is_titled, term.leads, term.since or date.min)

    begun = [term for term in terms if on is None or term.since is None or term.since <= on]
    return max(begun or terms, key=rank)


def _only(terms: Sequence[Holder], on: date | None) -> Holder | None:
    """The best of several terms if one person holds them all, or one leads; else it is open who is meant."""
    leading = [term for term in terms if term.leads] or terms
    if len({term.person for term in leading}) != 1:
        return None
    return _best(leading, None, on)
