"""Characters that a reader cannot see or that turn text around: each is one problem at its place."""

import re
import unicodedata

# Emoji are built with joiners and selectors (U+200D, U+FE0F); alone these are invisible.
_EMOJI_SEQUENCE = "[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]?(?:\u200d[\u2600-\u27bf\U0001f000-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]?)*"
_FORBIDDEN = (
    "[\x00-\x08\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff\ue000-\uf8ff]"
)
_FIND = re.compile(f"({_EMOJI_SEQUENCE})|({_FORBIDDEN}|\r(?!\n))")
_BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
FORBIDDEN = re.compile(_FORBIDDEN)
_HARMLESS = bytes(range(0x20, 0x7F)) + b"\n"
_SUSPECT = re.compile(f"{_FORBIDDEN}|\r")


def describe(character: str) -> tuple[str, str]:
    """What ``character`` is and what to write instead."""
    if character == "\t":
        return "a tab", "write spaces"
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "control character").lower()
    if character in _BIDI:
        return f"{code} ({name}), which turns the direction of text around", "remove it"
    if unicodedata.category(character) == "Cc":
        return f"the control character {code}", "remove it"
    return f"the invisible character {code} ({name})", "remove it"


def forbidden(text: str) -> list[tuple[int, str]]:
    """The offset of each forbidden character in ``text`` with the character."""
    rare = text.encode("utf-8", "surrogatepass").translate(None, _HARMLESS).decode("utf-8", "surrogatepass")
    if not _SUSPECT.search(rare):
        return []  # nearly every text; looking for emoji takes a hundred times as long
    return [(match.start(2), match[2]) for match in _FIND.finditer(text) if match[2]]


def masked(text: str, found: list[tuple[int, str]]) -> str:
    """``text`` with a space in each of these places, so that every other place stays where it was."""
    marks = list(text)
    for offset, _ in found:
        marks[offset] = " "
    return "".join(marks)
