"""The commands as people call them: what they print, where, and how they exit."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, spoil

CASE = "innovations/w/well-watch.yml"


def run(folder: Path, *arguments: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        **options,
    )


def test_validate_is_silent_about_good_records(example: Path):
    outcome = run(example, "validate")
    assert (outcome.returncode, outcome.stdout) == (0, "")
    assert outcome.stderr == "6 records read: no problem\n"


def test_validate_tells_every_problem_grouped_and_counted(example: Path):
    spoil(example, CASE, "[water-reports]", "[water-report]")
    spoil(example, "trends/water-reports.yml", "cluster: livelihoods", "cluster: livelihood")
    outcome = run(example, "validate")
    assert outcome.returncode == 1
    assert outcome.stdout == (
        f"{CASE}:23:10: 'water-report' is no trend; did you mean 'water-reports'?\n\n"
        "trends/water-reports.yml:12:10: 'livelihood' is no term of clusters; did you mean 'livelihoods'?\n"
    )
    assert "2 errors and 1 warning" not in outcome.stderr and "2 errors and 0 warnings in 2 files" in outcome.stderr


def test_validate_of_a_path_tells_only_what_is_there(example: Path):
    spoil(example, CASE, "[water-reports]", "[water-report]")
    spoil(example, "trends/water-reports.yml", "cluster: livelihoods", "cluster: livelihood")
    assert run(example, "validate", "trends").stdout.startswith("trends/water-reports.yml:12")
    assert run(example, "validate", "data").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["validate", "nowhere.yml"], "nowhere.yml does not exist"),
        (["validate", ".."], ".. is not in this repository"),
        (["validate", "--format", "xml"], "'xml' is no format; write one of text, json, github, sarif"),
        (["new", "innovatoin"], "'innovatoin' is no kind of record; did you mean 'innovation'?"),
        (["serve", "--no-rebuild"], "does not exist; build it with `trendatlas build`"),
        (["validat"], "No such command"),
    ],
)
def test_wrong_use_is_exit_2_with_a_sentence(example: Path, arguments: list[str], words: str):
    outcome = run(example, *arguments)
    assert outcome.returncode == 2
    assert words in outcome.stderr and "Traceback" not in outcome.stderr


def test_a_folder_without_records_is_wrong_use(tmp_path: Path):
    for name in ("validate", "build", "serve", "fix", "schema"):
        outcome = run(tmp_path, name)
        assert outcome.returncode == 2 and "no records here" in outcome.stderr


def test_problems_as_json(example: Path):
    spoil(example, CASE, "[water-reports]", "[water-report]")
    (problem,) = json.loads(run(example, "validate", "--format", "json").stdout)
    assert (problem["file"], problem["line"], problem["column"], problem["rule"]) == (CASE, 23, 10, "unknown-record")
    assert json.loads(run(example, "validate", "trends", "--format", "json").stdout) == []


def test_problems_as_annotations_of_a_pull_request(example: Path):
    spoil(example, CASE, "[water-reports]", "[50%]")
    told = run(example, "validate", "--format", "github").stdout
    assert told.startswith(f"::error file={CASE},line=23,col=")
    assert "'50%25'" in told


def test_problems_as_sarif(example: Path):
    spoil(example, CASE, "[water-reports]", "[water-report]")
    (run_,) = json.loads(run(example, "validate", "--format", "sarif").stdout)["runs"]
    (result,) = run_["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 23, "startColumn": 10}


def test_a_command_starts_without_what_it_does_not_need():
    loaded = "import sys, cli; print(*[name for name in ('pandas', 'datasette', 'sqlmodel', 'yaml', 'rich') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True).stdout.strip() in (
        "",
        "rich",
    )


def test_validate_does_not_load_the_tables_or_the_site(example: Path):
    program = f"import sys, os; os.chdir({str(example)!r}); sys.argv = ['trendatlas', 'validate']\nimport cli\ntry: cli.app()\nexcept SystemExit: pass\nprint(*[n for n in ('pandas', 'datasette', 'sqlmodel', 'sqlalchemy') if n in sys.modules])"
    assert (
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        ).stdout.strip()
        == ""
    )


def test_progress_shows_on_a_terminal_and_not_on_a_pipe(example: Path):
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "cli.py"), "build"],
        cwd=example,
        stdout=subprocess.DEVNULL,
        stderr=follower,
        env={**os.environ, "TERM": "xterm"},
    )
    os.close(follower)
    seen = b""
    while True:
        try:
            part = os.read(leader, 1024)
        except OSError:
            break
        if not part:
            break
        seen += part
    assert process.wait(60) == 0 and b"Building" in seen
    assert run(example, "build").stderr == ""


@pytest.mark.parametrize("arguments", [["validate"], ["build"], ["schema"], ["new", "tool"]])
def test_a_helping_process_that_is_killed_is_a_sentence(example: Path, command, monkeypatch, arguments: list[str]):
    from concurrent.futures.process import BrokenProcessPool

    def broken(work, items):
        raise BrokenProcessPool

    monkeypatch.setattr("pipeline.read.spread", broken)
    monkeypatch.setattr("pipeline.harvest.spread", broken)
    outcome = command(example, *arguments)
    assert outcome.exit_code == 1 and "was ended from outside" in outcome.output and "Traceback" not in outcome.output
