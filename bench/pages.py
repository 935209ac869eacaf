"""``python -m bench.pages``: our pages beside Datasette's own, in one process and in turns, as ratios of server time.

The peer is a bare Datasette on the same records: its row page, its ``/-/versions.json``, and its table page with four
array facets. Applications are called directly, without network. ``cards`` and the cache of a proxy stay out of it.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median, quantiles

from datasette.app import Datasette
from datasette.plugins import pm

from bench.__main__ import HOME, call, show
from bench.rivals import FIRST_TIME, arrays, asked
from web import boxes, once
from web.server import application, settle

HEAD = (
    "records",
    "page",
    "ms",
    "processor ms",
    "KB",
    "to row page",
    "to versions.json",
    "to array facets",
    "to the same choice",
)
PEERS = ("row page", "versions.json", "table, four array facets", "table, the same choice")
CLIENTS = 8
PEER_SETTINGS = {"suggest_facets": False, "facet_time_limit_ms": 60_000, "sql_time_limit_ms": 60_000}


@dataclass(frozen=True)
class Answer:
    """What one answer took: milliseconds by the clock and of the processor; and its size."""

    clock: float
    processor: float
    size: int


async def get(app, path: str) -> Answer:
    """Asks an application for a page, as a server would."""
    path, _, query = path.partition("?")
    scope = {
        "type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "path": path, "raw_path": path.encode(),
        "query_string": query.encode(), "headers": [(b"host", b"localhost")], "server": ("localhost", 80), "client": ("127.0.0.1", 1),
    }  # fmt: skip
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    began, worked = time.perf_counter(), time.process_time()
    await app(scope, receive, send)
    took = Answer(
        1000 * (time.perf_counter() - began),
        1000 * (time.process_time() - worked),
        sum(len(message.get("body", b"")) for message in sent),
    )
    if sent[0]["status"] != 200:
        raise SystemExit(f"{path}?{query} answered {sent[0]['status']}")
    return took


def _ours() -> list:
    return [
        plugin for plugin in pm.get_plugins() if (getattr(plugin, "__file__", None) or "").startswith(str(HOME / "web"))
    ]


@contextmanager
def bare() -> Iterator[None]:
    """Plugins belong to the process: while the peer answers, ours are taken out."""
    taken = [(pm.get_name(plugin), plugin) for plugin in _ours()]
    for _, plugin in taken:
        pm.unregister(plugin)
    try:
        yield
    finally:
        for name, plugin in taken:
            pm.register(plugin, name)


def forget() -> None:
    """Forgets what was kept of earlier searches and earlier choices."""
    once.forget()
    boxes.forget()


class Bench:
    """Our site and the peer over the same records, and what each took."""

    def __init__(self, database: Path, rival: Path):
        self.questions = asked(database)
        self.site = application(database)
        with bare():
            self.peer = Datasette(files=[], immutables=[str(rival)], settings=PEER_SETTINGS)
            self.peer_app = self.peer.app()
        self.site_app = self.site.app()
        self.took: dict[str, list[Answer]] = defaultdict(list)

    async def start(self) -> None:
        """Lets both prepare themselves before any clock starts."""
        await self.site.invoke_startup()
        with bare():
            await self.peer.invoke_startup()
        settle()

    async def turn(self, name: str, paths: list[str]) -> None:
        """Asks for some pages of one kind, one after the other."""
        if name in PEERS:
            with bare():
                self.took[name] += [await get(self.peer_app, path) for path in paths]
            return
        for path in paths:
            if name == FIRST_TIME:
                forget()
            self.took[name].append(await get(self.site_app, path))

    async def rounds(self, many: int, each: int) -> None:
        """All kinds in turns; the first, which fills caches on both sides, is not counted."""
        for number in range(many + 1):
            for name, paths in self.questions.items():
                few = 2 if name.startswith("table") else each
                chosen = islice((path for _ in range(each) for path in paths), number * few % len(paths), None)
                await self.turn(name, list(islice(chosen, few)))
            if not number:
                self.took.clear()

    async def crowd(self, requests: int) -> list[float]:
        """Milliseconds of pages of all kinds, asked for by several clients at once."""
        pages = [path for name, paths in self.questions.items() if name not in PEERS for path in paths]

        async def client(number: int) -> list[float]:
            clocks = []
            for turn in range(requests):
                began = time.perf_counter()
                await asyncio.sleep(0)  # as between requests of a network, where others have their turn
                await get(self.site_app, pages[(number * 7 + turn) % len(pages)])
                clocks.append(1000 * (time.perf_counter() - began))
            return clocks

        return [clock for clocks in await asyncio.gather(*map(client, range(CLIENTS))) for clock in clocks]


def lines(size: int, took: dict[str, list[Answer]]) -> list[tuple[str, ...]]:
    """One line of the table for each kind of page, ratios by processor time."""
    worked = {name: median(answer.processor for answer in answers) for name, answers in took.items()}
    table = []
    for name, answers in took.items():
        clock, weight = median(answer.clock for answer in answers), median(answer.size for answer in answers) / 1024
        ratios = [f"{worked[name] / worked[peer]:.3f}" if name not in PEERS else "" for peer in PEERS]
        table.append((f"{size:,}", name, f"{clock:.2f}", f"{worked[name]:.2f}", f"{weight:.0f}", *ratios))
    return table


def database(folder: Path, size: int, seed: int) -> Path:
    """The database of a generated corpus below ``folder``, built if it is not there yet."""
    target = folder / str(size) / "trendatlas.db"
    if not target.exists():
        corpus = folder / str(size) / "corpus"
        call([sys.executable, "-m", "bench.corpus", str(corpus), str(size), "--seed", str(seed)], HOME)
        call([sys.executable, "-m", "cli", "build", "--output", str(target)], corpus)
    return target


async def measured(size: int, built: Path, rival: Path, rounds: int, each: int) -> tuple[list[tuple[str, ...]], str]:
    """The lines of the table for one size, and what several clients at once met."""
    bench = Bench(built, rival)
    await bench.start()
    await bench.rounds(rounds, each)
    clocks = await bench.crowd(10 * each)
    hundredths = quantiles(clocks, n=100)
    told = (
        f"{size:,} records, {CLIENTS} clients at once, {len(clocks)} pages: no error, p50 {hundredths[49]:.1f} ms,"
        f" p99 {hundredths[98]:.1f} ms, {hundredths[98] / hundredths[49]:.1f} times p50"
    )
    return lines(size, bench.took), told


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description="Our pages beside Datasette's own.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[400, 10_000])
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--each", type=int, default=8, help="pages of one kind in each round")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where databases are kept for the next time")
    chosen = parser.parse_args()
    table, told = [HEAD], []
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        for size in chosen.sizes:
            built = database(chosen.folder or Path(scratch), size, chosen.seed)
            rival = Path(scratch) / f"rival-{size}" / "trendatlas.db"
            arrays(built, rival)
            more, sentence = asyncio.run(measured(size, built, rival, chosen.rounds, chosen.each))
            table += more
            told.append(sentence)
    show(table)
    print("\n".join(["", *told]))


if __name__ == "__main__":
    main()
