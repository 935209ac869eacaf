"""Work on many records: without looking for garbage in between, and on all cores where that pays."""

import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
MANY = 300  # items from which further processes pay
CHUNK = 50  # items handed to a process at once
AHEAD = 4  # chunks a process may be ahead of who takes the results


@contextmanager
def uncollected() -> Iterator[None]:
    """Keeps Python from looking for garbage: records hold none, and walking all of them again and again is slow."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def spread(work: Callable[[Sequence[Item]], Result], items: Sequence[Item]) -> Iterator[Result]:
    """``work`` on one chunk of ``items`` after the other, results in order, on all cores where there are many items.

    Further processes are forks of this one, so ``work`` may use what stands in memory; elsewhere than on Linux,
    where forks are not safe or not there, everything runs here. The results are the same. Only a few results wait
    at a time: they are made no faster than they are taken.
    """
    chunks = [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]
    processes = _cores() if len(items) >= MANY else 1
    if processes == 1:
        yield from map(work, chunks)
        return
    context = multiprocessing.get_context("fork")
    executor = ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=(work,))
    try:
        yield from _results(executor, chunks, AHEAD * processes)
    finally:
        executor.shutdown(cancel_futures=True)


def _results(executor: ProcessPoolExecutor, chunks: list, ahead: int) -> Iterator:
    waiting = deque()
    for chunk in chunks:
        waiting.append(executor.submit(_do, chunk))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


_work: Callable | None = None  # in a further process: what it does


def _begin(work: Callable) -> None:
    """In a further process: takes its work, which comes with the fork. An interrupt is for the first process."""
    global _work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    _work = work


def _do(chunk: Sequence):
    return _work(chunk)


__all__ = ["BrokenProcessPool", "spread", "uncollected"]
