"""What a reader typed, found: full text first, then parts of words and slips of the pen.

Reader's text reaches the index only through ``pipeline.text``, as quoted words. Names lie in the index one a line, so
that a whole name is told from a part of one.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from sqlite3 import Connection

from pyroaring import BitMap
from rapidfuzz import fuzz, process

from pipeline.text import match_query, words

ENOUGH = 3      # with fewer hits, slips are looked for too
RANKED = 500    # so many of the best are put in order
COMPARED = 80   # so many of the names with most letters in common are compared letter by letter
SHORTEST = 3    # letters of a trigram
SHORTEST_PART = 5  # a part of a word that is looked for although whole words are found
LOOSE = 6       # distance of words written as two, twice that of slips, thrice that of words that begin alike
SLIPPED, FAR = 2 * LOOSE, 3 * LOOSE
_LONGEST_SPLIT = 30  # letters of a word that is tried as two
ALIKE = 80      # of 100: how near a word of a name must be to count as a slip
# Endings of German and English inflection, with the letters that must be left of a word.
_ENDINGS = (("innen", 5), ("ies", 5), ("en", 4), ("er", 5), ("es", 5), ("e", 5), ("n", 5), ("s", 5), ("y", 5))

_BETWEEN = re.compile(r"\W+")
_WEIGHTS = "10.0, 6.0, 4.0, 3.0, 1.0"  # name, other names, summary, terms, body
_ALL = "select rowid from search where search match ?"
# The best are chosen before their names are read.
_BEST = (f"select number, name, other_names from (select rowid as hit, bm25(search, {_WEIGHTS}) as score from search"
         " where search match ? order by score limit ?) join documents on number = hit order by score")
_PARTS = ("select number, name, other_names, terms from (select rowid as hit, bm25(search_parts, 10.0, 6.0, 1.0) as score"
          " from search_parts where search_parts match ? order by score limit ?) join documents on number = hit order by score")
_ALL_PARTS = "select rowid from search_parts where search_parts match ?"


def stem(word: str) -> str:
    """``word`` without an ending of inflection, where enough is left of it."""
    for ending, left in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= left:
            return word.removesuffix(ending)
    return word


def spelled(word: str) -> tuple[str, ...]:
    """``word`` as it was typed and without its ending."""
    return tuple(dict.fromkeys((word, stem(word))))


def _plain(text: str) -> str:
    return _BETWEEN.sub(" ", text).strip()


@dataclass(frozen=True)
class Typed:
    """The words that a reader typed, folded, and what they are compared as."""

    words: tuple[str, ...]

    @cached_property
    def phrase(self) -> str:
        """The words as they stand beside each other in a name."""
        return " ".join(self.words)

    @cached_property
    def joined(self) -> str:
        """The words without space: ``m pesa`` is ``mpesa``."""
        return "".join(self.words)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The words without their endings."""
        return tuple(map(stem, self.words))

    @cached_property
    def long(self) -> tuple[str, ...]:
        """Those that have a trigram."""
        return tuple(word for word in self.words if len(word) >= SHORTEST)

    def nearness(self, name: str) -> float:
        """How near a folded name is: 0 it is it, 0.5 but for endings, 2 it begins so, 2.25 it has these words, 2.5 a
        word at its beginning begins so, 3 all words begin words of it, 4 are parts of words of it, 5 none of these."""
        joined = _BETWEEN.sub("", name)
        if joined == self.joined:
            return 0
        if not joined.startswith(self.joined) and any(word not in joined for word in self.stems):
            return 5
        plain = _plain(name)
        parts = plain.split()
        if tuple(map(stem, parts)) == self.stems:
            return 0.5
        if plain.startswith(f"{self.phrase} "):
            return 2
        if set(self.words) <= set(parts):
            return 2.25
        if plain.startswith(self.phrase):
            return 2.5
        if joined.startswith(self.joined) and len(self.words) > 1:
            return 2.75
        if all(any(part.startswith(word) for part in parts) for word in self.stems):
            return 3
        return 4 if all(word in plain for word in self.stems) else 5

    def distance(self, names: str, other_names: str = "") -> float:
        """The nearest of some names, one a line; another name counts a little less."""
        everything = _BETWEEN.sub("", names + other_names)
        if self.joined not in everything and any(word not in everything for word in self.stems):
            return 5  # most records end here
        own = min(map(self.nearness, names.split("\n")))
        other = min(map(self.nearness, other_names.split("\n"))) if other_names else 5
        return min(own, other + 0.75 if other < 4 else other)

    def likeness(self, names: str) -> float:
        """Of 100: how like the most similar of some names is."""
        return max(fuzz.ratio(self.phrase, _plain(name), score_cutoff=ALIKE) for name in names.split("\n"))


@dataclass
class Found:
    """Rows of the index: all of them as a set, the best in order, and how near the name of each is (0 = it is it).

    ``expression`` is what the full-text index was asked, ``parts`` what the index of parts of words was; ``loose`` says
    that rows came from elsewhere too.
    """

    rows: BitMap = field(default_factory=BitMap)
    best: list[int] = field(default_factory=list)
    distance: dict[int, float] = field(default_factory=dict)
    expression: str = ""
    parts: str = ""
    loose: bool = False

    def add(self, number: int, distance: float) -> None:
        """Appends a row behind those that are there."""
        if number not in self.distance:
            self.best.append(number)
            self.distance[number] = distance
        self.rows.add(number)


