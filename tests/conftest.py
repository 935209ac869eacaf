"""What tests share: a tiny complete repository to spoil, the real one, and the commands as people call them."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from pipeline.harvest import Harvest
from pipeline.problems import Problem

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "tests" / "example"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example repository, with the real vocabularies."""
    root = tmp_path / "repository"
    shutil.copytree(EXAMPLE, root)
    shutil.copytree(ROOT / "data" / "vocabularies", root / "data" / "vocabularies")
    return root


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch):
    """Calls a command in a folder: ``command(folder, "validate", "trends")``."""

    def call(folder: Path, *arguments: str, answers: str = ""):
        monkeypatch.chdir(folder)
        return CliRunner().invoke(cli.app, list(arguments), input=answers)

    return call


def problems_in(root: Path) -> list[Problem]:
    """Every problem of a repository, as ``validate`` finds them."""
    harvest = Harvest(root)
    harvest.check()
    return sorted(harvest.problems)


def spoil(root: Path, file: str, old: str, new: str) -> None:
    """Replaces ``old``, which stands in ``file`` once, by ``new``."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")
