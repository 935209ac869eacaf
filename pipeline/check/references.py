"""Rules about what points elsewhere: to a term, to a record, to a source."""

from collections.abc import Iterator

from pipeline.check.rule import Finding, rule, said_values
from pipeline.records import FILED, KINDS
from pipeline.records.fields import said
from pipeline.records.shapes import Shape
from pipeline.repository import Entry, Repository
from pipeline.text import hint_near, with_article


def _values(shape: Shape, value, path: tuple) -> list[tuple[tuple, str]]:
    """Each single value of a field with its path."""
    if shape is Shape.SCALAR:
        return [(path, value)]
    if shape is Shape.VALUES:
        return [((*path, index), one) for index, one in enumerate(value)]
    return [((*path, key), key) for key in value] if shape is Shape.BY_TERM else []


_POINTS = {  # one function for each, so that the way through the fields is worked out once
    "vocabulary": lambda info, shape: said(info, "vocabulary"),
    "record": lambda info, shape: said(info, "record"),
    "source": lambda info, shape: said(info, "source"),
}


def _pointing(entry: Entry, to: str) -> Iterator[tuple]:
    """Each value that points to a ``to`` ("vocabulary", "record" or "source") with its path and what it points to."""
    for path, info, shape, value in said_values(entry, _POINTS[to]):
        target = said(info, to)
        yield from ((where, one, target) for where, one in _values(shape, value, path))


@rule("unknown-term", "A field with a vocabulary holds terms of it.")
def unknown_term(entry: Entry, repository: Repository) -> Iterator[Finding]:
    for path, value, vocabulary in _pointing(entry, "vocabulary"):
        terms = repository.terms(vocabulary)
        if terms and value not in terms:
            yield Finding(
                entry,
                path,
                f"{value!r} is no term of {vocabulary}",
                hint_near(
                    value,
                    terms,
                    f"write one of data/vocabularies/{vocabulary}.yml"
                    if vocabulary not in ("countries", "languages", "currencies")
                    else f"write a code of {_CODES[vocabulary]}",
                ),
            )


_CODES = {
    "countries": "ISO 3166-1 alpha-2, such as KE",
    "languages": "ISO 639-1, such as en",
    "currencies": "ISO 4217, such as EUR",
}


def _named_records(entry: Entry) -> list[tuple]:
    return [pointing for pointing in _pointing(entry, "record") if pointing[2] != "organisation"]


@rule(
    "unknown-record",
    "An id of another record is the name of a file that exists, and not the record itself.",
    scope="repository",
    gather=_named_records,
)
def unknown_record(repository: Repository) -> Iterator[Finding]:
    for entry, named in repository.facts("unknown-record"):
        for path, value, kind in named:
            if not repository.knows(kind, value):
                yield Finding(
                    entry,
                    path,
                    f"{value!r} is no {kind}",
                    hint_near(value, repository.entries[kind], f"write the id of {with_article(kind)}, or remove it"),
                )
            elif (kind, value) == (entry.kind, entry.id):
                yield Finding(entry, path, f"{value!r} is this very record", "remove it")


@rule("unknown-source", "A figure, assessment or benefit names a source of its own record.")
def unknown_source(entry: Entry, repository: Repository) -> Iterator[Finding]:
    ids = [source.id for source in entry.record.sources]
    for path, value, _ in _pointing(entry, "source"):
        if value not in ids:
            yield Finding(
                entry,
                path,
                f"this record has no source {value!r}",
                hint_near(value, ids, f"write one of {', '.join(ids)}"),
            )


@rule("source-once", "Each source of a record has an id and an address of its own.")
def source_once(entry: Entry, repository: Repository) -> Iterator[Finding]:
    seen = {}
    for index, source in enumerate(entry.record.sources):
        for name in ("id", "url"):
            value = getattr(source, name)
            if value and (name, value) in seen:
                yield Finding(
                    entry,
                    ("sources", index, name),
                    f"source {seen[name, value] + 1} has the same {name}, {value!r}",
                    "make one source of the two",
                )
            seen.setdefault((name, value), index)


def _successors(entry: Entry) -> list[str]:
    return list(getattr(entry.record, "succeeded_by", ()))


@rule("successor-circle", "Nothing replaces what has replaced it.", scope="repository", gather=_successors)
def successor_circle(repository: Repository) -> Iterator[Finding]:
    successors = {(entry.kind, entry.id): ids for entry, ids in repository.facts("successor-circle")}
    for entry, _ in repository.facts("successor-circle"):
        after = _after(successors, entry.kind, entry.id)
        circle = {other for other in after if entry.id in _after(successors, entry.kind, other)} - {entry.id}
        if circle and entry.id < min(circle):  # one circle is one mistake, told where its first record stands
            names = ", ".join(sorted(circle))
            yield Finding(
                entry, ("succeeded_by",), f"{names} succeeded it and is succeeded by it", "remove one of the two"
            )


def _after(successors: dict[tuple[str, str], list[str]], kind: str, start: str) -> set[str]:
    """Everything that came after ``start``, directly or not."""
    seen, waiting = set(), [start]
    while waiting:
        fresh = {*successors.get((kind, waiting.pop()), ())} - seen
        seen |= fresh
        waiting += fresh
    return seen


@rule("moved", "An earlier id leads to a record that is there, and is the id of none.", scope="repository")
def moved(repository: Repository) -> Iterator[Finding]:
    entry = Entry("moved", "moved", KINDS["moved"].path("moved"), repository.moved)
    for kind in FILED:
        for earlier, now in getattr(repository.moved, kind).items():
            if not repository.knows(kind, now):
                hint = hint_near(now, repository.entries[kind], "write the id of today")
                yield Finding(entry, (kind, earlier), f"{now!r} is no {kind}", hint)
            if repository.knows(kind, earlier):
                yield Finding(
                    entry, (kind, earlier), f"{earlier!r} is the id of {with_article(kind)} today", "remove the line"
                )
