"""Rows of the entity tables, read and checked table by table; `entity_tables` tells what the columns mean."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Protocol

from detente.lexicon.tsv import TsvFile, parse_period

SECTORS = frozenset({
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL",
    "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
})  # fmt: skip
ENTITY_KINDS = frozenset({
    "state", "territory", "organisation", "agency", "media", "armed-group", "company", "region", "movement",
})  # fmt: skip
ALIAS_KINDS = frozenset({
    "name", "adjective", "demonym-plural", "capital", "seat", "abbreviation", "government", "historical",
    "person-group",
})  # fmt: skip
ROLE_TYPES = frozenset({"office", "person", "group", "body"})
NO_STATE = frozenset({"IGO", "NGO", "IMG", "ISM", "MNC"})
"""PLOVER's countries for actors that belong to no state."""

ENTITY_COLUMNS = (
    "key", "kind", "name", "country", "sector", "state_media", "cow", "gw", "wikidata", "from", "until",
    "cite",
)  # fmt: skip
ALIAS_COLUMNS = ("alias", "key", "kind", "from", "until", "cite")
HOLDER_COLUMNS = (
    "person", "surname", "other_names", "country", "office", "leads", "sector", "entity", "from", "until",
    "wikidata", "cite",
)  # fmt: skip
ROLE_COLUMNS = ("phrase", "plural", "role", "sector", "type", "owner_default", "cite")

_KEY = re.compile(r"[A-Z][A-Z0-9-]{1,31}")
_NUMBER = re.compile(r"[1-9][0-9]*")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")

_UNKNOWN = "is unknown"
_EMPTY = "is empty"
_NO_NAME = "is or has an empty or spaced name, or a curly apostrophe"
_NO_FLAG = "is neither 'yes' nor empty"
_NO_ITEM = "is no item such as Q30"


@dataclass(frozen=True, slots=True)
class Entity:
    """A state, organisation or group, as it is during one period."""

    key: str
    kind: str
    name: str
    country: str | None
    """Country it belongs to; `None` for a people or movement of no one country."""
    sector: str | None
    is_state_media: bool
    cow: str | None
    gw: str | None
    wikidata: str | None
    since: date | None
    """First day of the period; `None`: always."""
    until: date | None
    """Day after its last day; `None`: still."""


