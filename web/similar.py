"""Which innovations are like another one, and why: shared terms, rare ones counting more."""

from math import log

from web.facets import Facets

SHOWN = 4
REASONS = 3
# facet, table that names its values
COMPARED = (("technologies", "technologies"), ("beneficiaries", "beneficiaries"), ("sectors", "sectors"), ("origin", "countries"))


def to(known: Facets, innovation, lists: dict[str, list[str]]) -> list[tuple[int, list[tuple[str, str]]]]:
    """Numbers of the innovations most like ``innovation``, each with the shared terms as (table, term)."""
    among = known.bitmaps["trends"].get(innovation["main_trend"])
    if among is None or len(among) <= SHOWN:
        among = known.everything
    total, scores, shared = len(known.everything), {}, {}
    for facet, table in COMPARED:
        for value in lists.get(facet) or [innovation[facet]] * (facet == "origin"):
            bitmap = known.bitmaps[facet].get(value)
            if not bitmap:
                continue
            weight = log(1 + total / len(bitmap))
            for number in bitmap & among:
                scores[number] = scores.get(number, 0) + weight
                shared.setdefault(number, []).append((weight, table, value))
    scores.pop(innovation["number"], None)
    best = sorted(scores, key=lambda number: (-scores[number], number))[:SHOWN]
    return [(number, [(table, value) for _, table, value in sorted(shared[number], reverse=True)[:REASONS]])
            for number in best]
