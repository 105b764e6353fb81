"""Read the lexicon's TOML files and collect what is wrong with them."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from detente.errors import LexiconError


def read_toml(path: Path) -> dict[str, Any]:
    """Give a TOML file's content.

    Raises:
        LexiconError: If the file is missing or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise LexiconError(error.strerror or "cannot be read", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"is not UTF-8 at byte {error.start}", where=str(path)) from error
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"no valid TOML: {error}", where=str(path)) from error


def refuse_problems(path: Path, problems: Iterable[str]) -> None:
    """Raise one error that names every problem of a file; do nothing when there is none.

    Raises:
        LexiconError: If there is a problem.
    """
    found = [f"{path.name}, {problem}" for problem in problems]
    if found:
        raise LexiconError("; ".join(found), todo="mend these entries", problems=tuple(found))


def word_list(content: dict[str, Any], key: str, *, problems: list[str]) -> frozenset[str]:
    """Give a list of words as a set; anything else becomes a problem."""
    value = content.get(key, [])
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        problems.append(f"{key}: must be a list of words")
        return frozenset()
    return frozenset(value)


def unknown_keys(content: dict[str, Any], known: Iterable[str], *, where: str) -> list[str]:
    """Name the keys that mean nothing here: a misspelt key would silently change what is coded."""
    return [f"{where}: unknown key {key!r}" for key in sorted(set(content) - set(known))]
