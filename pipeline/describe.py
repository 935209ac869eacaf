"""What models and tables say, for editors, readers and analysts: JSON Schemas, the reference, Datasette's descriptions.

Everything here is made from the models; a test notices when a file and the models part.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import BaseModel

from pipeline import check
from pipeline import read as reading
from pipeline.records import FILED, KINDS
from pipeline.records.fields import said
from pipeline.records.shapes import Shape, bare, fields, inner
from pipeline.repository import Repository
from pipeline.tables import tables
from pipeline.vocabularies import VOCABULARIES

METADATA = "metadata.yml"
GENERATED = "# Made by `trendatlas schema` from the models; a change here is lost."


def described(repository: Repository, root: Path) -> dict[str, str]:
    """The text of every generated file by its path in the repository."""
    schemas = {
        f"data/schemas/{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in _schemas(repository)
    }
    return {
        **schemas,
        "docs/records.md": _record_reference(repository),
        "docs/tables.md": _table_reference(),
        "docs/rules.md": _rule_reference(),
        METADATA: _metadata((root / METADATA).read_text(encoding="utf-8")),
    }


def _schemas(repository: Repository) -> Iterator[tuple[str, dict]]:
    for kind in (*FILED, "moved", "vocabulary"):
        yield kind, _schema(KINDS[kind].model, repository)
    entry = _schema(KINDS["organisation"].model, repository)
    definitions = entry.pop("$defs", {})
    yield (
        "organisations",
        {
            "$schema": entry.pop("$schema"),
            "title": "Organisations",
            "type": "object",
            "additionalProperties": entry,
            "$defs": definitions,
        },
    )


def _schema(model: type[BaseModel], repository: Repository) -> dict:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
    for definition in (schema, *schema.get("$defs", {}).values()):
        for name, field in definition.get("properties", {}).items():
            definition["properties"][name] = _with_terms(field, repository)
    return schema


def _with_terms(field: dict, repository: Repository) -> dict:
    """A field of a schema with the terms of its vocabulary, and without what only the pipeline needs."""
    vocabulary = field.get("vocabulary")
    kept = {
        key: value
        for key, value in field.items()
        if key not in ("vocabulary", "record", "one", "source", "factual", "facet", "description_de", "title")
    }
    if field.get("description_de"):
        kept["description"] = f"{field['description']}\n\n{field['description_de']}"
    if not vocabulary:
        return kept
    terms = [int(term) if term.isdigit() else term for term in repository.terms(vocabulary)]
    if vocabulary in ("languages", "currencies"):
        terms = sorted(terms)
    return _restricted(kept, terms)


def _restricted(field: dict, terms: list) -> dict:
    if field.get("type") == "array":
        return {**field, "items": {"enum": terms}, "uniqueItems": True}
    if "additionalProperties" in field:
        return {**field, "propertyNames": {"enum": terms}}
    return {key: value for key, value in field.items() if key not in ("anyOf", "type")} | {"enum": terms}


def _record_reference(repository: Repository) -> str:
    lines = [
        "# Fields of the records",
        "",
        f"<!-- {GENERATED.removeprefix('# ')} -->",
        "",
        "Each table lists the fields of one kind of record in their canonical order. *Required* fields must be there;"
        " *backed* ones need a source in a record with `review: verified`.",
        "",
    ]
    for kind in KINDS.values():
        lines += [
            f"## {kind.id.capitalize()}",
            "",
            f"{kind.model.__doc__} File: `{kind.path('name')}`.",
            "",
            *_field_table(kind.model),
        ]
        for name, info, shape in fields(kind.model):
            if shape in (Shape.PARTS, Shape.SIDES, Shape.GROUP):
                lines += [f"### `{name}` of a {kind.id}", "", *_field_table(inner(info))]
    lines += ["## Vocabularies", "", *_vocabulary_table(repository)]
    return "\n".join(lines) + "\n"


def _field_table(model: type[BaseModel]) -> list[str]:
    lines = ["| field | what it says | Beschreibung | holds | must |", "|---|---|---|---|---|"]
    for name, info, shape in fields(model):
        must = ", ".join(
            word for word, true in (("required", info.is_required()), ("backed", said(info, "factual"))) if true
        )
        lines.append(
            f"| `{name}` | {info.description} | {said(info, 'description_de') or ''} | {_holds(info, shape)} | {must} |"
        )
    return [*lines, ""]


def _holds(info, shape: Shape) -> str:
    target = said(info, "vocabulary") or said(info, "record")
    kind = {str: "text", float: "number", bool: "true or false", int: "number"}.get(inner(info), shape.value)
    kind = f"list of {kind}s" if shape is Shape.VALUES else kind
    if "dict" in str(bare(info.annotation)) and shape is not Shape.BY_TERM:
        kind = "mapping"
    return f"{kind}: `{target}`" if target else kind


def _vocabulary_table(repository: Repository) -> list[str]:
    lines = ["| vocabulary | name | Name | terms |", "|---|---|---|---|"]
    for name in VOCABULARIES:
        vocabulary = repository.vocabularies[name]
        lines.append(
            f"| `{name}` | {vocabulary.name.en} | {vocabulary.name.de} | {', '.join(f'`{term}`' for term in vocabulary.terms)} |"
        )
    return lines


def _table_reference() -> str:
    lines = [
        "# Tables of the database",
        "",
        f"<!-- {GENERATED.removeprefix('# ')} -->",
        "",
        "Views `<kind>_de` and `<kind>_en` hold one row a record with labels instead of ids.",
        "",
    ]
    for table in tables().values():
        lines += [
            f"## `{table.name}`",
            "",
            f"{table.en} {table.de}",
            "",
            "| column | type | what it says | Beschreibung | refers to |",
            "|---|---|---|---|---|",
        ]
        lines += [
            f"| `{column.name}`{' (key)' if column.key else ''} | {_SQL.get(column.type, 'BLOB')} | {column.en} | {column.de} | {_code(column.references)} |"
            for column in table.columns
        ]
        lines.append("")
    return "\n".join(lines)


_SQL = {str: "TEXT", float: "REAL", int: "INTEGER", bool: "INTEGER"}


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def _rule_reference() -> str:
    lines = [
        "# Rules",
        "",
        f"<!-- {GENERATED.removeprefix('# ')} -->",
        "",
        "What `trendatlas validate` looks for. An error keeps everything from being built; a warning does not.",
        "",
        "## While reading a file",
        "",
        "| rule | sentence |",
        "|---|---|",
    ]
    lines += [f"| `{name}` | {sentence} |" for name, sentence in reading.RULES.items()]
    lines += ["", "## Over records", "", "| rule | sentence | looks at | is |", "|---|---|---|---|"]
    lines += [
        f"| `{rule.name}` | {rule.sentence} | {'one record' if rule.scope == 'record' else 'all records'} | {rule.severity} |"
        for rule in check.RULES.values()
    ]
    return "\n".join(lines) + "\n"


def _metadata(text: str) -> str:
    """``metadata.yml`` with the descriptions of all tables and columns made anew; what stands before them stays."""
    head = text.split(GENERATED)[0].rstrip()
    block = yaml.safe_dump(
        {"tables": {table.name: _described(table) for table in tables().values()}},
        allow_unicode=True,
        sort_keys=False,
        width=10_000,
    )
    indented = "\n".join(f"    {line}" for line in block.splitlines())
    return f"{head}\n    {GENERATED}\n{indented}\n"


def _described(table) -> dict:
    facets = [column.name for column in table.columns if column.facet]
    return {
        "description": f"{table.en} – {table.de}",
        **({"facets": facets} if facets else {}),
        **_LICENCE,
        "columns": {column.name: f"{column.en} – {column.de}" for column in table.columns},
    }


_LICENCE = {
    "license": "CC BY 4.0",
    "license_url": "https://creativecommons.org/licenses/by/4.0/",
    "source": "Trendatlas",
}
