"""What a rule is: a name, a sentence, a scope, and a function that finds what breaks it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pipeline.problems import ERROR
from pipeline.records.shapes import Shape, fields, inner
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
    """A rule over one record (``scope`` is "record") or over all (``scope`` is "repository").

    One over all sees of each entry only the facts that ``gather`` took from it: plain values, few and small, so that
    the records themselves need not stand in memory together and facts can be kept from one time to the next.
    """

    name: str
    sentence: str
    scope: str
    severity: str
    find: Callable[..., Iterable[Finding]]
    gather: Callable[[Entry], object] | None = None


RULES: dict[str, Rule] = {}


def rule(name: str, sentence: str, scope: str = "record", severity: str = ERROR, gather=None):
    """Enters a function as a rule. With scope "record" it takes an entry and the repository, else the repository.

    ``gather`` takes an entry and returns what the rule needs to know of it, or nothing: tuples, texts, numbers and
    bytes. The rule finds it again in ``entry.facts`` under its own name.
    """

    def enter(find):
        RULES[name] = Rule(name, sentence, scope, severity, find, gather)
        return find

    return enter


def said_values(entry: Entry, wanted: Callable[[FieldInfo, Shape], object]) -> Iterator[tuple]:
    """Each ``wanted`` field that stands in a record with its path, description, shape and value, parts included."""
    return _said(entry.record, (), wanted)


def _said(record: BaseModel, path: tuple, wanted: Callable) -> Iterator[tuple]:
    said = record.__dict__
    for name, info, shape, itself, inside in _ways(type(record), wanted):
        value = said[name]
        if value is None:
            continue
        here = (*path, name)
        if itself:
            yield here, info, shape, value
        if inside and shape is Shape.PARTS:
            for index, part in enumerate(value):
                yield from _said(part, (*here, index), wanted)
        elif inside:
            yield from _said(value, here, wanted)


@cache
def _ways(model: type[BaseModel], wanted: Callable) -> tuple[tuple, ...]:
    """The fields of ``model`` that are wanted or hold wanted ones; walking all of them takes several times as long."""
    ways = []
    for name, info, shape in fields(model):
        holds_parts = shape in (Shape.PARTS, Shape.GROUP, Shape.SIDES)
        itself, inside = bool(wanted(info, shape)), holds_parts and bool(_ways(inner(info), wanted))
        if itself or inside:
            ways.append((name, info, shape, itself, inside))
    return tuple(ways)


def backed(entry: Entry) -> set[str]:
    """The fields that at least one source backs."""
    return {name for source in entry.record.sources for name in source.supports}


def has(entry: Entry, name: str) -> bool:
    """Whether a record says something in field ``name``."""
    return name in entry.record.model_fields_set and getattr(entry.record, name) not in (None, [], {})
