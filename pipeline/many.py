"""Work on many records: without looking for garbage in between, and on all cores where that pays."""

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
MANY = 1_000  # items from which further processes pay
CHUNK = 100  # items handed to a process at once


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
    where forks are not safe or not there, everything runs here. The results are the same.
    """
    chunks = [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]
    processes = _cores() if len(items) >= MANY else 1
    if processes == 1:
        yield from map(work, chunks)
        return
    context = multiprocessing.get_context("fork")
    executor = ProcessPoolExecutor(processes, mp_context=context, initializer=_deaf)
    try:
        yield from executor.map(work, chunks)
    finally:
        executor.shutdown(cancel_futures=True)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _deaf() -> None:
    """In a further process: an interrupt is for the first one, which ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


__all__ = ["BrokenProcessPool", "spread", "uncollected"]
