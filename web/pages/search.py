"""Search over all kinds of record."""

from web import search as searching
from web.language import mark

SHOWN = 8
# kind, table, what the page calls it, whether the list of all hits is a page of its own
KINDS = (("trend", "trends", mark("Trends")), ("innovation", "innovations", mark("Innovations")),
         ("tool", "tools", mark("Tools")), ("partnership", "partnerships", mark("Partnerships")),
         ("organisation", "organisations", mark("Organisations")))
EXPLORED = {"innovation", "tool", "partnership"}
_BILINGUAL = {"trend", "partnership"}


def _rows(connection, table: str, kind: str, numbers: list[int]):
    name = "name_de, name_en" if kind in _BILINGUAL else "name"
    more = {"innovation": ", status, origin, worldwide, started, main_trend", "trend": ", stage, cluster", "tool": ", status",
            "partnership": ", status"}.get(kind, ", country")
    review = "review" if kind != "organisation" else "null as review"
    marks = ", ".join("?" * len(numbers))
    found = {row["number"]: row for row in connection.execute(
        f"select number, id, {name}, summary_de, summary_en, {review}{more} from {table} where number in ({marks})", numbers)}
    return [found[number] for number in numbers]


def _search(connection, text: str, known):
    found, groups = searching.find(connection, text), []
    for kind, table, name in KINDS:
        if kind not in known.documents:
            continue
        block = known.documents[kind]
        best = [number for number in found.best if block.first <= number <= block.last]
        count = len(block.numbers(found.rows))
        if count:
            most = SHOWN if kind in EXPLORED else 50
            rows = _rows(connection, table, kind, [number - block.first + 1 for number in best[:most]])
            groups.append((found.distance[best[0]] if best else 9, {"kind": kind, "table": table, "name": name, "count": count, "rows": rows}))
    exact = [group for group in groups if group[0] == 0]
    rest = [group for group in groups if group[0] != 0]
    return found.loose and not any(distance < searching.LOOSE for distance in found.distance.values()), [
        group for _, group in exact + rest]


async def search(visit):
    """``/{lang}/search?q=``"""
    text = visit.parameter("q")
    loose, groups = await visit.read(_search, text, visit.atlas) if text else (False, [])
    return await visit.page("search", text=text, loose=loose, groups=groups, explored=EXPLORED,
                            total=sum(group["count"] for group in groups))
