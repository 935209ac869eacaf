"""``python -m bench``: everything in turns, each time in a fresh process, and one table of the medians."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.peer import NAME, command, gather

HOME = Path(__file__).parent.parent
BUILD = "trendatlas build"
CHANGED = "the same after one change"
UNCHANGED = "the same, nothing changed"
FLOOR = "floor"
EVENTS = "floor, events in Python"
HEAD = ("records", "what", "seconds", "processor", "to floor", "to a cold build", f"to {NAME}", "memory MB", "file MB")


@dataclass(frozen=True)
class Run:
    """What one run took: seconds by the clock and of all processors, megabytes of memory and of the file made."""

    seconds: float
    processor: float
    memory: float
    size: float


def call(words: list[str], folder: Path) -> tuple[Run, str]:
    """Runs a command to its end, in ``folder``; returns what it took and what it printed."""
    began = time.perf_counter()
    surroundings = {**os.environ, "PYTHONPATH": str(HOME)}
    process = subprocess.Popen(words, cwd=folder, env=surroundings, stdout=subprocess.PIPE, text=True)
    seen = [0.0]
    watcher = threading.Thread(target=watch, args=(process.pid, seen))
    watcher.start()
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(words)} ended with {process.returncode}")
    memory = max(usage.ru_maxrss / 1024, *seen)
    return Run(seconds, usage.ru_utime + usage.ru_stime, memory, 0), printed


def watch(process: int, seen: list[float]) -> None:
    """Notes five times a second the memory of a process and its children together, until it ends; Linux only."""
    while memory := sum(map(megabytes, family(process))):
        seen.append(memory)
        time.sleep(0.2)


def family(process: int) -> list[int]:
    """A process and its children."""
    lists = Path(f"/proc/{process}/task").glob("*/children")
    try:
        return [process, *(int(child) for path in lists for child in path.read_text().split())]
    except OSError:
        return [process]


def megabytes(process: int) -> float:
    """The memory of a process, what it shares with others divided among them; 0 once it has ended."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")) / 1024


def prepare(name: str, root: Path, target: Path) -> None:
    """Leaves to a run what it may find: nothing but the records, or what the build before it left."""
    if name != UNCHANGED:
        target.unlink(missing_ok=True)
    if name == BUILD:
        (root / "build" / "kept.db").unlink(missing_ok=True)
    if name == CHANGED:
        record = min((root / "innovations").rglob("*.yml"))
        record.write_text(record.read_text(encoding="utf-8") + "# seen again\n", encoding="utf-8")


def measured(words: list[str], folder: Path, target: Path) -> Run:
    """One run that makes ``target``; where it prints its own times they count, without its preparations."""
    run, printed = call(words, folder)
    told = json.loads(printed) if printed.startswith("{") else {}
    size = target.stat().st_size / 1e6
    return Run(told.get("seconds", run.seconds), told.get("processor", run.processor), run.memory, size)


def commands(root: Path, scratch: Path, peer: str | None) -> dict[str, list[str]]:
    """What is measured on the corpus ``root``, by name: each makes the same file anew."""
    python = sys.executable
    floor = [python, "-m", "bench.floor", str(root), str(scratch / "built.db"), str(scratch / "made.db")]
    build = [python, "-m", "cli", "build", "--output", str(scratch / "made.db")]
    rivals = {
        FLOOR: floor,
        EVENTS: [*floor[:3], "--events", *floor[3:]],
        BUILD: build,
        CHANGED: build,
        UNCHANGED: build,
    }
    if peer:
        rivals[NAME] = [peer, "made.db", "innovations", str(scratch / "list.yml")]
    return rivals


def compare(size: int, seed: int, rounds: int, peer: str | None) -> dict[str, list[Run]]:
    """All runs on a corpus of ``size`` innovations, by name."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        scratch, root = Path(folder), Path(folder) / "corpus"
        call([sys.executable, "-m", "bench.corpus", str(root), str(size), "--seed", str(seed)], scratch)
        gather(root, scratch / "list.yml")
        call([sys.executable, "-m", "cli", "build", "--output", str(scratch / "built.db")], root)
        runs = defaultdict(list)
        for _ in range(rounds):
            for name, words in commands(root, scratch, peer).items():
                where = scratch if name == NAME else root
                prepare(name, root, scratch / "made.db")
                runs[name].append(measured(words, where, scratch / "made.db"))
        return runs


def lines(size: int, runs: dict[str, list[Run]]) -> list[tuple[str, ...]]:
    """One line of the table for each thing measured."""
    middle = {name: median(run.seconds for run in many) for name, many in runs.items()}
    table = []
    for name, many in runs.items():
        to_peer = f"{middle[NAME] / middle[name]:.1f} times faster" if NAME in middle and name != NAME else ""
        memory = "" if name in (FLOOR, EVENTS) else f"{max(run.memory for run in many):.0f}"
        processor = median(run.processor for run in many)
        to_cold = f"{middle[name] / middle[BUILD]:.0%}" if name in (CHANGED, UNCHANGED) else ""
        times = f"{middle[name]:.2f}", f"{processor:.2f}", f"{middle[name] / middle[FLOOR]:.1f}", to_cold
        table.append((f"{size:,}", name, *times, to_peer, memory, f"{many[0].size:.0f}"))
    return table


def show(table: list[tuple[str, ...]]) -> None:
    """Prints the table as Markdown, columns under each other."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for number, line in enumerate(table):
        cells = [
            text.ljust(width) if place in (1, 6) else text.rjust(width)
            for place, (text, width) in enumerate(zip(line, widths, strict=True))
        ]
        print("|", " | ".join(cells), "|")
        if not number:
            print("|", " | ".join("-" * width for width in widths), "|")


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="The build against a peer and the floor.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peer", default=command(), help=f"{NAME} of another environment")
    chosen = parser.parse_args()
    table = [HEAD]
    for size in chosen.sizes:
        table += lines(size, compare(size, chosen.seed, chosen.rounds, chosen.peer))
    show(table)


if __name__ == "__main__":
    main()
