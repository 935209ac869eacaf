"""A selection as a file: CSV for spreadsheets, JSON for programs."""

import csv
import io
import json

from datasette import Response

from web.collections import COLLECTIONS
from web.explore import selection

BATCH = 400
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def disarmed(value):
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _rows(connection, table: str, language: str, numbers: list[int]) -> tuple[list[str], list[tuple]]:
    """Rows of the view that has every value as a word in the reader's language."""
    columns, rows = [], []
    for start in range(0, max(len(numbers), 1), BATCH):
        part = numbers[start:start + BATCH]
        marks = ", ".join("?" * len(part))
        cursor = connection.execute(f"select n.number, v.* from {table}_{language} v join {table} n on n.id = v.id"
                                    f" where n.number in ({marks})", part)
        columns = [column[0] for column in cursor.description][1:]
        found = {row[0]: tuple(row)[1:] for row in cursor}
        rows += [found[number] for number in part]
    return columns, rows


def _csv(columns: list[str], rows: list[tuple]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([disarmed(value) for value in row] for row in rows)
    return "\ufeff" + text.getvalue()


async def download(visit):
    """``/{lang}/<collection>.csv`` and ``.json``, with the query of the page"""
    table, form = visit.values["table"], visit.values["format"]
    chosen = await selection(visit, COLLECTIONS[table])
    numbers = chosen.listed(0, len(chosen.numbers))
    columns, rows = await visit.read(_rows, table, visit.language.code, numbers)
    headers = {"Content-Language": visit.language.code, "X-Robots-Tag": "noindex",
               "Content-Disposition": f'attachment; filename="trendatlas-{table}.{form}"'}
    if form == "csv":
        return Response(_csv(columns, rows), headers=headers, content_type="text/csv; charset=utf-8")
    body = json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=1)
    return Response(body, headers=headers, content_type="application/json; charset=utf-8")
