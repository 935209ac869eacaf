"""Choices and counts: which records are left when values of facets are chosen, and how many each further value has.

Each value of a facet is a bitmap of record numbers. Values of one facet are alternatives, facets narrow each
other. The counts of a facet leave out its own choice, so that they say what choosing one more would add.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyroaring import BitMap

_SORTING = 6  # times as long as looking at a number and going on; measured

Chosen = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Facets:
    """The bitmaps of one kind of record: facet, value, numbers of the records that have it."""

    bitmaps: dict[str, dict[str, BitMap]]
    everything: BitMap

    def known(self, chosen: Chosen) -> dict[str, list[str]]:
        """``chosen`` without what no record has, each value once, in the order of the facets."""
        kept = {facet: [value for value in dict.fromkeys(chosen.get(facet, ())) if value in values]
                for facet, values in self.bitmaps.items()}
        return {facet: values for facet, values in kept.items() if values}

    def _any(self, facet: str, values: Sequence[str]) -> BitMap:
        return BitMap.union(*(self.bitmaps[facet][value] for value in values))

    def left(self, chosen: Chosen, within: BitMap | None = None, but: str = "") -> BitMap:
        """The records that fit ``chosen`` (leaving out facet ``but``) and are among ``within``."""
        parts = [self._any(facet, values) for facet, values in chosen.items() if facet != but]
        if within is not None:
            parts.append(within)
        return BitMap.intersection(*parts) if parts else self.everything

    def counts(self, facet: str, chosen: Chosen, within: BitMap | None = None) -> dict[str, int]:
        """For each value of ``facet`` the records it would give beside the choices in other facets."""
        base = self.left(chosen, within, but=facet)
        values = self.bitmaps.get(facet, {})
        if base is self.everything:
            return {value: len(bitmap) for value, bitmap in values.items()}
        return {value: base.intersection_cardinality(bitmap) for value, bitmap in values.items()}


def ordered(numbers: BitMap, order: Sequence[int], first: int, size: int, places: Sequence[int] = ()) -> list[int]:
    """``size`` of ``numbers`` from place ``first`` on, in the sequence of ``order``.

    ``places`` has the place of each number in ``order``: with it few numbers are sorted, many are met by and by.
    """
    found, stop = [], first + size
    if places and len(numbers) ** 2 < stop * len(order) / _SORTING:
        return sorted(numbers, key=places.__getitem__)[first:stop]
    for number in order:
        if number in numbers:
            found.append(number)
            if len(found) == stop:
                break
    return found[first:]
