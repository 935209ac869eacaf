"""The toolbox: tools by task, and the page of one tool."""

from web import linked, records
from web.collections import TOOLS
from web.explore import PAGE, selection
from web.language import sorting
from web.pages import missing

_CARD = ("select number, id, name, summary_de, summary_en, status, ended, licence, spdx, nonprofit_offer_de, nonprofit_offer_en,"
         " review from tools")


def _named(connection, table: str, column: str, owner: str, record: str):
    named = connection.execute(f"select id, name, status, summary_de, summary_en from tools where id in"
                               f" (select {column} from {table} where {owner} = ?)", [record])
    return sorted(named, key=lambda tool: sorting(tool["name"]))


def _cards(connection, numbers: list[int]):
    marks = ", ".join("?" * len(numbers))
    found = {card["number"]: card for card in connection.execute(f"{_CARD} where number in ({marks})", numbers)}
    tasks: dict[str, list[str]] = {}
    for row in connection.execute(f"select tool, task from tool_tasks join tools on id = tool where number in ({marks})"
                                  " order by tool, position", numbers):
        tasks.setdefault(row["tool"], []).append(row["task"])
    later: dict[str, list] = {}
    for row in connection.execute("select l.tool, t.id, t.name from tool_succeeded_by l join tools t on t.id = l.successor"
                                  f" join tools o on o.id = l.tool where o.number in ({marks}) order by l.tool, l.position", numbers):
        later.setdefault(row["tool"], []).append(row)
    return [(found[number], tasks.get(found[number]["id"], []), later.get(found[number]["id"], [])) for number in numbers]


async def tools(visit):
    """``/{lang}/tools``"""
    chosen = await selection(visit, TOOLS)
    cards = await visit.read(_cards, chosen.listed((chosen.page - 1) * PAGE, PAGE))
    return await visit.page("tools", chosen=chosen, cards=cards, size=PAGE,
                            tasks=[(term, chosen.atlas.facets["tools"].bitmaps["tasks"].get(term.id, ()))
                                   for term in visit.atlas.terms["tasks"].values()])


def _tool(connection, record: str, language):
    tool = records.row(connection, "tools", record)
    if tool is None:
        return None
    return {
        "tool": tool, "texts": records.parts(connection, "tool", record, language),
        "tasks": records.values(connection, "tool_tasks", "tool", "task", record),
        "hosting": records.values(connection, "tool_hosting", "tool", "hosting", record),
        "languages": records.values(connection, "tool_languages", "tool", "language", record),
        "other_names": records.values(connection, "tool_also_known_as", "tool", "name", record),
        "organisations": records.organisations(connection, "tool_organisations", "tool", record),
        "line": records.descent(connection, "tool", record),
        "alternatives": _named(connection, "tool_alternatives", "alternative", "tool", record),
    }


async def tool(visit):
    """``/{lang}/tools/<id>``"""
    found = await visit.read(_tool, visit.values["id"], visit.language)
    if found is None:
        return await missing.record(visit, "tool")
    about = [visit.atlas.label("tasks", task, visit.language).text for task in found["tasks"]]
    described = linked.record(visit, "tools", visit.language.say("Toolbox"), found["tool"], found["texts"].sources, about)
    return await visit.page("tool", described=described, **found)
