import multiprocessing
import os
import signal
from concurrent.futures.process import BrokenProcessPool

import pytest

from detente.errors import UsageError
from detente.runner import default_workers, map_in_order, pool

# Worker processes cannot import this module: what they get must be made of the standard library's parts.


class Deadly:
    """An item that ends the process which unpacks it."""

    def __reduce__(self):
        return os._exit, (1,)


def lost(item):
    return f"lost {type(item).__name__}"


def test_results_come_in_the_order_of_the_work():
    batches = [[3, 1], [2], [9, 8, 7]] * 5

    results = list(map_in_order(sorted, batches, workers=2, lost=lost))

    assert results == [1, 3, 2, 7, 8, 9] * 5


def test_no_work_gives_no_results():
    assert list(map_in_order(sorted, [], workers=2, lost=lost)) == []


def test_work_is_not_read_far_ahead():
    read = []

    def batches():
        for number in range(1000):
            read.append(number)
            yield [number]

    results = map_in_order(sorted, batches(), workers=2, lost=lost)
    next(results)

    assert len(read) < 10
    results.close()


def test_item_that_ends_its_process_is_lost_alone():
    batches = [[1, 2], [3, Deadly(), 4, 5], [6], [7]]

    results = list(map_in_order(list, batches, workers=2, lost=lost))

    assert results == [1, 2, 3, "lost Deadly", 4, 5, 6, 7]


def test_processes_that_keep_ending_stop_the_work(monkeypatch):
    monkeypatch.setattr(pool, "_MAX_RESTARTS", 1)

    with pytest.raises(UsageError, match="worker processes keep ending"):
        list(map_in_order(list, [[Deadly()], [Deadly()]], workers=1, lost=lost))


def test_processes_end_when_nobody_waits_any_more():
    results = map_in_order(sorted, [[1], [2], [3], [4], [5]], workers=2, lost=lost)
    next(results)

    results.close()

    for process in multiprocessing.active_children():
        process.join(timeout=5)
    assert multiprocessing.active_children() == []


def test_error_of_the_task_is_the_callers():
    with pytest.raises(TypeError):
        list(map_in_order(sorted, [[1, "a"]], workers=1, lost=lost))


def test_there_is_at_least_one_worker():
    assert default_workers() >= 1


def test_broken_pool_is_started_afresh_for_the_next_batch():
    made = pool._Pool(list, 1)
    with pytest.raises(BrokenProcessPool):
        made.submit([Deadly()]).result()

    assert made.submit([1]).result() == [1]
    made.close()


def test_workers_are_counted_where_cores_cannot_be_reserved(monkeypatch):
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)

    assert default_workers() == 1


def test_work_is_shared_where_signals_cannot_be_held(monkeypatch):
    monkeypatch.delattr(signal, "pthread_sigmask", raising=False)

    assert list(map_in_order(sorted, [[2, 1]], workers=1, lost=lost)) == [1, 2]
