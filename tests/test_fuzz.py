"""Whatever is in a file, it is right or a problem with a place: never a traceback, a hang or code that runs."""

import os
import random
import resource
import time
from pathlib import Path

import pytest

from pipeline.read import SIZE, files, read
from pipeline.records import KINDS
from tests.conftest import ROOT, problems_in

MUTANTS = int(os.environ.get("MUTANTS", "300"))
SNIPPETS = (b"\t", b"\x00", b"&a ", b"*a", b"!!python/object:x ", b"---\n", b"...\n", b"{", b"[", b"}", b"]", b": ", b"- ", b"|", b">-", b'"', b"'", b"#", b"\n", b"\r", b"\xff",
            b"\xe2\x80\xae", b"\xf0\x9f\x98\x80", b"%YAML 1.1\n", b"? ", b"<<: ", b"null", b"~", b"1e999", b"0x", b"name: x\n", b"\\u0000", b"@", b"`")  # fmt: skip


def mutant(content: bytes, chance: random.Random) -> bytes:
    """A record with one to five changes such as a slip, an editor or an attacker makes."""
    for _ in range(chance.randint(1, 5)):
        start = chance.randrange(len(content) + 1)
        end = min(len(content), start + chance.choice((0, 1, 5, 60)))
        middle = chance.choice((b"", chance.choice(SNIPPETS), content[end : end + 40], content[start:end] * 3))
        content = content[:start] + middle + content[end:]
    return content


@pytest.mark.parametrize("seed", range(10))
def test_any_mutant_of_a_record_is_right_or_a_problem(example: Path, seed: int):
    chance = random.Random(seed)
    records = [path for path in files(ROOT) if path.suffix == ".yml"]
    for _ in range(MUTANTS // 10):
        original = chance.choice(records)
        file = original.relative_to(ROOT).as_posix()
        content = mutant(original.read_bytes(), chance)
        (example / file).parent.mkdir(parents=True, exist_ok=True)
        kept = (example / file).read_bytes() if (example / file).exists() else None
        (example / file).write_bytes(content)
        begun = time.monotonic()
        problems = problems_in(example)
        assert time.monotonic() - begun < 5, content
        for problem in problems:
            lines = (example / problem.file).read_bytes().decode("utf-8", "replace").split("\n")
            assert 1 <= problem.line <= len(lines) + 1 and problem.column >= 1, (problem, content)
        (example / file).write_bytes(kept) if kept is not None else (example / file).unlink()


def test_a_mutant_runs_nothing(example: Path, tmp_path: Path):
    path = example / KINDS["tool"].path("form-maker")
    path.write_text(f"!!python/object/apply:os.system ['touch {tmp_path / 'ran'}']", encoding="utf-8")
    assert read(example)[1] and not (tmp_path / "ran").exists()


def filled(part: str, head: str = "") -> bytes:
    """``head`` and then ``part`` again and again, as long as a file may be."""
    whole = (head + part * (SIZE // len(part))).encode()[:SIZE]
    return whole.decode("utf-8", "ignore").encode()


HUGE = {
    **{part: filled(part) for part in ("[", "{", "- ", "? ", "&a ", "- &a x\n", "- *a\n", '"', "'", ": ", "{a: ", "<<: {a: 1}\n", "? [a]\n: b\n", "- !!str a\n", "---\n", "%YAML 1.1\n",
                                       "#", " ", "\n", "\t", "a:\tb\n", "\0", "\r", "\u200b", "\ufeff", "\u202e\n", "🦊\u200d", "name: a\n", "'a': b\n", "\u0301")},
    "deep": "\n".join(" " * depth + "a:" for depth in range(700)).encode(),
    "number": b"first_seen: " + b"1" * 100_000, "exponent": b"first_seen: 1e" + b"9" * 100_000, "numbers": filled(f"{'1' * 99}, ", "sources: ["),
    "scalar": filled("word ", "name: "), "quoted": filled("''", "name: '"), "literal": filled("  x\n", "name: |\n"), "escapes": filled("\\u202e", 'name: "'),
    "escapes that end": filled("\\u202e", 'name: "')[:-20] + b'"', "invisible": filled("a\u200b", "name: "), "long key": b"a" * 200_000 + b": 1",
    "long keys": "".join(f"{'k' * 1000}{number}: 1\n" for number in range(250)).encode(), "many keys": "".join(f"k{number}: 1\n" for number in range(20_000)).encode(),
    "lists": filled("[], ", "sources: ["), "ids": f"related: [{', '.join(f'a{number}' for number in range(30_000))}]".encode(), "same": filled("a, ", "related: ["),
    "binary": filled("AAAA", "x: !!binary "),
}  # fmt: skip


@pytest.mark.parametrize(("file", "tried"), [("trends/water-reports.yml", HUGE), ("data/organisations.yml", [name for name in HUGE if "key" in name])])
def test_a_file_as_large_as_may_be_costs_little(example: Path, file: str, tried):
    problems_in(example)  # imports and caches
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name in tried:
        (example / file).write_bytes(HUGE[name])
        begun = time.process_time()
        assert any(problem.file == file for problem in problems_in(example)), name
        assert time.process_time() - begun < 2, name
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # KB


def test_of_many_forbidden_characters_the_first_are_told(example: Path):
    (example / "trends/water-reports.yml").write_text("name: " + "a\u200b" * 5000, encoding="utf-8")
    found = [problem for problem in problems_in(example) if problem.rule == "character"]
    assert [problem.column for problem in found] == list(range(8, 208, 2))
