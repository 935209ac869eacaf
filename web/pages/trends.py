"""Trends: the list by field of action, and the page of one trend."""

from urllib.parse import urlencode

from web import linked, records
from web.pages import missing

BEST = 3
_BEST_CASES = ("id in (select innovation from innovation_trends where trend = ?)"
               f" order by main_trend = ? desc, {records.BEST_FIRST} limit ?")
SORTS = ("field", "stage", "cases", "name")


_LIST = """
    select t.id, name_de, name_en, summary_de, summary_en, cluster, review, a.stage, a.as_of as stage_as_of, null as moved,
        (select count(*) from innovation_trends where trend = t.id) as cases
    from trends t join trend_assessments a on a.trend = t.id and a.position = (
        select position from trend_assessments where trend = t.id and substr(as_of, 1, 4) <= ? order by as_of desc limit 1)
    order by t.id"""


def _list(connection, year: str):
    """The trends as they stood in ``year`` (now, if that is no year with assessments), and all such years."""
    years = [found for (found,) in connection.execute("select distinct substr(as_of, 1, 4) from trend_assessments order by 1")]
    year = year if year in years else ""
    return connection.execute(_LIST, [year or "9999"]).fetchall(), years[:-1], year


def _key(visit, sort: str):
    terms = visit.atlas.terms

    def name(trend):
        return visit.language.text(trend, "name").text.casefold()
    keys = {"field": lambda trend: (terms["clusters"][trend["cluster"]].position, name(trend)),
            "stage": lambda trend: (terms["stages"][trend["stage"]].position, name(trend)),
            "cases": lambda trend: (-trend["cases"], name(trend)), "name": name}
    return keys[sort]


def _query(sort: str, year: str) -> str:
    """The query of the address of the list; empty for the usual one."""
    state = {"sort": sort if sort != SORTS[0] else "", "year": year}
    query = urlencode({name: value for name, value in state.items() if value})
    return f"?{query}" if query else ""


async def trends(visit):
    """``/{lang}/trends``"""
    found, known_years, year = await visit.read(_list, visit.parameter("year", 4))
    sort = visit.parameter("sort") if visit.parameter("sort") in SORTS else SORTS[0]
    numbered = sorted(found, key=_key(visit, "field"))
    return await visit.page("trends", numbered=numbered, numbers={trend["id"]: place for place, trend in enumerate(numbered, 1)},
                            trends=sorted(found, key=_key(visit, sort)), sort=sort, year=year, years=known_years, state=_query,
                            clusters=visit.atlas.terms["clusters"].values(), stages=visit.atlas.terms["stages"].values())


def _trend(connection, record: str, language):
    trend = records.row(connection, "trends", record)
    if trend is None:
        return None
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
    found = await visit.read(_trend, visit.values["id"], visit.language)
    if found is None:
        return await missing.record(visit, "trend")
    cases = len(visit.atlas.facets["innovations"].bitmaps["trends"].get(visit.values["id"], ()))
    return await visit.page("trend", cases=cases, audiences=visit.atlas.terms["audiences"].values(),
                            described=linked.trend(visit, found["trend"], found["earlier_names"]), **found)
