"""A user's own files, laid over the shipped lexicon.

    lexicon/
        rules/*.toml     rules and classes
        entities.tsv     these four with the columns of the shipped tables, and only the user's rows
        aliases.tsv
        holders.tsv
        roles.tsv

What has the key of something shipped replaces it; everything else is added.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from detente.errors import LexiconError

TABLES = ("entities.tsv", "aliases.tsv", "holders.tsv", "roles.tsv")
_SUFFIXES = {".toml", ".tsv"}


@dataclass(frozen=True, slots=True)
class Overlay:
    """The files that are laid over a lexicon."""

    folder: Path
    rules: tuple[Path, ...]
    """Rule files, by name."""
    tables: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What an overlay does to the rules or to one table."""

    name: str
    """`"rules"`, or the table's file name."""
    added: tuple[str, ...]
    """Keys that are new, in the order of the files."""
    replaced: tuple[str, ...]
    disabled: tuple[str, ...] = ()


def find_overlay(folder: Path) -> Overlay:
    """Give the files of an overlay.

    Raises:
        LexiconError: If there is no such folder, or it holds a table or rule file that would not be read: a
            misspelt name would silently change nothing.
    """
    if not folder.is_dir():
        raise LexiconError("there is no such folder", where=str(folder))
    found = [path for path in sorted(folder.rglob("*")) if path.suffix in _SUFFIXES]
    rules = tuple(path for path in found if path.parent == folder / "rules" and path.suffix == ".toml")
    tables = tuple(path for path in found if path.parent == folder and path.name in TABLES)
    strange = [path.relative_to(folder).as_posix() for path in found if path not in {*rules, *tables}]
    if strange:
        raise LexiconError(
            f"cannot be laid over the lexicon: {', '.join(strange)}",
            where=str(folder),
            todo=f"an overlay holds rules/*.toml, {', '.join(TABLES)}",
            problems=tuple(f"{name}: cannot be laid over the lexicon" for name in strange),
        )
    return Overlay(folder, rules, tables)


def overlay_version(folder: Path) -> str:
    """Hash of an overlay's files: it changes whenever one of them does.

    Raises:
        LexiconError: As `find_overlay`.
    """
    overlay = find_overlay(folder)
    return hash_files((*overlay.rules, *overlay.tables), folder=folder).hexdigest()


def hash_files(paths: Iterable[Path], *, folder: Path) -> "hashlib._Hash":
    """Hash of the names below a folder and contents of some files."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest
