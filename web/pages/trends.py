"""Trends: the list by field of action, and the page of one trend."""

from collections import Counter
from urllib.parse import urlencode

from web import linked, records, standing
from web.language import mark, sorting
from web.pages import missing

BEST = 3
_BEST_CASES = ("id in (select innovation from innovation_trends where trend = ?)"
               f" order by main_trend = ? desc, {records.BEST_FIRST} limit ?")
SORTS = ("field", "stage", "cases", "name")
_WAYS = {1: mark("%(n)s advanced"), -1: mark("%(n)s fell back"), 0: mark("%(n)s unchanged"), None: mark("%(n)s assessed for the first time")}


def _key(visit, sort: str):
    terms = visit.atlas.terms

    def name(trend):
        return sorting(visit.language.text(trend, "name").text)
    keys = {"field": lambda trend: (terms["clusters"][trend["cluster"]].position, name(trend)),
            "stage": lambda trend: (terms["stages"][trend["stage"]].position, name(trend)),
            "cases": lambda trend: (-trend["known"], name(trend)), "name": name}
    return keys[sort]


def _query(sort: str, year: str, audience: str) -> str:
    """The query of the address of the list; empty for the usual one."""
    state = {"sort": sort if sort != SORTS[0] else "", "year": year, "for": audience}
    query = urlencode({name: value for name, value in state.items() if value})
    return f"?{query}" if query else ""


def _audience(visit) -> str:
    """For whom the reader reads, as the address says; empty for everybody."""
    wished = visit.parameter("for")
    return wished if wished in visit.atlas.terms["audiences"] else ""


def _ways(words, found) -> list[str]:
    """How many trends went which way, without the ways that none went."""
    numbers = Counter(trend["moved"] for trend in found)
    return [words.say(message, n=words.number(numbers[way])) for way, message in _WAYS.items() if numbers[way]]


async def trends(visit):
    """``/{lang}/trends``"""
    known_years = await visit.once(standing.years)
    year = visit.parameter("year", 4) if visit.parameter("year", 4) in known_years else ""
    found = await visit.once(standing.stood, year or standing.NOW)
    sort, audience = visit.parameter("sort") if visit.parameter("sort") in SORTS else SORTS[0], _audience(visit)
    numbered = sorted(found, key=_key(visit, "field"))
    return await visit.page(
        "trends", numbered=numbered, numbers={trend["id"]: place for place, trend in enumerate(numbered, 1)},
        trends=sorted(found, key=_key(visit, sort)), sort=sort, year=year, years=known_years, keep=_query(SORTS[0], "", audience),
        state=lambda sort, year: _query(sort, year, audience), steps=standing.steps(numbered),
        ways=_ways(visit.language, found),
        clusters=visit.atlas.terms["clusters"].values())


def _trend(connection, record: str, language):
    trend = records.row(connection, "trends", record)
    neighbours = connection.execute(
        "select 'related' as how, related_trend as id from trend_related where trend = :id"
        " union select 'related', trend from trend_related where related_trend = :id"
        " union select 'broader', broader_trend from trend_broader where trend = :id"
        " union select 'narrower', trend from trend_broader where broader_trend = :id", {"id": record}).fetchall()
    assessed = connection.execute("select * from trend_assessments where trend = ? order by as_of desc", [record]).fetchall()
    shown: dict[int, list[str]] = {}
    for row in connection.execute("select assessment, source from trend_assessment_sources where trend = ?", [record]):
        shown.setdefault(row["assessment"], []).append(row["source"])
    return {
        "trend": trend, "texts": records.parts(connection, "trend", record, language),
        "assessments": assessed, "assessment_sources": shown,
        "neighbours": {how: [row["id"] for row in neighbours if row["how"] == how]
                       for how in ("broader", "narrower", "related")},
        "earlier_names": connection.execute("select * from trend_also_known_as where trend = ? order by position", [record]).fetchall(),
        "years": connection.execute("select * from trend_years where trend = ? order by year", [record]).fetchall(),
        "countries": connection.execute("select country, cases from trend_countries where trend = ?"
                                        " order by cases desc, country", [record]).fetchall(),
        "best": records.cards_where(connection, _BEST_CASES, record, record, BEST),
    }


async def trend(visit):
    """``/{lang}/trends/<id>``"""
    if visit.values["id"] not in visit.atlas.terms["trends"]:
        return await missing.record(visit, "trend")
    found = await visit.once(_trend, visit.values["id"], visit.language)
    cases = len(visit.atlas.facets["innovations"].bitmaps["trends"].get(visit.values["id"], ()))
    audience, terms = _audience(visit), visit.atlas.terms["audiences"]
    return await visit.page("trend", cases=cases, audience=audience, audiences=terms.values(),
                            advised=sorted(terms, key=lambda term: term != audience), keep=_query(SORTS[0], "", audience),
                            described=linked.trend(visit, found["trend"], found["earlier_names"]), **found)
