import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from detente.store import Reading, open_reader, open_writer

PROGRAM = Path(__file__).with_name("keeper.py")
ROUNDS = 10


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_killed_writer_leaves_every_acknowledged_article_whole_and_once(tmp_path, keeper):
    rng = random.Random(20250305)
    open_writer(tmp_path).close()
    acknowledged = set()

    for _ in range(ROUNDS):
        acknowledged |= _keep_and_kill(tmp_path, first=_next_number(tmp_path), seconds=rng.uniform(0.0, 0.3))

        _check(tmp_path, keeper, acknowledged)
    # One article may have been kept and not announced yet when the writer was killed, or a batch of three.
    assert len(acknowledged) >= ROUNDS
    assert _next_number(tmp_path) - len(acknowledged) <= 3 * ROUNDS
    assert _files(tmp_path) <= 3 * ROUNDS * 35


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_writer_that_dies_before_any_step_keeps_all_or_nothing(tmp_path, keeper):
    subprocess.run([sys.executable, str(PROGRAM), "crash", str(tmp_path)], check=True)

    folders = sorted(tmp_path.iterdir(), key=lambda folder: int(folder.name))
    amounts = [_amount_after_a_crash(folder, keeper) for folder in folders]
    # A begin, a sync and a rename for each of three files, the sync of their folder, and the commit.
    assert amounts == [1] * 9 + [3] * (len(folders) - 9)
    # For each of three merges a begin, a sync, a rename, another sync, and a commit; and then the end.
    assert len(folders) == 9 + 3 * 5 + 1


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_reader_beside_a_writer_sees_whole_articles_only(tmp_path, keeper):
    open_writer(tmp_path).close()
    seen = [0]
    with _start(tmp_path, 1) as program, open_reader(tmp_path) as reader:
        program.stdout.readline()
        end = time.monotonic() + 1.0
        while time.monotonic() < end:
            events = Counter(event.article_id for event in reader.events())
            seen.append(reader.counts().articles)
            _check_whole(events, keeper)
        program.kill()

    assert seen == sorted(seen)
    assert seen[-1] > seen[1]


def _start(folder, first):
    command = [sys.executable, str(PROGRAM), str(folder), str(first)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _keep_and_kill(folder, *, first, seconds):
    """Numbers that a writer announced before it was killed so many seconds after the first one."""
    with _start(folder, first) as program:
        announced = program.stdout.readline()
        time.sleep(seconds)
        program.send_signal(signal.SIGKILL)
        announced += program.stdout.read()
    # A line without its end was cut off while it was written; the article was kept before.
    return {int(line) for line in announced.splitlines(keepends=True) if line.endswith("\n")}


def _next_number(folder):
    with open_reader(folder) as reader:
        return reader.counts().articles


def _check(folder, keeper, acknowledged, *, first=0):
    with open_reader(folder) as reader:
        articles = {article.id: article for article in reader.articles()}
        events = reader.events()
        claims = reader.claims()

        assert reader.integrity() == ()
        assert reader.counts().runs == len(articles)
    numbers = range(first, first + len(articles))
    expected = [keeper.made_up(number) for number in numbers]
    assert acknowledged <= set(numbers)
    assert set(articles.values()) == {coded.article for coded in expected}
    assert Counter(events) == Counter(event for coded in expected for event in coded.events)
    assert Counter(claims) == Counter(claim for coded in expected for claim in coded.claims)


def _amount_after_a_crash(folder, keeper):
    """How many articles there are; and whether the next writer can go on from there."""
    _check(folder, keeper, {1}, first=1)
    amount = _next_number(folder)
    if amount == 1:
        assert not (folder / "acknowledged").exists()
        again = [Reading(coded=keeper.made_up(n), source=f"{n}", content_hash="hash") for n in (2, 3)]
        with open_writer(folder) as writer:
            writer.keep_many(again, now=keeper.NOW)
        _check(folder, keeper, {1, 2, 3}, first=1)
    return amount


def _check_whole(events, keeper):
    for article_id, amount in events.items():
        assert amount == len(keeper.made_up(int(article_id.removeprefix("article-"))).events)


def _files(folder):
    return len(list((folder / "segments").iterdir()))
