"""Draws the cards that have changed, on all cores, and removes those of records that are gone."""

import hashlib
import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import NamedTuple

from web.cards import faces, files
from web.cards.collect import cards
from web.cards.drawing import drawn

FEW = 20  # cards that are drawn before a second process has started
PORTION = 8


class Counts(NamedTuple):
    """What was done."""

    drawn: int
    kept: int
    removed: int


class _Job(NamedTuple):
    file: str
    svg: str
    digest: str


def make(database: Path, folder: Path, tell: Callable[[str], None] | None = None) -> Counts:
    """Brings ``folder`` in line with ``database``; each card is written whole or not at all."""
    jobs, wanted = [], set()
    for card in cards(database):
        wanted.add(card.file)
        svg = drawn(card)
        shown = _digest(svg)
        if files.digest(folder / card.file) != shown:
            jobs.append(_Job(str(folder / card.file), svg, shown))
    for place, _ in enumerate(_done(jobs), 1):
        if tell:
            tell(f"{place} of {len(jobs)}")
    gone = files.present(folder) - wanted
    for file in gone:
        (folder / file).unlink(missing_ok=True)
    return Counts(len(jobs), len(wanted) - len(jobs), len(gone))


def _done(jobs: list[_Job]) -> Iterator[None]:
    """Draws cards, one after the other."""
    workers = min(os.cpu_count() or 1, len(jobs) // FEW)
    if workers < 2:
        yield from map(_draw, jobs)
        return
    # A fresh interpreter each: a copy of this process would carry the threads of the one that shows progress.
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(_draw, jobs, chunksize=PORTION)


def _draw(job: _Job) -> None:
    files.write(Path(job.file), png(job.svg), job.digest)


def png(svg: str) -> bytes:
    """A card as a picture, with our own fonts alone, so that it is the same on every machine."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, font_files=faces.files(), skip_system_fonts=True))


@cache
def _drawer() -> bytes:
    """What draws: another renderer or other fonts give other pictures of the same card."""
    import resvg_py

    parts = [resvg_py.__version__.encode(), *(Path(file).read_bytes() for file in faces.files())]
    return hashlib.sha256(b"\0".join(parts)).digest()


def _digest(svg: str) -> str:
    return hashlib.sha256(_drawer() + svg.encode("utf-8")).hexdigest()[: files.DIGEST]
