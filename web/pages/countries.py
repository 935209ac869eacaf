"""The page of a country: what comes from there, what is used there, and who works there."""

from urllib.parse import unquote

from datasette import Response
from rapidfuzz import fuzz

from pipeline.text import fold
from pipeline.vocabularies import LANGUAGES
from web import records
from web.language import mark, sorting
from web.pages import missing
from web.places import MADE, USED, Places, innovations_of

SHOWN = 9
NEIGHBOURS = 12
ALIKE = 70  # of 100
SUGGESTED = 3
_ELSEWHERE = ("map", mark("All countries on the map"))
_MADE = f"origin = ? order by {records.BEST_FIRST} limit {SHOWN}"
_USED = (
    "id in (select innovation from innovation_countries where country = ?) and origin is not ?"
    f" order by {records.BEST_FIRST} limit {SHOWN}"
)
_PARTNERSHIPS = """
    select id, name_de, name_en, summary_de, summary_en, status, review from partnerships where id in (
        select partnership from partnership_countries where country = ?) order by id"""
_ORGANISATIONS = "select id, name, kind, summary_de, summary_en from organisations where country = ?"


def _country(connection, country: str) -> dict:
    return {
        "made": records.cards_where(connection, _MADE, country),
        "used": records.cards_where(connection, _USED, country, country),
        "partnerships": connection.execute(_PARTNERSHIPS, [country]).fetchall(),
        "organisations": sorted(
            connection.execute(_ORGANISATIONS, [country]), key=lambda organisation: sorting(organisation["name"])
        ),
    }


def _counted(known, country: str) -> dict:
    """How many cases there are, and the trends that they show, those with most cases first."""
    innovations = known.facets["innovations"]
    made, used = innovations_of(known, country, MADE), innovations_of(known, country, USED)
    trends = innovations.counts("trends", {}, made | used)
    return {
        "made_count": len(made),
        "used_count": len(used - made),
        "running": len(made & innovations.bitmaps["status"].get("active", made)) if made else 0,
        "trends": sorted(
            ((trend, cases) for trend, cases in trends.items() if cases), key=lambda row: (-row[1], row[0])
        ),
    }


def _neighbours(known, country: str) -> list[str]:
    """Other countries of the region, those with most innovations first."""
    places = Places(known)
    near = [other for other in places.counts if other != country and places.region(other) == places.region(country)]
    return sorted(near, key=lambda other: (-places.counts[other], other))[:NEIGHBOURS]


async def country(visit):
    """``/{lang}/countries/<alpha2>``"""
    code = visit.values["id"].upper()
    if code not in visit.atlas.terms["countries"]:
        return await missing.page(visit, elsewhere=_ELSEWHERE)
    found = await visit.read(_country, code)
    return await visit.page(
        "country",
        country=code,
        region=visit.atlas.terms["countries"][code].group,
        neighbours=_neighbours(visit.atlas, code),
        kept=SHOWN,
        **_counted(visit.atlas, code),
        **found,
    )


async def countries(visit):
    """``/{lang}/countries``: the map has them all"""
    return Response.redirect(f"/{visit.language.code}/map", status=301)


def _spellings(known) -> dict[str, str]:
    """The code of each country by its folded names in both languages, and by the code itself."""
    terms = known.terms["countries"].values()
    return {
        spelling: term.id
        for term in terms
        for spelling in {fold(term.id), *(fold(term.names[code]) for code in LANGUAGES)}
    }


async def by_name(visit):
    """``/{lang}/countries/<name>``: to the country of that name; else the page that offers those of similar names"""
    typed, spellings = fold(unquote(visit.values["name"]).replace("-", " ")), _spellings(visit.atlas)
    if typed in spellings:
        return Response.redirect(f"/{visit.language.code}/countries/{spellings[typed].lower()}", status=301)
    likeness = {
        code: max(fuzz.ratio(typed, name) for name, of in spellings.items() if of == code)
        for code in spellings.values()
    }
    best = sorted((code for code in likeness if likeness[code] >= ALIKE), key=lambda code: -likeness[code])[:SUGGESTED]
    near = [
        (
            "countries",
            {
                "id": code.lower(),
                "name": visit.atlas.label("countries", code, visit.language).text,
                "summary_de": None,
                "summary_en": None,
            },
        )
        for code in best
    ]
    return await missing.page(visit, near=near, elsewhere=_ELSEWHERE)
