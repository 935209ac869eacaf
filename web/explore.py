"""A selection of a collection: what an address chooses, what is left, and the addresses that change the choice."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from urllib.parse import quote, urlencode

from pyroaring import BitMap

from web import boxes, facets, search
from web.atlas import Atlas
from web.collections import Collection, Facet, Order
from web.language import Language, Said, mark
from web.settings import DATABASE

PAGE = 25
MOST_IDS = 200  # so many records can be named one by one in an address
RELEVANCE = Order("relevance", mark("best match first"), "")
MOST_VALUES = 8  # of one facet; more would only serve programs that try all combinations
MAP, TIMELINE = "map", "timeline"
_ANY = "\x00"  # never in a reader's words


@lru_cache(maxsize=4096)  # a page repeats the same few parts in dozens of addresses
def _part(key: str, value: str | int | tuple[str, ...]) -> str:
    return urlencode({key: value}, doseq=True)


@dataclass
class Selection:
    """What one address selects."""

    collection: Collection
    atlas: Atlas
    language: Language
    chosen: dict[str, list[str]]
    text: str = ""
    order: str = ""
    view: str = "cards"
    page: int = 1
    most: int = 0  # values of a facet that count, where more were chosen
    found: search.Found | None = None
    within: BitMap | None = field(default=None, repr=False)

    @cached_property
    def numbers(self) -> BitMap:
        """The numbers of the selected records."""
        return self.atlas.facets[self.collection.table].left(self.chosen, self.within)

    @property
    def orders(self) -> tuple[Order, ...]:
        """The orders that this selection can be shown in, the usual one first."""
        if self.view == TIMELINE:
            return tuple(order for order in self.collection.orders if order.by_time)
        return ((RELEVANCE,) if self.text else ()) + self.collection.orders

    def listed(self, first: int, size: int) -> list[int]:
        """``size`` record numbers from place ``first`` on, in the chosen order."""
        if self.order == RELEVANCE.id:
            return facets.ordered(self.numbers, self._by_relevance(), first, size)
        order, places = (known[self.collection.table][self.order] for known in (self.atlas.orders, self.atlas.places))
        return facets.ordered(self.numbers, order, first, size, places)

    def _by_relevance(self) -> list[int]:
        start = self.atlas.documents[self.collection.kind].first
        best = [number - start + 1 for number in self.found.best if number >= start]
        return best + list(self.within - BitMap(best))

    def boxes(self, facet: Facet) -> boxes.Boxes | None:
        """The values of a facet to choose from, with what each would leave."""
        return boxes.boxes(self, facet)

    def name(self, facet: Facet, value: str) -> Said:
        """What the page calls a value of ``facet``."""
        return boxes.name(self.atlas, self.language, facet, value)

    def query(self, **changes) -> str:
        """The query of the address of this selection with ``changes``, always in the same sequence."""
        state = {"q": self.text, **self.chosen, "sort": self.order if self.order != self.orders[0].id else "",
                 "view": self.view if self.view != self.collection.views[0] else "", **changes}
        sequence = ("q", *(facet.id for facet in self.collection.facets), "sort", "view", "page")
        query = "&".join(_part(key, tuple(value) if isinstance(value, list) else value)
                         for key in sequence if (value := state.get(key)))
        return f"?{query}" if query else ""

    def viewed(self, view: str) -> str:
        """The query of the same selection in another view, in the chosen order where that view knows it."""
        kept = view != TIMELINE or self.order in {order.id for order in self.collection.orders if order.by_time}
        return self.query(view=view if view != self.collection.views[0] else "", **({} if kept else {"sort": ""}))

    def without(self, facet: str, value: str) -> str:
        """The query without one chosen value."""
        return self.query(**{facet: [other for other in self.chosen[facet] if other != value]})

    def narrowed(self, facet: str) -> tuple[str, str]:
        """What stands before and behind a value of ``facet`` in the query of the selection with that value alone."""
        before, _, behind = self.query(**{facet: _ANY, "view": ""}).partition(quote(_ANY))
        return before, behind

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
            parts = " union select rowid from search_parts where search_parts match :parts" if self.found.parts else ""
            conditions.append(f"id in (select record from documents where kind = '{self.collection.kind}'"
                              f" and number in (select rowid from search where search match :words{parts}))")
            parameters["words"] = self.found.expression
            if parts:
                parameters["parts"] = self.found.parts
        elif self.within is not None:
            numbers = {f"n_{place}": str(number) for place, number in enumerate(list(self.within)[:MOST_IDS], 1)}
            conditions.append(f"number in ({', '.join(f'cast(:{name} as integer)' for name in numbers)})")
            parameters |= numbers
        return conditions, parameters


async def selection(visit, collection: Collection) -> Selection:
    """The selection that the address of ``visit`` makes; what it does not understand is left out."""
    known = visit.atlas.facets[collection.table].known(
        {facet.id: visit.parameters(facet.id) for facet in collection.facets})
    kept = {facet: sorted(values[:MOST_VALUES]) for facet, values in known.items()}
    made = Selection(collection, visit.atlas, visit.language, kept, text=visit.parameter("q"))
    made.most = MOST_VALUES if any(len(values) > MOST_VALUES for values in known.values()) else 0
    if made.text:
        made.found = await visit.recently(search.find, made.text)
        made.within = visit.atlas.documents[collection.kind].numbers(made.found.rows)
    wished, view = visit.parameter("sort"), visit.parameter("view")
    made.view = view if view in collection.views else collection.views[0]
    made.order = wished if wished in {order.id for order in made.orders} else made.orders[0].id
    page = visit.parameter("page", 6)
    last = max(1, -(-len(made.numbers) // PAGE))
    made.page = min(int(page), last) if page.isascii() and page.isdigit() and int(page) else 1
    return made
