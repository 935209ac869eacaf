"""What other tools get: the same rows as the database, described, and harmless in a spreadsheet."""

import json
import sqlite3
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pandas
import pytest

from pipeline.build import build
from pipeline.export import FILES, NOT_EXPORTED, export, version_of
from pipeline.tables import tables
from tests.conftest import spoil


@pytest.fixture
def exported(example: Path) -> tuple[sqlite3.Connection, Path]:
    spoil(example, "innovations/w/well-watch-two.yml", "name: Pumpenmelder", 'name: "=HYPERLINK(1)"')
    database = example / "build" / "trendatlas.db"
    build(example, database)
    export(database, example / "build" / "export")
    return sqlite3.connect(database), example / "build" / "export"


def test_every_table_is_there_with_all_its_rows(exported):
    connection, folder = exported
    with ZipFile(folder / "trendatlas-parquet.zip") as archive:
        for name, table in tables().items():
            if name not in NOT_EXPORTED:
                frame = pandas.read_parquet(BytesIO(archive.read(f"{name}.parquet")))
                assert len(frame) == connection.execute(f"select count(*) from {name}").fetchone()[0]
                assert tuple(frame.columns) == table.names


def test_numbers_stay_numbers_and_gaps_stay_gaps(exported):
    _, folder = exported
    with ZipFile(folder / "trendatlas-parquet.zip") as archive:
        frame = pandas.read_parquet(BytesIO(archive.read("innovations.parquet"))).set_index("id")
    assert frame.loc["well-watch", "started_year"] == 2012 and pandas.isna(frame.loc["well-watch-two", "started_year"])


def test_a_formula_does_nothing_in_a_spreadsheet(exported):
    _, folder = exported
    with ZipFile(folder / "trendatlas-csv.zip") as archive:
        assert "'=HYPERLINK(1)" in archive.read("innovations.csv").decode()
    with ZipFile(folder / "trendatlas-parquet.zip") as archive:
        assert "=HYPERLINK(1)" in set(pandas.read_parquet(BytesIO(archive.read("innovations.parquet")))["name"])


def test_the_package_describes_every_file_and_points_inside_itself(exported):
    connection, folder = exported
    for file in FILES:
        with ZipFile(folder / file) as archive:
            package = json.loads(archive.read("datapackage.json"))
            assert {resource["path"] for resource in package["resources"]} | {"datapackage.json"} == set(
                archive.namelist()
            )
        names = {resource["name"] for resource in package["resources"]}
        for resource in package["resources"]:
            assert all(" – " in field["description"] for field in resource["schema"]["fields"])
            assert {key["reference"]["resource"] for key in resource["schema"]["foreignKeys"]} <= names
    assert version_of(folder) == connection.execute("select value from build where key = 'content_hash'").fetchone()[0]


def test_the_same_database_gives_the_same_bytes(exported, tmp_path: Path):
    _, folder = exported
    again = export(folder.parent / "trendatlas.db", tmp_path)
    assert [path.read_bytes() for path in again] == [(folder / file).read_bytes() for file in FILES]


def test_the_command_says_what_it_wrote(example: Path, command):
    assert command(example, "build").exit_code == 0
    outcome = command(example, "export")
    assert outcome.exit_code == 0 and "trendatlas-csv.zip" in outcome.output
    assert version_of(example / "build" / "export")


def test_without_a_database_there_is_a_sentence(example: Path, command):
    outcome = command(example, "export")
    assert outcome.exit_code == 2 and "build it with `trendatlas build`" in outcome.output


def test_a_file_that_is_no_such_database_is_a_sentence(example: Path, command):
    (example / "build").mkdir()
    (example / "build/trendatlas.db").write_bytes(b"no database" * 100)
    outcome = command(example, "export")
    assert outcome.exit_code == 1 and "cannot be exported" in outcome.output and "Traceback" not in outcome.output
    assert not list((example / "build/export").iterdir())
