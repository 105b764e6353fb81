"""How fast a store keeps, answers and compacts: `python bench/speed/store.py [--articles 2000]`.

Synthetic articles of five events, two claims and a situation each, in a temporary folder. Figures are
wall-clock seconds and, in brackets, CPU seconds of this process; the answers are of a reader that is new.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from detente.records import (
    Article,
    Claim,
    CodedArticle,
    DateRange,
    Event,
    Origin,
    Participant,
    Place,
    RunnerUp,
    Situation,
    Span,
    Speaker,
    Voice,
)
from detente.store import ArticleFilter, ClaimFilter, EventFilter, Reading, open_reader, open_writer

NOW = datetime(2025, 3, 5, 12, 0, tzinfo=UTC)
STATES = ("NOR", "JPN", "KEN", "PER", "FIN", "CHL", "GHA", "NZL")
TYPES = ("ACCUSE", "CONSULT", "THREATEN", "AGREE", "REJECT", "AID")
PARAGRAPH = (
    "The delegations met for two days and left without a statement. Officials spoke of open questions. "
)
EVENTS = 5
CLAIMS = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument(
        "--batch", type=int, default=100, help="articles per transaction in the first measure"
    )
    amount, batch = (options := parser.parse_args()).articles, options.batch
    with tempfile.TemporaryDirectory() as folder:
        many, single = Path(folder, "many"), Path(folder, "single")
        keep_in_batches(many, amount, batch)
        ask(many, "after keeping")
        read_again(many, amount, batch)
        compact(many)
        ask(many, "after compaction")
        keep_one_by_one(single, max(amount // 10, 1))
        keep_in_a_new_process(Path(folder, "new"))


def keep_in_batches(folder: Path, amount: int, batch: int) -> None:
    coded = [made_up(number, "a") for number in range(amount)]
    with measured(f"keep {amount} articles, {batch} at a time"), open_writer(folder) as writer:
        for first in range(0, amount, batch):
            writer.keep_many([reading(each) for each in coded[first : first + batch]], now=NOW)
    report_size(folder)


def read_again(folder: Path, amount: int, batch: int) -> None:
    coded = [made_up(number, "a") for number in range(amount)]
    with measured("keep the same again (nothing to do)"), open_writer(folder) as writer:
        for first in range(0, amount, batch):
            writer.keep_many([reading(each) for each in coded[first : first + batch]], now=NOW)
    coded = [made_up(number, "b") for number in range(amount)]
    with measured("keep them as a later lexicon reads them"), open_writer(folder) as writer:
        for first in range(0, amount, batch):
            writer.keep_many([reading(each) for each in coded[first : first + batch]], now=NOW)


def keep_one_by_one(folder: Path, amount: int) -> None:
    coded = [made_up(number, "a") for number in range(amount)]
    with measured(f"keep {amount} articles, one at a time"), open_writer(folder) as writer:
        for each in coded:
            writer.keep(each, source=each.article.id, content_hash="hash", now=NOW)
    report_size(folder)


def keep_in_a_new_process(folder: Path) -> None:
    """What `detente read` pays at its end: imports, opening and keeping."""
    code = (
        "import sys, time; sys.path.insert(0, sys.argv[1]); import store; from pathlib import Path;"
        "each = store.made_up(1, 'a'); start = time.perf_counter();"
        "writer = store.open_writer(Path(sys.argv[2]));"
        "writer.keep(each, source='s', content_hash='h', now=store.NOW); writer.close();"
        "print(f'{time.perf_counter() - start:8.3f} s            open, keep one, close in a new process')"
    )
    subprocess.run([sys.executable, "-c", code, str(Path(__file__).parent), str(folder)], check=True)


def compact(folder: Path) -> None:
    with measured("compact"), open_writer(folder) as writer:
        compacted = writer.compact()
    open_writer(folder).close()
    print(f"{'':24}{compacted.before} segments became {compacted.after}")
    report_size(folder)


def ask(folder: Path, when: str) -> None:
    month = {"since": date(2024, 3, 1), "until": date(2024, 4, 1)}
    questions = {
        "count": lambda reader: reader.counts(),
        "one dyad": lambda reader: reader.events(EventFilter(actor="NOR", recipient="JPN")),
        "one month": lambda reader: reader.events(EventFilter(**month)),
        "all events as a table": lambda reader: reader.event_table(),
        "all events as records": lambda reader: reader.events(),
        "one speaker": lambda reader: reader.claims(ClaimFilter(speaker="Lund 3")),
        "one event by its id": lambda reader: (reader.event("event-000042-1"),),
        "articles of a month": lambda reader: reader.articles(ArticleFilter(**month)),
        "search two words": lambda reader: reader.search("delegations 42"),
        "one article, coded": lambda reader: reader.coded_article("article-000042").events,
        "integrity": lambda reader: reader.integrity(),
    }
    for name, question in questions.items():
        with open_reader(folder) as reader:
            with measured(f"{name}, {when}"):
                answer = question(reader)
            with measured("  the same question again"):
                question(reader)
        if name != "count":
            print(f"{'':24}{len(answer)} found")


@contextmanager
def measured(name: str) -> Iterator[None]:
    wall, processor = time.perf_counter(), time.process_time()
    yield
    print(f"{time.perf_counter() - wall:8.3f} s ({time.process_time() - processor:7.3f})  {name}")


def report_size(folder: Path) -> None:
    files = list((folder / "segments").iterdir())
    segments = sum(path.stat().st_size for path in files) / 1e6
    catalog = (folder / "catalog.sqlite").stat().st_size / 1e6
    print(f"{'':24}{len(files)} files, segments {segments:.2f} MB, catalog {catalog:.2f} MB")


def reading(coded: CodedArticle) -> Reading:
    return Reading(coded=coded, source=coded.article.id, content_hash="hash")


def made_up(number: int, lexicon: str) -> CodedArticle:
    published = date(2024, 1, 1) + timedelta(days=number % 365)
    article_id = f"article-{number:06}"
    return CodedArticle(
        article=Article(
            id=article_id, url=f"https://news.example/{number}", publisher="Nordic Wire",
            headline=f"Round {number} of the talks", byline=None, language="en", published=published,
            published_basis="metadata", text="\n\n".join(f"{PARAGRAPH}{number} {part}" for part in range(20)),
        ),
        origin=Origin(detente="0.1.0", lexicon=lexicon, parser="detente 1"),
        events=tuple(_event(article_id, number, position, published) for position in range(EVENTS)),
        claims=tuple(_claim(article_id, number, position, published) for position in range(CLAIMS)),
        situations=(Situation(topic="talks", state="stalled", holder=None, text=Span(0, 3, "The")),),
    )  # fmt: skip


def _event(article_id: str, number: int, position: int, published: date) -> Event:
    return Event(
        id=f"event-{number:06}-{position}", article_id=article_id, event_type=TYPES[(number + position) % 6],
        mode=None, contexts=("diplomatic",), cameo="042", actors=(_side(number),),
        recipients=(_side(number + 1 + position),), status="asserted",
        occurred=DateRange(published, published + timedelta(days=1), "Tuesday"),
        place=Place("Bergen", "NOR", 60.39, 5.32, "3161732", "city"),
        attribution=(Voice(voice="Kyodo", entity="KYODO", country="JPN", cue="said", basis="explicit"),),
        claim_id=None, trigger=Span(16, 19, "met"), evidence=Span(0, 62, PARAGRAPH[:62]), rule="consult-meet",
        runner_up=RunnerUp("AGREE", "agree-sign", 0.05), confidence=0.9, reported_in=(Span(0, 62, PARAGRAPH[:62]),),
    )  # fmt: skip


def _side(number: int) -> Participant:
    key = STATES[number % len(STATES)]
    return Participant(
        entity=key, country=key, cow="385", role="foreign minister", sector="GOV", name="Kari Lund",
        wikidata="Q1", mention=Span(4, 15, "delegations"),
    )  # fmt: skip


def _claim(article_id: str, number: int, position: int, published: date) -> Claim:
    return Claim(
        id=f"claim-{number:06}-{position}", article_id=article_id, kind="indirect", speech_act="assert",
        speaker=Speaker(
            name=f"Kari Lund {number % 10}", entity="NOR", country="NOR", role=None, named=True, resolved_by="name"
        ),
        attribution=(), content=(Span(63, 97, PARAGRAPH[63:97]),), cue=(), source=(), condition=None, demand=None,
        deadline=None, certainty="certain", polarity="positive",
        said=DateRange(published, published + timedelta(days=1), "Tuesday"),
    )  # fmt: skip


if __name__ == "__main__":
    main()
