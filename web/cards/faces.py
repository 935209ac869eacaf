"""The fonts of cards: what they can write, and how wide it is."""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]|„\s*“|“\s*”|«\s*»|\"\s*\"")  # what is left of a remark that cannot be written


@dataclass(frozen=True)
class Face:
    """One weight of a font; ``file`` is its name in ``fonts/``."""

    file: str
    family: str
    weight: int

    @property
    def widths(self) -> dict[str, int]:
        """Advance width of each character that the font has, in thousandths of the font size."""
        return _measured()[self.file]

    def width(self, text: str, size: float) -> float:
        """Width of a text in pixels; kerning, which would make most texts narrower by a hair, is left out."""
        return _thousandths(self.file, text) * size / 1000


TEXT = Face("newsreader-400", "Newsreader", 400)
NAME = Face("newsreader-500", "Newsreader", 500)
NOTE = Face("instrument-sans-500", "Instrument Sans", 500)
FACES = (TEXT, NAME, NOTE)


@lru_cache(maxsize=65536)  # words come again and again, and again with every size that is tried
def _thousandths(file: str, text: str) -> int:
    widths = _measured()[file]
    return sum(widths.get(character, 1000) for character in text)


@cache
def _measured() -> dict[str, dict[str, int]]:
    return json.loads((FOLDER / "widths.json").read_text(encoding="utf-8"))


def files() -> list[str]:
    """The font files, as the renderer takes them."""
    return [str(FOLDER / f"{face.file}.ttf") for face in FACES]


@cache
def _known() -> frozenset[str]:
    return frozenset.intersection(*(frozenset(face.widths) for face in FACES))


def writable(text: str) -> str:
    """The text in characters that every face has.

    A letter with a mark that is missing loses the mark; characters of other scripts go, and brackets around them.
    """
    text = "".join(_written(character) for character in unicodedata.normalize("NFC", text))
    text = "".join(character for character in unicodedata.normalize("NFC", text) if not unicodedata.combining(character))
    return re.sub(r"[ \t\n\r]+", " ", _EMPTY.sub("", text)).strip()


def _written(character: str) -> str:
    if character in _known():
        return character
    if character.isspace():
        return " "
    return "".join(part for part in unicodedata.normalize("NFKD", character) if part in _known())
