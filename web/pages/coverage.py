"""What is covered and what is not: how the records are spread, and what that means for those who count."""

from collections import Counter
from functools import partial

from markupsafe import Markup

from web.atlas import Atlas
from web.language import Language, mark, sorting
from web.places import MADE, USED, Places
from web.spread import UNKNOWN, Dimension, by_region, glance, leanings, spread
from web.visit import templates

KINDS = {
    "innovation": mark("Innovations"),
    "trend": mark("Trends"),
    "partnership": mark("Partnerships"),
    "tool": mark("Tools"),
}
_AGES = {
    "quarter": mark("up to 90 days before the newest check"),
    "year": mark("up to a year before it"),
    "two-years": mark("up to two years before it"),
    "older": mark("longer ago"),
}
_NOT_KNOWN = mark("not known")
_UNKNOWN = {"evidence": mark("not graded"), "source-languages": mark("not noted")}


def _named(words: Language, known: Atlas, dimension: Dimension, value: str) -> str:
    """What the page calls a value of a dimension."""
    if value == UNKNOWN and dimension.id != "status":
        return words.say(_UNKNOWN.get(dimension.id, _NOT_KNOWN))
    if dimension.id == "language":
        return " + ".join(known.label("languages", code, words).text for code in value.split("+"))
    if dimension.id == "checked":
        return words.say(_AGES[value])
    if dimension.id == "started":
        return f"{value}–{int(value) + 4}"
    if dimension.terms:
        return known.label(dimension.terms, value, words).text
    return value.replace("-", "–")


def _tables(connection, words: Language, known: Atlas) -> Markup:
    """The tables of all kinds: hundreds of rows that are the same for every reader of a language."""
    return Markup(
        templates()
        .get_template("site/spread.html")
        .render(
            _=words.say,
            language=words,
            share=words.share,
            kinds=KINDS,
            spread={kind: spread(connection, kind) for kind in KINDS},
            value_name=partial(_named, words, known),
        )
    )


def _regions(known: Atlas) -> list[dict]:
    """Each region: its share of the cases with a known origin and of all countries, and its countries with a case."""
    made, cases = Places(known), Counter()
    for country, count in made.counts.items():
        cases[made.region(country)] += count
    countries = Counter(term.group for term in known.terms["countries"].values())
    return [
        {
            "region": region,
            "cases": cases[region],
            "share": cases[region] / (cases.total() or 1),
            "countries": with_case,
            "all": countries[region],
            "share_of_countries": countries[region] / countries.total(),
        }
        for region, with_case in made.regions().items()
    ]


def _without(visit) -> dict[str, list[str]]:
    """By region the countries that no innovation comes from, as (code, name) in the order of the names."""
    known = visit.atlas.terms["countries"]
    missing = by_region(
        set(known) - set(Places(visit.atlas, MADE).counts), {code: term.group for code, term in known.items()}
    )
    named = {
        region: sorted(
            ((code, visit.atlas.label("countries", code, visit.language).text) for code in codes),
            key=lambda country: sorting(country[1]),
        )
        for region, codes in missing.items()
    }
    return {region: named[region] for region in visit.atlas.terms["regions"] if region in named}


async def coverage(visit):
    """``/{lang}/coverage``"""
    return await visit.page(
        "coverage",
        tables=await visit.once(_tables, visit.language, visit.atlas),
        glance=await visit.once(glance),
        leanings=await visit.once(leanings),
        regions=_regions(visit.atlas),
        without=_without(visit),
        used=set(Places(visit.atlas, USED).counts),
    )
