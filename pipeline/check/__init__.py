"""Rules that need terms, other fields or other records; each is one small function with a name and a sentence."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from pipeline.check import backing, completeness, references, sameness, time, vocabulary
from pipeline.check.rule import RULES, Finding, Rule
from pipeline.many import uncollected
from pipeline.problems import Problem
from pipeline.read import located
from pipeline.repository import Entry, Repository


def check(repository: Repository, root: Path) -> list[Problem]:
    """Every problem that a rule finds, with its place in the file under ``root``."""
    with uncollected():
        entries = list(repository.all_entries())
        for entry in entries:
            entry.facts = gather(entry)
        return check_each(entries, repository, root) + check_all(repository, root)


def check_each(entries: Iterable[Entry], repository: Repository, root: Path) -> list[Problem]:
    """What the rules over one record find in ``entries``; of ``repository`` they look at the vocabularies only."""
    rules = [rule for rule in RULES.values() if rule.scope == "record"]
    return _placed(root, [(rule, one) for entry in entries for rule in rules for one in rule.find(entry, repository)])


def gather(entry: Entry) -> dict[str, object]:
    """What the rules over all records need to know of one, by the name of the rule."""
    taken = ((rule.name, rule.gather(entry)) for rule in RULES.values() if rule.gather)
    return {name: facts for name, facts in taken if facts}


def check_all(repository: Repository, root: Path) -> list[Problem]:
    """What the rules over all records find in the facts that were gathered from each."""
    rules = [rule for rule in RULES.values() if rule.scope == "repository"]
    return _placed(root, [(rule, finding) for rule in rules for finding in rule.find(repository)])


def _placed(root: Path, found: list[tuple[Rule, Finding]]) -> list[Problem]:
    by_file = defaultdict(list)
    for rule, finding in found:
        by_file[finding.entry.file].append((rule, finding))
    return [problem for file, findings in by_file.items() for problem in _placed_in(root / file, findings)]


def _placed_in(path: Path, findings: list[tuple[Rule, Finding]]) -> list[Problem]:
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


__all__ = [
    "RULES",
    "backing",
    "check",
    "check_all",
    "check_each",
    "completeness",
    "gather",
    "references",
    "sameness",
    "time",
    "vocabulary",
]
