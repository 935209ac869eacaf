"""For programs: Atom feed, sitemap, robots.txt, icon."""

from datasette import Response
from markupsafe import escape

from pipeline.vocabularies import LANGUAGES
from web import records
from web.pages import missing
from web.settings import DATABASE, LICENCE, NAME, TAG
from web.visit import address, atlas, static, templates

ENTRIES = 30
FIRST_YEAR = "2026"  # of the database: the date of a feed in which nothing is dated
_RECORDS = ("trends", "innovations", "partnerships", "tools")
_PAGES = ("", "trends", "innovations", "map", "partnerships", "tools", "data", "coverage", "about", "method", "accessibility", "imprint")
_COUNTRIES = "select origin from innovations where origin is not null union select country from innovation_countries order by 1"
MOST = 50_000  # addresses that a sitemap may hold


def _newest(connection, trend: str | None = None):
    """Innovations by the date of their last check, those of a trend or all."""
    chosen = "where id in (select innovation from innovation_trends where trend = :trend)" if trend else ""
    return connection.execute(f"select id, name, summary_de, summary_en, last_checked from innovations {chosen}"
                              " order by last_checked desc, id limit :most", {"trend": trend, "most": ENTRIES}).fetchall()


def _moment(partial: str | None) -> str:
    """A date that may lack its month and day as the moment that Atom wants."""
    year, *rest = (partial or FIRST_YEAR).split("-")
    return "-".join([year, *rest, *["01", "01"][len(rest):]]) + "T00:00:00Z"


def _feed(visit, title: str, path: str, page: str, entries, since: str | None = None) -> Response:
    """A feed at ``path`` of what ``page`` shows; ``since`` is its date where it has no entries."""
    newest = max((_moment(entry["last_checked"]) for entry in entries), default=_moment(since))
    xml = templates().get_template("site/feed.xml").render(
        language=visit.language, title=f"{NAME}: {title}", path=path, page=page, entries=entries, newest=newest, moment=_moment,
        name=NAME, tag=TAG, licence=LICENCE, address=address(visit.request))
    return Response(xml, content_type="application/atom+xml; charset=utf-8")


async def feed(visit):
    """``/{lang}/feed.atom``: all innovations"""
    return _feed(visit, visit.language.say("Innovations"), "feed.atom", "innovations", await visit.read(_newest))


def _of_trend(connection, record: str):
    return records.row(connection, "trends", record), _newest(connection, record)


async def trend(visit):
    """``/{lang}/trends/<id>/feed.atom``: the innovations of a trend"""
    row, entries = await visit.read(_of_trend, visit.values["id"])
    if row is None:
        return await missing.record(visit, "trend", "/feed.atom")
    page = f"trends/{row['id']}"
    return _feed(visit, visit.language.text(row, "name").text, f"{page}/feed.atom", page, entries, row["last_checked"])


def _paths(connection) -> list[str]:
    paths = list(_PAGES)
    for table in _RECORDS:
        paths += [f"{table}/{record}" for (record,) in connection.execute(f"select id from {table} order by id")]
    paths += [f"countries/{country.lower()}" for (country,) in connection.execute(_COUNTRIES)]
    return paths[:MOST // len(LANGUAGES)]


async def sitemap(request, datasette):
    """``/sitemap.xml``: each page in each language, with the other one beside it"""
    await atlas(datasette)
    paths = await datasette.get_database(DATABASE).execute_fn(_paths)
    base, entries = escape(address(request)), []
    for path in paths:
        others = "".join(f'<xhtml:link rel="alternate" hreflang="{code}" href="{base}/{code}/{path}"/>' for code in LANGUAGES)
        entries += [f"<url><loc>{base}/{code}/{path}</loc>{others}</url>" for code in LANGUAGES]
    body = ('<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
            ' xmlns:xhtml="http://www.w3.org/1999/xhtml">' + "\n".join(entries) + "</urlset>\n")
    return Response(body, content_type="application/xml; charset=utf-8")


async def robots(request):
    """``/robots.txt``: pages yes, the endless combinations of filters and queries no"""
    return Response.text(f"User-agent: *\nDisallow: /{DATABASE}\nDisallow: /-/\nDisallow: /*?\n"
                         f"Sitemap: {address(request)}/sitemap.xml\n")


async def icon(request):
    """``/favicon.ico``"""
    return Response.redirect(static("icon.svg"), status=301)