@dataclass(frozen=True, slots=True)
class Alias:
    """A string that means an entity."""

    text: str
    key: str
    kind: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in an office for one term."""

    person: str
    surname: str
    other_names: tuple[str, ...]
    country: str
    office: str
    leads: bool
    """Whether "the leader" of the country or organisation means this person during the term."""
    sector: str
    entity: str
    """Key of whom the holder speaks for: the organisation, or else the country."""
    since: date | None
    until: date | None
    wikidata: str | None


@dataclass(frozen=True, slots=True)
class Role:
    """A noun phrase for people or bodies, and what part it says they play."""

    phrase: str
    plural: str | None
    role: str
    sector: str | None
    type: str
    owner: str | None
    """Entity whose it is where the phrase alone says so."""


class Dated(Protocol):
    """What holds for a time."""

    @property
    def since(self) -> date | None:
        """First day."""

    @property
    def until(self) -> date | None:
        """Day after the last."""


def covers(item: Dated, day: date) -> bool:
    """Whether something dated holds on a day."""
    return (item.since is None or item.since <= day) and (item.until is None or day < item.until)


def entity_rows(file: TsvFile, *, keys: frozenset[str] = frozenset()) -> list[Entity]:
    """Give the rows of `entities.tsv`; what is wrong with them is added to the file's problems.

    Args:
        file: The table.
        keys: Keys of entities that stand elsewhere.
    """
    countries = {row[0] for _, row in file.rows} | keys | NO_STATE
    _refuse_values(file, ENTITY_COLUMNS, {
        "key": (lambda key: not _KEY.fullmatch(key), "is not made of capitals, digits and hyphens"),
        "kind": (lambda kind: kind not in ENTITY_KINDS, _UNKNOWN),
        "name": (lambda name: not name, _EMPTY),
        "country": (lambda country: bool(country) and country not in countries, _UNKNOWN),
        "sector": (_is_no_sector, _UNKNOWN),
        "state_media": (_is_no_flag, _NO_FLAG),
        "cow": (_is_no_number, "is no number"),
        "gw": (_is_no_number, "is no number"),
        "wikidata": (_is_no_item, _NO_ITEM),
    })  # fmt: skip
    entities = []
    for line, (key, kind, name, country, sector, state, cow, gw, item, since, until, _) in file.rows:
        first, after = parse_period(since, until, line=line, problems=file.problems)
        entities.append(
            Entity(
                key, kind, name, country or None, sector or None, state == "yes", cow or None, gw or None,
                item or None, first, after,
            )
        )  # fmt: skip
    _refuse_disorder(file, [(entity.key, entity.since or date.min) for entity in entities])
    _refuse_overlaps(file, entities, [(entity.key,) for entity in entities])
    return entities


def alias_rows(file: TsvFile, *, keys: frozenset[str]) -> list[Alias]:
    """Give the rows of `aliases.tsv`; what is wrong with them is added to the file's problems."""
    _refuse_values(file, ALIAS_COLUMNS, {
        "alias": (_is_no_name, "is empty, spaced or has a curly apostrophe"),
        "key": (lambda key: key not in keys, _UNKNOWN),
        "kind": (lambda kind: kind not in ALIAS_KINDS, _UNKNOWN),
    })  # fmt: skip
    aliases = [
        Alias(text, key, kind, *parse_period(since, until, line=line, problems=file.problems))
        for line, (text, key, kind, since, until, _) in file.rows
    ]
    _refuse_disorder(file, [(row.text, row.key, row.kind, row.since or date.min) for row in aliases])
    _refuse_overlaps(file, aliases, [(row.text, row.key, row.kind) for row in aliases])
    return aliases


def holder_rows(
    file: TsvFile, *, keys: frozenset[str], offices: frozenset[str], parts: frozenset[str]
) -> list[Holder]:
    """Give the rows of `holders.tsv`; what is wrong with them is added to the file's problems.

    Args:
        file: The table.
        keys: Keys of entities.
        offices: Roles that one person has at a time.
        parts: Roles that several people may have at a time, such as `spokesperson`.
    """
    countries = keys | NO_STATE
    _refuse_values(file, HOLDER_COLUMNS, {
        "person": (_is_no_name, _NO_NAME),
        "surname": (_is_no_name, _NO_NAME),
        "other_names": (lambda names: bool(names) and any(map(_is_no_name, names.split(";"))), _NO_NAME),
        "country": (lambda country: country not in countries, _UNKNOWN),
        "office": (lambda office: office not in offices and office not in parts, _UNKNOWN),
        "leads": (_is_no_flag, _NO_FLAG),
        "sector": (lambda sector: sector not in SECTORS, _UNKNOWN),
        "entity": (lambda key: bool(key) and key not in keys, _UNKNOWN),
        "wikidata": (_is_no_item, _NO_ITEM),
    })  # fmt: skip
    holders = []
    for line, (
        person,
        surname,
        others,
        country,
        office,
        leads,
        sector,
        key,
        since,
        until,
        item,
        _,
    ) in file.rows:
        first, after = parse_period(since, until, line=line, problems=file.problems)
        names = tuple(others.split(";")) if others else ()
        holders.append(
            Holder(
                person, surname, names, country, office, leads == "yes", sector, key or country, first, after,
                item or None,
            )
        )  # fmt: skip
    _refuse_disorder(
        file, [(term.country, term.entity, term.office, term.since or date.min) for term in holders]
    )
    _refuse_overlaps(
        file,
        holders,
        [
            (term.country, term.entity, term.office, "" if term.office in offices else term.person)
            for term in holders
        ],
    )
    _refuse_two_leaders(file, holders)
    return holders


