"""The rows of the four entity tables, and what a user's tables change in them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from detente.lexicon.entity_rows import (
    ALIAS_COLUMNS,
    ENTITY_COLUMNS,
    HOLDER_COLUMNS,
    ROLE_COLUMNS,
    Alias,
    Entity,
    Holder,
    Role,
    alias_rows,
    entity_rows,
    holder_rows,
    role_rows,
)
from detente.lexicon.overlay import Change
from detente.lexicon.toml import refuse_problems
from detente.lexicon.tsv import TsvFile, read_tsv

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class EntityRows:
    """All rows of the four tables, each in its table's order."""

    entities: list[Entity]
    aliases: list[Alias]
    roles: list[Role]
    holders: list[Holder]
    changes: tuple[Change, ...] = ()
    """What was laid over the shipped rows, table by table."""

    @property
    def keys(self) -> frozenset[str]:
        """Keys of all entities."""
        return frozenset(entity.key for entity in self.entities)

    def roles_of(self, kind: str) -> frozenset[str]:
        """What roles there are of a type."""
        return frozenset(role.role for role in self.roles if role.type == kind)


def read_rows(folder: Path) -> EntityRows:
    """Read and check the four tables of a language's folder.

    Raises:
        LexiconError: If a table is missing or malformed; names all problems of a table, by line.
    """
    entities = _checked(read_tsv(folder / "entities.tsv", ENTITY_COLUMNS), entity_rows)
    keys = frozenset(entity.key for entity in entities)
    aliases = _checked(
        read_tsv(folder / "aliases.tsv", ALIAS_COLUMNS), lambda file: alias_rows(file, keys=keys)
    )
    roles = _checked(read_tsv(folder / "roles.tsv", ROLE_COLUMNS), lambda file: role_rows(file, keys=keys))
    rows = EntityRows(entities, aliases, roles, [])
    holders = _checked(
        read_tsv(folder / "holders.tsv", HOLDER_COLUMNS), lambda file: _holders(file, rows, rows)
    )
    return EntityRows(entities, aliases, roles, holders)


def lay_over(shipped: EntityRows, folder: Path) -> EntityRows:
    """Lay a user's tables over the shipped rows.

    A row replaces the shipped ones with its key: in `entities.tsv` the key, in `aliases.tsv` alias and key,
    in `roles.tsv` the phrase, in `holders.tsv` country, entity, office and first day. The user's rows may
    stand in any order, and a table may be missing.

    Raises:
        LexiconError: If a table is malformed or contradicts the shipped rows; names all problems, by line.
    """
    file = _own(folder / "entities.tsv", ENTITY_COLUMNS, ("key", "from"))
    entities, of_entities = _laid(
        file, shipped.entities, lambda file: entity_rows(file, keys=shipped.keys), key=_entity_key
    )
    keys = frozenset(entity.key for entity in entities)
    file = _own(folder / "aliases.tsv", ALIAS_COLUMNS, ("alias", "key", "kind", "from"))
    aliases, of_aliases = _laid(
        file, shipped.aliases, lambda file: alias_rows(file, keys=keys), key=_alias_key
    )
    # Names with several meanings are told in the order of the table.
    aliases.sort(key=lambda alias: (alias.text, alias.key, alias.kind, alias.since or date.min))
    file = _own(folder / "roles.tsv", ROLE_COLUMNS, ("phrase",))
    roles, of_roles = _laid(file, shipped.roles, lambda file: role_rows(file, keys=keys), key=_role_key)
    rows = EntityRows(entities, aliases, roles, [])
    file = _own(folder / "holders.tsv", HOLDER_COLUMNS, ("country", "entity", "office", "from"))
    holders, of_holders = _laid(
        file, shipped.holders, lambda file: _fitting_holders(file, rows, shipped), key=_holder_key
    )
    changes = (of_entities, of_aliases, of_roles, of_holders)
    return EntityRows(
        entities,
        aliases,
        roles,
        holders,
        tuple(change for change in changes if change.added or change.replaced),
    )


def _entity_key(entity: Entity) -> tuple[str, ...]:
    return (entity.key,)


