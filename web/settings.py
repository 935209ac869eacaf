"""What an operator may set by environment, and the few facts about the site that pages repeat."""

import os
import re
from functools import cache
from pathlib import Path

import yaml
from datasette.utils import parse_metadata

NAME = "Trendatlas"
DATABASE = "trendatlas"  # part of addresses: never change it
REPOSITORY = os.environ.get("TRENDATLAS_REPOSITORY", "https://github.com/trendatlas/trendatlas").rstrip("/")
ADDRESS = os.environ.get("TRENDATLAS_ADDRESS", "").rstrip("/")  # public address; empty: as the request says
TAG = "tag:trendatlas.github.io,2026"  # part of the ids in feeds, which outlive addresses: never change it
LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"

FOLDER = Path(__file__).parent
METADATA = FOLDER.parent / "metadata.yml"
OPERATOR = FOLDER.parent / "operator.yml"
_PLACEHOLDER = re.compile(r"\[.*\]", re.DOTALL)
_LONGEST = 500  # characters of one line


@cache
def metadata() -> dict:
    """The words that Datasette shows, from ``metadata.yml``; empty where the file is missing."""
    return parse_metadata(METADATA.read_text(encoding="utf-8")) if METADATA.exists() else {}


@cache
def operator() -> dict[str, list[str]]:
    """What ``operator.yml`` says, as lines of text; a placeholder is as good as nothing, and so is a broken file."""
    try:
        told = yaml.safe_load(OPERATOR.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return {}
    if not isinstance(told, dict):
        return {}
    return {str(key): lines for key, value in told.items() if (lines := _lines(value))}


def _lines(value) -> list[str]:
    """A value or a list of them as lines, without placeholders and without what is no text."""
    parts = value if isinstance(value, list) else [value]
    texts = [str(part).strip()[:_LONGEST] for part in parts if isinstance(part, str | int) and not isinstance(part, bool)]
    return [text for text in texts if text and not _PLACEHOLDER.fullmatch(text)]


def edit_address(file: str) -> str:
    """Where a reader corrects ``file`` on the code host."""
    return f"{REPOSITORY}/edit/main/{file}"
