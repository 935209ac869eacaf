"""Partnerships: exploring them, and the page of one."""

from web import linked, records
from web.collections import PARTNERSHIPS
from web.explore import PAGE, selection
from web.pages import missing

_CARD = "select number, id, name_de, name_en, summary_de, summary_en, status, started, ended, review from partnerships"
SIDES = ("social", "corporate")


def _cards(connection, numbers: list[int]):
    marks = ", ".join("?" * len(numbers))
    found = {card["number"]: card for card in connection.execute(f"{_CARD} where number in ({marks})", numbers)}
    gains: dict[str, dict[str, list[str]]] = {}
    for row in connection.execute("select partnership, side, term from partnership_benefits join partnerships on id = partnership"
                                  f" where number in ({marks}) order by partnership, side, position", numbers):
        gains.setdefault(row["partnership"], {}).setdefault(row["side"], []).append(row["term"])
    return [(found[number], gains.get(found[number]["id"], {})) for number in numbers]


async def partnerships(visit):
    """``/{lang}/partnerships``"""
    chosen = await selection(visit, PARTNERSHIPS)
    cards = await visit.read(_cards, chosen.listed((chosen.page - 1) * PAGE, PAGE))
    return await visit.page("partnerships", chosen=chosen, cards=cards, size=PAGE, sides=SIDES)


def _benefits(connection, record: str):
    sources: dict[tuple, list[str]] = {}
    for row in connection.execute("select side, benefit, source from partnership_benefit_sources where partnership = ?", [record]):
        sources.setdefault((row["side"], row["benefit"]), []).append(row["source"])
    rows = connection.execute("select * from partnership_benefits where partnership = ? order by side, position", [record]).fetchall()
    return {side: [(row, sources.get((side, row["position"]), [])) for row in rows if row["side"] == side] for side in SIDES}


def _partnership(connection, record: str, language):
    partnership = records.row(connection, "partnerships", record)
    if partnership is None:
        return None
    return {
        "partnership": partnership, "texts": records.parts(connection, "partnership", record, language),
        "benefits": _benefits(connection, record),
        "partners": {side: records.organisations(connection, f"partnership_{side}_partners", "partnership", record) for side in SIDES},
        "forms": records.values(connection, "partnership_forms", "partnership", "form", record),
        "countries": records.values(connection, "partnership_countries", "partnership", "country", record),
        "figures": records.figures(connection, "partnership", record),
        "innovations": records.cards_where(
            connection, "id in (select innovation from partnership_innovations where partnership = ?)", record),
    }


async def partnership(visit):
    """``/{lang}/partnerships/<id>``"""
    found = await visit.read(_partnership, visit.values["id"], visit.language)
    if found is None:
        return await missing.record(visit, "partnership")
    about = [visit.atlas.label("forms", form, visit.language).text for form in found["forms"]]
    described = linked.record(visit, "partnerships", visit.language.say("Partnerships"), found["partnership"],
                              found["texts"].sources, about)
    return await visit.page("partnership", sides=SIDES, described=described, **found)
