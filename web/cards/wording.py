"""Text broken into lines that fit: at spaces and after hyphens; within a word only where it is wider than a line."""

import re
from typing import NamedTuple

from web.cards.faces import Face

_PIECES = re.compile(r"(?<=\w\w[-–/])(?=\w{3})|(?<=\w\w\w[-–/])(?=\w)")
_VOWELS = "aeiouyäöüáàâãåæéèêëíìîïóòôõøúùûýœ"
_TOGETHER = ("sch", "ch", "ck", "ph", "th", "sh", "st", "qu", "gh", "ng")  # consonants that stay with each other
_ENDS = " -–/.,;:"  # what an ellipsis does not follow
_SHORTEST = 3  # letters of a word before and after a hyphen of ours


class Block(NamedTuple):
    """Lines of one size."""

    lines: list[str]
    size: int


def fitted(text: str, face: Face, sizes: tuple[int, ...], box: tuple[float, float], leading: float) -> Block:
    """The text in the largest of ``sizes`` in which it fits into ``box`` (width, height) and no word has to be broken.

    At the smallest size words may be broken, and what is still too long ends after a whole word with an ellipsis.
    ``leading`` is the distance of lines in parts of the size.
    """
    room, height = box
    for size in sizes:
        lines = broken(text, face, size, room)
        if len(lines) <= height // (size * leading) and _widest(text, face, size) <= room:
            return Block(_balanced(text, face, size, room, len(lines)), size)
    most = max(1, int(height // (sizes[-1] * leading)))
    lines = broken(text, face, sizes[-1], room)
    if len(lines) > most:
        lines = [*lines[: most - 1], _ended(lines[most - 1], face, sizes[-1], room)]
    return Block(lines, sizes[-1])


def broken(text: str, face: Face, size: float, room: float) -> list[str]:
    """The text in lines of at most ``room`` pixels."""
    lines, taken, space = [""], 0.0, face.width(" ", size)
    for word in text.split(" "):
        joint, gap = (" ", space) if lines[-1] else ("", 0.0)
        for piece in _PIECES.split(word):
            wide = face.width(piece, size)
            if taken + gap + wide <= room:
                lines[-1] += joint + piece
                taken += gap + wide
            else:
                lines += _parts(piece, face, size, room)
                taken = face.width(lines[-1], size)
            joint, gap = "", 0.0
    return [line for line in lines if line]


def _widest(text: str, face: Face, size: float) -> float:
    """Width of the widest word, or part of a word before or after a hyphen of its own."""
    return max(face.width(piece, size) for word in text.split(" ") for piece in _PIECES.split(word))


def _balanced(text: str, face: Face, size: float, room: float, count: int) -> list[str]:
    """The text in ``count`` lines as even as they can be: no last line of one short word."""
    narrow, wide = _widest(text, face, size), room if count > 1 else 0
    while wide - narrow > 4:
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if len(broken(text, face, size, middle)) <= count else (middle, wide)
    return broken(text, face, size, wide or room)


def _parts(word: str, face: Face, size: float, room: float) -> list[str]:
    """A word, broken with hyphens into parts of at most ``room`` pixels."""
    parts = []
    while face.width(word, size) > room:
        fitting = next(place for place in range(len(word) - 1, -1, -1) if face.width(word[:place] + "-", size) <= room)
        place = max((place for place in _joints(word) if place <= fitting), default=max(fitting, 1))
        parts.append(word[:place] + "-")
        word = word[place:]
    return [*parts, word]


def _joints(word: str) -> list[int]:
    """Where a syllable begins, by the rule that German and English share: the last consonant goes with its vowel."""
    low, found = word.lower(), []
    for place in range(_SHORTEST, len(word) - _SHORTEST + 1):
        start = next((len(group) for group in _TOGETHER if low.startswith(group, place)), 1)
        opens = low[place] not in _VOWELS and low[place].isalpha() and low[place + start : place + start + 1] in _VOWELS
        split = any(low.startswith(group, place - step) for group in _TOGETHER for step in range(1, len(group)))
        if opens and not split and any(letter in _VOWELS for letter in low[:place]):
            found.append(place)
    return found


def _ended(line: str, face: Face, size: float, room: float) -> str:
    """A line that ends with an ellipsis: after a whole word, unless a single word is longer than the line."""
    line = line.rstrip(_ENDS)
    while face.width(f"{line} …", size) > room:
        line = (line.rpartition(" ")[0] or line[:-1]).rstrip(_ENDS)
    return f"{line} …"
