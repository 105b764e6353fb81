"""Where a project lies when nobody says so."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def default_folder(environment: Mapping[str, str] | None = None, *, platform: str = sys.platform) -> Path:
    """The folder named by `DETENTE_HOME`, else the one where this platform keeps a user's data.

    Args:
        environment: Environment variables; those of this process when not given.
        platform: As `sys.platform` names it.
    """
    variables = os.environ if environment is None else environment
    chosen = variables.get("DETENTE_HOME")
    return Path(chosen).expanduser() if chosen else _data_folder(variables, platform) / "detente"


def _data_folder(variables: Mapping[str, str], platform: str) -> Path:
    home = Path(variables.get("HOME") or variables.get("USERPROFILE") or Path.home())
    if platform == "darwin":
        return home / "Library" / "Application Support"
    if platform == "win32":
        return Path(variables.get("LOCALAPPDATA") or home / "AppData" / "Local")
    return Path(variables.get("XDG_DATA_HOME") or home / ".local" / "share")
