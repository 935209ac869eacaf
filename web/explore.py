"""A selection of a collection: what an address chooses, what is left, and the addresses that change the choice."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlencode

from pyroaring import BitMap

from web import facets, search
from web.atlas import Atlas
from web.collections import Collection, Facet, Order
from web.language import Language, Said, mark
from web.settings import DATABASE

PAGE = 25
MOST_IDS = 200  # so many records can be named one by one in an address
RELEVANCE = Order("relevance", mark("best match first"), "")
VIEWS = ("cards", "table")


class Value(NamedTuple):
    """A value of a facet as the page offers it; a named tuple, since a page has hundreds."""

    id: str
    name: Said
    number: int
    shown: str  # the number as the language writes it
    chosen: bool


@dataclass
class Selection:
    """What one address selects."""

    collection: Collection
    atlas: Atlas
    language: Language
    chosen: dict[str, list[str]]
    text: str = ""
    order: str = ""
    view: str = VIEWS[0]
    page: int = 1
    found: search.Found | None = None
    within: BitMap | None = field(default=None, repr=False)

    @cached_property
    def numbers(self) -> BitMap:
        """The numbers of the selected records."""
        return self.atlas.facets[self.collection.table].left(self.chosen, self.within)

    @property
    def orders(self) -> tuple[Order, ...]:
        """The orders that this selection can be shown in, the usual one first."""
        return ((RELEVANCE,) if self.text else ()) + self.collection.orders

    def listed(self, first: int, size: int) -> list[int]:
        """``size`` record numbers from place ``first`` on, in the chosen order."""
        if self.order == RELEVANCE.id:
            return facets.ordered(self.numbers, self._by_relevance(), first, size)
        return facets.ordered(self.numbers, self.atlas.orders[self.collection.table][self.order], first, size)

    def _by_relevance(self) -> list[int]:
        start = self.atlas.documents[self.collection.kind].first
        best = [number - start + 1 for number in self.found.best if number >= start]
        return best + list(self.within - BitMap(best))

    def values(self, facet: Facet) -> list[Value]:
        """The values of a facet that would leave something, chosen ones always, in the order of the page."""
        counts = self.atlas.facets[self.collection.table].counts(facet.id, self.chosen, self.within)
        chosen = self.chosen.get(facet.id, ())
        shown = [Value(value, self.name(facet, value), count, self.language.number(count), value in chosen)
                 for value, count in counts.items() if count or value in chosen]
        place = self.atlas.terms.get(facet.terms, {})
        if facet.by_count:
            return sorted(shown, key=lambda value: (-value.number, value.name.text))
        return sorted(shown, key=lambda value: (place[value.id].position, "") if value.id in place else (0, value.id))

    def name(self, facet: Facet, value: str) -> Said:
        """What the page calls a value of ``facet``."""
        if facet.terms:
            return self.atlas.label(facet.terms, value, self.language)
        return Said(self.language.say("%(year)ss", year=value), self.language.code)

    def query(self, **changes) -> str:
        """The query of the address of this selection with ``changes``, always in the same sequence."""
        state = {"q": self.text, **self.chosen, "sort": self.order if self.order != self.orders[0].id else "",
                 "view": self.view if self.view != VIEWS[0] else "", **changes}
        query = urlencode({key: value for key, value in state.items() if value}, doseq=True)
        return f"?{query}" if query else ""

    def without(self, facet: str, value: str) -> str:
        """The query without one chosen value."""
        return self.query(**{facet: [other for other in self.chosen[facet] if other != value]})

    def sql_address(self) -> str:
        """The address of Datasette's SQL page with a statement that selects the same records."""
        conditions, parameters = self._conditions()
        statement = f"select * from {self.collection.table}_{self.language.code}"
        if conditions:
            joined = "\n  and ".join(conditions)
            statement += f"\nwhere id in (select id from {self.collection.table} where {joined})"
        return f"/{DATABASE}?{urlencode({'sql': statement, **parameters})}"

    def _conditions(self) -> tuple[list[str], dict[str, str]]:
        conditions, parameters = [], {}
        for facet in self.collection.facets:
            values = {f"{facet.id}_{place}": value for place, value in enumerate(self.chosen.get(facet.id, ()), 1)}
            if values:
                conditions.append(facet.sql.format(values=", ".join(f":{name}" for name in values)))
                parameters |= values
        if self.within is not None and self.found.expression and not self.found.loose:
            conditions.append(f"id in (select record from documents where kind = '{self.collection.kind}'"
                              " and number in (select rowid from search where search match :words))")
            parameters["words"] = self.found.expression
        elif self.within is not None:
            numbers = {f"n_{place}": str(number) for place, number in enumerate(list(self.within)[:MOST_IDS], 1)}
            conditions.append(f"number in ({', '.join(f'cast(:{name} as integer)' for name in numbers)})")
            parameters |= numbers
        return conditions, parameters


async def selection(visit, collection: Collection) -> Selection:
    """The selection that the address of ``visit`` makes; what it does not understand is left out."""
    known = visit.atlas.facets[collection.table].known(
        {facet.id: visit.parameters(facet.id) for facet in collection.facets})
    made = Selection(collection, visit.atlas, visit.language, known, text=visit.parameter("q"))
    if made.text:
        made.found = await visit.read(search.find, made.text)
        made.within = visit.atlas.documents[collection.kind].numbers(made.found.rows)
    wished, view = visit.parameter("sort"), visit.parameter("view")
    made.order = wished if wished in {order.id for order in made.orders} else made.orders[0].id
    made.view = view if view in VIEWS else VIEWS[0]
    page = visit.parameter("page", 6)
    last = max(1, -(-len(made.numbers) // PAGE))
    made.page = min(int(page), last) if page.isascii() and page.isdigit() and int(page) else 1
    return made
