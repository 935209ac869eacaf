"""Which address is which page. Addresses are permanent: they never change their meaning."""

from web.pages import (
    citations,
    countries,
    coverage,
    data,
    downloads,
    feeds,
    health,
    home,
    innovations,
    legal,
    method,
    missing,
    motifs,
    organisations,
    partnerships,
    search,
    tools,
    trends,
    worldmap,
)
from web.visit import page

_LANGUAGE = "^/(?P<lang>de|en)"
_ID = r"(?P<id>[a-z0-9-]{1,80})"

_PAGES = (
    ("/", home.home),
    ("/trends", trends.trends), (f"/trends/{_ID}", trends.trend),
    (rf"/trends/{_ID}/feed\.atom", feeds.trend),
    ("/innovations", innovations.innovations), (f"/innovations/{_ID}", innovations.innovation),
    ("/partnerships", partnerships.partnerships), (f"/partnerships/{_ID}", partnerships.partnership),
    ("/tools", tools.tools), (f"/tools/{_ID}", tools.tool),
    (f"/organisations/{_ID}", organisations.organisation),
    ("/map", worldmap.worldmap), ("/countries", countries.countries), (r"/countries/(?P<id>[a-z]{2})", countries.country),
    (r"/countries/(?P<name>.{1,60})", countries.by_name),
    ("/coverage", coverage.coverage), ("/method", method.method),
    ("/accessibility", legal.accessibility), ("/imprint", legal.imprint),
    ("/search", search.search), (r"/suggest\.json", search.suggest), ("/data", data.data), ("/about", data.about),
    (r"/(?P<table>innovations|partnerships|tools)\.(?P<format>csv|json)", downloads.download),
    (rf"/(?P<table>trends|innovations|partnerships|tools|organisations)/{_ID}\.(?P<format>bib|ris)", citations.citation),
    (r"/feed\.atom", feeds.feed),
    ("/.*", missing.page),
)

ROUTES = [
    ("^/$", home.choose_language),
    (f"{_LANGUAGE}$", home.add_slash),
    ("^/health$", health.health),
    (r"^/robots\.txt$", feeds.robots),
    (r"^/sitemap\.xml$", feeds.sitemap),
    (r"^/motif/(?P<group>trend|field|band)/(?P<id>[a-z0-9-]{1,80})\.svg$", motifs.picture),
    (r"^/world\.svg$", worldmap.outlines),
    (r"^/favicon\.ico$", feeds.icon),
    *((f"{_LANGUAGE}{pattern}$", page(handler)) for pattern, handler in _PAGES),
]
