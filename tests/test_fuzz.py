"""Whatever is in a file, it is right or a problem with a place: never a traceback, a hang or code that runs."""

import os
import random
import time
from pathlib import Path

import pytest

from pipeline.read import files, read
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
