"""A selection by the year in which its records began: how many each year, and on which page a year begins."""

from itertools import groupby
from typing import NamedTuple

from web.explore import PAGE, Selection


class Year(NamedTuple):
    """A year, the selected records that began in it, and the page that its first one is on; 0 is an unknown year."""

    year: int
    cases: int
    page: int


def years(selection: Selection) -> list[Year]:
    """The years of a selection in the order that was chosen, unknown ones last."""
    counts = selection.atlas.years.counts("year", {}, selection.numbers)
    known = sorted((int(year) for year, count in counts.items() if count), reverse=selection.order == "newest")
    found, before = [], 0
    for year in known:
        found.append(Year(year, counts[str(year)], before // PAGE + 1))
        before += counts[str(year)]
    if before < len(selection.numbers):
        found.append(Year(0, len(selection.numbers) - before, before // PAGE + 1))
    return found


def by_year(cards) -> list[tuple[int, list]]:
    """The cards of one page under their years."""
    return [(year, list(some)) for year, some in groupby(cards, key=lambda card: int((card["started"] or "0")[:4]))]
