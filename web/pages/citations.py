"""A record as an entry for reference managers: BibTeX and RIS, as plain text."""

import re

from datasette import Response

from web import records
from web.pages import missing
from web.settings import LICENCE, NAME
from web.visit import address

_SPECIAL = re.compile(r"[&%$#_{}]")


def _bibtex(key: str, fields: dict[str, str]) -> str:
    """An entry of which each word keeps its capitals."""
    def safe(text: str) -> str:
        plain = text.replace("\\", "/").replace("~", "-").replace("^", "")
        return _SPECIAL.sub(lambda found: "\\" + found[0], plain)
    lines = [("author", f"{{{NAME}}}"), ("title", f"{{{safe(fields['title'])}}}"), ("year", fields["date"][:4]),
             ("date", fields["date"]), ("url", fields["url"]), ("language", fields["language"]), ("note", safe(fields["note"]))]
    inside = ",\n".join(f"  {name} = {{{value}}}" for name, value in lines if value)
    return f"@misc{{{key},\n{inside}\n}}\n"


def _ris(key: str, fields: dict[str, str]) -> str:
    """The same in the older form, one field a line."""
    lines = [("TY", "ELEC"), ("ID", key), ("AU", NAME), ("TI", fields["title"]), ("PY", fields["date"][:4]),
             ("DA", fields["date"].replace("-", "/")), ("UR", fields["url"]), ("LA", fields["language"]), ("N1", fields["note"])]
    return "".join(f"{name}  - {' '.join(value.split())}\r\n" for name, value in lines if value) + "ER  - \r\n"


FORMS = {"bib": _bibtex, "ris": _ris}


async def citation(visit):
    """``/{lang}/<table>/<id>.bib`` and ``.ris``"""
    table, record, form = visit.values["table"], visit.values["id"], visit.values["format"]
    row = await visit.read(records.row, table, record)
    if row is None:
        return await missing.record(visit, table.removesuffix("s"), f".{form}")
    version = visit.language.say("data version %(version)s", version=visit.atlas.build.get("content_hash", "")[:10])
    fields = {
        "title": row["name"] if "name" in set(row.keys()) else visit.language.text(row, "name").text,
        "date": row["last_checked"] or "", "url": f"{address(visit.request)}/{visit.language.code}/{table}/{record}",
        "language": visit.language.code, "note": f"{version}, {LICENCE}"}
    headers = {"Content-Language": visit.language.code, "X-Robots-Tag": "noindex",
               "Content-Disposition": f'inline; filename="trendatlas-{record}.{form}"'}
    return Response(FORMS[form](f"trendatlas-{record}", fields), headers=headers, content_type="text/plain; charset=utf-8")
