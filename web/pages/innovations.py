"""Innovations: exploring them by facets, and the page of one."""

from web import linked, places, records, similar, timeline
from web.collections import INNOVATIONS
from web.explore import MAP, PAGE, TIMELINE, selection
from web.pages import missing

LISTS = {"trends": "trend", "sectors": "sector", "technologies": "technology", "beneficiaries": "beneficiary",
         "sdgs": "sdg", "countries": "country", "also_known_as": "name"}


async def _shown(visit, chosen) -> dict:
    """What the chosen view shows: countries on the map, else the cards of one page, on the timeline under their years."""
    if chosen.view == MAP:
        found = places.Places(visit.atlas, selected=chosen.numbers)
        return {"places": found, "rows": places.rows(found, visit.language),
                "around": (f"/{visit.language.code}/innovations{chosen.narrowed(places.MADE)[0]}", chosen.narrowed(places.MADE)[1])}
    cards = await visit.read(records.cards, chosen.listed((chosen.page - 1) * PAGE, PAGE))
    if chosen.view == TIMELINE:
        return {"cards": cards, "years": timeline.years(chosen), "by_year": timeline.by_year(cards)}
    return {"cards": cards}


async def innovations(visit):
    """``/{lang}/innovations``"""
    chosen = await selection(visit, INNOVATIONS)
    return await visit.page("innovations", chosen=chosen, size=PAGE, **await _shown(visit, chosen))


def _similar(connection, innovation, lists, language, known):
    """The cards of similar innovations, each with the reason in words."""
    alike = similar.to(known.facets["innovations"], innovation, lists)
    cards = records.cards(connection, [number for number, _ in alike])
    return [(card, similar.why(known, language, innovation["origin"], card["origin"], shared))
            for card, (_, shared) in zip(cards, alike, strict=True)]


def _innovation(connection, record: str, language, known):
    innovation = records.row(connection, "innovations", record)
    if innovation is None:
        return None
    lists = {name: records.values(connection, f"innovation_{name}", "innovation", column, record)
             for name, column in LISTS.items()}
    return {
        "innovation": innovation, "lists": lists, "texts": records.parts(connection, "innovation", record, language),
        "organisations": records.organisations(connection, "innovation_organisations", "innovation", record),
        "figures": records.figures(connection, "innovation", record), "line": records.descent(connection, "innovation", record),
        "similar": _similar(connection, innovation, lists, language, known),
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
