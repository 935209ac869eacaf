"""The database as files for other tools: CSV and Parquet of every table, each with a data package that describes it.

Same database, same bytes. Source of names, types and descriptions: the tables; format: Data Package (Frictionless).
"""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas

from pipeline.tables import Table, tables

NOT_EXPORTED = ("facets", "documents")  # made for the site: bitmaps and folded text
FILES = ("trendatlas-csv.zip", "trendatlas-parquet.zip")
_TYPES = {str: "string", int: "integer", float: "number", bool: "integer"}
_PANDAS = {str: "string", int: "Int64", float: "Float64", bool: "Int64"}
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip file knows: a clock would change the bytes
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(database: Path, folder: Path) -> list[Path]:
    """Writes the files of :data:`FILES` into ``folder``; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        frames = {
            table.name: _frame(connection, table) for table in tables().values() if table.name not in NOT_EXPORTED
        }
        version = dict(connection.execute("select key, value from build"))["content_hash"]
    makers = (("csv", _csv), ("parquet", _parquet))
    return [_write(folder / file, frames, version, *maker) for file, maker in zip(FILES, makers, strict=True)]


def version_of(folder: Path) -> str:
    """The digest of the records that the files in ``folder`` hold; empty where there are none."""
    try:
        with ZipFile(folder / FILES[-1]) as archive:
            return json.loads(archive.read("datapackage.json"))["version"]
    except (OSError, KeyError, ValueError):
        return ""


def _frame(connection: sqlite3.Connection, table: Table) -> pandas.DataFrame:
    keys = ", ".join(table.keys)
    frame = pandas.read_sql_query(f"select {', '.join(table.names)} from {table.name} order by {keys}", connection)
    return frame.astype({column.name: _PANDAS[column.type] for column in table.columns})


def _csv(frame: pandas.DataFrame) -> bytes:
    """Comma-separated UTF-8; a text that a spreadsheet would run as a formula gets an apostrophe before it."""
    safe = frame.copy()
    for name in safe.select_dtypes("string"):
        runs = safe[name].str.startswith(_FORMULA).fillna(False).astype(bool)
        safe[name] = safe[name].where(~runs, "'" + safe[name])
    return safe.to_csv(index=False, lineterminator="\n").encode()


def _parquet(frame: pandas.DataFrame) -> bytes:
    return frame.to_parquet(None, index=False, compression="zstd")


def _write(path: Path, frames: dict[str, pandas.DataFrame], version: str, ending: str, maker) -> Path:
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with ZipFile(fresh, "w") as archive:
            _add(archive, "datapackage.json", _package(frames, version, ending))
            for name, frame in frames.items():
                _add(archive, f"{name}.{ending}", maker(frame))
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
    return path


def _add(archive: ZipFile, name: str, content: bytes) -> None:
    entry = ZipInfo(name, _EPOCH)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)


def _package(frames: dict[str, pandas.DataFrame], version: str, ending: str) -> bytes:
    package = {
        "name": "trendatlas",
        "title": "Trendatlas",
        "version": version,
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "resources": [_resource(tables()[name], ending) for name in frames],
    }
    return json.dumps(package, ensure_ascii=False, indent=1).encode()


def _resource(table: Table, ending: str) -> dict:
    fields = [
        {
            "name": c.name,
            "type": _TYPES[c.type],
            "description": f"{c.en} – {c.de}",
            "constraints": {"required": c.required},
        }
        for c in table.columns
    ]
    single = [
        {"fields": [c.name], "reference": {"resource": c.references.split(".")[0], "fields": ["id"]}}
        for c in table.columns
        if c.references
    ]
    schema = {"fields": fields, "primaryKey": list(table.keys), "foreignKeys": single}
    return {
        "name": table.name,
        "path": f"{table.name}.{ending}",
        "description": f"{table.en} – {table.de}",
        "schema": schema,
    }
