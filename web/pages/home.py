"""The first page: search, fields of action as doors, the numbers, what is best documented and what is new."""

from datasette import Response

from web import linked, records
from web.language import preferred

SHOWN = 3
MOVING = 6


def _read(connection, counts):
    """Cards and the trends of each field of action."""
    documented = records.cards_where(connection, f"status = 'active' order by {records.BEST_FIRST} limit ?", SHOWN)
    newest = records.cards_where(connection, "started is not null order by started desc, id limit ?", SHOWN)
    fields = connection.execute("select cluster, count(*) as trends from trends group by cluster").fetchall()
    trends = connection.execute("select id, name_de, name_en, summary_de, summary_en, cluster, stage, stage_as_of, review"
                                " from trends where stage in ('emerging', 'growing') order by stage_as_of desc, stage, id limit ?", [MOVING]).fetchall()
    sources = sum(connection.execute(f"select sum(source_count) from {table}").fetchone()[0] or 0 for table in counts)
    return {"documented": documented, "newest": newest, "fields": {row["cluster"]: row["trends"] for row in fields},
            "moving": trends, "sources": sources}


async def home(visit):
    """``/{lang}/``"""
    tables = ("trends", "innovations", "partnerships", "tools")
    shown = await visit.read(_read, tables)
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
