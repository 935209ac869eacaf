"""The page of an organisation: what is known of it and the records that name it."""

from web import records
from web.pages import missing


def _organisation(connection, record: str, language):
    organisation = records.row(connection, "organisations", record)
    if organisation is None:
        return None
    named = "id in (select {kind} from {table} where organisation = ?) order by id"
    partnerships = connection.execute(
        "select id, name_de, name_en, summary_de, summary_en, status, review from partnerships where id in"
        " (select partnership from partnership_social_partners where organisation = :id"
        " union select partnership from partnership_corporate_partners where organisation = :id) order by id", {"id": record})
    return {
        "organisation": organisation, "texts": records.parts(connection, "organisation", record, language),
        "other_names": records.values(connection, "organisation_also_known_as", "organisation", "name", record),
        "innovations": records.cards_where(connection, named.format(kind="innovation", table="innovation_organisations"), record),
        "tools": connection.execute(f"select id, name, summary_de, summary_en, status, review from tools where"
                                    f" {named.format(kind='tool', table='tool_organisations')}", [record]).fetchall(),
        "partnerships": partnerships.fetchall(),
    }


async def organisation(visit):
    """``/{lang}/organisations/<id>``"""
    found = await visit.read(_organisation, visit.values["id"], visit.language)
    if found is None:
        return await missing.record(visit, "organisation")
    return await visit.page("organisation", **found)
