"""What a reader sees who asks for something that is not there, or when something breaks."""

import re
import sqlite3

from datasette import Response

from web import search
from web.atlas import atlas
from web.visit import Visit, own_language

SUGGESTED = 5
# What Datasette's own pages raise for parameters that they do not understand, beside errors that have a status.
_NOT_UNDERSTOOD = (ValueError, LookupError, TypeError, AttributeError, sqlite3.Error)


def _near(connection, text: str, known):
    found, near = search.find(connection, text), []
    for kind, table in (("trend", "trends"), ("innovation", "innovations"), ("tool", "tools"), ("partnership", "partnerships")):
        block = known.documents.get(kind)
        for number in [number for number in found.best if block and block.first <= number <= block.last][:SUGGESTED]:
            near.append((found.distance[number], table, connection.execute(
                f"select * from {table} where number = ?", [number - block.first + 1]).fetchone()))
    return [(table, row) for _, table, row in sorted(near, key=lambda entry: entry[0])[:SUGGESTED]]


def _today(connection, kind: str, earlier: str):
    return connection.execute("select now from moved where kind = ? and earlier = ?", [kind, earlier]).fetchone()


async def record(visit, kind: str, part: str = ""):
    """Where a record is that once had the id of the address, or ``part`` of it; else the page that says it is not there."""
    moved = await visit.read(_today, kind, visit.values["id"])
    if moved:
        query = f"?{visit.request.query_string}" if visit.request.query_string else ""
        return Response.redirect(f"/{visit.language.code}/{kind}s/{moved['now']}{part}{query}", status=301)
    return await page(visit)


async def page(visit, status: int = 404, near=None, elsewhere: tuple[str, str] | None = None):
    """The page that says so and offers what was perhaps meant, and ``elsewhere``: the path and name of a list."""
    wanted = " ".join(re.findall(r"\w+", visit.request.path[3:].rsplit("/", 1)[-1]))[:80]
    if near is None:
        near = await visit.read(_near, wanted, visit.atlas) if status == 404 and wanted else []
    return await visit.page("missing", status=status, code=status, wanted=wanted, near=near, elsewhere=elsewhere)


async def answer(datasette, request, exception):
    """An answer to an exception on one of our pages; on Datasette's own its own, unless that blames the server for an address."""
    code = own_language(request.path)
    if code is None:
        return await _understandable(datasette, request, exception)
    request.scope.setdefault("url_route", {})["kwargs"] = {"lang": code}
    visit = Visit(datasette, request, await atlas(datasette))
    return await page(visit, getattr(exception, "status", 500))


async def _understandable(datasette, request, exception):
    """What an address of Datasette's pages gets that nobody understands; None where Datasette says it well itself."""
    own = getattr(exception, "status", None)
    if own not in (None, 500) or not (own or isinstance(exception, _NOT_UNDERSTOOD)):
        return None
    told = {"ok": False, "status": 400, "title": "This address is not understood", "error": getattr(exception, "message", str(exception))}
    if request.path.endswith(".json"):
        return Response.json(told, status=400)
    return Response.html(await datasette.render_template("error.html", told, request=request), status=400)
