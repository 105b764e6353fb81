"""Read the lexicon's TSV files and collect what is wrong with them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from detente.errors import LexiconError


@dataclass(frozen=True, slots=True)
class TsvFile:
    """The rows of a table as text, and the list in which its problems are collected."""

    path: Path
    rows: tuple[tuple[int, list[str]], ...]
    """Line number and cells, as many as the table has columns; rows of another length are left out."""
    problems: list[str]
    """What is wrong, by line: `"line 812: until 2019-03-01 is before from 2021-06-15"`."""


def read_tsv(path: Path, columns: tuple[str, ...]) -> TsvFile:
    """Give the rows of a table with exactly these columns.

    Lines that start with `#` are comments; the first other line names the columns. There is no quoting:
    a cell holds neither tab nor line break.

    Raises:
        LexiconError: If the file cannot be read or has other columns.
    """
    numbered = enumerate(_read_lines(path), start=1)
    rows = [(number, line) for number, line in numbered if line and not line.startswith("#")]
    if not rows:
        raise LexiconError(
            "has no header line", where=path.name, todo=f"name the columns: {', '.join(columns)}"
        )
    number, header = rows[0]
    _refuse_other_columns(f"{path.name}, line {number}", tuple(header.split("\t")), columns)
    problems: list[str] = []
    cells = []
    for number, line in rows[1:]:
        row = line.split("\t")
        if len(row) == len(columns):
            cells.append((number, row))
        else:
            problems.append(f"line {number}: has {len(row)} cells where {len(columns)} are named")
    return TsvFile(path, tuple(cells), problems)


def parse_day(text: str, *, line: int, column: str, problems: list[str]) -> date | None:
    """Give an ISO date; an empty cell is `None`, anything else becomes a problem and `None`."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    # `fromisoformat` also takes "20190301" and "2019-W09-5"; a table is written in one way.
    if day is None or len(text) != 10 or text[4] != "-" or text[7] != "-":
        problems.append(f"line {line}: {column} {text!r} is no date such as 2019-03-01")
        return None
    return day


def parse_period(
    from_text: str, until_text: str, *, line: int, problems: list[str]
) -> tuple[date | None, date | None]:
    """Give the first day and the day after the last; an open side is `None`."""
    if not from_text and not until_text:
        return None, None
    since = parse_day(from_text, line=line, column="from", problems=problems)
    until = parse_day(until_text, line=line, column="until", problems=problems)
    if since is not None and until is not None and until <= since:
        problems.append(
            f"line {line}: until {until} is {'before' if until < since else 'the same as'} from {since}"
        )
    return since, until


def _read_lines(path: Path) -> list[str]:
    try:
        # Spreadsheets put a byte order mark before the first line.
        return path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise LexiconError(error.strerror or "cannot be read", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"is not UTF-8 at byte {error.start}", where=str(path)) from error


def _refuse_other_columns(where: str, found: tuple[str, ...], columns: tuple[str, ...]) -> None:
    problems = [f"unknown column {name!r}" for name in found if name not in columns]
    problems.extend(f"column {name!r} is missing" for name in columns if name not in found)
    if not problems and found != columns:
        problems.append("columns are not in order")
    if problems:
        raise LexiconError("; ".join(problems), where=where, todo=f"name the columns: {', '.join(columns)}")
