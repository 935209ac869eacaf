"""What an operator may set by environment, and the few facts about the site that pages repeat."""

import os
from functools import cache
from pathlib import Path

from datasette.utils import parse_metadata

NAME = "Trendatlas"
DATABASE = "trendatlas"  # part of addresses: never change it
REPOSITORY = os.environ.get("TRENDATLAS_REPOSITORY", "https://github.com/trendatlas/trendatlas").rstrip("/")
ADDRESS = os.environ.get("TRENDATLAS_ADDRESS", "").rstrip("/")  # public address; empty: as the request says
LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"

FOLDER = Path(__file__).parent
METADATA = FOLDER.parent / "metadata.yml"


@cache
def metadata() -> dict:
    """The words that Datasette shows, from ``metadata.yml``; empty where the file is missing."""
    return parse_metadata(METADATA.read_text(encoding="utf-8")) if METADATA.exists() else {}


def edit_address(file: str) -> str:
    """Where a reader corrects ``file`` on the code host."""
    return f"{REPOSITORY}/edit/main/{file}"
