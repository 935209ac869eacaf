"""The drawings of the site with their words: each is a function for templates, in the language of the page."""

from functools import lru_cache

from markupsafe import Markup

from web.atlas import Atlas
from web.drawings import cases_by_year, figure_series, radar, world_map
from web.language import Language, mark
from web.places import MADE, USED, Places, names

OUTLINES = "/world.svg"  # the address of the outlines, see web.pages.worldmap
NARROW = 480  # pixels; on a narrower map most countries are too small to be pressed
_MAP_TITLES = {MADE: mark("Innovations by country of origin"), USED: mark("Innovations by country of use")}


def bound(words: Language, known: Atlas) -> dict:
    """Functions that draw, by the name that templates call them by."""
    return {
        "drawn_years": lambda rows: years(words, rows),
        "drawn_figures": lambda metric, points: figures(words, known, metric, points),
        "drawn_radar": lambda trends, size: trend_radar(words, known, trends, size),
        "drawn_world": lambda places, width: world(words, places, width),
    }


def years(words: Language, rows) -> Markup:
    """Cases of a trend by year: started so far against still running."""
    labels = {"title": words.say("Cases by year"), "started": words.say("started"), "active": words.say("still running"),
              "description": words.say("Two lines: cases that had started up to each year, and those of them still running."),
              "none": words.say("No years are known.")}
    return cases_by_year([(row["year"], row["started_so_far"], row["active"]) for row in rows], labels, number=words.number)


def _moment(partial: str) -> float:
    year, *rest = partial.split("-")
    return int(year) + ((int(rest[0]) - 0.5) / 12 if rest else 0.5)


def figures(words: Language, known: Atlas, metric: str, points) -> Markup:
    """One metric over time; nothing where there is a single point or amounts are in different currencies."""
    if len(points) < 2 or len({point["unit"] for point in points}) > 1:
        return Markup("")
    name = known.label("metrics", metric, words).text
    labels = {"title": name, "none": words.say("No figures are known."),
              "description": words.say("%(metric)s over time; the table below has every value.", metric=name)}
    return figure_series([(_moment(point["as_of"]), point["value"], words.amount(point["value"], point["unit"]))
                          for point in points], labels)


def trend_radar(words: Language, known: Atlas, trends, size: int) -> Markup:
    """All trends: field of action as sector, stage as ring."""
    blips = [(trend["id"], words.text(trend, "name").text, trend["cluster"], trend["stage"], trend["moved"]) for trend in trends]
    sectors = [(term, known.label("clusters", term, words).text) for term in known.terms["clusters"]]
    rings = [(term, known.label("stages", term, words).text) for term in known.terms["stages"]]
    return _radar(words, tuple(blips), tuple(sectors), tuple(rings), size)


@lru_cache(maxsize=64)
def _radar(words: Language, blips: tuple, sectors: tuple, rings: tuple, size: int) -> Markup:
    """Finding places for all marks takes longer than all else on the page, and trends change rarely."""
    labels = {"title": words.say("Radar of trends"), "rings": words.say("From the middle outwards:"),
              "description": words.say("Each mark is a trend; its sector is the field of action, its ring the stage."),
              "moved_in": words.say("moved inwards"), "moved_out": words.say("moved outwards"),
              "unchanged": words.say("unchanged"), "new": words.say("new")}
    named = [{"id": id, "name": name, "cluster": cluster, "stage": stage, "moved": moved,
              "href": f"/{words.code}/trends/{id}"} for id, name, cluster, stage, moved in blips]
    return radar(named, [{"id": id, "name": name} for id, name in sectors],
                 [{"id": id, "name": name} for id, name in rings], labels, size=size)


def world(words: Language, places: Places, width: int) -> Markup:
    """Innovations by country; its countries are links where the map is wide enough to hit them."""
    counts = tuple(sorted(places.counts.items()))
    return _world(words, places.facet, counts, names(places.atlas, words), width)


@lru_cache(maxsize=96)
def _world(words: Language, facet: str, counts: tuple, named: tuple, width: int) -> Markup:
    """The same for every reader of a language, so drawn once for each choice."""
    title = words.say(_MAP_TITLES[facet])
    labels = {"title": title, "legend": title, "none": words.say("none"),
              "description": words.say("Countries are the darker the more innovations they have; the table has every number.")}
    href = (lambda code: f"/{words.code}/countries/{code.lower()}") if width > NARROW else None
    return world_map(dict(counts), dict(named), labels, href=href, width=width, number=words.number, outlines=OUTLINES)
