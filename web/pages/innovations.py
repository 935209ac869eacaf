"""Innovations: exploring them by facets, and the page of one."""

from web import linked, records, similar
from web.collections import INNOVATIONS
from web.explore import PAGE, VIEWS, selection
from web.pages import missing

LISTS = {"trends": "trend", "sectors": "sector", "technologies": "technology", "beneficiaries": "beneficiary",
         "sdgs": "sdg", "countries": "country", "also_known_as": "name"}


async def innovations(visit):
    """``/{lang}/innovations``"""
    chosen = await selection(visit, INNOVATIONS)
    listed = chosen.listed((chosen.page - 1) * PAGE, PAGE)
    cards = await visit.read(records.cards, listed)
    return await visit.page("innovations", chosen=chosen, cards=cards, views=VIEWS, size=PAGE)


def _successors(connection, record: str):
    later = records.cards_where(connection, "id in (select successor from innovation_succeeded_by where innovation = ?)", record)
    earlier = records.cards_where(connection, "id in (select innovation from innovation_succeeded_by where successor = ?)", record)
    return later, earlier


def _innovation(connection, record: str, language, known):
    innovation = records.row(connection, "innovations", record)
    if innovation is None:
        return None
    lists = {name: records.values(connection, f"innovation_{name}", "innovation", column, record)
             for name, column in LISTS.items()}
    alike = similar.to(known.facets["innovations"], innovation, lists)
    later, earlier = _successors(connection, record)
    return {
        "innovation": innovation, "lists": lists, "texts": records.parts(connection, "innovation", record, language),
        "organisations": records.organisations(connection, "innovation_organisations", "innovation", record),
        "figures": records.figures(connection, "innovation", record), "later": later, "earlier": earlier,
        "similar": list(zip(records.cards(connection, [number for number, _ in alike]), [why for _, why in alike], strict=True)),
        "partnerships": connection.execute(
            "select id, name_de, name_en from partnerships where id in"
            " (select partnership from partnership_innovations where innovation = ?) order by id", [record]).fetchall(),
    }


async def innovation(visit):
    """``/{lang}/innovations/<id>``"""
    found = await visit.read(_innovation, visit.values["id"], visit.language, visit.atlas)
    if found is None:
        return await missing.record(visit, "innovation")
    about = [visit.atlas.label("trends", trend, visit.language).text for trend in found["lists"]["trends"]]
    described = linked.record(visit, "innovations", visit.language.say("Innovations"), found["innovation"], found["texts"].sources, about)
    return await visit.page("innovation", described=described, **found)
