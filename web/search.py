"""What a reader typed, found: full text first, then parts of words and slips of the pen.

Reader's text reaches the index only through ``pipeline.text``, as quoted words.
"""

import re
from dataclasses import dataclass, field
from sqlite3 import Connection

from pyroaring import BitMap
from rapidfuzz import fuzz

from pipeline.text import match_query, words
from web.synonyms import alternatives, stem

ENOUGH = 3      # with fewer hits, parts of words and slips are looked for too
RANKED = 500    # so many of the best are put in order
SHORTEST = 3    # letters of a trigram
SHORTEST_STEM = 5
LOOSE = 5       # distance of what was found by parts of words: behind everything found whole
ALIKE = 80      # of 100: how near a word of a name must be to count as a slip

_WEIGHTS = "10.0, 6.0, 4.0, 3.0, 1.0"  # name, other names, summary, terms, body
_ALL = "select rowid from search where search match ?"
_BEST = ("select number, documents.name, documents.other_names from search join documents on number = search.rowid"
         f" where search match ? order by bm25(search, {_WEIGHTS}) limit ?")
_PARTS = ("select number, documents.name, documents.other_names, documents.terms from search_parts join documents on number = search_parts.rowid"
          " where search_parts match ? order by bm25(search_parts, 10.0, 6.0, 1.0) limit ?")


@dataclass
class Found:
    """Rows of the index: all of them as a set, the best in order, and how near the name of each is (0 = it is it).

    ``expression`` is what the full-text index was asked; ``loose`` says that rows came from elsewhere too.
    """

    rows: BitMap = field(default_factory=BitMap)
    best: list[int] = field(default_factory=list)
    distance: dict[int, float] = field(default_factory=dict)
    expression: str = ""
    loose: bool = False

    def add(self, number: int, distance: float) -> None:
        """Appends a row behind those that are there."""
        if number not in self.distance:
            self.best.append(number)
            self.distance[number] = distance
        self.rows.add(number)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def _distance(typed: list[str], name: str, other_names: str) -> int:
    """0: it is the name; 1: the name begins so; 2: all words are in the name; 3: in another name; 4: elsewhere."""
    phrase, plain = " ".join(typed), _plain(name)
    if phrase.replace(" ", "") == plain.replace(" ", "") or phrase in _plain(other_names).split("  "):
        return 0
    if plain.startswith(phrase):
        return 1
    if all(stem(word) in plain for word in typed):
        return 2
    return 3 if all(stem(word) in other_names for word in typed) else 4


def _full_text(connection: Connection, typed: list[str], found: Found, farther: int = 0) -> None:
    """Adds what has all words, or words that begin so; ``farther`` keeps it behind what was found before."""
    expression = " AND ".join(f"({' OR '.join(map(match_query, alternatives(word)))})" for word in typed)
    found.expression = expression
    ranked = connection.execute(_BEST, [expression, RANKED]).fetchall()
    nearness = {number: _distance(typed, name, other_names) + farther for number, name, other_names in ranked}
    for number in sorted(nearness, key=lambda number: nearness[number]):
        found.add(number, nearness[number])
    if len(ranked) == RANKED:
        found.rows |= BitMap([row[0] for row in connection.execute(_ALL, [expression])])


def _shortened(typed: list[str]) -> list[str]:
    """The words without what may be an ending: German composes and inflects at the end of words."""
    return [word[:max(SHORTEST_STEM, int(len(word) * 0.55))] for word in typed]


def _trigrams(typed: list[str]) -> str:
    """An expression that matches any three letters in a row of what was typed."""
    parts = {word[start:start + 3] for word in typed for start in range(len(word) - 2)}
    return " OR ".join(f'"{part}"' for part in sorted(parts)[:60])


def _alike(word: str, text: str) -> bool:
    return any(fuzz.ratio(word, other, score_cutoff=ALIKE) for other in _plain(text).split())


def _inside_words(connection: Connection, typed: list[str], found: Found) -> None:
    """Adds what has the words inside longer words of its names and terms."""
    expression = " ".join(f'"{word}"' for word in typed)
    for number, name, other_names, _ in connection.execute(_PARTS, [expression, RANKED]):
        found.add(number, LOOSE + _distance(typed, name, other_names))


def _slips(connection: Connection, typed: list[str], found: Found) -> None:
    """Adds what is named almost as was typed."""
    phrase = " ".join(typed)
    for number, name, other_names, terms in connection.execute(_PARTS, [_trigrams(typed), RANKED]):
        names, likeness = f"{name} {other_names}", fuzz.ratio(phrase, _plain(name))
        if _distance(typed, name, other_names) == 0:
            found.add(number, 0)
        elif likeness >= ALIKE or all(_alike(word, names) for word in typed):
            found.add(number, 3 * LOOSE - likeness / 100)
        elif not found.rows and all(_alike(word, f"{names} {terms}") for word in typed):
            found.add(number, 3 * LOOSE)


def find(connection: Connection, text: str) -> Found:
    """The rows of the full-text index that fit ``text``, those first whose name it is."""
    typed, found = words(text), Found()
    if not typed:
        return found
    _full_text(connection, typed, found)
    whole = len(found.rows)
    long = [word for word in typed if len(word) >= SHORTEST]
    if whole < ENOUGH and long:
        _inside_words(connection, long, found)
        _slips(connection, long, found)
    if len(found.rows) < ENOUGH and long:
        stems = _shortened(long)
        _inside_words(connection, stems, found)
        _full_text(connection, stems, found, 3 * LOOSE)
    found.loose = len(found.rows) > whole
    found.best.sort(key=lambda number: found.distance[number])
    return found
