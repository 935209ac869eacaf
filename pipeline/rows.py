"""Records to rows: each value goes to the column, link or text row that the tables derive from its field."""

import json
from collections.abc import Iterator
from functools import cache
from hashlib import sha256

from pydantic import BaseModel

from pipeline.records import FILED, KINDS
from pipeline.records.fields import said
from pipeline.records.shapes import Shape, fields
from pipeline.repository import Entry, Repository
from pipeline.tables import tables, vocabulary_table
from pipeline.text import slug, to_html
from pipeline.vocabularies import LANGUAGES, country_name, language_name, languages

Row = tuple[str, tuple]  # table, values in the order of its columns


def organisation_id(name: str, repository: Repository) -> str:
    """The id of an organisation that a record names: that of its entry, else one made from the name."""
    known = repository.organisation_ids.get(name) or slug(name)
    return known or f"organisation-{sha256(name.encode()).hexdigest()[:10]}"


def vocabulary_rows(repository: Repository) -> Iterator[Row]:
    """Rows of all vocabularies, countries and languages."""
    for name, vocabulary in sorted(repository.vocabularies.items()):
        table = vocabulary_table(name)
        for position, (term_id, term) in enumerate(vocabulary.terms.items(), 1):
            values = {
                "id": term_id,
                "position": position,
                "name_de": term.name.de,
                "name_en": term.name.en,
                "keywords": " ".join(term.keywords),
                "definition_de": term.definition.de,
                "definition_en": term.definition.en,
                "codes": json.dumps(term.codes, sort_keys=True),
                "independent": _bit(term.independent),
                "money": _bit(term.money),
            }
            yield table, _in_order(table, values)
    for position, (code, region) in enumerate(sorted(repository.countries.items()), 1):
        yield "countries", (code, position, country_name(code, "de"), country_name(code, "en"), region)
    for position, code in enumerate(sorted(languages()), 1):
        yield "languages", (code, position, language_name(code, "de"), language_name(code, "en"))


def _bit(value: bool | None) -> int | None:
    return None if value is None else int(value)


@cache
def _names(table: str) -> tuple[str, ...]:
    return tables()[table].names


def _in_order(table: str, values: dict) -> tuple:
    return tuple(map(values.get, _names(table)))


def record_rows(entry: Entry, number: int, repository: Repository) -> Iterator[Row]:
    """Rows of one record; ``number`` counts the records of its kind from 1."""
    kind, table = entry.kind, KINDS[entry.kind].plural
    values = {"number": number, "id": entry.id, "file": entry.file, **_scalars(entry.record), **_derived(entry)}
    yield table, _in_order(table, values)
    for name, info, shape in fields(type(entry.record)):
        value = getattr(entry.record, name)
        if not value:
            continue
        if shape is Shape.VALUES:
            yield from _link_rows(entry, name, info, value, repository)
        elif shape is Shape.PARTS:
            yield from _part_rows(entry, f"{kind}_{name}", value, ())
        elif shape is Shape.SIDES:
            for side in type(value).model_fields:
                yield from _part_rows(entry, f"{kind}_{name}", getattr(value, side), (side,))
    if kind in FILED:
        yield from ((f"{kind}_texts", (entry.id, *text)) for text in _texts(entry.record))


@cache
def _fields_of(model: type[BaseModel], *shapes: Shape) -> tuple[tuple[str, Shape], ...]:
    """Names of the fields of ``model`` that have one of these shapes; worked out once, not for each record."""
    return tuple((name, shape) for name, _, shape in fields(model) if shape in shapes)


def _scalars(model: BaseModel) -> dict:
    values = {}
    for name, shape in _fields_of(type(model), Shape.SCALAR, Shape.TEXT, Shape.GROUP):
        value = getattr(model, name)
        if shape is Shape.SCALAR:
            values[name] = int(value) if value is True or value is False else value
        elif value and shape is Shape.TEXT:
            for language in LANGUAGES:
                values[f"{name}_{language}"] = getattr(value, language)
        elif value:
            values.update(_scalars(value))
    return values


