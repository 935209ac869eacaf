"""What is remembered from one build to the next saves time, and nothing else depends on it."""

import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pipeline.harvest
from pipeline.build import build
from pipeline.harvest import KEPT
from tests.conftest import EXAMPLE, ROOT, problems_in, spoil

CASE = "innovations/w/well-watch.yml"
# Each puts one text in the place of another, and the next time back: records, names that others show, terms, organisations.
SWAPS = [
    (CASE, "name: Well Watch  #", "name: Wäll Wotch  #"),
    (CASE, "started: 2012-05  #", "started: 2011  #"),
    (CASE, "Fees pay for the operation.", "Gifts pay for it: “größer”."),
    ("trends/water-reports.yml", "  en: ", "  en: More "),
    ("data/vocabularies/statuses.yml", "      en: active", "      en: running"),
    ("data/organisations.yml", "  name: Brunnenbund", "  name: Brunnenverein"),
]
EXTRA = "innovations/a/a-third.yml"


def _copy(folder: Path) -> Path:
    shutil.copytree(EXAMPLE, folder)
    shutil.copytree(ROOT / "data" / "vocabularies", folder / "data" / "vocabularies")
    return folder


def _built(root: Path, target: str) -> bytes:
    build(root, root / target, allow_loss=True)
    return (root / target).read_bytes()


def _cold(root: Path) -> bytes:
    """The database of a build that remembers nothing, and leaves nothing to remember."""
    kept = root / KEPT
    aside = kept.with_name("aside")
    if kept.exists():
        kept.rename(aside)
    made = _built(root, "build/cold.db")
    kept.unlink()
    if aside.exists():
        aside.rename(kept)
    return made


def _change(root: Path, number: int) -> None:
    """One edit, as people make them; the last number writes a further record or removes it."""
    if number == len(SWAPS):
        extra = root / EXTRA
        extra.parent.mkdir(exist_ok=True)
        if extra.exists():
            extra.unlink()
        else:
            text = (root / "innovations/w/well-watch-two.yml").read_text(encoding="utf-8")
            extra.write_text(text.replace("\nname: ", "\nname: Third "), encoding="utf-8")
        return
    file, one, other = SWAPS[number]
    text = (root / file).read_text(encoding="utf-8")
    old, new = (other, one) if other in text else (one, other)
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(history=st.lists(st.lists(st.integers(0, len(SWAPS)), min_size=1, max_size=3), min_size=1, max_size=4))
def test_after_any_history_of_edits_a_build_gives_the_bytes_of_a_cold_one(tmp_path_factory, history):
    root = _copy(tmp_path_factory.mktemp("history") / "repository")
    _built(root, "build/trendatlas.db")
    for changes in history:
        for number in changes:
            _change(root, number)
        assert _built(root, "build/trendatlas.db") == _cold(root)


def test_only_what_has_changed_is_read_again(example: Path, monkeypatch: pytest.MonkeyPatch):
    _built(example, "build/trendatlas.db")
    gleaned, glean = [], pipeline.harvest.glean

    def noting(root, known, with_rows, files):
        gleaned.extend(file.name for file in files)
        return glean(root, known, with_rows, files)

    monkeypatch.setattr(pipeline.harvest, "glean", noting)
    assert problems_in(example) == [] and gleaned == []
    spoil(example, CASE, "Fees pay for the operation.", "Gifts pay for it.")
    _built(example, "build/trendatlas.db")
    assert gleaned == [CASE]


def test_a_file_with_a_mistake_is_read_again_each_time(example: Path):
    _built(example, "build/trendatlas.db")
    spoil(example, CASE, "origin: NO", "origin: XX")
    first = problems_in(example)
    assert [problem.rule for problem in first] == ["unknown-term"] and problems_in(example) == first
    spoil(example, CASE, "origin: XX", "origin: NO")
    assert problems_in(example) == []


def test_a_problem_between_records_is_seen_where_neither_has_changed(example: Path):
    _built(example, "build/trendatlas.db")
    (example / "trends/water-reports.yml").rename(example / "trends/water-notes.yml")
    assert "unknown-record" in {problem.rule for problem in problems_in(example)}


@pytest.mark.parametrize("damage", ["bytes", "cut", "empty", "other", "foreign", "folder", "rows"])
def test_however_it_is_damaged_the_database_is_the_same(example: Path, damage: str):
    wanted, kept = _built(example, "build/trendatlas.db"), example / KEPT
    content = kept.read_bytes()
    if damage == "bytes":
        kept.write_bytes(bytes(byte ^ 0x5A if place % 97 == 0 else byte for place, byte in enumerate(content)))
    elif damage == "cut":
        kept.write_bytes(content[: len(content) // 2])
    elif damage == "empty":
        kept.write_bytes(b"")
    elif damage == "other":
        kept.write_text("no database")
    elif damage == "foreign":
        kept.unlink()
        sqlite3.connect(kept).execute("create table kept (something text)")
    elif damage == "folder":
        kept.unlink()
        kept.mkdir()
    else:
        with sqlite3.connect(kept) as connection:
            values = [value for (value,) in connection.execute("select value from kept")]
            connection.execute("update kept set value = ?", (values[0],))
    assert _built(example, "build/trendatlas.db") == wanted
    if damage != "folder":
        assert _built(example, "build/trendatlas.db") == wanted


def test_another_build_that_holds_it_does_not_stop_this_one(example: Path):
    wanted = _built(example, "build/trendatlas.db")
    holder = sqlite3.connect(example / KEPT, isolation_level=None)
    holder.execute("begin exclusive")
    assert _built(example, "build/trendatlas.db") == wanted
    holder.close()


def test_nobody_brings_it_along():
    """Whoever could put it into the repository could have mistakes overlooked."""
    listed = subprocess.run(["git", "ls-files", "build"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert listed.stdout == ""
