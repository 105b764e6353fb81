"""The commands about rules and rows of one's own."""

from pathlib import Path

import click

from detente.cli import output
from detente.cli.options import cache_option, db_option, parser_option

# Everything that loads slowly is imported inside the command that needs it: `--help` stays instant.
# ruff: noqa: PLC0415


@click.group()
def lexicon() -> None:
    """Check and try rules, entities and names of your own.

    They stand in the folder "lexicon" of the project: rules/*.toml, entities.tsv, aliases.tsv, holders.tsv
    and roles.tsv.
    """


@lexicon.command()
@click.option("--all", "everything", is_flag=True, help="Prove the shipped rules as well.")
@db_option
@parser_option
def check(*, everything: bool, db: Path | None, parser: str) -> int:
    """Say what your files change, and prove the examples of your rules.

    Ends with status 1 if a file breaks its rules or an example fails.
    """
    from detente.project import Project

    return output.show_checks(Project(db, parser=parser).check_lexicon(everything=everything))


@lexicon.command("try")
@click.argument("rule")
@db_option
@cache_option
@parser_option
def try_rule(rule: str, *, db: Path | None, cache: Path | None, parser: str) -> None:
    """Say what RULE changes in the articles that were kept.

    RULE is the id of one of your rules, or a TOML file with one or more rules. Every kept article is coded
    with and without it; nothing is kept.
    """
    from detente.project import Project

    output.show_changes(Project(db, parser=parser, cache=cache).try_rules(rule))
