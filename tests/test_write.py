"""The canonical form: one for each record, with every comment and every character of text."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read import files, load
from pipeline.read.characters import FORBIDDEN
from pipeline.read.compose import Composer
from pipeline.records.fields import Plain
from pipeline.write import canonical, dump, fix
from tests.conftest import EXAMPLE, ROOT, problems_in

FILE = "innovations/w/well-watch.yml"

MESSY = """\
# above the name
name:   "Well Watch"   # behind the name
review: draft
# above the sectors
sectors:
  - water   # the main one
  # between
  - health
summary: {de: Kurz, en: "no"}
description:
  de: >-
    Ein Absatz # kein Kommentar
    in zwei Zeilen.

    Noch einer.
  # above the English text
  en: "A \\"quoted\\" text"
transfer:
  de: 'so: so'
origin: NO
sdgs: ["6"]
trends: [b, a] # two of them
sources:
# above the first source
- id: one # behind the id
  title: 2016
  supports:
  - status # why
  kind: own
# at the end
"""
NEAT = """\
# yaml-language-server: $schema=../../data/schemas/innovation.schema.json
# above the name
name: Well Watch  # behind the name
summary:
  de: Kurz
  en: "no"
description:
  de: |-
    Ein Absatz # kein Kommentar in zwei Zeilen.
    Noch einer.
  # above the English text
  en: A "quoted" text
transfer:
  de: "so: so"
trends: [b, a]  # two of them
# above the sectors
# the main one
# between
sectors: [water, health]
sdgs: [6]
origin: NO
sources:
  # above the first source
  - id: one  # behind the id
    title: "2016"
    kind: own
    # why
    supports: [status]
