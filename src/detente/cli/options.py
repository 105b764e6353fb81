"""Options that several commands share."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

TABLE = "table"
"""How a list looks unless somebody asks for a form that programs read."""


class Day(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic since click 8.4 only
    """A day such as 2019-04-26."""

    name = "date"

    def __init__(self, *, shift_days: int = 0) -> None:
        """Move the day given: by one day where the range it ends is half-open."""
        self.shift = timedelta(days=shift_days)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a refusal that shows what one looks like."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value) + self.shift
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is no date such as 2019-04-26", param, ctx)


class Key(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic since click 8.4 only
    """A key such as PRK; nobody should have to hold the shift key for it."""

    name = "key"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The key in upper case."""
        del param, ctx
        return str(value).upper()


db_option = click.option(
    "--db",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="The project's folder (default: DETENTE_HOME, or your data folder).",
)
parser_option = click.option(
    "--parser",
    default="detente",
    metavar="NAME",
    show_default=True,
    help="The parser, or an installed spaCy pipeline.",
)
cache_option = click.option(
    "--cache",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Keep trees in this file, and take them from there next time.",
)
limit_option = click.option(
    "--limit", type=click.IntRange(min=1), help="At most this many (default: 50 in a table, else all)."
)


def period_options(command: Command) -> Command:
    """First and last day; the store takes the day after the last one."""
    until = click.option("--until", type=Day(shift_days=1), help="Last day.")
    since = click.option("--since", type=Day(), help="First day.")
    return since(until(command))


def form_options(command: Command) -> Command:
    """A table for people, or JSON, JSON lines or CSV for programs."""
    told = {
        "csv": "Print as CSV, safe to open in a spreadsheet.",
        "jsonl": "Print as JSON, one a line.",
        "json": "Print as one JSON list.",
    }
    for form, text in told.items():
        command = click.option(f"--{form}", "form", flag_value=form, help=text)(command)
    return click.option("--table", "form", flag_value=TABLE, default=True, help="Print a table (default).")(
        command
    )
