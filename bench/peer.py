"""yaml-to-sqlite on the same records, run as its command.

It reads one file that holds a list; ours are one file a record. The list is put together beforehand, outside the
time that is measured. It gets the innovations only, checks nothing, makes one table with JSON in its columns, and
builds no index: the comparison favours it.
"""

import shutil
import sys
from pathlib import Path

NAME = "yaml-to-sqlite"


def gather(root: Path, target: Path) -> None:
    """Puts all innovations under ``root`` into one YAML list."""
    with target.open("w", encoding="utf-8", newline="\n") as gathered:
        for path in sorted((root / "innovations").glob("*/*.yml")):
            lines = path.read_text(encoding="utf-8").splitlines()
            gathered.write("-\n" + "".join(f"  {line}\n" if line else "\n" for line in lines))


def command() -> str | None:
    """The program beside this Python, else on the path; None if it is not installed."""
    beside = Path(sys.executable).with_name(NAME)
    return str(beside) if beside.exists() else shutil.which(NAME)
