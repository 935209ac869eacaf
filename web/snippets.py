"""Where in a text the words are that a reader typed: marked, and cut out with what stands around them.

Texts are read as they were written, not as the index folds them: the words become a pattern that allows for marks on
letters. Every piece of text is escaped by itself, so that no text brings marks of its own.
"""

import re
import unicodedata
from functools import cache
from html import unescape

from markupsafe import Markup, escape

from pipeline.text import words
from web.search import SHORTEST_PART, spelled

LENGTH = 190  # characters of what is cut out
BEFORE = 60   # of them before the first word
MOST = 60     # words that are looked at in one text
_START, _END = Markup("<mark>"), Markup("</mark>")
_TAG = re.compile(r"<[^>]*>")
_WRITTEN_OUT = {"ae": "ä", "oe": "ö", "ue": "ü", "ss": "ß"}


@cache
def _marked_letters() -> dict[str, str]:
    """The letters that are folded to each letter: é, è, ê and others to e."""
    letters: dict[str, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFKD", chr(code).casefold())[0]
        if base.isascii() and base.isalpha():
            letters[base] = letters.get(base, "") + chr(code)
    return letters


def _spelling(word: str) -> str:
    """A pattern for a folded word in every spelling that is folded to it."""
    pattern, place = "", 0
    while place < len(word):
        pair, letter = word[place:place + 2], word[place]
        more = _marked_letters().get(letter, "")
        one = f"[{letter}{more}]" if more else re.escape(letter)
        if pair in _WRITTEN_OUT:
            following = _marked_letters().get(pair[1], "")
            pattern += f"(?:{_WRITTEN_OUT[pair]}|{one}[{pair[1]}{following}])"
            place += 2
        else:
            pattern += one
            place += 1
    return pattern


def pattern(text: str) -> re.Pattern | None:
    """A pattern that finds the words of ``text``, whole or as parts of longer words; each word is a group of it."""
    typed = words(text)
    groups = []
    for word in dict.fromkeys(typed):
        ways = "|".join(map(_spelling, spelled(word)))
        start = "" if len(word) >= SHORTEST_PART else r"(?<!\w)"
        groups.append(rf"({start}(?:{ways})\w*)")
    return re.compile("|".join(groups), re.IGNORECASE) if groups else None


def marked(text: str, wanted: re.Pattern | None) -> Markup:
    """``text`` escaped, with the wanted words in ``<mark>``."""
    pieces, place = [], 0
    for match in wanted.finditer(text) if wanted else ():
        pieces += [escape(text[place:match.start()]), _START, escape(match[0]), _END]
        place = match.end()
    return Markup("").join([*pieces, escape(text[place:])])


def plain(html: str) -> str:
    """The text of our own safe HTML, in one line."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def cut_out(text: str, wanted: re.Pattern | None) -> Markup | None:
    """The part of ``text`` that has most of the wanted words, with these marked; None where it has none."""
    places = [(match.start(), match.lastindex) for match, _ in zip(wanted.finditer(text), range(MOST), strict=False)] if wanted else []
    if not places:
        return None
    start = max(places, key=lambda place: (len({group for at, group in places if place[0] <= at < place[0] + LENGTH - BEFORE}), -place[0]))[0]
    return _window(text, max(0, start - BEFORE), wanted)


def _window(text: str, start: int, wanted: re.Pattern) -> Markup:
    """Some of ``text`` from ``start`` on, in whole words."""
    end = start + LENGTH
    begin = text.find(" ", start) + 1 if start else 0
    cut = text.rfind(" ", begin, end) if end < len(text) else len(text)
    piece = text[begin:cut if cut > begin else end]
    return Markup("{}{}{}").format("… " if begin else "", marked(piece, wanted), " …" if end < len(text) else "")
