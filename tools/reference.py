"""Write the generated pages of `docs/reference`: the commands and the ontology.

    python -m tools.reference

A test compares the pages with what this gives.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from detente.cli.commands import detente
from detente.lexicon import load_lexicon
from detente.lexicon.ontology import QUADS, STATUSES, EventType, Ontology

_STATUSES = """\
Results go to standard output, remarks and errors to standard error. Exit status: 0 done, 1 failed, 2 misused,
3 some lines of a batch failed, 130 interrupted, 141 the reader of the output went away. An error is one line:
what is wrong, where, and what to do."""
REFERENCE = Path(__file__).parent.parent / "docs" / "reference"


def pages() -> dict[str, str]:
    """Every generated page by its file name."""
    return {
        "cli.md": _page(command_lines(detente)),
        "ontology.md": _page(ontology_lines(load_lexicon().ontology)),
    }


def command_lines(group: click.Group) -> Iterator[str]:
    """The page about the commands."""
    yield "# Commands"
    yield ""
    yield "Generated from the command line by `make reference`."
    yield ""
    yield from _paragraphs(group)
    yield from _STATUSES.splitlines()
    yield from _options(group)
    yield from _commands(group, "detente")


def ontology_lines(ontology: Ontology) -> Iterator[str]:
    """The page about event types, modes, statuses and contexts."""
    yield "# Ontology"
    yield ""
    yield "Generated from the lexicon by `make reference`."
    yield ""
    yield f"The scale is {ontology.scale}: scores run from −10 to 10. An event without a mode"
    yield "has the score of its type."
    for quad in QUADS:
        yield ""
        yield f"## {quad.capitalize()}"
        yield ""
        yield "| type | score | CAMEO | what it is | modes |"
        yield "|---|---|---|---|---|"
        yield from (_type_row(found) for found in ontology.types.values() if found.quad == quad)
    planned = {name: found.planned_as for name, found in ontology.types.items() if found.planned_as}
    yield ""
    yield "## Planned acts"
    yield ""
    types = ", ".join(f"{name} as {other}" for name, other in planned.items())
    yield f"An act that is only planned, promised or threatened is coded as another type: {types}."
    yield ""
    yield "## Statuses"
    yield ""
    statuses = ", ".join(f"`{status}`" for status in STATUSES)
    yield f"What the text says of an event: {statuses}. Only `asserted` events count as having happened."
    yield ""
    yield "## Contexts"
    yield ""
    yield ", ".join(f"`{context}`" for context in ontology.contexts) + "."


def _page(lines: Iterable[str]) -> str:
    """The lines, with no more than one empty line in a row."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).rstrip("\n") + "\n"


def _commands(group: click.Group, path: str) -> Iterator[str]:
    for name, command in group.commands.items():
        arguments = [parameter for parameter in command.params if isinstance(parameter, click.Argument)]
        shown = " ".join([f"{path} {name}", *((argument.name or "").upper() for argument in arguments)])
        yield ""
        yield f"## `{shown}`"
        yield ""
        yield from _paragraphs(command)
        yield from _options(command)
        if isinstance(command, click.Group):
            yield from _commands(command, f"{path} {name}")


def _type_row(found: EventType) -> str:
    modes = ", ".join(f"`{mode}` {_signed(score)}" for mode, score in found.modes.items()) or "none"
    return f"| `{found.name}` | {_signed(found.score)} | {found.cameo} | {found.description} | {modes} |"


def _signed(score: float) -> str:
    return f"{score:g}".replace("-", "−")


def _paragraphs(command: click.Command) -> Iterator[str]:
    for paragraph in (command.help or "").split("\n\n"):
        yield " ".join(paragraph.split())
        yield ""


def _options(command: click.Command) -> Iterator[str]:
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    if not options:
        return
    yield ""
    yield "| option | what it does |"
    yield "|---|---|"
    for option in options:
        names = ", ".join(f"`{name}`" for name in option.opts)
        metavar = "" if option.is_flag else f" {option.metavar or _metavar(option)}"
        yield f"| {names}{metavar} | {option.help} |"


def _metavar(option: click.Option) -> str:
    kinds = {"date": "DATE", "key": "KEY", "integer range": "N", "path": "PATH"}
    return kinds.get(option.type.name, option.type.name.upper())


if __name__ == "__main__":
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, encoding="utf-8")
