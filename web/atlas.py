"""What is read from the database once per process: terms with their names, facets, the orders of lists."""

from array import array
from dataclasses import dataclass
from sqlite3 import Connection
from weakref import WeakKeyDictionary

from pyroaring import BitMap

from web.collections import COLLECTIONS, NAMED_TABLES, Collection
from web.facets import Facets
from web.language import Language, Said, sorting
from web.settings import DATABASE


@dataclass(frozen=True)
class Term:
    """A term of a vocabulary, a country, a language or a trend, as pages call it."""

    id: str
    position: int
    names: dict[str, str | None]
    definitions: dict[str, str | None]
    group: str | None = None  # region of a country, field of action of a trend


@dataclass(frozen=True)
class Documents:
    """Which rows of the full-text index are of one kind; record number 1 is row ``first``, and so on."""

    first: int
    last: int

    def numbers(self, rows: BitMap) -> BitMap:
        """The numbers of the records of this kind among ``rows`` of the index."""
        return (rows & BitMap(range(self.first, self.last + 1))).shift(1 - self.first)


@dataclass(frozen=True, eq=False)  # one is like no other, and may be part of a key
class Atlas:
    """The part of the database that every page needs; it never changes while the process runs."""

    build: dict[str, str]
    terms: dict[str, dict[str, Term]]
    facets: dict[str, Facets]
    orders: dict[str, dict[str, array]]
    places: dict[str, dict[str, array]]
    years: Facets
    documents: dict[str, Documents]

    def label(self, table: str, term: str, language: Language) -> Said:
        """What pages call ``term``; the id itself where the database does not know it."""
        known = self.terms[table].get(term)
        if known is None:
            return Said(term, language.code)
        code = language.code if known.names[language.code] else language.other
        return Said(known.names[code] or term, code)

    def define(self, table: str, term: str, language: Language) -> str:
        """The definition of ``term``, empty where there is none."""
        known = self.terms[table].get(term)
        return (known and known.definitions[language.code]) or ""

    def cluster_of(self, trend: str) -> str:
        """The field of action of a trend."""
        return self.terms["trends"][trend].group if trend in self.terms["trends"] else ""


def _terms(connection: Connection, table: str, group: str | None) -> dict[str, Term]:
    columns = {row[1] for row in connection.execute(f"pragma table_info([{table}])")}
    order = "position" if "position" in columns else "number"
    defined = "definition_de, definition_en" if "definition_de" in columns else "null, null"
    rows = connection.execute(f"select id, {order}, name_de, name_en, {defined}, {group or 'null'} from [{table}]"
                              f" order by {order}")
    return {row[0]: Term(row[0], row[1], {"de": row[2], "en": row[3]}, {"de": row[4], "en": row[5]}, row[6])
            for row in rows}


def _bitmaps(connection: Connection, collection: Collection) -> dict[str, dict[str, BitMap]]:
    facets: dict[str, dict[str, BitMap]] = {facet.id: {} for facet in collection.facets}
    for facet, value, bitmap in connection.execute("select facet, value, bitmap from facets where kind = ?",
                                                   [collection.kind]):
        if facet in facets:
            facets[facet][value] = BitMap.deserialize(bitmap)
    return facets


def _years(connection: Connection) -> Facets:
    """Which innovations began in which year: no facet to choose from, but counted like one."""
    began: dict[str, list[int]] = {}
    for number, year in connection.execute("select number, started_year from innovations where started_year is not null"):
        began.setdefault(str(year), []).append(number)
    bitmaps = {year: BitMap(numbers) for year, numbers in began.items()}
    return Facets({"year": bitmaps}, BitMap.union(BitMap(), *bitmaps.values()))


def _places(order: array) -> array:
    """The place of each number in an order; numbers begin at 1."""
    places = array("I", bytes(4 * (max(order, default=0) + 1)))
    for place, number in enumerate(order):
        places[number] = place
    return places


def read(connection: Connection) -> Atlas:
    """Everything that pages keep in memory, from an open database."""
    connection.create_function("sorting", 1, sorting, deterministic=True)  # the orders of collections name it
    terms = {table: _terms(connection, table, group) for table, group in NAMED_TABLES.items()}
    facets, orders, places, documents = {}, {}, {}, {}
    for name, collection in COLLECTIONS.items():
        orders[name] = {order.id: array("I", (row[0] for row in connection.execute(
            f"select number from {collection.table} order by {order.sql}, id"))) for order in collection.orders}
        places[name] = {order: _places(numbers) for order, numbers in orders[name].items()}
        facets[name] = Facets(_bitmaps(connection, collection), BitMap(next(iter(orders[name].values()))))
    for kind, first, last in connection.execute("select kind, min(number), max(number) from documents group by kind"):
        documents[kind] = Documents(first, last)
    build = dict(connection.execute("select key, value from build").fetchall())
    return Atlas(build, terms, facets, orders, places, _years(connection), documents)


_READ: WeakKeyDictionary = WeakKeyDictionary()


async def atlas(datasette) -> Atlas:
    """The atlas of the database that ``datasette`` serves, read at the first call."""
    if datasette not in _READ:
        _READ[datasette] = await datasette.get_database(DATABASE).execute_fn(read)
    return _READ[datasette]
