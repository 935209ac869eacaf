"""The map in the package's docstring is the code: who imports whom, and what stands where."""

import ast
import re
from pathlib import Path

import pytest

import pipeline
from tests.conftest import ROOT

MAP = {name: set(rest.split()) for name, rest in re.findall(r"^    (\w+) +<-(.*)$", pipeline.__doc__, re.MULTILINE)}


def _modules() -> dict[str, list[Path]]:
    """The files of each module of pipeline: one, or those of its folder."""
    found = {path.stem: [path] for path in (ROOT / "pipeline").glob("*.py") if path.stem != "__init__"}
    folders = {
        path.parent.name: sorted(path.parent.rglob("*.py")) for path in (ROOT / "pipeline").glob("*/__init__.py")
    }
    return found | folders


def _imports(path: Path) -> set[str]:
    """Full names of the modules that a file imports, at the top or in a function."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def _ours(paths: list[Path], own: str) -> set[str]:
    names = {name for path in paths for name in _imports(path)}
    return {name.split(".")[1] for name in names if name.startswith("pipeline.")} & set(MAP) - {own}


def test_the_map_names_every_module():
    assert set(MAP) == set(_modules())


@pytest.mark.parametrize("module", MAP)
def test_a_module_imports_what_the_map_says(module: str):
    assert _ours(_modules()[module], module) == MAP[module]


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("yaml", {"read", "write", "describe"}),
        ("pandas", {"measure", "export"}),
        ("sqlmodel", {"tables"}),
        ("sqlalchemy", {"tables"}),
        ("datasette", set()),
    ],
)
def test_a_library_is_used_in_its_room_alone(library: str, rooms: set[str]):
    using = {
        module
        for module, paths in _modules().items()
        for path in paths
        if library in {name.split(".")[0] for name in _imports(path)}
    }
    assert using == rooms


def test_nothing_in_pipeline_knows_the_site():
    assert not {
        path
        for paths in _modules().values()
        for path in paths
        if any(name.split(".")[0] == "web" for name in _imports(path))
    }


def test_the_site_knows_the_nouns_and_the_database_alone():
    allowed = {"pipeline", "pipeline.vocabularies", "pipeline.problems", "pipeline.text"}
    for path in (ROOT / "web").rglob("*.py"):
        used = {".".join(name.split(".")[:2]) for name in _imports(path) if name.split(".")[0] == "pipeline"}
        assert used <= allowed, path
