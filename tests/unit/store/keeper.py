"""Made-up articles, and a program that keeps them one after the other until it is killed."""

import itertools
import os
import shutil
import signal
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from detente.records import (
    Article,
    Claim,
    CodedArticle,
    DateRange,
    Event,
    Furniture,
    Origin,
    Participant,
    Place,
    RunnerUp,
    Situation,
    Span,
    Speaker,
    Voice,
)
from detente.store import Reading, open_writer

NOW = datetime(2025, 3, 5, 12, 0, tzinfo=UTC)
ORIGIN = Origin(detente="0.1.0", lexicon="lexicon-a", parser="detente 1")
TYPES = ("ACCUSE", "CONSULT", "THREATEN", "AGREE")
STATES = ("NOR", "JPN", "KEN", "PER", "FIN")


def made_up(number: int, *, events: int | None = None, origin: Origin = ORIGIN) -> CodedArticle:
    """The article with this number; it always looks the same."""
    text = f"Report {number}: Norway accused Japan of breaking accord {number}. The talks are stalled."
    article_id = f"article-{number:06}"
    published = date(2025, 1, 1) + timedelta(days=number % 60)
    amount = number % 4 if events is None else events
    return CodedArticle(
        article=Article(
            id=article_id,
            url=f"https://news.example/{number}",
            publisher=("Nordic Wire", "Harbour Post")[number % 2],
            headline=f"Accord {number} broken",
            byline=None,
            language="en",
            published=published,
            published_basis="metadata",
            text=text,
            furniture=(Furniture("share", "Share this"),),
        ),
        origin=origin,
        events=tuple(_event(article_id, number, position, published) for position in range(amount)),
        claims=tuple(_claim(article_id, number, published) for _ in range(min(amount, 1))),
        situations=(Situation(topic="talks", state="stalled", holder=None, text=Span(0, 6, "Report")),),
    )


def _event(article_id: str, number: int, position: int, published: date) -> Event:
    return Event(
        id=f"event-{number:06}-{position}",
        article_id=article_id,
        event_type=TYPES[(number + position) % len(TYPES)],
        mode=None,
        contexts=("economic",),
        cameo="112",
        actors=(_side(STATES[number % len(STATES)]),),
        recipients=(_side(STATES[(number + 1 + position) % len(STATES)]),),
        status="asserted",
        occurred=DateRange(published, published + timedelta(days=1), "Tuesday")
        if position % 2 == 0
        else None,
        place=Place("Bergen", "NOR", 60.39, 5.32, "3161732", "city"),
        attribution=(Voice(voice="Kyodo", entity="KYODO", country="JPN", cue="said", basis="explicit"),),
        claim_id=None,
        trigger=Span(17, 24, "accused"),
        evidence=Span(0, 60, "Norway accused Japan of breaking the accord."),
        rule="accuse-of",
        runner_up=RunnerUp("REJECT", "reject-plain", 0.05),
        confidence=0.9,
    )


def _side(key: str) -> Participant:
    return Participant(
        entity=key,
        country=key,
        cow=None,
        role=None,
        sector="GOV",
        name=None,
        wikidata=None,
        mention=Span(10, 16, "Norway"),
    )


def _claim(article_id: str, number: int, published: date) -> Claim:
    return Claim(
        id=f"claim-{number:06}",
        article_id=article_id,
        kind="indirect",
        speech_act="accuse",
        speaker=Speaker(
            name="Kari Lund", entity="NOR", country="NOR", role=None, named=True, resolved_by="name"
        ),
        attribution=(),
        content=(Span(0, 6, "Report"),),
        cue=(),
        source=(),
        condition=None,
        demand=None,
        deadline=None,
        certainty="certain",
        polarity="positive",
        said=DateRange(published, published + timedelta(days=1), "Tuesday"),
        events=(f"event-{number:06}-0",),
    )


class _NoPandas:
    """Halves the time to start: pyarrow loads pandas where there is one, and nobody here needs it."""

    def find_spec(self, name, _path, _target=None):
        if name == "pandas":
            raise ModuleNotFoundError(name)


def keep_until_killed(folder: Path, first: int) -> None:
    """Keep articles from this number on; print the number of each one that is acknowledged.

    Every fifth time three articles come at once; every seventh time the segments are merged.
    """
    number = first
    with open_writer(folder) as writer:
        while True:
            amount = 3 if number % 5 == 0 else 1
            readings = [
                Reading(coded=made_up(member), source=f"source-{member}", content_hash="hash")
                for member in range(number, number + amount)
            ]
            writer.keep_many(readings, now=NOW)
            for member in range(number, number + amount):
                sys.stdout.write(f"{member}\n")
            sys.stdout.flush()
            number += amount
            if number % 7 == 0:
                writer.compact()


def crash_everywhere(folder: Path) -> None:
    """In folders 1, 2, ...: die before the first, second, ... step that another process could see.

    Each time the store has article 1; articles 2 and 3 are being kept, and then all segments merged. The last
    folder is of the one that came to its end.
    """
    first = folder / "first"
    with open_writer(first) as writer:
        writer.keep(made_up(1), source="source-1", content_hash="hash", now=NOW)
    for point in itertools.count(1):
        store = shutil.copytree(first, folder / str(point))
        # Forks of a process that has loaded everything: to start one takes longer than to keep an article.
        child = os.fork()
        if not child:
            _keep_and_crash(store, point)
            os._exit(0)
        if os.waitpid(child, 0)[1] == 0:
            break
    shutil.rmtree(first)


def _keep_and_crash(store: Path, point: int) -> None:
    with open_writer(store) as writer:
        crash = _Crash(point)
        writer._connection.set_exec_trace(crash.before_statement)
        sys.setprofile(crash.before_call)
        readings = [
            Reading(coded=made_up(number), source=f"source-{number}", content_hash="hash")
            for number in (2, 3)
        ]
        writer.keep_many(readings, now=NOW)
        (store / "acknowledged").touch()
        writer.compact()
        sys.setprofile(None)


class _Crash:
    """Ends the process before the nth call that syncs or renames a file, or begins or ends a transaction."""

    def __init__(self, point):
        self.left = point

    def before_call(self, _frame, event, function):
        if event == "c_call" and function in {os.fsync, os.replace}:
            self._count()

    def before_statement(self, _cursor, sql, _values):
        if sql.startswith(("BEGIN", "COMMIT")):
            self._count()
        return True

    def _count(self):
        self.left -= 1
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    sys.meta_path.insert(0, _NoPandas())
    if sys.argv[1] == "crash":
        crash_everywhere(Path(sys.argv[2]))
    else:
        keep_until_killed(Path(sys.argv[1]), int(sys.argv[2]))
