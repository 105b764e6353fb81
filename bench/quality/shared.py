"""Find the data that is measured on: it is not part of the project."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

DEFAULT = Path(__file__).parents[2].parent / "shared"


def options(description: str | None) -> argparse.ArgumentParser:
    """An argument parser with `--shared`."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--shared", type=Path, default=DEFAULT, help="folder with data/ (default: ../shared)")
    return parser


def need(path: Path) -> Path:
    """The path, or an end of the program that says what is missing."""
    if not path.exists():
        sys.exit(f"{path}: not here; these measurements need the data folder that --shared names")
    return path


def write_errors(path: Path | None, errors: Iterable[Mapping[str, Any]]) -> None:
    """Errors as JSON lines, if there is a file for them."""
    if path is not None:
        lines = (json.dumps(error, ensure_ascii=False) + "\n" for error in errors)
        path.write_text("".join(lines), encoding="utf-8")


def text_of(row: dict[str, Any]) -> str:
    """The text of a `{"tokens", "spaces"}` row."""
    pairs = zip(row["tokens"], row["spaces"], strict=True)
    return "".join(token + " " * bool(space) for token, space in pairs).strip()


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-lines file, empty lines skipped."""
    with need(path).open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def f1(precision: float, recall: float) -> float:
    """Their harmonic mean; 0 of nothing."""
    return 2 * precision * recall / max(1e-9, precision + recall)
