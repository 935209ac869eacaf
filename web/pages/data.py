"""The page for those who count, compare, cite and download; and what the project is."""

from web import linked
from web.settings import DATABASE, metadata


async def data(visit):
    """``/{lang}/data``"""
    return await visit.page("data", questions=questions(visit.language.code), described=linked.dataset(visit))


def questions(language: str) -> list[tuple[str, str]]:
    """Name and title of the ready questions; titles say English and German with a dash between."""
    queries = metadata().get("databases", {}).get(DATABASE, {}).get("queries", {})
    place = {"en": 0, "de": -1}[language]
    return [(name, query["title"].split(" – ")[place]) for name, query in queries.items()]


async def about(visit):
    """``/{lang}/about``"""
    return await visit.page("about")
