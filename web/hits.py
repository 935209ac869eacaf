"""What was found over all kinds of record, countries among them, in one order: for the search page and suggestions."""

from dataclasses import dataclass
from functools import lru_cache
from sqlite3 import Connection
from typing import NamedTuple

from rapidfuzz import fuzz

from pipeline.text import spellings, words
from pipeline.vocabularies import LANGUAGES
from web import search
from web.atlas import Atlas
from web.language import mark
from web.places import MADE, USED, innovations_of

ELSEWHERE = 5  # distance from which on a hit is not one by its name


@dataclass(frozen=True, eq=False)  # one is like no other: a key of dictionaries without comparing its fields
class Kind:
    """A kind of result: its table, which is its path too, what pages call many and one, whether names have two languages."""

    id: str
    table: str
    name: str
    one: str
    bilingual: bool = False


KINDS = (Kind("country", "countries", mark("Countries"), mark("Country")), Kind("trend", "trends", mark("Trends"), mark("Trend"), True),
         Kind("innovation", "innovations", mark("Innovations"), mark("Innovation")), Kind("tool", "tools", mark("Tools"), mark("Tool")),
         Kind("partnership", "partnerships", mark("Partnerships"), mark("Partnership"), True),
         Kind("organisation", "organisations", mark("Organisations"), mark("Organisation")))
_PLACE = {kind.id: place for place, kind in enumerate(KINDS)}
BY_ID = {kind.id: kind for kind in KINDS}


class Hit(NamedTuple):
    """A record that was found: its kind, its number there (the code of a country), how near its name is to what was typed."""

    kind: Kind
    record: int | str
    distance: float


@dataclass(frozen=True)
class Hits:
    """The best of what was found, best first, how many there are of each kind, and whether nothing fits as it was typed."""

    best: tuple[Hit, ...] = ()
    counts: tuple[tuple[Kind, int], ...] = ()
    loose: bool = False

    def of(self, kind: Kind) -> list:
        """The numbers of the best of a kind, best first."""
        return [hit.record for hit in self.best if hit.kind is kind]


@lru_cache(maxsize=4)
def _countries(known: Atlas) -> dict[str, str]:
    """The names of each country that has a case, in both languages, one a line, folded; those with most cases first."""
    cases = {code: len(innovations_of(known, code, MADE, USED)) for code in known.terms["countries"]}
    with_cases = sorted((code for code in cases if cases[code]), key=lambda code: -cases[code])
    return {code: "\n".join(line for language in LANGUAGES
                            for line in spellings(known.terms["countries"][code].names[language])) for code in with_cases}


def _country_hits(known: Atlas, typed: search.Typed, slips: bool) -> list[Hit]:
    """Countries whose name begins so; with ``slips`` also those that are called almost so."""
    found = []
    for code, names in _countries(known).items():
        distance = typed.distance(names)
        if distance <= 3:  # countries are few: one that begins so is as good as a longer name with the whole word
            found.append(Hit(BY_ID["country"], code, min(distance, 2)))
        elif slips and (likeness := max(fuzz.ratio(typed.phrase, line, score_cutoff=search.ALIKE) for line in names.split("\n"))):
            found.append(Hit(BY_ID["country"], code, search.SLIPPED + 1 - likeness / 100))
    return found


def _sequence(hit: Hit) -> tuple:
    """Names as near as each other stand by kind; what is found elsewhere stays in the order of the index."""
    return hit.distance, _PLACE[hit.kind.id] if hit.distance % search.LOOSE < ELSEWHERE else 0


def _arranged(found: search.Found, known: Atlas, text: str) -> Hits:
    typed = search.Typed(tuple(words(text)))
    kinds = [(BY_ID[kind], block) for kind, block in known.documents.items()]
    best = [Hit(kind, number - block.first + 1, found.distance[number]) for number in found.best
            for kind, block in kinds if block.first <= number <= block.last]
    countries = _country_hits(known, typed, len(found.rows) < search.ENOUGH or found.loose) if typed.words else []
    best = sorted(countries + best, key=_sequence)
    counted = {BY_ID["country"]: len(countries)} | {kind: len(block.numbers(found.rows)) for kind, block in kinds}
    counts = tuple((kind, counted[kind]) for kind in dict.fromkeys(hit.kind for hit in best))
    return Hits(tuple(best), counts, all(hit.distance >= search.LOOSE for hit in best))


def every(connection: Connection, text: str, known: Atlas) -> Hits:
    """All that fits ``text``."""
    return _arranged(search.find(connection, text), known, text)


def first(connection: Connection, text: str, known: Atlas, most: int) -> tuple[Hit, ...]:
    """The ``most`` best of what fits ``text``; where a name does, names alone."""
    named = _arranged(search.find_names(connection, text), known, text).best
    return (named or every(connection, text, known).best)[:most]
