"""What is wrong with a file, and how a person, an editor or a code host is told."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import groupby

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake at one place. ``line`` and ``column`` count from 1; ``hint`` says what to write instead."""

    file: str
    line: int
    column: int
    rule: str
    message: str
    hint: str = ""
    severity: str = ERROR

    def __str__(self) -> str:
        label = "warning: " if self.severity == WARNING else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{self.file}:{self.line}:{self.column}: {label}{self.message}{hint}"


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those that keep a record from being built."""
    return [problem for problem in problems if problem.severity == ERROR]


def as_text(problems: list[Problem]) -> str:
    """Grouped by file, one line each."""
    groups = groupby(sorted(problems), key=lambda problem: problem.file)
    return "\n\n".join("\n".join(map(str, group)) for _, group in groups)


def summary(problems: list[Problem], records: int) -> str:
    """How many records were looked at and what was found, in one line."""
    wrong, warned = len(errors(problems)), len(problems) - len(errors(problems))
    files = len({problem.file for problem in problems})
    found = (
        f"{_count(wrong, 'error')} and {_count(warned, 'warning')} in {_count(files, 'file')}"
        if problems
        else "no problem"
    )
    return f"{_count(records, 'record')} read: {found}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def as_json(problems: list[Problem]) -> str:
    """A list of objects with the fields of :class:`Problem`."""
    return json.dumps([asdict(problem) for problem in sorted(problems)], ensure_ascii=False, indent=2)


def as_github(problems: list[Problem]) -> str:
    """Workflow commands that put each problem on its line of a pull request."""
    return "\n".join(_workflow_command(problem) for problem in sorted(problems))


def _workflow_command(problem: Problem) -> str:
    text = problem.message + (f"; {problem.hint}" if problem.hint else "")
    for plain, escaped in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(plain, escaped)
    place = problem.file
    for plain, escaped in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        place = place.replace(plain, escaped)
    return f"::{problem.severity} file={place},line={problem.line},col={problem.column},title={problem.rule}::{text}"


def as_sarif(problems: list[Problem]) -> str:
    """SARIF 2.1.0, which code hosts and editors read."""
    run = {
        "tool": {"driver": {"name": "trendatlas", "rules": [{"id": rule} for rule in _rules(problems)]}},
        "results": [_sarif_result(problem) for problem in sorted(problems)],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rules(problems: list[Problem]) -> list[str]:
    return sorted({problem.rule for problem in problems})


def _sarif_result(problem: Problem) -> dict:
    region = {"startLine": problem.line, "startColumn": problem.column}
    location = {"artifactLocation": {"uri": problem.file}, "region": region}
    text = problem.message + (f"; {problem.hint}" if problem.hint else "")
    return {
        "ruleId": problem.rule,
        "level": problem.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": location}],
    }


RENDERINGS = {"text": as_text, "json": as_json, "github": as_github, "sarif": as_sarif}
