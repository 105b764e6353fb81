"""The command `detente`."""

from detente.cli.main import main

__all__ = ["main"]
