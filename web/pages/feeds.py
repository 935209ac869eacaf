"""For programs: Atom feed, sitemap, robots.txt, icon."""

from datasette import Response
from markupsafe import escape

from pipeline.vocabularies import LANGUAGES
from web.settings import DATABASE, NAME
from web.visit import address, atlas, static, templates

ENTRIES = 30
_RECORDS = ("trends", "innovations", "partnerships", "tools")
_PAGES = ("", "trends", "innovations", "map", "partnerships", "tools", "data", "coverage", "about", "method", "accessibility", "imprint")
_COUNTRIES = "select origin from innovations where origin is not null union select country from innovation_countries order by 1"
MOST = 50_000  # addresses that a sitemap may hold


def _newest(connection):
    return connection.execute("select id, name, summary_de, summary_en, last_checked from innovations"
                              " order by last_checked desc, id limit ?", [ENTRIES]).fetchall()


async def feed(visit):
    """``/{lang}/feed.atom``: innovations by the date of their last check"""
    entries = await visit.read(_newest)
    newest = max((f"{entry['last_checked']:.10}" for entry in entries), default="2026-01-01")
    xml = templates().get_template("site/feed.xml").render(
        _=visit.language.say, language=visit.language, entries=entries, newest=newest, name=NAME, address=address(visit.request))
    return Response(xml, content_type="application/atom+xml; charset=utf-8")


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
