"""The page for those who count, compare, cite and download; and what the project is."""

from pipeline.vocabularies import LANGUAGES
from web.language import mark
from web.settings import DATABASE, LICENCE_ADDRESS, NAME, metadata
from web.visit import address

DIMENSIONS = {  # as the table `coverage` names them: heading, table that names the values
    "region": (mark("Region of origin"), "regions"), "review": (mark("Review"), "reviews"),
    "status": (mark("Status"), "statuses"), "language": (mark("Languages of the texts"), ""),
    "sources": (mark("Sources per record"), ""), "checked": (mark("Year of the last check"), ""),
    "evidence": (mark("Evidence"), "evidence_levels")}
KINDS = {"innovation": mark("Innovations"), "trend": mark("Trends"), "partnership": mark("Partnerships"), "tool": mark("Tools")}


def _coverage(connection):
    rows: dict[str, dict[str, list]] = {}
    for row in connection.execute("select kind, dimension, value, records, share from coverage"
                                  " order by kind, dimension, records desc, value"):
        if row["dimension"] in DIMENSIONS and row["kind"] in KINDS:
            rows.setdefault(row["dimension"], {}).setdefault(row["kind"], []).append(row)
    return rows


async def data(visit):
    """``/{lang}/data``"""
    coverage = await visit.read(_coverage)
    return await visit.page("data", coverage=coverage, dimensions=DIMENSIONS, kinds=KINDS, questions=questions(visit.language.code),
                            dataset=_dataset(visit), coverage_value=lambda *value: _value(visit, *value))


def _value(visit, dimension: str, value: str, terms: str) -> str:
    if value == "unknown":
        return visit.language.say("not known")
    if dimension == "language":
        return " + ".join(visit.atlas.label("languages", code, visit.language).text for code in value.split("+"))
    return visit.atlas.label(terms, value, visit.language).text if terms else value


def _dataset(visit) -> dict:
    """The data as schema.org describes a dataset, for search engines."""
    base = f"{address(visit.request)}/{visit.language.code}"
    return {"@context": "https://schema.org", "@type": "Dataset", "name": NAME, "license": LICENCE_ADDRESS,
            "description": visit.language.say("Open database of digital-social innovation"), "url": f"{base}/data",
            "inLanguage": list(LANGUAGES), "version": visit.atlas.build.get("content_hash", "")[:10],
            "distribution": [{"@type": "DataDownload", "encodingFormat": "application/vnd.sqlite3",
                              "contentUrl": f"{address(visit.request)}/{DATABASE}.db"}]}


def questions(language: str) -> list[tuple[str, str]]:
    """Name and title of the ready questions; titles say English and German with a dash between."""
    queries = metadata().get("databases", {}).get(DATABASE, {}).get("queries", {})
    place = {"en": 0, "de": -1}[language]
    return [(name, query["title"].split(" – ")[place]) for name, query in queries.items()]


async def about(visit):
    """``/{lang}/about``"""
    terms = visit.atlas.terms
    return await visit.page("about", stages=terms["stages"].values(), statuses=terms["statuses"].values(),
                            reviews=terms["reviews"].values(), evidence=terms["evidence_levels"].values(),
                            reuse=terms["reuse"].values())
