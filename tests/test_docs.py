"""The documents are read by a test: what nobody explained, or what has changed since, fails."""

import re
from pathlib import Path

import pytest
import typer
import yaml

import cli
from pipeline.check import RULES
from pipeline.describe import described
from pipeline.read import RULES as READING_RULES
from pipeline.read import read
from pipeline.records import KINDS
from pipeline.records.fields import said
from pipeline.records.shapes import fields
from pipeline.tables import tables
from tests.conftest import EXAMPLE, ROOT

COMMANDS = typer.main.get_command(cli.app).commands


def text(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def generated() -> dict[str, str]:
    return described(read(ROOT)[0], ROOT)


def test_what_is_made_from_the_models_is_up_to_date(generated: dict[str, str]):
    stale = [file for file, wanted in generated.items() if text(file) != wanted]
    assert not stale, f"call `trendatlas schema`: {stale}"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_explained(name: str):
    assert f"trendatlas {name}" in text("README.md") + text("HACKING.md")
    for parameter in COMMANDS[name].params:
        if parameter.name != "help":
            option = max(parameter.opts, key=len) if parameter.param_type_name == "option" else parameter.name.upper()
            assert option in text("HACKING.md"), f"{name} {option}"
            assert parameter.help, f"{name} {option}"


@pytest.mark.parametrize("name", KINDS)
def test_every_field_is_described_in_both_languages(name: str):
    for field, info, _ in fields(KINDS[name].model):
        assert info.description and info.description.endswith("."), field
        assert name == "vocabulary" or said(info, "description_de"), field
        assert f"| `{field}` |" in text("docs/records.md")


def test_every_rule_is_in_the_reference():
    rules = text("docs/rules.md")
    assert all(f"| `{name}` |" in rules for name in [*RULES, *READING_RULES])


def test_every_table_and_column_is_described_where_datasette_shows_it():
    shown = yaml.safe_load(text("metadata.yml"))["databases"]["trendatlas"]["tables"]
    for table in tables().values():
        assert " – " in shown[table.name]["description"]
        assert set(shown[table.name]["columns"]) == set(table.names)
        assert all(" – " in words for words in shown[table.name]["columns"].values())
        assert shown[table.name]["license"] == "CC BY 4.0"


def test_the_ready_questions_have_answers(tmp_path: Path):
    import sqlite3

    from pipeline.build import build

    build(ROOT, tmp_path / "t.db")
    for query in yaml.safe_load(text("metadata.yml"))["databases"]["trendatlas"]["queries"].values():
        assert sqlite3.connect(tmp_path / "t.db").execute(query["sql"]).fetchone(), query["title"]
        assert " – " in query["title"]


def test_there_is_an_example_of_every_kind_of_record_and_contributors_are_told():
    for kind in ("innovation", "trend", "partnership", "tool"):
        folder = EXAMPLE / KINDS[kind].folder
        (first, *_) = sorted(folder.rglob("*.yml"), key=lambda path: -len(path.read_text(encoding="utf-8")))
        assert "# An example to copy" in first.read_text(encoding="utf-8")
        assert first.relative_to(ROOT).as_posix() in text("CONTRIBUTING.md")


@pytest.mark.parametrize("file", ["README.md", "CONTRIBUTING.md", "HACKING.md", "CHANGELOG.md"])
def test_links_between_documents_lead_somewhere(file: str):
    for target in re.findall(r"\]\((?!https?://|#|mailto:)([^)#]+)", text(file)):
        assert (ROOT / target).exists(), f"{file}: {target}"


def test_targets_of_make_in_documents_exist():
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z]+)`", "".join(map(text, ("README.md", "CONTRIBUTING.md", "HACKING.md")))))
    assert named and named <= targets


def test_no_path_of_a_machine_and_no_host_of_a_registry_is_kept():
    hosts = "|".join(
        (
            "pypi" + r"\.org",
            "files\\.python" + "hosted",
            "registry\\.npm" + "js",
            "/home" + "/",
            "/root" + "/",
            "/Us" + "ers/",
        )
    )
    kept = [
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and path.suffix in (".md", ".py", ".toml", ".lock", ".cff", ".json", "")
        and not {".git", ".venv", "build"} & set(path.relative_to(ROOT).parts)
    ]
    assert kept and not [
        path
        for path in kept
        if path.name != "LICENSE" and re.search(hosts, path.read_text(encoding="utf-8", errors="ignore"))
    ]
