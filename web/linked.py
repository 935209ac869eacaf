"""What a page is about as schema.org says it, for search engines and other programs that read pages."""

from pipeline.vocabularies import LANGUAGES
from web.settings import DATABASE, LICENCE_ADDRESS, NAME, REPOSITORY
from web.visit import address

_CONTEXT = "https://schema.org"


def dataset(visit) -> dict:
    """The whole database, as it is on the first page and on the page of the data."""
    return {"@context": _CONTEXT, **_dataset(visit), "description": visit.language.say(
        "Open research database of digital-social innovation: trends, real cases, partnerships and tools, each fact with its source."),
        "inLanguage": list(LANGUAGES), "isAccessibleForFree": True, "version": visit.atlas.build.get("content_hash", "")[:10],
        "sameAs": REPOSITORY, "creator": {"@type": "Organization", "name": NAME, "url": _place(visit, "")},
        "distribution": [_download(f"{address(visit.request)}/{DATABASE}.db", "application/vnd.sqlite3"), *(
            _download(_place(visit, f"{table}.csv"), "text/csv") for table in ("innovations", "partnerships", "tools"))]}


def trend(visit, row, earlier_names) -> dict:
    """A trend is a term of the set of trends."""
    name = visit.language.text(row, "name").text
    terms = {"@type": "DefinedTermSet", "@id": _place(visit, "trends"), "url": _place(visit, "trends"),
             "name": f"{NAME}: {visit.language.say('Trends')}"}
    term = _filled({
        "@type": "DefinedTerm", "@id": _place(visit, f"trends/{row['id']}"), "url": _place(visit, f"trends/{row['id']}"), "name": name,
        "description": _text(visit, row, "summary"), "termCode": row["id"], "inDefinedTermSet": terms,
        "alternateName": [earlier["name"] for earlier in earlier_names]})
    return _graph(term, _way(visit, ("trends", visit.language.say("Trends")), (f"trends/{row['id']}", name)))


def record(visit, table: str, title: str, row, sources, about: list[str]) -> dict:
    """An entry is a work that is based on its sources. ``title`` is what the list of such entries is called."""
    name = row["name"] if "name" in set(row.keys()) else visit.language.text(row, "name").text
    place = _place(visit, f"{table}/{row['id']}")
    work = _filled({
        "@type": "CreativeWork", "@id": place, "url": place, "name": name, "abstract": _text(visit, row, "summary"),
        "inLanguage": visit.language.code, "license": LICENCE_ADDRESS, "dateModified": row["last_checked"],
        "isPartOf": _dataset(visit), "about": about, "isBasedOn": [_source(source) for source in sources]})
    return _graph(work, _way(visit, (table, title), (f"{table}/{row['id']}", name)))


def _place(visit, path: str) -> str:
    return f"{address(visit.request)}/{visit.language.code}/{path}"


def _text(visit, row, field: str) -> str:
    said = visit.language.text(row, field)
    return said.text if said else ""


def _filled(thing: dict) -> dict:
    """What is known of a thing, without what is empty."""
    return {key: value for key, value in thing.items() if value}


def _dataset(visit) -> dict:
    return {"@type": "Dataset", "@id": _place(visit, "data"), "url": _place(visit, "data"), "name": NAME, "license": LICENCE_ADDRESS}


def _download(url: str, kind: str) -> dict:
    return {"@type": "DataDownload", "contentUrl": url, "encodingFormat": kind}


def _source(row) -> dict:
    url = row["url"] if (row["url"] or "").startswith(("https://", "http://")) else ""
    publisher = {"@type": "Organization", "name": row["publisher"]} if row["publisher"] else None
    return _filled({"@type": "CreativeWork", "name": row["title"], "url": url, "publisher": publisher,
                    "datePublished": row["published"], "inLanguage": row["language"]})


def _way(visit, *steps: tuple[str, str]) -> dict:
    """The way from the first page to this one."""
    return {"@type": "BreadcrumbList", "itemListElement": [
        {"@type": "ListItem", "position": position, "name": name, "item": _place(visit, path)}
        for position, (path, name) in enumerate((("", NAME), *steps), 1)]}


def _graph(*things: dict) -> dict:
    return {"@context": _CONTEXT, "@graph": list(things)}
