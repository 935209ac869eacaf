"""The database: whole or not at all, the same bytes for the same records, and everything that the records say."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.build import BuildError, build
from pipeline.index import facet_statements
from pipeline.tables import tables
from pipeline.text import match_query
from tests.conftest import ROOT, spoil

KILLS = int(os.environ.get("KILLS", "5"))  # a longer run: 200
CASE = "innovations/w/well-watch.yml"


@pytest.fixture
def database(example: Path) -> sqlite3.Connection:
    """The example as a database."""
    return sqlite3.connect(_built(example))


def _built(root: Path) -> Path:
    target = root / "build" / "trendatlas.db"
    build(root, target)
    return target


def _made(target: Path) -> set[str]:
    return {path.name for path in target.parent.iterdir()}


def rows(connection: sqlite3.Connection, statement: str, *values) -> list[tuple]:
    return connection.execute(statement, values).fetchall()


def test_the_same_records_give_the_same_bytes(example: Path, tmp_path: Path):
    first = _built(example).read_bytes()
    assert _built(example).read_bytes() == first
    program = f"from pathlib import Path; from pipeline.build import build; root = Path({str(example)!r}); build(root, Path({str(tmp_path / 'other.db')!r}))"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, env={**os.environ, "PYTHONHASHSEED": "7"})
    assert (tmp_path / "other.db").read_bytes() == first


def test_an_innovation_is_there_with_all_it_says(database: sqlite3.Connection):
    assert rows(
        database,
        "select name, origin, started, started_year, ended_year, worldwide, status, evidence, main_trend, source_count, last_checked, file from innovations where id = 'well-watch'",
    ) == [("Well Watch", "NO", "2012-05", 2012, 2019, 0, "discontinued", "2", "water-reports", 2, "2026-11-24", CASE)]
    assert rows(
        database, "select metric, value, unit, as_of, source, note_de from innovation_figures order by position"
    ) == [
        ("reports", 1200.0, None, "2014", "ministry", "Nur geprüfte Meldungen."),
        ("funding-received", 50000.5, "NOK", "2015-06", "own", None),
    ]
    assert rows(database, "select field from innovation_source_supports where innovation = 'well-watch' and source = 'ministry' order by field") == [
        ("evidence",), ("figures",), ("origin",), ("started",), ("status",)
    ]  # fmt: skip
    assert rows(database, "select successor from innovation_succeeded_by") == [("well-watch-two",)]


def test_long_texts_are_markdown_and_safe_html(example: Path):
    spoil(
        example,
        CASE,
        "*Unsolved* is who",
        "**Bold** <script>alert(1)</script> [x](javascript:alert(1)) ![y](https://z.example.org/p.png) *Unsolved* is who",
    )
    html = rows(
        sqlite3.connect(_built(example)),
        "select html from innovation_texts where innovation = 'well-watch' and field = 'description' and language = 'en'",
    )[0][0]
    assert "<strong>Bold</strong>" in html and "<em>Unsolved</em>" in html
    assert "&lt;script&gt;" in html and "<script" not in html and "<img" not in html and 'href="javascript' not in html


def test_texts_of_parts_keep_their_place(database: sqlite3.Connection):
    assert rows(database, "select field, part from trend_texts where language = 'de' order by 1, 2") == [
        ("assessments", "01"), ("assessments", "02"), ("description", ""), ("opportunities", "01"), ("outlook", ""),
        ("recommendations", "nonprofits"), ("risks", "01"),
    ]  # fmt: skip


def test_a_trend_stands_where_its_newest_assessment_puts_it(database: sqlite3.Connection):
    assert rows(database, "select stage, stage_as_of from trends") == [("declining", "2019")]


def test_organisations_are_one_by_all_their_names(example: Path):
    spoil(example, CASE, "organisations: [Brunnenbund]", "organisations: [Brunnenbund e. V., Dritte GmbH]")
    connection = sqlite3.connect(_built(example))
    assert rows(connection, "select organisation from innovation_organisations order by position") == [
        ("brunnenbund",),
        ("dritte-gmbh",),
    ]
    assert rows(connection, "select name, file from organisations where id in ('brunnenbund', 'pumpen-ag') order by id") == [
        ("Brunnenbund", "data/organisations.yml"), ("Pumpen AG", None)
    ]  # fmt: skip


def test_views_speak_the_language_of_their_readers(database: sqlite3.Connection):
    assert rows(database, "select origin, status, trends, countries from innovations_de where id = 'well-watch'") == [
        ("Norwegen", "eingestellt", "Wassermeldungen", "Kenia; Tansania")
    ]
    assert rows(database, "select origin, status, trends, countries from innovations_en where id = 'well-watch'") == [
        ("Norway", "discontinued", "Water reports", "Kenya; Tanzania")
    ]


def test_cases_by_year_started_and_still_active(database: sqlite3.Connection):
    found = {
        year: (started, so_far, active)
        for year, started, so_far, active in rows(
            database, "select year, started, started_so_far, active from trend_years"
        )
    }
    assert found[2012] == (1, 1, 1) and found[2018] == (0, 1, 1) and found[2019] == (0, 1, 0)
    assert rows(database, "select country, cases from trend_countries") == [("NO", 1)]


def test_coverage_counts_each_record_once_in_each_dimension(database: sqlite3.Connection):
    assert set(
        rows(database, "select value, records, share from coverage where kind = 'innovation' and dimension = 'review'")
    ) == {("draft", 1, 0.5), ("verified", 1, 0.5)}
    assert rows(database, "select 1 from coverage group by kind, dimension having abs(sum(share) - 1) > 0.001") == []


def test_facet_bitmaps_hold_the_rows_that_sql_finds(database: sqlite3.Connection):
    from pyroaring import BitMap

    expected = {}
    for kind, facet, statement in facet_statements():
        for value, number in rows(database, statement):
            expected.setdefault((kind, facet, value), set()).add(number)
    found = {
        (kind, facet, value): (count, set(BitMap.deserialize(bitmap)))
        for kind, facet, value, count, bitmap in rows(database, "select * from facets")
    }
    assert found == {key: (len(numbers), numbers) for key, numbers in expected.items()}


@pytest.mark.parametrize(
    "typed", ["zuständig", "ZUSTÄNDIGE", "zustaendigen", "zustandig", "Brunnen", "wells", "Norwegen", "norway", "Kenia"]
)
def test_every_spelling_finds_it(database: sqlite3.Connection, typed: str):
    found = rows(
        database,
        "select d.record from search s join documents d on d.number = s.rowid where search match ?",
        match_query(typed),
    )
    assert ("well-watch",) in found


@pytest.mark.parametrize(
    "typed", ['"', "*", "a OR b", "name:x", "NEAR(", "-x", "^", "'; drop table trends", "()", "\0", "a" * 10_000]
)
def test_whatever_is_typed_is_a_query(database: sqlite3.Connection, typed: str):
    expression = match_query(typed)
    if expression:
        rows(database, "select rowid from search where search match ?", expression)


def test_parts_of_compounds_are_found(database: sqlite3.Connection):
    found = rows(
        database,
        "select d.record from search_parts s join documents d on d.number = s.rowid where search_parts match '\"meldung\"'",
    )
    assert ("water-reports",) in found


def test_tables_are_strict_and_keys_are_real(database: sqlite3.Connection):
    strict = {
        name for _, name, kind, _, _, is_strict in rows(database, "pragma table_list") if kind == "table" and is_strict
    }
    assert set(tables()) <= strict
    database.execute("pragma foreign_keys = on")
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("insert into innovation_trends values ('well-watch', 'no-such-trend', 9)")


def test_a_record_with_an_error_keeps_the_old_file(example: Path, command):
    assert command(example, "build").exit_code == 0
    before = (example / "build/trendatlas.db").read_bytes()
    spoil(example, CASE, "[water-reports]", "[water-report]")
    outcome = command(example, "build")
    assert (
        outcome.exit_code == 1
        and "'water-report' is no trend" in outcome.output
        and "nothing was built" in outcome.output
    )
    assert (example / "build/trendatlas.db").read_bytes() == before
    assert _made(example / "build/trendatlas.db") == {"trendatlas.db", "kept.db"}


def test_a_warning_does_not_stop_a_build(example: Path, command):
    spoil(example, "innovations/w/well-watch-two.yml", "\n  en: The code is free.", "")
    assert command(example, "build").exit_code == 0


def test_a_dangling_key_is_found_before_the_swap(example: Path, monkeypatch: pytest.MonkeyPatch):
    target = _built(example)
    before = target.read_bytes()
    monkeypatch.setattr("pipeline.build.vocabulary_rows", lambda repository: ())
    spoil(example, CASE, "name: Well Watch", "name: Well Wotch")
    with pytest.raises(BuildError, match="point to nothing"):
        build(example, target)
    assert target.read_bytes() == before and _made(target) == {"trendatlas.db", "kept.db"}


def test_a_killed_build_leaves_the_old_file_and_nothing_that_needs_a_hand(example: Path):
    target, moment = _built(example), random.Random(1)
    whole = {"Watch": target.read_bytes()}
    spoil(example, CASE, "name: Well Watch  #", "name: Well Wotch  #")
    whole["Wotch"] = _built(example).read_bytes()
    for number in range(KILLS):
        new, old = sorted(whole, reverse=number % 2 == 1)
        spoil(example, CASE, f"name: Well {old}  #", f"name: Well {new}  #")
        process = _building(example)
        time.sleep(moment.uniform(0.05, 1.6))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert target.read_bytes() in whole.values()
    assert _built(example).read_bytes() == whole[new] and _made(target) == {"trendatlas.db", "kept.db"}


def _building(root: Path, **options) -> subprocess.Popen:
    command = [sys.executable, str(ROOT / "cli.py"), "build"]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **options)


def test_where_no_room_is_left_the_old_file_stays(example: Path):
    target = _built(example)
    before = target.read_bytes()
    spoil(example, CASE, "name: Well Watch  #", "name: Well Wotch  #")
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    limit = len(before) // 2  # a file that may not grow further is to a program what a full disk is
    process = _building(example, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    _, told = process.communicate(timeout=60)
    assert process.returncode == 1 and "nothing was built" in told and "Traceback" not in told
    assert target.read_bytes() == before and _made(target) <= {"trendatlas.db", "kept.db"}


def test_a_folder_that_cannot_be_written_is_one_sentence(example: Path, command):
    (example / "build").write_text("in the way")
    outcome = command(example, "build")
    assert outcome.exit_code == 1 and "nothing was built" in outcome.output and "Traceback" not in outcome.output


def test_a_build_that_would_lose_records_stops_unless_that_is_meant(example: Path, command):
    assert command(example, "build").exit_code == 0
    before = (example / "build/trendatlas.db").read_bytes()
    (example / "data/tools/form-maker.yml").unlink()
    outcome = command(example, "build")
    assert (
        outcome.exit_code == 1 and "tools would fall from 1 to 0; if that is meant, add --allow-loss" in outcome.output
    )
    assert (example / "build/trendatlas.db").read_bytes() == before
    assert command(example, "build", "--allow-loss").exit_code == 0


def test_a_damaged_old_file_is_replaced(example: Path, command):
    (example / "build").mkdir()
    (example / "build/trendatlas.db").write_bytes(b"SQLite format 3\0 and then nonsense" * 200)
    assert command(example, "build").exit_code == 0


def test_two_builds_at_once_leave_one_whole_file(example: Path):
    builds = [
        subprocess.Popen([sys.executable, str(ROOT / "cli.py"), "build"], cwd=example, stdout=subprocess.DEVNULL)
        for _ in range(3)
    ]
    assert [process.wait(60) for process in builds] == [0, 0, 0]
    assert _made(example / "build/trendatlas.db") == {"trendatlas.db", "kept.db"}
    assert sqlite3.connect(example / "build/trendatlas.db").execute("pragma integrity_check").fetchone() == ("ok",)


def test_a_reader_keeps_the_file_it_has_opened(example: Path):
    target = _built(example)
    reader = sqlite3.connect(target)
    assert rows(reader, "select name from innovations where id = 'well-watch'") == [("Well Watch",)]
    spoil(example, CASE, "name: Well Watch", "name: Well Wotch")
    _built(example)
    assert rows(reader, "select name from innovations where id = 'well-watch'") == [("Well Watch",)]
    assert rows(sqlite3.connect(target), "select name from innovations where id = 'well-watch'") == [("Well Wotch",)]


def test_earlier_ids_lead_to_the_record_of_today(database: sqlite3.Connection):
    assert rows(database, "select kind, earlier, now from moved") == [("innovation", "brunnenwacht", "well-watch")]


def test_what_is_up_to_date_is_not_built_again(example: Path, command):
    target = example / "build/trendatlas.db"
    command(example, "build")
    built = target.stat().st_ino
    assert command(example, "build").output == "build/trendatlas.db is up to date\n" and target.stat().st_ino == built
    spoil(example, CASE, "name: Well Watch", "name: Well Wotch")
    command(example, "build")
    assert rows(sqlite3.connect(target), "select name from innovations where id = 'well-watch'") == [("Well Wotch",)]
    target.write_bytes(target.read_bytes()[:5000])
    command(example, "build")
    assert target.stat().st_size > 100_000