review: draft
# at the end
"""


def canonical_of(text: str, file: str = FILE) -> str:
    return canonical(file, text, Composer(text).compose())


def test_a_messy_record_becomes_neat():
    assert canonical_of(MESSY) == NEAT


def test_twice_changes_nothing():
    assert canonical_of(NEAT) == NEAT


def _comments(text: str) -> list[str]:
    return sorted(re.findall(r"(?:^|\s)(# (?!kein Kommentar)[^$\n]*)", text.replace(" in zwei Zeilen.", "")))


def test_every_comment_stays():
    assert _comments(MESSY) == [comment for comment in _comments(NEAT) if "language-server" not in comment]


texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1).filter(
    lambda text: not FORBIDDEN.search(text) and "\r" not in text
)


@settings(max_examples=400, deadline=None)
@given(texts, texts)
def test_every_character_of_any_text_stays(name: str, passage: str):
    data = {
        "name": name,
        "description": {"de": passage},
        "also_known_as": [name, passage],
        "figures": [{"value": Plain("1")}],
    }
    text = dump(FILE, data)
    assert Composer(text).compose() == data
    assert canonical_of(text) == text


@settings(max_examples=200, deadline=None)
@given(texts)
def test_other_readers_of_yaml_read_the_same_text(name: str):
    assert yaml.safe_load(dump(FILE, {"name": name}))["name"] == name


@pytest.mark.parametrize("path", [path.relative_to(ROOT).as_posix() for path in files(ROOT)])
def test_every_record_keeps_its_meaning(path: str, tmp_path: Path):
    copy = tmp_path / path
    copy.parent.mkdir(parents=True)
    copy.write_bytes((ROOT / path).read_bytes())
    before = load(copy, path)
    fix(copy, path)
    assert load(copy, path) == before
    assert fix(copy, path) is False


def test_the_example_is_in_canonical_form():
    for path in files(EXAMPLE):
        file = path.relative_to(EXAMPLE).as_posix()
        assert canonical_of(path.read_text(encoding="utf-8"), file) == path.read_text(encoding="utf-8")


def test_windows_line_ends_and_the_byte_order_mark_go(example: Path, command):
    path = example / FILE
    neat = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + neat.replace(b"\n", b"\r\n"))
    assert command(example, "fix", FILE).exit_code == 0
    assert path.read_bytes() == neat


def test_a_file_with_mistakes_stays_as_it_is(example: Path, command):
    path = example / FILE
    path.write_text(path.read_text(encoding="utf-8") + "name: again\n", encoding="utf-8")
    before = path.read_bytes()
    outcome = command(example, "fix", FILE)
    assert outcome.exit_code == 1 and "has mistakes and stays as it is" in outcome.output
    assert path.read_bytes() == before


def test_check_tells_and_changes_nothing(example: Path, command):
    path = example / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("name: Well", "name:   Well"), encoding="utf-8")
    before = path.read_bytes()
    outcome = command(example, "fix", "--check", FILE)
    assert outcome.exit_code == 1 and f"{FILE}: would change" in outcome.output
    assert path.read_bytes() == before


ANSWERS = {
    "innovation": [
        "Dorftelefon", "Ein Telefon fürs Dorf.", "A phone for the village.", "Wie es geht.", "How it works.", "Nur die Idee.", "The idea.",
        "water-report", "water-reports", "health, water", "voice", "rural-communities", "KEN", "KE", "2012-13", "2012", "aktiv", "active",
        "Dorfverein, Telefon AG", "own", "About us", "village.example.org", "https://village.example.org/", "Dorfverein", "own", "started, status", "",
    ],
    "tool": ["Dorfkasse", "Kasse.", "Till.", "raise-funds", "proprietary", "", "active", "", "own", "Kasse", "https://till.example.org/", "", "own", "licence", "dorfkasse"],
    "trend": [
        "Dorfnetze", "Village networks", "Dörfer bauen Netze.", "Villages build networks.", "Lang.", "Long.", "livelihoods", "2020", "emerging", "Neu.", "New.", "one",
        "Netz.", "Network.", "Ausfall.", "Failure.", "one", "Networks", "https://networks.example.org/", "", "study", "assessments", "",
    ],
    "partnership": [
        "Netz und Dorf", "Net and village", "Kurz.", "Short.", "Lang.", "Long.", "Dorfverein", "Telefon AG", "procurement", "funding", "Geld.", "Money.", "reach", "Kunden.", "Customers.",
        "KE", "2012", "active", "one", "Contract", "https://contract.example.org/", "", "press", "status", "",
    ],
}  # fmt: skip


@pytest.mark.parametrize("kind", ANSWERS)
def test_new_asks_until_the_record_is_valid(example: Path, command, kind: str):
    outcome = command(example, "new", kind, answers="\n".join(ANSWERS[kind]) + "\n")
    assert outcome.exit_code == 0, outcome.output
    written = re.search(r"(\S+\.yml) is written as a draft", outcome.output)[1]
    errors = [problem for problem in problems_in(example) if problem.file == written and problem.severity == "error"]
    assert not errors, [str(problem) for problem in errors]
    text = (example / written).read_text(encoding="utf-8")
    assert canonical_of(text, written) == text and "review: draft" in text


def test_new_says_what_is_wrong_with_an_answer(example: Path, command):
    told = command(example, "new", "innovation", answers="\n".join(ANSWERS["innovation"]) + "\n").output
    for words in (
        "'water-report' is none of them; did you mean 'water-reports'?",
        "'KEN' is none of them",
        "'2012-13' is not in the calendar",
        "does not begin with http:// or https://",
    ):
        assert words in told


def test_new_warns_of_a_likely_duplicate(example: Path, command):
    told = command(example, "new", "innovation", answers="well watch\n").output
    assert f"This may be there already: {FILE}" in told


def test_new_writes_nothing_when_it_is_broken_off(example: Path, command):
    before = sorted(example.rglob("*"))
    assert command(example, "new", "innovation", answers="Dorftelefon\n").exit_code == 1
    assert sorted(example.rglob("*")) == before
