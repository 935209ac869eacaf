"""Search over all kinds of record, and what is suggested while somebody types."""

from datasette import Response

from web import hits, snippets
from web.language import Said

SHOWN = 8
LISTED = 100
SUGGESTED = 8
EXPLORED = {"innovation", "tool", "partnership"}  # a list of all hits of these is a page of its own
_COLUMNS = {"innovation": ", status, origin, worldwide, started, main_trend", "trend": ", stage, cluster", "tool": ", status",
            "partnership": ", status", "organisation": ", country"}


def _numbered(connection, kind: hits.Kind, numbers: list[int], columns: str):
    """Rows of records by number, in the given order."""
    marks = ", ".join("?" * len(numbers))
    name = "name_de, name_en" if kind.bilingual else "name"
    found = {row["number"]: row for row in connection.execute(
        f"select number, id, {name}{columns} from {kind.table} where number in ({marks})", numbers)}
    return [found[number] for number in numbers]


def _name(kind: hits.Kind, row, language) -> Said:
    """The name of a record; one that is the same in every language counts as the reader's."""
    return language.text(row, "name") if kind.bilingual else Said(row["name"], language.code)


def _passages(connection, kind: hits.Kind, ids: list[str], language, wanted) -> dict:
    """For each record the part of its long texts in the reader's language that has most of the words."""
    if not ids or kind.id == "organisation":
        return {}
    texts: dict[str, list[str]] = {}
    for row in connection.execute(
            f"select {kind.id} as record, html from {kind.id}_texts where language = ? and {kind.id} in ({', '.join('?' * len(ids))})"
            " order by record, field, part", [language.code, *ids]):
        texts.setdefault(row["record"], []).append(row["html"])
    return {record: passage for record, parts in texts.items()
            if (passage := snippets.cut_out(snippets.plain("\n".join(parts)), wanted))}


def _entries(connection, kind: hits.Kind, numbers: list[int], language, wanted) -> list[dict]:
    """Records with the words marked in name and summary, or a passage where they stand in neither."""
    review = "" if kind.id == "organisation" else ", review"
    rows = _numbered(connection, kind, numbers, f", summary_de, summary_en{review}{_COLUMNS[kind.id]}")
    entries, without = [], []
    for row in rows:
        said = {"name": _name(kind, row, language), "summary": language.text(row, "summary")}
        marked = {key: Said(snippets.marked(text.text, wanted), text.language) if text else None for key, text in said.items()}
        if not any("<mark>" in text.text for text in marked.values() if text):
            without.append(row["id"])
        entries.append({"row": row, **marked})
    passages = _passages(connection, kind, without, language, wanted)
    return [{**entry, "passage": passages.get(entry["row"]["id"])} for entry in entries]


def _countries(codes: list[str], known, language, wanted) -> list[dict]:
    """Countries with the words marked in their names."""
    labels = {code: known.label("countries", code, language) for code in codes}
    return [{"code": code, "name": Said(snippets.marked(name.text, wanted), name.language)} for code, name in labels.items()]


def _search(connection, text: str, known, language, only: str):
    found, wanted, groups = hits.every(connection, text, known), snippets.pattern(text), []
    for kind, count in found.counts:
        if only and kind.table != only:
            continue
        best = found.of(kind)[:LISTED if only else SHOWN]
        entries = (_countries(best, known, language, wanted) if kind.id == "country"
                   else _entries(connection, kind, best, language, wanted))
        groups.append({"kind": kind.id, "table": kind.table, "name": kind.name, "count": count, "entries": entries})
    return found, groups


async def search(visit):
    """``/{lang}/search?q=``; with ``kind`` a longer list of one kind alone"""
    text, only = visit.parameter("q"), visit.parameter("kind", 20)
    only = only if only in {kind.table for kind in hits.KINDS} else ""
    found, groups = (await visit.read(_search, text, visit.atlas, visit.language, only)) if text else (hits.Hits(), [])
    return await visit.page("search", text=text, loose=found.loose, groups=groups, explored=EXPLORED, only=only,
                            counts=found.counts, total=sum(group["count"] for group in groups))


def _suggestions(connection, text: str, known, language) -> list[dict]:
    found = hits.first(connection, text, known, SUGGESTED)
    names = {}
    for kind in {hit.kind for hit in found} - {hits.BY_ID["country"]}:
        numbers = [hit.record for hit in found if hit.kind is kind]
        names |= {(kind, row["number"]): (row["id"], _name(kind, row, language)) for row in _numbered(connection, kind, numbers, "")}
    for code in (hit.record for hit in found if hit.kind is hits.BY_ID["country"]):
        names[hits.BY_ID["country"], code] = (code.lower(), known.label("countries", code, language))
    return [{"name": name.text, "language": name.language, "kind": language.say(hit.kind.one),
             "path": f"/{language.code}/{hit.kind.table}/{record}"}
            for hit in found for record, name in [names[hit.kind, hit.record]]]


async def suggest(visit):
    """``/{lang}/suggest.json?q=``: the records that somebody who types ``q`` probably means"""
    text = visit.parameter("q")
    found = await visit.read(_suggestions, text, visit.atlas, visit.language) if text else []
    said = visit.language.count("%(n)s suggestion", "%(n)s suggestions", len(found))
    return Response.json({"said": said, "found": found}, headers={"Content-Language": visit.language.code})
