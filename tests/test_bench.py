"""The benchmark measures what it says: a corpus that is always the same and valid, and a floor that writes the rows."""

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from shutil import copyfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import corpus, floor, pages, peer, rivals
from pipeline import many, text
from pipeline.build import build
from pipeline.check import check
from pipeline.problems import errors
from pipeline.read import read

INNOVATIONS = 60


def _digests(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*.yml"))
        if "vocabularies" not in path.parts
    }


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("bench") / "corpus"
    corpus.write(folder, INNOVATIONS, 1)
    return folder


@pytest.fixture(scope="module")
def built(root: Path) -> Path:
    build(root, root.with_name("built.db"))
    return root.with_name("built.db")


def test_the_same_seed_gives_the_same_bytes(root: Path, tmp_path: Path):
    corpus.write(tmp_path / "again", INNOVATIONS, 1)
    corpus.write(tmp_path / "other", INNOVATIONS, 2)
    assert _digests(tmp_path / "again") == _digests(root)
    assert not set(_digests(tmp_path / "other").values()) & set(_digests(root).values())


def test_a_smaller_corpus_begins_a_larger_one(root: Path, tmp_path: Path):
    corpus.write(tmp_path / "small", 10, 1)
    assert _digests(tmp_path / "small").items() < _digests(root).items()


def test_the_corpus_is_valid(root: Path):
    repository, problems = read(root)
    assert not errors(problems + check(repository, root))
    assert len(repository.entries["innovation"]) == INNOVATIONS


def test_records_have_a_realistic_size(root: Path):
    sizes = [path.stat().st_size for path in (root / "innovations").rglob("*.yml")]
    assert 4_000 < sum(sizes) / len(sizes) < 7_500


def _rows(path: Path) -> dict[str, list[tuple]]:
    return floor.prepare(path).rows


def test_the_floor_writes_the_rows_of_the_build(built: Path, tmp_path: Path):
    floor.write(floor.prepare(built), tmp_path / "floor.db")
    assert _rows(tmp_path / "floor.db") == _rows(built)
    word = "select count(*) from search where search match 'spende* or media*'"
    found = [sqlite3.connect(path).execute(word).fetchone() for path in (built, tmp_path / "floor.db")]
    assert found[0] == found[1] != (0,)


def test_the_floor_reads_every_record(root: Path):
    floor.parse(root, events=False)
    floor.parse(root, events=True)


def test_the_peers_list_holds_every_innovation(root: Path, tmp_path: Path):
    import yaml

    peer.gather(root, tmp_path / "list.yml")
    gathered = yaml.load((tmp_path / "list.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    single = [
        yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        for path in sorted((root / "innovations").glob("*/*.yml"))
    ]
    assert gathered == single


def test_further_processes_read_the_same(root: Path, monkeypatch):
    alone = read(root)
    monkeypatch.setattr(many, "MANY", 1)
    monkeypatch.setattr(many, "CHUNK", 7)
    shared = read(root)
    assert shared == alone
    assert [list(entries) for entries in shared[0].entries.values()] == [
        list(entries) for entries in alone[0].entries.values()
    ]


def test_a_further_process_that_dies_ends_the_work(monkeypatch):
    monkeypatch.setattr(many, "MANY", 1)
    monkeypatch.setattr(many, "_cores", lambda: 2)
    if many.sys.platform == "linux":
        with pytest.raises(many.BrokenProcessPool):
            list(many.spread(_die, [1, 2, 3]))


def _die(items):
    import os

    os._exit(9)


_PARTS = [
    "1.",
    "-",
    "+",
    "#",
    "=",
    "===",
    "---",
    "12)",
    '"',
    "'",
    ":",
    "http://x.de",
    "a@b.de",
    "(c)",
    "...",
    "|",
    "ä",
    "“",
    "ab",
    "*",
    "_",
    "[a](b)",
    "\\",
    "&",
    "<",
    ">",
    "`",
]
_SPACES = [" ", "  ", "\n", "\n\n", "\n\n\n", "\t", "    "]
_markdown = st.lists(st.sampled_from(_PARTS + _SPACES)).map("".join) | st.text("ab1 \n,.-)#(\"'=+:²ßא/0_") | st.text()


@given(_markdown)
def test_plain_paragraphs_are_rendered_as_markdown_renders_them(markdown: str):
    assert text.to_html(markdown) == text._rendered(markdown)


@given(st.text("aäöüßÄ é\u0308\u0301_ -\n–\u0483\u20d2") | st.text())
def test_folding_word_by_word_is_folding(written: str):
    lower = text.unicodedata.normalize("NFC", written).casefold()
    more = [text._plain(text._written_out(word)) for word in text.re.findall(r"\w*[äöü]\w*", lower)]
    assert text.fold(written) == " ".join([text._plain(lower), *more])


def test_pages_of_both_sides_are_asked_for_and_compared(built: Path, tmp_path: Path):
    ours, rival = tmp_path / "trendatlas.db", tmp_path / "rival" / "trendatlas.db"
    copyfile(built, ours)
    rivals.arrays(ours, rival)
    with ThreadPoolExecutor(1) as apart:  # a browser's loop may run in this thread
        table, told = apart.submit(asyncio.run, pages.measured(INNOVATIONS, ours, rival, 1, 1)).result()
    assert {line[1] for line in table} == set(rivals.asked(ours)) >= set(pages.PEERS)
    assert all(float(ratio) > 0 for line in table if line[1] not in pages.PEERS for ratio in line[5:])
    assert "no error" in told


def test_the_rival_counts_the_facets_that_we_count(built: Path, tmp_path: Path):
    rival = tmp_path / "rival" / "trendatlas.db"
    rivals.arrays(built, rival)
    counted = "select count(*), count(distinct number) from cases join json_each(cases.{0})"
    linked = "select count(*), count(distinct innovation) from innovation_{0}"
    connection = sqlite3.connect(rival)
    for facet in rivals.FACETS:
        assert connection.execute(counted.format(facet)).fetchone() == connection.execute(linked.format(facet)).fetchone()
    connection.close()