def _year(value: str | None) -> int | None:
    return int(value[:4]) if value else None


def _derived(entry: Entry) -> dict:
    record = entry.record
    values = {
        "source_count": len(record.sources),
        "last_checked": max((source.accessed for source in record.sources), default=None),
    }
    if entry.kind == "trend":
        newest = max(record.assessments, key=lambda assessment: assessment.as_of)
        return {**values, "stage": newest.stage, "stage_as_of": newest.as_of}
    if entry.kind == "innovation":
        values["main_trend"] = record.trends[0]
    if entry.kind != "organisation":
        values.update(started_year=_year(record.started), ended_year=_year(record.ended))
    return values


def _link_rows(entry: Entry, name: str, info, values: list, repository: Repository) -> Iterator[Row]:
    to_organisation = said(info, "record") == "organisation"
    ids = dict.fromkeys(organisation_id(value, repository) if to_organisation else value for value in values)
    yield from ((f"{entry.kind}_{name}", (entry.id, value, position)) for position, value in enumerate(ids, 1))


def _part_rows(entry: Entry, table: str, parts: list[BaseModel], side: tuple) -> Iterator[Row]:
    for position, part in enumerate(parts, 1):
        keys = dict(zip(("side",), side, strict=False)) | {entry.kind: entry.id, "position": position}
        yield table, _in_order(table, {**_scalars(part), **keys})
        own = getattr(part, "id", position)
        for name, _ in _fields_of(type(part), Shape.VALUES):
            listed = f"{table.removesuffix('s')}_{name}"
            yield from ((listed, (entry.id, *side, own, value)) for value in getattr(part, name))


def _texts(record: BaseModel) -> Iterator[tuple]:
    """(field, part, language, Markdown, HTML) of every long text of a record."""
    for name, shape in _fields_of(type(record), Shape.PASSAGE, Shape.PASSAGES, Shape.BY_TERM, Shape.PARTS):
        value = getattr(record, name)
        if not value:
            continue
        if shape is Shape.PASSAGE:
            parts = [("", value)]
        elif shape is Shape.PASSAGES:
            parts = [(f"{index:02}", text) for index, text in enumerate(value, 1)]
        elif shape is Shape.BY_TERM:
            parts = list(value.items())
        else:
            parts = _texts_of_parts(value)
        for part, text in parts:
            yield from (
                (name, part, language, getattr(text, language).strip(), to_html(getattr(text, language)))
                for language in LANGUAGES
                if getattr(text, language)
            )


def _texts_of_parts(parts: list[BaseModel]) -> list[tuple]:
    return [
        (f"{index:02}", getattr(part, name))
        for index, part in enumerate(parts, 1)
        for name, _ in _fields_of(type(part), Shape.PASSAGE)
        if getattr(part, name)
    ]


def organisations_named(entry: Entry, repository: Repository) -> dict[str, str]:
    """Name by id of the organisations that a record names; of several spellings the first."""
    named = {}
    for field, info, shape in fields(type(entry.record)):
        if shape is Shape.VALUES and said(info, "record") == "organisation":
            for name in getattr(entry.record, field):
                named.setdefault(organisation_id(name, repository), name)
    return named


def organisation_rows(repository: Repository, named: dict[str, str]) -> Iterator[Row]:
    """Rows of the organisations that have an entry, numbered by id, and then of those that are only ``named``."""
    entries = repository.entries["organisation"]
    for number, key in enumerate(sorted(entries), 1):
        yield from record_rows(entries[key], number, repository)
    for number, key in enumerate(sorted(named.keys() - entries.keys()), len(entries) + 1):
        only_named = {"number": number, "id": key, "name": named[key], "source_count": 0}
        yield "organisations", _in_order("organisations", only_named)


def moved_rows(repository: Repository) -> Iterator[Row]:
    """Rows of the ids that records once had."""
    for kind in FILED:
        yield from (("moved", (kind, *pair)) for pair in sorted(getattr(repository.moved, kind).items()))
