"""What a rule is: a name, a sentence, a scope, and a function that finds what breaks it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pipeline.problems import ERROR
from pipeline.records.shapes import Shape, fields
from pipeline.repository import Entry


@dataclass(frozen=True)
class Finding:
    """What a rule found in an entry: where, what is wrong and what to write instead."""

    entry: Entry
    path: tuple
    message: str
    hint: str = ""


@dataclass(frozen=True)
class Rule:
    """A rule over one record (``scope`` is "record") or over all (``scope`` is "repository")."""

    name: str
    sentence: str
    scope: str
    severity: str
    find: Callable[..., Iterable[Finding]]


RULES: dict[str, Rule] = {}


def rule(name: str, sentence: str, scope: str = "record", severity: str = ERROR):
    """Enters a function as a rule. With scope "record" it takes an entry and the repository, else the repository."""

    def enter(find):
        RULES[name] = Rule(name, sentence, scope, severity, find)
        return find

    return enter


def said_values(entry: Entry) -> Iterator[tuple]:
    """Each field that stands in a record with its path, description, shape and value, parts included."""
    return _said(entry.record, ())


def _said(record, path: tuple) -> Iterator[tuple]:
    for name, info, shape in fields(type(record)):
        value = getattr(record, name)
        if name not in record.model_fields_set or value is None:
            continue
        here = (*path, name)
        yield here, info, shape, value
        if shape is Shape.PARTS:
            for index, part in enumerate(value):
                yield from _said(part, (*here, index))
        elif shape in (Shape.GROUP, Shape.SIDES):
            yield from _said(value, here)


def backed(entry: Entry) -> set[str]:
    """The fields that at least one source backs."""
    return {name for source in entry.record.sources for name in source.supports}


def has(entry: Entry, name: str) -> bool:
    """Whether a record says something in field ``name``."""
    return name in entry.record.model_fields_set and getattr(entry.record, name) not in (None, [], {})
