"""Where innovations come from and where they are used: counts by country from the bitmaps of the facets."""

from dataclasses import dataclass
from functools import cached_property

from pyroaring import BitMap

from web.atlas import Atlas
from web.language import Language, sorting

MADE, USED = "origin", "countries"  # facets of innovations
DECIMALS = 3


@dataclass(frozen=True)
class Places:
    """Innovations by country: all, those of one field of action, or selected ones."""

    atlas: Atlas
    facet: str = MADE
    field: str = ""
    selected: BitMap | None = None

    @cached_property
    def _chosen(self) -> dict[str, list[str]]:
        return {"cluster": [self.field]} if self.field else {}

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many innovations each country has; none is left out that has one."""
        counts = self.atlas.facets["innovations"].counts(self.facet, self._chosen, self.selected)
        return {country: count for country, count in counts.items() if count}

    @cached_property
    def total(self) -> int:
        """All innovations that are looked at."""
        return len(self.atlas.facets["innovations"].left(self._chosen, self.selected))

    @cached_property
    def placed(self) -> int:
        """Innovations for which at least one country is known."""
        known = self.atlas.facets["innovations"]
        return len(known.left(self._chosen, self.selected) & BitMap.union(BitMap(), *known.bitmaps[self.facet].values()))

    def region(self, country: str) -> str:
        """The region that a country is in."""
        return self.atlas.terms["countries"][country].group

    def regions(self) -> dict[str, int]:
        """How many countries of each region have an innovation, in the order of the vocabulary."""
        spread = dict.fromkeys(self.atlas.terms["regions"], 0)
        for country in self.counts:
            spread[self.region(country)] += 1
        return spread


def rows(places: Places, language: Language, sort: str = "cases") -> list[dict]:
    """A row of a table for each country, by ``cases``, ``country`` or ``region``."""
    regions = places.atlas.terms["regions"]
    found = [
        {
            "country": code,
            "name": places.atlas.label("countries", code, language).text,
            "region": places.region(code),
            "cases": cases,
            "share": round(cases / places.placed, DECIMALS),
        }
        for code, cases in places.counts.items()
    ]
    keys = {
        "cases": lambda row: (-row["cases"], sorting(row["name"])),
        "country": lambda row: sorting(row["name"]),
        "region": lambda row: (regions[row["region"]].position, -row["cases"], sorting(row["name"])),
    }
    return sorted(found, key=keys[sort])


def innovations_of(atlas: Atlas, country: str, *facets: str) -> BitMap:
    """Numbers of the innovations that have ``country`` in any of the given facets."""
    known = atlas.facets["innovations"].bitmaps
    return BitMap.union(BitMap(), *(known[facet].get(country, BitMap()) for facet in facets))


def names(atlas: Atlas, language) -> tuple[tuple[str, str], ...]:
    """Every country with its name in the reader's language."""
    return tuple((code, atlas.label("countries", code, language).text) for code in atlas.terms["countries"])
