"""Rows of the entity tables, read and checked table by table; `entity_tables` tells what the columns mean."""

import re
from collections.abc import Container, Sequence
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


def entity_rows(file: TsvFile) -> list[Entity]:
    """Give the rows of `entities.tsv`; what is wrong with them is added to the file's problems."""
    entities = []
    for line, row in file.rows:
        key, kind, name, country, sector, state_media, cow, gw, wikidata, since, until, _ = row
        _refuse(
            file,
            line,
            _KEY.fullmatch(key) is None,
            f"key {key!r} is not made of capitals, digits and hyphens",
        )
        _refuse_unknown(file, line, kind, known=ENTITY_KINDS, column="kind")
        _refuse(file, line, not name, "name is empty")
        _refuse_unknown(file, line, sector, known=SECTORS, column="sector", empty=True)
        _refuse_flag(file, line, state_media, column="state_media")
        for column, number in (("cow", cow), ("gw", gw)):
            _refuse(
                file,
                line,
                bool(number) and not _NUMBER.fullmatch(number),
                f"{column} {number!r} is no number",
            )
        _refuse_wikidata(file, line, wikidata)
        first, after = parse_period(since, until, line=line, problems=file.problems)
        entities.append(
            Entity(
                key,
                kind,
                name,
                country or None,
                sector or None,
                state_media == "yes",
                cow or None,
                gw or None,
                wikidata or None,
                first,
                after,
            )
        )
    countries = {entity.key for entity in entities} | NO_STATE
    for (line, _), entity in zip(file.rows, entities, strict=True):
        _refuse_unknown(file, line, entity.country or "", known=countries, column="country", empty=True)
    _refuse_disorder(file, [(entity.key, entity.since or date.min) for entity in entities])
    _refuse_overlaps(file, entities, [(entity.key,) for entity in entities])
    return entities


def alias_rows(file: TsvFile, *, keys: frozenset[str]) -> list[Alias]:
    """Give the rows of `aliases.tsv`; what is wrong with them is added to the file's problems."""
    aliases = []
    for line, row in file.rows:
        text, key, kind, since, until, _ = row
        _refuse(
            file, line, text != text.strip() or not text or "  " in text, f"alias {text!r} is empty or spaced"
        )
        _refuse(file, line, "’" in text or "‘" in text, f"alias {text!r} has a curly apostrophe")
        _refuse_unknown(file, line, key, known=keys, column="key")
        _refuse_unknown(file, line, kind, known=ALIAS_KINDS, column="kind")
        aliases.append(Alias(text, key, kind, *parse_period(since, until, line=line, problems=file.problems)))
    groups: list[tuple[str, ...]] = [(alias.text, alias.key, alias.kind) for alias in aliases]
    _refuse_disorder(
        file, [(*group, alias.since or date.min) for group, alias in zip(groups, aliases, strict=True)]
    )
    _refuse_overlaps(file, aliases, groups)
    return aliases


def holder_rows(file: TsvFile, *, keys: frozenset[str], offices: frozenset[str]) -> list[Holder]:
    """Give the rows of `holders.tsv`; what is wrong with them is added to the file's problems."""
    holders = []
    countries = keys | NO_STATE
    for line, row in file.rows:
        person, surname, others, country, office, leads, sector, entity, since, until, wikidata, _ = row
        _refuse(file, line, not person or not surname, "person or surname is empty")
        _refuse_unknown(file, line, country, known=countries, column="country")
        _refuse_unknown(file, line, office, known=offices, column="office")
        _refuse_flag(file, line, leads, column="leads")
        _refuse_unknown(file, line, sector, known=SECTORS, column="sector")
        _refuse_unknown(file, line, entity, known=keys, column="entity", empty=True)
        _refuse_wikidata(file, line, wikidata)
        names = tuple(others.split(";")) if others else ()
        _refuse(
            file, line, any(name != name.strip() or not name for name in names), "other_names has empty parts"
        )
        first, after = parse_period(since, until, line=line, problems=file.problems)
        holders.append(
            Holder(
                person,
                surname,
                names,
                country,
                office,
                leads == "yes",
                sector,
                entity or country,
                first,
                after,
                wikidata or None,
            )
        )
    groups: list[tuple[str, ...]] = [(term.country, term.entity, term.office) for term in holders]
    _refuse_disorder(
        file, [(*group, term.since or date.min) for group, term in zip(groups, holders, strict=True)]
    )
    _refuse_overlaps(file, holders, groups)
    _refuse_two_leaders(file, holders)
    return holders


def role_rows(file: TsvFile, *, keys: frozenset[str]) -> list[Role]:
    """Give the rows of `roles.tsv`; what is wrong with them is added to the file's problems."""
    roles = []
    for line, row in file.rows:
        phrase, plural, role, sector, kind, owner, _ = row
        _refuse(
            file,
            line,
            phrase != phrase.strip().lower() or not phrase,
            f"phrase {phrase!r} is not in lower case",
        )
        _refuse(file, line, not role, "role is empty")
        _refuse_unknown(file, line, sector, known=SECTORS, column="sector", empty=True)
        _refuse_unknown(file, line, kind, known=ROLE_TYPES, column="type")
        _refuse_unknown(file, line, owner, known=keys, column="owner_default", empty=True)
        roles.append(Role(phrase, plural or None, role, sector or None, kind, owner or None))
    _refuse_disorder(file, [(role.phrase,) for role in roles])
    for (line, _), (before, here) in zip(file.rows[1:], pairwise(roles), strict=False):
        _refuse(file, line, before.phrase == here.phrase, f"phrase {here.phrase!r} stands twice")
    return roles


def _refuse(file: TsvFile, line: int, is_wrong: bool, problem: str) -> None:  # noqa: FBT001 - a condition
    if is_wrong:
        file.problems.append(f"line {line}: {problem}")


def _refuse_unknown(
    file: TsvFile, line: int, value: str, *, known: Container[str], column: str, empty: bool = False
) -> None:
    if value not in known and not (empty and not value):
        file.problems.append(f"line {line}: unknown {column} {value!r}")


def _refuse_flag(file: TsvFile, line: int, value: str, *, column: str) -> None:
    if value not in ("", "yes"):
        file.problems.append(f"line {line}: {column} is {value!r}, neither 'yes' nor empty")


def _refuse_wikidata(file: TsvFile, line: int, item: str) -> None:
    if item and not _WIKIDATA.fullmatch(item):
        file.problems.append(f"line {line}: wikidata {item!r} is no item such as Q30")


def _refuse_disorder(file: TsvFile, places: list[tuple[str | date, ...]]) -> None:
    """Name each row that stands after its place; a sorted table shows its changes in a diff."""
    for (line, _), (before, place) in zip(file.rows[1:], pairwise(places), strict=False):
        if place < before:
            file.problems.append(f"line {line}: {_name(place)} belongs before {_name(before)}")


def _refuse_overlaps(file: TsvFile, rows: Sequence[Dated], groups: list[tuple[str, ...]]) -> None:
    """Name each row whose dates overlap those of the row before it in its group, or that repeats it."""
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
    return " ".join(str(part) for part in parts if part != date.min)


def _dates(row: Dated) -> str:
    return f"{row.since or ''}..{row.until or ''}"
