"""Where results go: to a person's screen or, for programs, to standard output; remarks to standard error."""

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TextIO, TypeVar

import click

from detente.cli.options import TABLE

# These load slowly. At run time each function imports what it needs, so that `--help` is instant.
if TYPE_CHECKING:
    from rich.console import Console

    from detente.lexicon import Lexicon
    from detente.project import Check, EventList, Record
    from detente.records import Article, Claim, Failure
    from detente.runner import Answer
    from detente.show import ArticleChanges, Explanation, Listing

# ruff: noqa: PLC0415 (see above)

Found = TypeVar("Found")

_TABLE_LIMIT = 50
"""So many rows a person reads; programs get all unless they ask for fewer."""


def show_record(record: "Record", *, as_json: bool, everything: bool) -> None:
    """Print a record for a person, or as JSON."""
    from detente.show import print_record

    if as_json or everything:
        _for_programs().write(record.to_json(everything=everything) + "\n")
    else:
        print_record(record.coded, ontology=record.ontology, console=_screen())


def show_events(found: "EventList", *, form: str, limit: int | None) -> None:
    """Print a list of events in the form asked for."""
    from detente.show import event_counts_text, list_events

    kept, is_cut = _cut(found, _limit(limit, form))
    _show(list_events(kept, ontology=found.ontology, title=event_counts_text(kept), is_cut=is_cut), form)


def show_claims(found: "Sequence[Claim]", *, form: str, limit: int | None) -> None:
    """Print a list of claims in the form asked for."""
    from detente.show import count_text, list_claims

    kept, is_cut = _cut(found, _limit(limit, form))
    _show(list_claims(kept, title=count_text(len(kept), "claim"), is_cut=is_cut), form)


def show_articles(found: "Sequence[Article]", *, form: str, limit: int | None) -> None:
    """Print a list of articles in the form asked for."""
    from detente.show import count_text, list_articles

    kept, is_cut = _cut(found, _limit(limit, form))
    _show(list_articles(kept, title=count_text(len(kept), "article"), is_cut=is_cut), form)


def show_explanation(found: "Explanation", *, lexicon: "Lexicon") -> None:
    """Print why an event is one."""
    from detente.show import print_explanation

    print_explanation(found, lexicon=lexicon, console=_screen())


def show_checks(checks: "Iterable[Check]") -> int:
    """Print what the doctor found; status 1 if anything is broken."""
    states = []
    for check in checks:
        states.append(check.state)
        click.echo(f"{check.state:<7} {check.name:<12} {check.told}")
    return 1 if "broken" in states else 0


def show_changes(tried: "Iterable[ArticleChanges | Failure]") -> None:
    """Print what rules change, article by article."""
    from detente.show import print_changes

    print_changes(tried, console=_screen())


def write_answers(answers: "Iterable[Answer]") -> int:
    """Write one line per answer as it comes; status 3 if some are failures, of which their number is told."""
    out = _for_programs()
    n_lines = n_failures = 0
    for answer in answers:
        out.write(answer.text + "\n")
        n_lines += 1
        n_failures += answer.is_failure
    if n_failures:
        say(f"detente: {n_failures} of {n_lines} lines could not be coded; each says why in its place")
    return 3 if n_failures else 0


def say(message: str) -> None:
    """Tell the person at the terminal something that is not part of the result."""
    click.echo(message, err=True)


def one_more(limit: int | None, form: str) -> int | None:
    """How many to ask for, to know whether there are more than are shown; `None` for all."""
    chosen = _limit(limit, form)
    return None if chosen is None else chosen + 1


def _limit(limit: int | None, form: str) -> int | None:
    return _TABLE_LIMIT if limit is None and form == TABLE else limit


def _cut(found: Sequence[Found], limit: int | None) -> tuple[Sequence[Found], bool]:
    return (found, False) if limit is None else (found[:limit], len(found) > limit)


def _show(listing: "Listing", form: str) -> None:
    from detente.show import print_table, write_csv, write_json, write_json_lines

    if form == TABLE:
        print_table(listing, console=_screen())
        return
    writers: dict[str, Callable[[Listing, TextIO], None]] = {
        "csv": write_csv,
        "json": write_json,
        "jsonl": write_json_lines,
    }
    writers[form](listing, _for_programs())
    if listing.is_cut:
        say(f"detente: these are the first {len(listing.records)}; there are more: raise --limit to see them")


def _for_programs() -> TextIO:
    """Standard output in UTF-8, whatever the terminal is set to."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="strict")
    return sys.stdout


def _screen() -> "Console":
    """A console on standard output, without colours where there is no terminal or `NO_COLOR` is set."""
    from rich.console import Console

    return Console(highlight=False)