def _alias_key(alias: Alias) -> tuple[str, ...]:
    return (alias.text, alias.key)


def _role_key(role: Role) -> tuple[str, ...]:
    return (role.phrase,)


def _holder_key(term: Holder) -> tuple[str, ...]:
    since = str(term.since) if term.since else ""
    return (term.country, "" if term.entity == term.country else term.entity, term.office, since)


def _checked(file: TsvFile, parse: Callable[[TsvFile], list[_Row]]) -> list[_Row]:
    rows = parse(file)
    refuse_problems(file.path, sorted(file.problems, key=_line_number))
    return rows


def _line_number(problem: str) -> int:
    """The 812 of `"line 812: …"`."""
    return int(problem.partition(":")[0].removeprefix("line "))


def _own(path: Path, columns: tuple[str, ...], order: tuple[str, ...]) -> TsvFile:
    """A user's table, its rows put in order; without rows when there is none."""
    if not path.exists():
        return TsvFile(path, (), [])
    file = read_tsv(path, columns)
    places = [columns.index(column) for column in order]
    country = columns.index("country") if "entity" in order else None

    def place(row: list[str]) -> list[str]:
        # A holder without an entity speaks for the country, and stands where the country's key would.
        cells = [row[index] for index in places]
        return cells if country is None else [cells[0], cells[1] or row[country], *cells[2:]]

    return TsvFile(path, tuple(sorted(file.rows, key=lambda row: place(row[1]))), file.problems)


def _laid(
    file: TsvFile,
    shipped: list[_Row],
    parse: Callable[[TsvFile], list[_Row]],
    *,
    key: Callable[[_Row], tuple[str, ...]],
) -> tuple[list[_Row], Change]:
    """The shipped rows that stay with the user's, and what that changes."""
    own = _checked(file, parse)
    own_keys = dict.fromkeys(map(key, own))
    shipped_keys = set(map(key, shipped))
    return [*(row for row in shipped if key(row) not in own_keys), *own], Change(
        name=file.path.name,
        added=tuple(_told(found) for found in own_keys if found not in shipped_keys),
        replaced=tuple(_told(found) for found in own_keys if found in shipped_keys),
    )


def _told(key: tuple[str, ...]) -> str:
    return " ".join(part for part in key if part)


def _holders(file: TsvFile, rows: EntityRows, below: EntityRows) -> list[Holder]:
    """Holders whose offices the tables know, here or below."""
    offices, parts = (rows.roles_of(kind) | below.roles_of(kind) for kind in ("office", "person"))
    return holder_rows(file, keys=rows.keys, offices=offices, parts=parts)


def _fitting_holders(file: TsvFile, rows: EntityRows, shipped: EntityRows) -> list[Holder]:
    """A user's holders; those that contradict a shipped term that stays become problems."""
    own = _holders(file, rows, shipped)
    replaced = set(map(_holder_key, own))
    offices = rows.roles_of("office") | shipped.roles_of("office")
    kept_by_entity: dict[str, list[Holder]] = {}
    for term in shipped.holders:
        if _holder_key(term) not in replaced:
            kept_by_entity.setdefault(term.entity, []).append(term)
    for (line, _), term in zip(file.rows, own, strict=True):
        for other in kept_by_entity.get(term.entity, ()):
            is_same = (term.country, term.office) == (other.country, other.office)
            if _overlap(term, other) and is_same and (term.office in offices or term.person == other.person):
                what = f"{term.person} is {term.office} of {term.entity} while {other.person} is"
            elif _overlap(term, other) and term.leads and other.leads:
                what = f"{term.person} leads {term.entity} while {other.person} does"
            else:
                continue
            since = f"from {other.since}" if other.since else "without a from"
            file.problems.append(f"line {line}: {what}; add that row ({since}) with another until")
    return own


def _overlap(term: Holder, other: Holder) -> bool:
    return _begins_before_end(term, other) and _begins_before_end(other, term)


def _begins_before_end(term: Holder, other: Holder) -> bool:
    return term.since is None or other.until is None or term.since < other.until
