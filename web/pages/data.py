"""The page for those who count, compare, cite and download; and what the project is."""

from pipeline.vocabularies import LANGUAGES
from web.settings import DATABASE, LICENCE_ADDRESS, NAME, metadata
from web.visit import address


async def data(visit):
    """``/{lang}/data``"""
    return await visit.page("data", questions=questions(visit.language.code), dataset=_dataset(visit))


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
    return await visit.page("about")
