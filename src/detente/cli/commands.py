"""The commands: each reads its options, calls the project, prints."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from detente import __version__
from detente.cli import output
from detente.cli.lexicon import lexicon
from detente.cli.options import (
    Day,
    Key,
    cache_option,
    db_option,
    form_options,
    limit_option,
    parser_option,
    period_options,
)

# Everything that loads slowly is imported inside the command that needs it: `--help` stays instant.
# ruff: noqa: PLC0415


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="detente", message="%(prog)s %(version)s")
@click.pass_context
def detente(context: click.Context) -> None:
    """Read news pages as events (who did what to whom) and claims (who said it, on whose word).

    Each event and claim can be traced to its sentence and to the rule that found it. No text leaves this
    machine; the network is used only to fetch an address that you name.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@detente.command()
@click.argument("page")
@click.option(
    "--published", type=Day(), help="Day of publication, where the page does not say it: 2019-04-26."
)
@click.option("--json", "as_json", is_flag=True, help="Print the record as JSON.")
@click.option(
    "--all", "everything", is_flag=True, help="With --json: sentences, mentions, dates, places, parse."
)
@click.option("--html", type=click.Path(path_type=Path), help="Write a page with the evidence underlined.")
@click.option("--no-store", is_flag=True, help="Do not keep the reading.")
@db_option
@parser_option
def read(page: str, *, published: date | None, html: Path | None, db: Path | None, **options: Any) -> None:
    """Read a PAGE into events and claims.

    PAGE is a file (HTML or text), an address, or - for standard input.
    """
    from detente.project import Project

    project = Project(db, parser=options["parser"], whole=options["everything"])
    is_first = project.is_new and not options["no_store"]
    record = project.read(page, published=published, keep=not options["no_store"], stdin=sys.stdin.buffer)
    if html:
        record.save_html(html)
    output.show_record(record, as_json=options["as_json"], everything=options["everything"])
    if is_first:
        output.say(f"Kept in {project.folder}; choose another place with --db or DETENTE_HOME.")


@detente.command()
@click.option("--actor", type=Key(), help="Who acts: an entity or country key such as PRK.")
@click.option("--recipient", type=Key(), help="Who is acted upon: an entity or country key such as USA.")
@click.option("--type", "event_type", type=Key(), metavar="TYPE", help="Event type such as ACCUSE.")
@click.option("--mode", metavar="MODE", help="Mode of the event type, such as visit.")
@click.option("--status", metavar="STATUS", help="asserted, planned, hypothetical, negated or historical.")
@click.option("--article", "article_id", metavar="ID", help="Of this article only.")
@period_options
@limit_option
@form_options
@db_option
def events(*, form: str, limit: int | None, db: Path | None, **wanted: Any) -> None:
    """List the events that were kept, the earliest first."""
    from detente.project import Project
    from detente.store import EventFilter

    project = Project(db)
    found = project.events(EventFilter(**wanted, limit=output.one_more(limit, form)))
    output.show_events(found, form=form, limit=limit)


@detente.command()
@click.option("--speaker", metavar="WHO", help="An entity or country key, or words of the name.")
@click.option("--act", "speech_act", metavar="ACT", help="Speech act such as threaten, demand or accuse.")
@click.option(
    "--condition", "has_condition", is_flag=True, default=None, help="Only claims that hang on something."
)
@click.option("--deadline", "has_deadline", is_flag=True, default=None, help="Only claims with a deadline.")
@click.option("--article", "article_id", metavar="ID", help="Of this article only.")
@period_options
@limit_option
@form_options
@db_option
def claims(*, form: str, limit: int | None, db: Path | None, **wanted: Any) -> None:
    """List the claims that were kept, the earliest first."""
    from detente.project import Project
    from detente.store import ClaimFilter

    found = Project(db).claims(ClaimFilter(**wanted, limit=output.one_more(limit, form)))
    output.show_claims(found, form=form, limit=limit)


@detente.command()
@click.option("--publisher", metavar="NAME", help="Of this publisher only.")
@click.option("--text", metavar="WORDS", help="With all these words in headline or text.")
@period_options
@limit_option
@form_options
@db_option
def articles(*, form: str, limit: int | None, db: Path | None, **wanted: Any) -> None:
    """List the articles that were kept, the earliest first."""
    from detente.project import Project
    from detente.store import ArticleFilter

    found = Project(db).articles(ArticleFilter(**wanted, limit=output.one_more(limit, form)))
    output.show_articles(found, form=form, limit=limit)


@detente.command()
@click.argument("event")
@db_option
def explain(event: str, *, db: Path | None) -> None:
    """Say why EVENT is an event.

    Shows its sentence, the rule, the runner-up, the chain of voices and the article. EVENT is the id of an
    event, or a beginning of it that no other event shares.
    """
    from detente.project import Project

    project = Project(db)
    output.show_explanation(project.explain(event), lexicon=project.lexicon)


@detente.command()
@click.argument("file", type=click.File("rb"))
@click.option(
    "--all", "everything", is_flag=True, help="Add sentences, mentions, dates, places and the parse."
)
@click.option("--workers", type=click.IntRange(min=1), help="How many processes (default: one a core).")
@click.option(
    "--lexicon",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help="Rules and rows of your own, laid over the shipped lexicon.",
)
@cache_option
@parser_option
def code(file: Any, *, everything: bool, workers: int | None, parser: str, **options: Any) -> int:
    """Code the articles in FILE and keep nothing.

    FILE is - for standard input. One JSON object a line goes in, {"id": …, "text": …, "published":
    "2019-04-26"}, optionally with a headline, url, publisher, byline and language; one record a line comes
    out, in the same order. A line that cannot be coded gives {"id": …, "line": …, "error": …}, and the
    command ends with status 3.
    """
    from detente.runner import Coding, code_lines, default_workers

    coding = Coding(parser, everything, options["cache"], options["lexicon"])
    answers = code_lines(file, coding=coding, workers=workers or default_workers())
    return output.write_answers(answers)


detente.add_command(lexicon)


@detente.command()
@db_option
@parser_option
def doctor(*, db: Path | None, parser: str) -> int:
    """Say what is installed and what is broken.

    Checks the libraries, the parser and its model, the lexicon, and every file of the project.
    """
    from detente.project import Project

    return output.show_checks(Project(db, parser=parser).doctor())
