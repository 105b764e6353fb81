"""Run the command and turn whatever stops it into one line and a status."""

import os
import sys
from collections.abc import Sequence

import click

from detente.cli.commands import detente
from detente.errors import DetenteError, UsageError

DONE, FAILED, MISUSED = 0, 1, 2
INTERRUPTED, PIPE_CLOSED = 130, 141
"""What a shell reports for a program that ends by Ctrl-C, or by a reader that went away."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit status.

    Args:
        arguments: What follows `detente` on the command line; that of this process when not given.
    """
    # A name that this terminal cannot print must not cost the reader the other names.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        status = _run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    return status


def _run(arguments: Sequence[str]) -> int:
    try:
        with detente.make_context("detente", list(arguments)) as context:
            status = detente.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "detente"
        return _complain(f"{error.format_message().rstrip('.')}; see '{command} --help'", MISUSED)
    except click.ClickException as error:
        return _complain(error.format_message(), FAILED)
    except DetenteError as error:
        return _complain(str(error), MISUSED if isinstance(error, UsageError) else FAILED)
    return status if isinstance(status, int) else DONE


def _complain(message: str, status: int) -> int:
    """Say in one line what went wrong."""
    line = " ".join(message.split())
    click.echo(f"detente: {line}", err=True)
    return status
