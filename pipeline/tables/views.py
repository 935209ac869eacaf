"""Views for analysts: one row a record, labels instead of ids, in one language."""

from pipeline.records import FILED, KINDS, RECORD_KINDS
from pipeline.records.fields import said
from pipeline.records.shapes import Shape, fields, inner
from pipeline.tables.derive import DERIVED, FILE, LAST_CHECKED, SOURCE_COUNT, columns_of, reference_of
from pipeline.vocabularies import LANGUAGES

_ONE_NAME = {kind.plural for kind in map(KINDS.get, RECORD_KINDS) if inner(kind.model.model_fields["name"]) is str}


def view_statements() -> list[str]:
    """``CREATE VIEW`` for each kind and language: one row a record, labels instead of ids, lists joined by "; "."""
    return [
        f"create view {KINDS[kind].plural}_{language} as\n{_view(kind, language)}"
        for kind in FILED
        for language in LANGUAGES
    ]


def _view(kind: str, language: str) -> str:
    plural = KINDS[kind].plural
    columns = ["r.id as id"]
    for name, info, shape in fields(KINDS[kind].model):
        if shape is Shape.TEXT:
            other = next(code for code in LANGUAGES if code != language)
            columns.append(f"coalesce(r.{name}_{language}, r.{name}_{other}) as {name}")
        elif shape is Shape.SCALAR:
            columns.append(_labelled(f"r.{name}", reference_of(info), language) + f" as {name}")
        elif shape is Shape.VALUES:
            columns.append(_joined(kind, name, info, language) + f" as {name}")
        elif shape is Shape.GROUP:
            columns += [f"r.{column.name} as {column.name}" for column in columns_of(inner(info))]
    derived = [f"r.{column.name} as {column.name}" for column in (*DERIVED[kind], SOURCE_COUNT, LAST_CHECKED, FILE)]
    return "select " + ",\n  ".join([*columns, *derived]) + f"\nfrom {plural} r"


def _name_column(table: str, language: str) -> str:
    return "name" if table in _ONE_NAME else f"name_{language}"


def _labelled(value: str, reference: str, language: str) -> str:
    if not reference:
        return value
    table = reference.removesuffix(".id")
    return f"(select t.{_name_column(table, language)} from {table} t where t.id = {value})"


def _joined(kind: str, name: str, info, language: str) -> str:
    one, reference = said(info, "one"), reference_of(info)
    label = _labelled(f"l.{one}", reference, language)
    return (
        f"(select group_concat(label, '; ') from (select {label} as label from {kind}_{name} l"
        f" where l.{kind} = r.id order by l.position))"
    )
