"""Rules that need terms, other fields or other records; each is one small function with a name and a sentence."""

from collections import defaultdict
from pathlib import Path

from pipeline.check import backing, completeness, references, sameness, time, vocabulary
from pipeline.check.rule import RULES, Finding, Rule
from pipeline.many import uncollected
from pipeline.problems import Problem
from pipeline.read import located
from pipeline.repository import Repository


def check(repository: Repository, root: Path) -> list[Problem]:
    """Every problem that a rule finds, with its place in the file under ``root``."""
    with uncollected():
        found = [(rule, finding) for rule in RULES.values() for finding in _findings(rule, repository)]
    by_file = defaultdict(list)
    for rule, finding in found:
        by_file[finding.entry.file].append((rule, finding))
    return [problem for file, findings in by_file.items() for problem in _placed(root / file, findings)]


def _findings(rule: Rule, repository: Repository):
    if rule.scope == "repository":
        return rule.find(repository)
    return (finding for entry in repository.all_entries() for finding in rule.find(entry, repository))


def _placed(path: Path, findings: list[tuple[Rule, Finding]]) -> list[Problem]:
    places = located(path)
    return [
        Problem(
            finding.entry.file,
            *places.place((*finding.entry.root, *finding.path)),
            rule.name,
            finding.message,
            finding.hint,
            rule.severity,
        )
        for rule, finding in findings
    ]


__all__ = ["RULES", "backing", "check", "completeness", "references", "sameness", "time", "vocabulary"]