def role_rows(file: TsvFile, *, keys: frozenset[str]) -> list[Role]:
    """Give the rows of `roles.tsv`; what is wrong with them is added to the file's problems."""
    _refuse_values(file, ROLE_COLUMNS, {
        "phrase": (lambda phrase: _is_no_name(phrase) or phrase != phrase.lower(), "is not in lower case"),
        "role": (lambda role: not role, _EMPTY),
        "sector": (_is_no_sector, _UNKNOWN),
        "type": (lambda kind: kind not in ROLE_TYPES, _UNKNOWN),
        "owner_default": (lambda key: bool(key) and key not in keys, _UNKNOWN),
    })  # fmt: skip
    roles = [
        Role(phrase, plural or None, role, sector or None, kind, owner or None)
        for _, (phrase, plural, role, sector, kind, owner, _) in file.rows
    ]
    phrases = [(role.phrase,) for role in roles]
    _refuse_disorder(file, phrases)
    for (line, _), (before, here) in zip(file.rows[1:], pairwise(phrases), strict=False):
        if before == here:
            file.problems.append(f"line {line}: {_name(here)} stands twice")
    return roles


def _is_no_name(text: str) -> bool:
    return not text or text != text.strip() or "  " in text or "’" in text or "‘" in text


def _is_no_sector(text: str) -> bool:
    return bool(text) and text not in SECTORS


def _is_no_flag(text: str) -> bool:
    return text not in ("", "yes")


def _is_no_number(text: str) -> bool:
    return bool(text) and not _NUMBER.fullmatch(text)


def _is_no_item(text: str) -> bool:
    return bool(text) and not _WIKIDATA.fullmatch(text)


def _refuse_values(
    file: TsvFile, columns: tuple[str, ...], checks: dict[str, tuple[Callable[[str], bool], str]]
) -> None:
    """Name each cell that fails its column's check.

    Works by column, not by row: a column has few different values, and loading must not be felt.
    """
    for column, (is_wrong, why) in checks.items():
        place = columns.index(column)
        wrong = {value for value in {row[place] for _, row in file.rows} if is_wrong(value)}
        if wrong:
            file.problems.extend(
                f"line {line}: {column} {row[place]!r} {why}"
                for line, row in file.rows
                if row[place] in wrong
            )


def _refuse_disorder(file: TsvFile, places: Sequence[tuple[str | date, ...]]) -> None:
    """Name each row that stands after its place; a sorted table shows its changes in a diff."""
    if places == sorted(places):
        return
    for (line, _), (before, place) in zip(file.rows[1:], pairwise(places), strict=False):
        if place < before:
            file.problems.append(f"line {line}: {_name(place)} belongs before {_name(before)}")


def _refuse_overlaps(file: TsvFile, rows: Sequence[Dated], groups: Sequence[tuple[str, ...]]) -> None:
    """Name each row whose dates overlap those of the row before it in its group, or that repeats it."""
    if len(set(groups)) == len(groups):
        return
    last_by_group: dict[tuple[str, ...], Dated] = {}
    for (line, _), row, group in zip(file.rows, rows, groups, strict=True):
        last = last_by_group.get(group)
        last_by_group[group] = row
        if last is None:
            continue
        if (last.since, last.until) == (row.since, row.until):
            file.problems.append(f"line {line}: {_name(group)} stands twice")
        elif last.until is None or row.since is None or row.since < last.until:
            file.problems.append(f"line {line}: {_name(group)} overlaps the dates before it ({_dates(last)})")


def _refuse_two_leaders(file: TsvFile, holders: list[Holder]) -> None:
    leading = sorted(
        ((holder, line) for (line, _), holder in zip(file.rows, holders, strict=True) if holder.leads),
        key=lambda pair: (pair[0].entity, pair[0].since or date.min),
    )
    for (before, _), (holder, line) in pairwise(leading):
        if holder.entity != before.entity or (before.until and holder.since and before.until <= holder.since):
            continue
        file.problems.append(f"line {line}: {holder.person} leads {holder.entity} while {before.person} does")


def _name(parts: tuple[str | date, ...]) -> str:
    return " ".join(dict.fromkeys(str(part) for part in parts if part and part != date.min))


def _dates(row: Dated) -> str:
    return f"{row.since or ''}..{row.until or ''}"
