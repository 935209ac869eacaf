"""Where cards lie, and what of them a page must know.

A card carries a digest of what it shows in its own file, so that no list beside can differ from the cards.
"""

import os
import re
import struct
import zlib
from pathlib import Path

from pipeline.vocabularies import LANGUAGES

WIDTH, HEIGHT = 1200, 630
KINDS = ("trends", "innovations", "partnerships", "tools")
DIGEST = 16  # characters
DEFAULT = "site"
_SIGNATURE = 8 + 25  # bytes of a PNG up to the end of its header
_KEYWORD = b"Digest\0"
_OWN = re.compile(rf"/((?:{'|'.join(KINDS)})/[a-z0-9-]{{1,80}})")


def folder_of(database: str | Path) -> Path:
    """Where the cards of a database lie: beside it."""
    return Path(database).parent / "cards"


def digest(file: Path) -> str:
    """What a card says of itself; empty where there is no card, or none of ours."""
    try:
        with file.open("rb") as opened:
            head = opened.read(_SIGNATURE + 8 + len(_KEYWORD) + DIGEST)
    except OSError:
        return ""
    found = head[_SIGNATURE + 4 :]
    return found[11:].decode("ascii", "replace") if found.startswith(b"tEXt" + _KEYWORD) and len(found) == 11 + DIGEST else ""


def write(file: Path, png: bytes, shown: str) -> None:
    """Writes a card with the digest of what it shows, whole or not at all."""
    content = b"tEXt" + _KEYWORD + shown.encode("ascii")
    chunk = struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content))
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(png[:_SIGNATURE] + chunk + png[_SIGNATURE:])
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def present(folder: Path) -> set[str]:
    """The cards that are there, by their place below ``folder``, and parts of such that were left behind."""
    places = [folder / language / kind for language in LANGUAGES for kind in KINDS]
    return {path.relative_to(folder).as_posix() for place in places for path in (*place.glob("*.png"), *place.glob(".*.part"))}


def address(folder: Path, language: str, rest: str) -> str:
    """The address of the card of a page, of the site's card where it has none; empty where no cards are drawn."""
    own = _OWN.fullmatch(rest)
    for name in (own[1] if own else None, DEFAULT):
        if name and (version := digest(folder / language / f"{name}.png")):
            return f"/cards/{language}/{name}.png?v={version}"
    return ""
