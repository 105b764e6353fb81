"""Work shared among processes, its results in the order of the work."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Generic, TypeVar

from detente.errors import UsageError

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 2
"""Batches that wait beside those in work, for each worker: no worker idles, and little is held in memory."""


def default_workers() -> int:
    """As many workers as there are cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def map_in_order(
    task: Callable[[Sequence[Item]], Sequence[Result]],
    batches: Iterable[Sequence[Item]],
    *,
    workers: int,
    lost: Callable[[Item], Result],
) -> Iterator[Result]:
    """The task's results, item by item in the order given, from several processes.

    Args:
        task: What to do with a batch: one result per item. Must be picklable.
        batches: Read as room becomes free, never far ahead.
        workers: How many processes.
        lost: The result of an item that ends the process working on it, as one that takes all memory does.
    """
    waiting: deque[tuple[Sequence[Item], Future[Sequence[Result]]]] = deque()
    pool = _Pool(task, workers)
    try:
        for batch in batches:
            waiting.append((batch, pool.submit(batch)))
            if len(waiting) >= workers * _AHEAD:
                yield from _oldest(pool, waiting, lost)
        while waiting:
            yield from _oldest(pool, waiting, lost)
    except BaseException:
        # Nobody waits for these results any more: end the processes at once.
        pool.kill()
        raise
    pool.close()


def _oldest(
    pool: "_Pool[Item, Result]",
    waiting: deque[tuple[Sequence[Item], Future[Sequence[Result]]]],
    lost: Callable[[Item], Result],
) -> Iterator[Result]:
    """Results of the oldest batch; if a process has ended, all are done again, this one with care."""
    batch, future = waiting.popleft()
    try:
        results = future.result()
    except BrokenProcessPool:
        pool.restart()
        results = list(_carefully(pool, batch, lost))
        again = [(other, pool.submit(other)) for other, _ in waiting]
        waiting.clear()
        waiting.extend(again)
    yield from results


def _carefully(
    pool: "_Pool[Item, Result]", batch: Sequence[Item], lost: Callable[[Item], Result]
) -> Iterator[Result]:
    """Results of a batch with nothing else in work, halved until the item that ends processes is alone."""
    try:
        yield from pool.submit(batch).result()
    except BrokenProcessPool:
        pool.restart()
        if len(batch) == 1:
            yield lost(batch[0])
            return
        middle = len(batch) // 2
        yield from _carefully(pool, batch[:middle], lost)
        yield from _carefully(pool, batch[middle:], lost)


class _Pool(Generic[Item, Result]):
    """Processes that are started afresh when one of them has ended."""

    def __init__(self, task: Callable[[Sequence[Item]], Sequence[Result]], workers: int) -> None:
        self._task = task
        self._workers = workers
        self._restarts = 0
        self._executor = self._start()

    def submit(self, batch: Sequence[Item]) -> Future[Sequence[Result]]:
        """Put a batch to work."""
        with _interrupts_held():
            try:
                return self._executor.submit(self._task, batch)
            except BrokenProcessPool:
                self.restart()
                return self._executor.submit(self._task, batch)

    def restart(self) -> None:
        """End all processes and start new ones.

        Raises:
            UsageError: If that was needed too often: the fault then is not in single items.
        """
        self._restarts += 1
        if self._restarts > _MAX_RESTARTS:
            raise UsageError("worker processes keep ending", todo="free some memory, or use fewer --workers")
        self.kill()
        self._executor = self._start()

    def kill(self) -> None:
        """End all processes, whatever they are doing, and see them end."""
        # The executor offers no way to end a process at work; its table is emptied once it has shut down.
        processes = list((self._executor._processes or {}).values())  # noqa: SLF001 (see above)
        reaper = getattr(self._executor, "_executor_manager_thread", None)
        self._executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()
        # The executor's own thread collects them; until it has, they count as alive. The wait has a bound
        # because that thread may hang on a queue that nobody reads any more.
        if reaper is not None:
            reaper.join(timeout=_REAPING_SECONDS)

    def close(self) -> None:
        """Let the processes end."""
        self._executor.shutdown()

    def _start(self) -> ProcessPoolExecutor:
        # Spawned, not forked: the parser's and Arrow's threads do not survive a fork.
        return ProcessPoolExecutor(self._workers, mp_context=multiprocessing.get_context("spawn"))


_MAX_RESTARTS = 50
_REAPING_SECONDS = 5.0


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Processes started inside never see Ctrl-C: it is the parent's to end them, without their tracebacks."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
