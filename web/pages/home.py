"""The first page: search, fields of action as doors, the numbers, what is best documented and what is new."""

from datasette import Response

from web import linked, records, standing
from web.language import preferred

SHOWN = 3
MOVING = 6


def _shelf(connection, known, order: str, without: tuple[str, ...] = ()):
    """The first innovations of an order, each of another field of action."""
    shown = {}
    for card in connection.execute(f"{records.CARD} order by {order}"):
        if card["id"] not in without:
            shown.setdefault(known.cluster_of(card["main_trend"]), card)
        if len(shown) == SHOWN:
            break
    return list(shown.values())


def _moving(connection):
    """Of each way that trends went from one stage to another the trend that went it last."""
    latest = [step.trends[0] for step in standing.steps(standing.stood(connection))]
    return sorted(latest, key=lambda trend: (trend["stage_as_of"], trend["before_as_of"]), reverse=True)[:MOVING]


def _read(connection, known, counts):
    """What the first page shows of the records; it is the same for everybody."""
    documented = _shelf(connection, known, records.BEST_FIRST)
    checked = _shelf(connection, known, "last_checked desc, started desc nulls last, id", tuple(card["id"] for card in documented))
    fields = connection.execute("select cluster, count(*) as trends from trends group by cluster").fetchall()
    sources = sum(connection.execute(f"select sum(source_count) from {table}").fetchone()[0] or 0 for table in counts)
    return {"documented": documented, "checked": checked, "fields": {row["cluster"]: row["trends"] for row in fields},
            "moving": _moving(connection), "sources": sources}


async def home(visit):
    """``/{lang}/``"""
    tables = ("trends", "innovations", "partnerships", "tools")
    shown = await visit.once(_read, visit.atlas, tables)
    innovations = visit.atlas.facets["innovations"]
    cases = innovations.counts("cluster", {})
    clusters = [term for term in visit.atlas.terms["clusters"].values() if shown["fields"].get(term.id)]
    numbers = {table: int(visit.atlas.build.get(table, 0)) for table in tables}
    countries = {value for facet in ("origin", "countries") for value in innovations.bitmaps[facet]}
    return await visit.page("home", clusters=clusters, cases=cases, numbers=numbers,
                            countries=len(countries), described=linked.dataset(visit), **shown)


async def choose_language(request):
    """``/``: to the language that the browser asks for."""
    code = preferred(request.headers.get("accept-language", ""))
    return Response.redirect(f"/{code}/")


async def add_slash(request):
    """``/de`` and ``/en``: to the page itself."""
    return Response.redirect(f"/{request.url_vars['lang']}/", status=301)
