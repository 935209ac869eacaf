"""What a finished database says of itself, and whether it is still that of the records; quick to ask."""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from pipeline.read import placed
from pipeline.versions import code_hash, content_hash, digests


def said_by(target: Path) -> dict[str, str]:
    """What an older file says of itself; nothing where it is missing or no such file."""
    if not target.is_file():
        return {}
    try:
        with closing(sqlite3.connect(f"file:{quote(str(target))}?mode=ro", uri=True)) as connection:
            return dict(connection.execute("select key, value from build"))
    except sqlite3.Error:
        return {}


def up_to_date(root: Path, target: Path) -> bool:
    """Whether ``target`` was built from the records under ``root`` as they are, by this code."""
    said = said_by(target)
    return said.get("code_hash") == code_hash() and said.get("content_hash") == content_hash(digests(placed(root)[0]))
