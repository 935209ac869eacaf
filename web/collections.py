"""What can be explored: kinds of record with their facets, their orders and their addresses."""

from dataclasses import dataclass

from web.language import mark

# Tables whose rows have a name in both languages, with the column by which they are grouped.
NAMED_TABLES = dict.fromkeys(("access", "audiences", "beneficiaries", "benefits", "clusters", "evidence_levels", "forms", "hosting", "languages", "licences", "metrics", "organisation_kinds", "regions", "reuse", "reviews", "sdgs", "sectors", "source_kinds", "stages", "statuses", "tasks", "technologies")) | {"countries": "region", "trends": "cluster"}


@dataclass(frozen=True)
class Facet:
    """A way to narrow a collection: its id in addresses, its name, the table that names its values, its SQL.

    ``sql`` is a condition in which ``{values}`` stands for the chosen values. ``words`` names them where no table does.
    """

    id: str
    name: str
    terms: str
    sql: str
    by_count: bool = True  # else in the order of the vocabulary
    open: bool = False
    words: str = ""


@dataclass(frozen=True)
class Order:
    """A sequence of a collection."""

    id: str
    name: str
    sql: str
    by_time: bool = False


@dataclass(frozen=True)
class Collection:
    """A kind of record that can be explored."""

    kind: str
    table: str
    path: str
    facets: tuple[Facet, ...]
    orders: tuple[Order, ...]
    views: tuple[str, ...] = ("cards",)


def _linked(kind: str, table: str, column: str) -> str:
    return f"id in (select {kind} from {table} where {column} in ({{values}}))"


def _facets(kind: str, *links: tuple) -> tuple[Facet, ...]:
    return tuple(Facet(id, name, terms, _linked(kind, f"{kind}_{id}", column), **more)
                 for id, name, terms, column, more in links)


STATUS = Facet("status", mark("Status"), "statuses", "status in ({values})", by_count=False)
REVIEW = Facet("review", mark("Review"), "reviews", "review in ({values})", by_count=False)
VIEWS = {"cards": mark("cards"), "table": mark("table"), "map": mark("map"), "timeline": mark("timeline")}

_DOCUMENTED = Order("documented", mark("best documented first"), "source_count desc")
_NEWEST = Order("newest", mark("newest start first"), "started_year desc nulls last, started desc", by_time=True)
_OLDEST = Order("oldest", mark("oldest start first"), "started_year nulls last, started", by_time=True)

_FIELD = Facet("cluster", mark("Field of action"), "clusters", by_count=False, open=True, sql=(
    "id in (select innovation from innovation_trends join trends on trends.id = trend where cluster in ({values}))"))
_TRENDS, _SECTORS, _TECHNOLOGIES, _BENEFICIARIES, _SDGS, _COUNTRIES = _facets(
    "innovation",
    ("trends", mark("Trend"), "trends", "trend", {}),
    ("sectors", mark("Sector"), "sectors", "sector", {"open": True}),
    ("technologies", mark("Technology"), "technologies", "technology", {}),
    ("beneficiaries", mark("For whom"), "beneficiaries", "beneficiary", {}),
    ("sdgs", mark("Sustainable Development Goal"), "sdgs", "sdg", {"by_count": False}),
    ("countries", mark("Country of use"), "countries", "country", {}))

INNOVATIONS = Collection("innovation", "innovations", "innovations", (
    _FIELD, _TRENDS, _SECTORS, _BENEFICIARIES, _TECHNOLOGIES,
    Facet("region", mark("Region of origin"), "regions", by_count=False,
          sql="origin in (select id from countries where region in ({values}))"),
    Facet("origin", mark("Country of origin"), "countries", "origin in ({values})"),
    _COUNTRIES, STATUS,
    Facet("reuse", mark("Reuse"), "reuse", "reuse in ({values})", by_count=False),
    Facet("evidence", mark("Evidence"), "evidence_levels", "evidence in ({values})", by_count=False),
    Facet("decade", mark("Started"), "", "cast(started_year / 10 * 10 as text) in ({values})", by_count=False, words=mark("%(value)ss")),
    Facet("worldwide", mark("Scope of use"), "", "cast(worldwide as text) in ({values})", words=mark("worldwide")),
    _SDGS, REVIEW), (_DOCUMENTED, _NEWEST, _OLDEST, Order("name", mark("by name"), "sorting(name)")), tuple(VIEWS))

PARTNERSHIPS = Collection("partnership", "partnerships", "partnerships", (
    *_facets("partnership", ("forms", mark("Form of cooperation"), "forms", "form", {"open": True}),
             ("countries", mark("Country"), "countries", "country", {"open": True})),
    STATUS, REVIEW), (_DOCUMENTED, _NEWEST, _OLDEST))

TOOLS = Collection("tool", "tools", "tools", (
    *_facets("tool", ("tasks", mark("Task"), "tasks", "task", {"by_count": False, "open": True}),
             ("hosting", mark("Hosting"), "hosting", "hosting", {"by_count": False, "open": True})),
    Facet("licence", mark("Licence"), "licences", "licence in ({values})", by_count=False, open=True),
    STATUS, REVIEW), (
    Order("running", mark("running tools first"), "status = 'discontinued', sorting(name)"),
    Order("name", mark("by name"), "sorting(name)")))

COLLECTIONS = {collection.table: collection for collection in (INNOVATIONS, PARTNERSHIPS, TOOLS)}
