"""The map: how many innovations come from each country, or are used there, and the same as a table."""

from urllib.parse import urlencode

from datasette import Response

from web.drawings import world_outlines
from web.language import mark
from web.places import MADE, USED, Places, rows

VIEWS = {"origin": (MADE, mark("Country of origin")), "use": (USED, mark("Country of use"))}
SORTS = {"cases": mark("most cases first"), "country": mark("by country"), "region": mark("by region")}


def _query(**state: str) -> str:
    """The query of the address of the map; empty for the usual one."""
    usual = {"by": next(iter(VIEWS)), "sort": next(iter(SORTS))}
    query = urlencode({name: value for name, value in state.items() if value and value != usual.get(name)})
    return f"?{query}" if query else ""


async def worldmap(visit):
    """``/{lang}/map``: ``by`` origin or use, ``cluster`` a field of action, ``sort`` of the table"""
    by, sort, field = visit.parameter("by"), visit.parameter("sort"), visit.parameter("cluster")
    by, sort = by if by in VIEWS else "origin", sort if sort in SORTS else "cases"
    field = field if field in visit.atlas.terms["clusters"] else ""
    places = Places(visit.atlas, VIEWS[by][0], field)
    return await visit.page(
        "map",
        by=by,
        views={view: name for view, (_, name) in VIEWS.items()},
        sort=sort,
        sorts=SORTS,
        field=field,
        fields=visit.atlas.terms["clusters"],
        places=places,
        state=_query,
        rows=rows(places, visit.language, sort),
    )


async def outlines(request):
    """``/world.svg``: the outlines of all countries, to which the drawings of the map refer"""
    return Response(str(world_outlines()), content_type="image/svg+xml")
