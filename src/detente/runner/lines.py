"""Articles as JSON lines, coded into records as JSON lines, one for one and in the same order."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

from detente.errors import UsageError
from detente.project import Project, Record
from detente.records import Article, CodedArticle, Failure
from detente.runner.pool import map_in_order

_LINE_BYTES = 16 * 1024 * 1024
"""No news item is longer; a line without an end must not fill the memory."""
_BATCH_LINES = 16
_BATCH_BYTES = 256 * 1024
"""A batch ends at either: enough for the parser to work on at once, little enough to share out evenly."""


@dataclass(frozen=True, slots=True)
class Coding:
    """How to code."""

    parser: str
    everything: bool
    """Add sentences, mentions, dates, places and the parse to each record."""
    cache: Path | None = None
    """File that keeps trees between runs."""
    lexicon: Path | None = None
    """Folder with rules and rows that are laid over the shipped lexicon; not even the default project's own
    are used unless they are named, so that the same call gives the same records for everybody."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one line gave."""

    text: str
    """A line of JSON without its end: a record, or `{"id": …, "line": …, "error": …}`."""
    is_failure: bool


def code_lines(file: IO[bytes], *, coding: Coding, workers: int) -> Iterator[Answer]:
    """Code every line of a file; empty lines are skipped.

    Args:
        file: Lines such as `{"id": "a1", "text": "…", "published": "2019-04-26"}`; they may have `headline`,
            `url`, `publisher`, `byline` and `language` too.
        coding: How to code.
        workers: How many processes; one means this one, as does work that fits into one batch.
    """
    batches = _batches(_read_lines(file))
    first = list(islice(batches, 2))
    task = partial(_answer_lines, coding=coding)
    if workers == 1 or len(first) < 2:
        return (answer for batch in chain(first, batches) for answer in task(batch))
    return map_in_order(task, chain(first, batches), workers=workers, lost=_lost)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the file."""

    number: int
    content: bytes
    is_cut: bool
    """It was too long and its rest was skipped."""


def _read_lines(file: IO[bytes]) -> Iterator[_Line]:
    number = 0
    while content := file.readline(_LINE_BYTES):
        number += 1
        is_cut = len(content) == _LINE_BYTES and not content.endswith(b"\n")
        rest = content
        while is_cut and rest and not rest.endswith(b"\n"):
            rest = file.readline(_LINE_BYTES)
        if content.strip():
            yield _Line(number, b"" if is_cut else content, is_cut)


def _batches(lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    batch: list[_Line] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line.content)
        if len(batch) == _BATCH_LINES or size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _answer_lines(lines: Sequence[_Line], *, coding: Coding) -> list[Answer]:
    """One answer per line, in order."""
    project = Project(
        parser=coding.parser, cache=coding.cache, whole=coding.everything, lexicon=coding.lexicon or False
    )
    read = [_read_article(line) for line in lines]
    results = project.code(article for article in read if isinstance(article, Article))
    return [
        item if isinstance(item, Answer) else _answer(next(results), project, coding, line)
        for item, line in zip(read, lines, strict=True)
    ]


def _answer(result: CodedArticle | Failure, project: Project, coding: Coding, line: _Line) -> Answer:
    if isinstance(result, Failure):
        return _refusal(line, result.reason, result.item_id)
    record = Record(result, ontology=project.lexicon.ontology)
    return Answer(record.to_json(everything=coding.everything, indent=None), is_failure=False)


def _read_article(line: _Line) -> Article | Answer:
    """The article of a line, or why there is none."""
    found: Any = None
    try:
        found = _object(line)
        return _article(found)
    except UsageError as error:
        known = found.get("id") if isinstance(found, dict) else None
        return _refusal(line, str(error), known if isinstance(known, str | int) else None)


def _object(line: _Line) -> dict[str, Any]:
    if line.is_cut:
        raise UsageError(f"the line is longer than {_LINE_BYTES // 1024**2} MiB")
    try:
        found = json.loads(line.content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UsageError("the line is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"the line is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise UsageError("the line is not a JSON object")
    return found


def _article(found: dict[str, Any]) -> Article:
    """The article, its text exactly as given, so that offsets hold for the giver."""
    known = found.get("id")
    if not isinstance(known, str | int) or isinstance(known, bool):
        raise UsageError("the line has no id", todo='give it one: {"id": "a1", "text": "…"}')
    text = _text(found, "text")
    if text is None or not text.strip():
        raise UsageError("the line has no text", todo='give it one: {"id": "a1", "text": "…"}')
    published = _published(found.get("published"))
    return Article(
        id=str(known),
        url=_text(found, "url"),
        publisher=_text(found, "publisher"),
        headline=_text(found, "headline"),
        byline=_text(found, "byline"),
        language=_text(found, "language"),
        published=published,
        published_basis="argument" if published else None,
        text=text,
    )


def _text(found: dict[str, Any], key: str) -> str | None:
    value = found.get(key)
    if value is not None and not isinstance(value, str):
        raise UsageError(f"{key} is not a text")
    try:
        (value or "").encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"{key} holds half a surrogate pair") from error
    return value


def _published(value: object) -> date | None:
    if value is None:
        return None
    try:
        # A time of day may follow: only the day matters.
        return date.fromisoformat(value[:10] if isinstance(value, str) else "")
    except ValueError as error:
        raise UsageError(f"published is no date such as 2019-04-26: {value!r}") from error


def _lost(line: _Line) -> Answer:
    article = _read_article(line)
    known = article.id if isinstance(article, Article) else None
    return _refusal(line, "the process that read it ended", known)


def _refusal(line: _Line, reason: str, known: str | int | None) -> Answer:
    told = {"id": known, "line": line.number, "error": reason}
    return Answer(json.dumps(told, ensure_ascii=False), is_failure=True)
