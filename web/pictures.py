"""The drawings of the site with their words: each is a function for templates, in the language of the page."""

import re
from functools import lru_cache

from markupsafe import Markup, escape

from web.atlas import Atlas
from web.drawings import cases_by_year, columns_by_year, figure_series, radar, world_map
from web.language import Language, mark
from web.places import MADE, USED, Places, names

OUTLINES = "/world.svg"  # the address of the outlines, see web.pages.worldmap
_LINK = re.compile(r'(?<=href=")/[a-z]{2}/trends/[a-z0-9-]+')
KEPT = 512  # drawings of one kind; some megabytes
NARROW = 480  # pixels; on a narrower map most countries are too small to be pressed
_MAP_TITLES = {MADE: mark("Innovations by country of origin"), USED: mark("Innovations by country of use")}


def bound(words: Language, known: Atlas) -> dict:
    """Functions that draw, by the name that templates call them by."""
    return {
        "drawn_years": lambda rows, width: years(words, rows, width),
        "drawn_figures": lambda metric, points, width: figures(words, known, metric, points, width),
        "drawn_radar": lambda trends, size, query: trend_radar(words, known, trends, size, query),
        "drawn_world": lambda places, width, around=None: world(words, places, width, around),
        "drawn_columns": lambda years, width: _columns(words, tuple((year.year, year.cases) for year in years if year.year), width),
    }


def years(words: Language, rows, width: int) -> Markup:
    """Cases of a trend by year: started so far against still running."""
    return _years(words, tuple((row["year"], row["started_so_far"], row["active"]) for row in rows), width)


@lru_cache(maxsize=KEPT)
def _years(words: Language, rows: tuple, width: int) -> Markup:
    labels = {"title": words.say("Cases by year"), "started": words.say("started"), "active": words.say("still running"),
              "description": words.say("Two lines: cases that had started up to each year, and those of them still running."),
              "none": words.say("No years are known.")}
    return cases_by_year(rows, labels, width=width, number=words.number)


def _moment(partial: str) -> float:
    year, *rest = partial.split("-")
    return int(year) + ((int(rest[0]) - 0.5) / 12 if rest else 0.5)


def figures(words: Language, known: Atlas, metric: str, points, width: int) -> Markup:
    """One metric over time; nothing where there is a single point or amounts are in different currencies."""
    if len(points) < 2 or len({point["unit"] for point in points}) > 1:
        return Markup("")
    rows = tuple((point["as_of"], point["value"], point["unit"]) for point in points)
    return _figures(words, known.label("metrics", metric, words).text, rows, width)


@lru_cache(maxsize=KEPT)
def _figures(words: Language, name: str, rows: tuple, width: int) -> Markup:
    labels = {"title": name, "none": words.say("No figures are known."),
              "description": words.say("%(metric)s over time; the table below has every value.", metric=name)}
    return figure_series([(_moment(as_of), value, words.amount(value, unit)) for as_of, value, unit in rows], labels, width=width)


def trend_radar(words: Language, known: Atlas, trends, size: int, query: str) -> Markup:
    """All trends: field of action as sector, stage as ring; ``query`` goes along with every link."""
    blips = [(trend["id"], words.text(trend, "name").text, trend["cluster"], trend["stage"], trend["moved"]) for trend in trends]
    sectors = [(term, known.label("clusters", term, words).text) for term in known.terms["clusters"]]
    *stages, leaving = known.terms["stages"]  # trends come in towards the middle and leave over the rim
    rings = [(term, known.label("stages", term, words).text) for term in (*reversed(stages), leaving)]
    drawing = _radar(words, tuple(blips), tuple(sectors), tuple(rings), size)
    return Markup(_LINK.sub(lambda found: f"{found[0]}{escape(query)}", drawing)) if query else drawing


@lru_cache(maxsize=64)
def _radar(words: Language, blips: tuple, sectors: tuple, rings: tuple, size: int) -> Markup:
    """Finding places for all marks takes longer than all else on the page, and trends change rarely."""
    labels = {"title": words.say("Radar of trends"), "rings": words.say("From the middle outwards:"),
              "description": words.say("Each mark is a trend; its sector is the field of action, its ring the stage."),
              "moved_in": words.say("advanced"), "moved_out": words.say("fell back"), "new": words.say("first assessment")}
    named = [{"id": id, "name": name, "cluster": cluster, "stage": stage, "moved": moved,
              "href": f"/{words.code}/trends/{id}"} for id, name, cluster, stage, moved in blips]
    return radar(named, [{"id": id, "name": name} for id, name in sectors],
                 [{"id": id, "name": name} for id, name in rings], labels, size=size)


def world(words: Language, places: Places, width: int, around: tuple[str, str] | None = None) -> Markup:
    """Innovations by country; its countries are links where the map is wide enough to hit them.

    They lead to the page of a country, or to the address that has its code between the two texts ``around``.
    """
    counts = tuple(sorted(places.counts.items()))
    return _world(words, places.facet, counts, names(places.atlas, words), width, around)


@lru_cache(maxsize=96)
def _world(words: Language, facet: str, counts: tuple, named: tuple, width: int, around: tuple[str, str] | None) -> Markup:
    """The same for every reader of a language, so drawn once for each choice."""
    title = words.say(_MAP_TITLES[facet])
    labels = {"title": title, "legend": title, "none": words.say("none"),
              "description": words.say("Countries are the darker the more innovations they have; the table has every number.")}

    def href(code: str) -> str:
        return code.join(around) if around else f"/{words.code}/countries/{code.lower()}"
    return world_map(dict(counts), dict(named), labels, href=href if width > NARROW else None, width=width, number=words.number, outlines=OUTLINES)


@lru_cache(maxsize=96)
def _columns(words: Language, counts: tuple, width: int) -> Markup:
    """Innovations by the year in which they began."""
    labels = {"title": words.say("Started in the year"), "none": words.say("No years are known."),
              "description": words.say("A column for each year, the higher the more innovations started; the table has every number.")}
    return columns_by_year(dict(counts), labels, width=width, number=words.number)
