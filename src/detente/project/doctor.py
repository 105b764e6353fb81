"""What is installed and whether it works, and how a store is."""

import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from detente import __version__
from detente.errors import DetenteError
from detente.lexicon import load_lexicon
from detente.parse import load_parser
from detente.show import count_text
from detente.store import open_reader

CATALOG = "catalog.sqlite"
"""By this file a folder is known to be a store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at."""

    name: str
    state: str
    """`ok`, `absent` for what is not there and need not be, or `broken`."""
    told: str
    """What was found, or what is wrong and what to do."""


def check_installation(parser: str, *, overlay: Path | None = None) -> Iterator[Check]:
    """Versions of the program and its libraries, and whether parser and lexicon load."""
    yield Check(name="détente", state="ok", told=f"{__version__} in {Path(__file__).parents[1]}")
    yield Check(name="Python", state="ok", told=f"{platform.python_version()} at {sys.executable}")
    yield from (_library(name) for name in _LIBRARIES)
    yield _lexicon()
    if overlay:
        yield _own_lexicon(overlay)
    yield _parser(parser)
    yield from (_extra(name, told) for name, told in _EXTRAS.items())


def check_store(folder: Path) -> Iterator[Check]:
    """Where the store lies, what it holds, and every problem of its files."""
    if not (folder / CATALOG).exists():
        yield Check(name="store", state="absent", told=f"{folder}: nothing was kept here yet")
        return
    try:
        with open_reader(folder) as reader:
            counts = reader.counts()
            numbers = {"article": counts.articles, "event": counts.events, "claim": counts.claims}
            told = f"{folder}: {', '.join(count_text(number, noun) for noun, number in numbers.items())}"
            yield Check(name="store", state="ok", told=told)
            problems = reader.integrity()
    except DetenteError as error:
        yield Check(name="store", state="broken", told=str(error))
        return
    for problem in problems:
        yield Check(name="integrity", state="broken", told=problem)
    if not problems:
        yield Check(
            name="integrity", state="ok", told=f"{counts.segments} segments and the catalog are whole"
        )


_LIBRARIES = (
    "apsw",
    "click",
    "duckdb",
    "numpy",
    "onnxruntime",
    "pyarrow",
    "rich",
    "threadpoolctl",
    "trafilatura",
)
_EXTRAS = {
    "pandas": "events as data frames: pip install 'detente[pandas]'",
    "spacy": "spaCy pipelines as parsers: pip install 'detente[spacy]'",
}


def _library(name: str) -> Check:
    try:
        return Check(name=name, state="ok", told=version(name))
    except PackageNotFoundError:
        return Check(name=name, state="broken", told=f"not installed: pip install {name}")


def _extra(name: str, told: str) -> Check:
    if find_spec(name) is None:
        return Check(name=name, state="absent", told=told)
    return Check(name=name, state="ok", told=version(name))


def _lexicon() -> Check:
    try:
        lexicon = load_lexicon()
    except DetenteError as error:
        return Check(name="lexicon", state="broken", told=str(error))
    rules = len(lexicon.rules.all)
    return Check(
        name="lexicon", state="ok", told=f"{lexicon.version[:12]}, {rules} rules, {lexicon.ontology.scale}"
    )


def _own_lexicon(overlay: Path) -> Check:
    try:
        lexicon = load_lexicon(overlay=overlay)
    except DetenteError as error:
        return Check(name="own lexicon", state="broken", told=str(error))
    keys = sum(len((*change.added, *change.replaced, *change.disabled)) for change in lexicon.changes)
    return Check(
        name="own lexicon", state="ok", told=f"{lexicon.version}, {count_text(keys, 'change')} in {overlay}"
    )


def _parser(name: str) -> Check:
    try:
        parser = load_parser(name)
    except DetenteError as error:
        return Check(name="parser", state="broken", told=str(error))
    return Check(name="parser", state="ok", told=f"{parser.name} {parser.version}, its model is whole")