def _expression(typed: tuple[str, ...]) -> str:
    """An expression that matches what has all words, or words that begin so, or a name where they are one word."""
    every = " AND ".join(f"({' OR '.join(map(match_query, spelled(word)))})" for word in typed)
    return every if len(typed) == 1 else f"({every}) OR ({_in_names(match_query(''.join(typed)))})"


def _full_text(connection: Connection, typed: Typed, expression: str, found: Found, farther: int = 0) -> None:
    """Adds what the full-text index has; ``farther`` keeps it behind what was found before."""
    ranked = connection.execute(_BEST, [expression, RANKED]).fetchall()
    if len(ranked) == RANKED:  # names may be among the others
        found.rows |= BitMap([row[0] for row in connection.execute(_ALL, [expression])])
        ranked = connection.execute(_BEST, [_in_names(expression), RANKED]).fetchall() + ranked
    for number, names, other_names in ranked:
        found.add(number, typed.distance(names, other_names) + farther)


def _in_names(expression: str) -> str:
    return f"{{name other_names}} : ({expression})"


def _inside_words(connection: Connection, typed: Typed, expression: str, found: Found) -> None:
    """Adds what the index of parts of words has."""
    ranked = connection.execute(_PARTS, [expression, RANKED]).fetchall()
    if len(ranked) == RANKED:
        found.rows |= BitMap([row[0] for row in connection.execute(_ALL_PARTS, [expression])])
    for number, names, other_names, _ in ranked:
        found.add(number, typed.distance(names, other_names))


def _parts(typed: tuple[str, ...]) -> str:
    """An expression that matches the words inside longer words."""
    return " AND ".join(f'"{word}"' for word in typed)


def _in_two(word: str) -> str:
    """An expression that matches ``word`` written as two: ``fakenews`` as ``fake news``."""
    return " OR ".join(f'"{word[:place]} {word[place:]}"' for place in range(SHORTEST, len(word) - SHORTEST + 1))


def _shortened(typed: tuple[str, ...]) -> tuple[str, ...]:
    """The words without what may be an ending: German composes and inflects at the end of words."""
    return tuple(word[:max(SHORTEST_PART, int(len(word) * 0.55))] for word in typed)


def _trigrams(typed: tuple[str, ...]) -> str:
    """An expression that matches any three letters in a row of what was typed."""
    parts = {word[start:start + 3] for word in typed for start in range(len(word) - 2)}
    return " OR ".join(f'"{part}"' for part in sorted(parts)[:60])


def _meant(typed: tuple[str, ...], text: str) -> Typed | None:
    """What was typed in words of ``text``, each the most like one; None where a word is like none."""
    there = set(_plain(text).split())
    found = [process.extractOne(word, there, scorer=fuzz.ratio, score_cutoff=ALIKE) for word in typed]
    return Typed(tuple(word for word, _, _ in found)) if all(found) else None


def _slips(connection: Connection, typed: Typed, found: Found) -> None:
    """Adds what is named almost as was typed; where nothing is, what has terms that are."""
    letters = _trigrams(typed.long)
    for number, names, other_names, _ in connection.execute(_PARTS, [_in_names(letters), COMPARED]):
        every = f"{names}\n{other_names}"
        if (distance := typed.distance(names, other_names)) < 2:
            found.add(number, distance)
        elif meant := _meant(typed.long, every):
            found.add(number, SLIPPED + meant.distance(names, other_names))
        elif likeness := typed.likeness(every):
            found.add(number, SLIPPED + 1 - likeness / 100)
    if not found.rows:
        for number, names, other_names, terms in connection.execute(_PARTS, [letters, RANKED]):
            if _meant(typed.long, f"{names} {other_names} {terms}"):
                found.add(number, FAR)


def _near(connection: Connection, typed: Typed, found: Found) -> None:
    """Adds parts of words of names and terms, slips, and, where that is not enough, words that begin alike."""
    whole = len(found.rows)
    found.parts = _parts(typed.long)
    _inside_words(connection, typed, found.parts, found)
    inside = len(found.rows)
    if len(typed.words) == 1 and len(typed.joined) >= 2 * SHORTEST:
        _full_text(connection, typed, _in_two(typed.joined[:_LONGEST_SPLIT]), found, LOOSE)
    _slips(connection, typed, found)
    if len(found.rows) < ENOUGH:
        shorter = Typed(_shortened(typed.long))
        _full_text(connection, shorter, _expression(shorter.words), found, FAR)
    found.loose = len(found.rows) > max(whole, inside)


def _find(connection: Connection, typed: Typed, expression: str) -> Found:
    """What has the words, or has them inside longer words of a name."""
    found = Found(expression=expression)
    _full_text(connection, typed, expression, found)
    if all(len(word) >= SHORTEST_PART for word in typed.words):
        found.parts = _in_names(_parts(typed.words))
        _inside_words(connection, typed, found.parts, found)
    return found


def _sorted(found: Found) -> Found:
    found.best.sort(key=found.distance.__getitem__)
    return found


def find(connection: Connection, text: str) -> Found:
    """The rows of the full-text index that fit ``text``, those first whose name it is."""
    typed = Typed(tuple(words(text)))
    if not typed.words:
        return Found()
    found = _find(connection, typed, _expression(typed.words))
    if len(found.rows) < ENOUGH and typed.long:
        _near(connection, typed, found)
    return _sorted(found)


def find_names(connection: Connection, text: str) -> Found:
    """Those of them alone that have the words in their names: as fast as somebody types."""
    typed = Typed(tuple(words(text)))
    return _sorted(_find(connection, typed, _in_names(_expression(typed.words)))) if typed.words else Found()
