"""Which innovations are like another one, and why: shared terms, rare ones counting more."""

from heapq import nlargest
from math import log
from typing import NamedTuple

from pyroaring import BitMap

from web.atlas import Atlas
from web.facets import Facets
from web.language import Language, mark

SHOWN = 4
REASONS = 3
COUNTRIES = "countries"
# facet, table that names its values
COMPARED = (("technologies", "technologies"), ("beneficiaries", "beneficiaries"), ("sectors", "sectors"), ("origin", COUNTRIES))
_SAME = {"technologies": mark("same technology (%(terms)s)"), "beneficiaries": mark("same target group (%(terms)s)"),
         "sectors": mark("same sector (%(terms)s)")}

Shared = dict[str, list[str]]  # terms that two innovations have both, by table


class Trait(NamedTuple):
    """A term of an innovation, the innovations that have it too, and how much that says: the rarer, the more."""

    weight: float
    table: str
    value: str
    numbers: BitMap


def _traits(known: Facets, innovation, lists: dict[str, list[str]]) -> list[Trait]:
    """The terms of an innovation, rare ones first, with the others of its trend that have them."""
    among = known.bitmaps["trends"].get(innovation["main_trend"])
    if among is None or len(among) <= SHOWN:
        among = known.everything
    others, traits = among - BitMap([innovation["number"]]), []
    for facet, table in COMPARED:
        for value in lists.get(facet) or [innovation[facet]] * (facet == "origin"):
            if bitmap := known.bitmaps[facet].get(value):
                traits.append(Trait(log(1 + len(known.everything) / len(bitmap)), table, value, bitmap & others))
    return sorted(traits, key=lambda trait: -trait.weight)


def to(known: Facets, innovation, lists: dict[str, list[str]]) -> list[tuple[int, Shared]]:
    """Numbers of the innovations most like ``innovation``, each with what both have in common."""
    traits = _traits(known, innovation, lists)
    scores, left, closed = {}, sum(trait.weight for trait in traits), None
    for weight, _, _, numbers in traits:
        # What has none of the terms so far cannot come among the best any more once these have more than is left.
        if closed is None and len(scores) >= SHOWN and nlargest(SHOWN, scores.values())[-1] > left:
            closed = BitMap(scores)
        for number in numbers if closed is None else numbers & closed:
            scores[number] = scores.get(number, 0) + weight
        left -= weight
    best = sorted(scores, key=lambda number: (-scores[number], number))[:SHOWN]
    return [(number, _weightiest([trait[:3] for trait in traits if number in trait.numbers])) for number in best]


def _weightiest(reasons: list[tuple[float, str, str]]) -> Shared:
    """The terms that say most, those of one table together."""
    kept: Shared = {}
    for _, table, value in sorted(reasons, reverse=True)[:REASONS]:
        kept.setdefault(table, []).append(value)
    return {table: kept[table] for _, table in COMPARED if table in kept}


def why(known: Atlas, words: Language, here: str | None, there: str | None, shared: Shared) -> str:
    """In words what two innovations have in common; ``here`` and ``there`` are the countries that they come from."""
    def names(table: str) -> str:
        return ", ".join(known.label(table, term, words).text for term in shared[table])
    same = [words.say(_SAME[table], terms=names(table)) for table in shared if table in _SAME]
    parts = [part for part in (words.listed(same), _place(known, words, here, there)) if part]
    return ", ".join(parts)


def _place(known: Atlas, words: Language, here: str | None, there: str | None) -> str:
    """How far apart two innovations arose; empty where an origin is not known."""
    terms = known.terms[COUNTRIES]
    if here not in terms or there not in terms:
        return ""
    if here == there:
        return words.say("in the same country (%(place)s)", place=known.label(COUNTRIES, there, words).text)
    region = known.label("regions", terms[there].group, words).text
    if terms[here].group == terms[there].group:
        return words.say("in the same region (%(place)s)", place=region)
    return words.say("in another region (%(place)s)", place=region)
