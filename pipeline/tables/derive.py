"""Tables of the records, derived from their fields: columns, link tables, tables of parts, side tables of long texts."""

from dataclasses import replace

from pydantic import BaseModel

from pipeline.records import FILED, KINDS
from pipeline.records.fields import said
from pipeline.records.shapes import Shape, fields, inner
from pipeline.tables.column import POSITION, Column, Table, vocabulary_table
from pipeline.vocabularies import LANGUAGES

LANGUAGE_NAMES = {"de": ("in German", "auf Deutsch"), "en": ("in English", "auf Englisch")}


def reference_of(info) -> str:
    """``table.column`` that the values of a field refer to; empty if they stand for themselves."""
    vocabulary, record = said(info, "vocabulary"), said(info, "record")
    if vocabulary and vocabulary != "currencies":
        return f"{vocabulary_table(vocabulary)}.id"
    return f"{KINDS[record].plural}.id" if record else ""


def _scalar(name: str, info) -> Column:
    return Column(
        name,
        inner(info),
        info.description,
        said(info, "description_de"),
        reference_of(info),
        required=info.is_required() or info.default is not None,
        facet=bool(said(info, "facet")),
    )


def _by_language(name: str, info) -> list[Column]:
    german, english = info.description.rstrip("."), said(info, "description_de").rstrip(".")
    return [
        Column(
            f"{name}_{language}",
            str,
            f"{german}, {LANGUAGE_NAMES[language][0]}.",
            f"{english}, {LANGUAGE_NAMES[language][1]}.",
            required=False,
        )
        for language in LANGUAGES
    ]


def columns_of(model: type[BaseModel]) -> list[Column]:
    """Columns of the fields that hold one value each."""
    columns = []
    for name, info, shape in fields(model):
        if shape is Shape.SCALAR:
            columns.append(_scalar(name, info))
        elif shape is Shape.TEXT:
            columns += _by_language(name, info)
        elif shape is Shape.GROUP:
            columns += columns_of(inner(info))
    return columns


def _owner(kind: str) -> Column:
    return Column(kind, str, f"The {kind}.", f"Der Datensatz ({kind}).", f"{KINDS[kind].plural}.id", key=True)


def _value(info, references: str) -> Column:
    return Column(said(info, "one"), str, info.description, said(info, "description_de"), references, key=True)


def _link(kind: str, name: str, info) -> Table:
    return Table(
        f"{kind}_{name}",
        f"{KINDS[kind].plural.capitalize()}: {name}. {info.description}",
        said(info, "description_de"),
        (_owner(kind), _value(info, reference_of(info)), POSITION),
    )


def _part_tables(kind: str, name: str, info, sides: bool) -> list[Table]:
    """The table of a list of parts and the link tables of the lists inside it."""
    model = inner(info) if not sides else inner(next(iter(inner(info).model_fields.values())))
    columns, own = columns_of(model), "id" if "id" in model.model_fields else "position"
    side = [Column("side", str, "Whose: social or corporate.", "Wessen: social oder corporate.", key=True)] * sides
    columns = [_owner(kind), *side, POSITION, *columns]
    columns = [replace(column, key=column.key or column.name == own) for column in columns]
    columns.sort(
        key=lambda column: not column.key
    )  # SQLite 3.40 finds a table damaged where the key does not come first
    pointing = [
        column for column, part, _ in fields(model) if said(part, "source") and column in {c.name for c in columns}
    ]
    spanning = tuple(((kind, column), f"{kind}_sources({kind}, id)") for column in pointing)
    table = Table(
        f"{kind}_{name}",
        f"{KINDS[kind].plural.capitalize()}: {name}. {info.description}",
        said(info, "description_de"),
        tuple(columns),
        spanning,
    )
    return [table, *_lists_of(kind, table, model)]


def _lists_of(kind: str, owner: Table, model: type[BaseModel]) -> list[Table]:
    keys = [column for column in owner.columns if column.key]
    here = [
        replace(
            column, name=_singular(owner.name, column.name), references=column.references if column.name == kind else ""
        )
        for column in keys
    ]
    back = (tuple(column.name for column in here), f"{owner.name}({', '.join(owner.keys)})")
    tables = []
    for name, info, shape in fields(model):
        if shape is not Shape.VALUES:
            continue
        spanning = [back] + [((kind, said(info, "one")), f"{kind}_sources({kind}, id)")] * bool(said(info, "source"))
        tables.append(
            Table(
                f"{owner.name.removesuffix('s')}_{name}",
                f"{owner.en} Here: {name}. {info.description}",
                said(info, "description_de"),
                (*here, _value(info, "")),
                tuple(spanning),
            )
        )
    return tables


def _singular(table: str, column: str) -> str:
    return table.split("_")[-1].removesuffix("s") if column in ("id", "position") else column


def _texts(kind: str) -> Table:
    return Table(
        f"{kind}_texts",
        f"Long texts of {KINDS[kind].plural}, as Markdown and as safe HTML.",
        "Lange Texte, als Markdown und als sicheres HTML.",
        (
            _owner(kind),
            Column("field", str, "Field of the record.", "Feld des Datensatzes.", key=True),
            Column(
                "part",
                str,
                "Term or place in the list where a field has several texts, else empty.",
                "Begriff oder Platz in der Liste, wo ein Feld mehrere Texte hat, sonst leer.",
                key=True,
            ),
            Column("language", str, "Language: de or en.", "Sprache: de oder en.", key=True),
            Column("markdown", str, "The text as written.", "Der Text, wie er geschrieben ist."),
            Column("html", str, "The text as shown.", "Der Text, wie er gezeigt wird."),
        ),
    )


NUMBER = Column(
    "number",
    int,
    "Number of the row; bits of the facet bitmaps count by it.",
    "Nummer der Zeile; danach zählen die Bits der Facetten.",
)
FILE = Column(
    "file",
    str,
    "File of the record in the repository; none for organisations that are only named.",
    "Datei des Datensatzes im Repositorium; keine bei Organisationen, die nur genannt werden.",
    required=False,
)
LAST_CHECKED = Column(
    "last_checked",
    str,
    "When one of its sources was last read.",
    "Wann zuletzt eine seiner Quellen gelesen wurde.",
    required=False,
)
SOURCE_COUNT = Column("source_count", int, "Number of its sources.", "Anzahl seiner Quellen.")
_YEARS = (
    Column("started_year", int, "Year of the start.", "Jahr des Beginns.", required=False),
    Column("ended_year", int, "Year of the end.", "Jahr des Endes.", required=False),
)
DERIVED = {
    "trend": (
        Column(
            "stage",
            str,
            "Stage in the newest assessment.",
            "Stufe in der neuesten Einschätzung.",
            "stages.id",
            facet=True,
        ),
        Column("stage_as_of", str, "Date of the newest assessment.", "Datum der neuesten Einschätzung."),
    ),
    "innovation": (
        Column("main_trend", str, "The first of its trends.", "Der erste seiner Trends.", "trends.id"),
        *_YEARS,
    ),
    "partnership": _YEARS,
    "tool": _YEARS,
    "organisation": (),
}


def kind_tables(kind: str) -> list[Table]:
    """Every table that the records of ``kind`` fill, its own first."""
    model, plural = KINDS[kind].model, KINDS[kind].plural
    first = [NUMBER, Column("id", str, "Id; the name of its file.", "Kennung; der Name der Datei.", key=True)]
    tables = [
        Table(
            plural,
            model.__doc__,
            _GERMAN[kind],
            (*first, *columns_of(model), *DERIVED[kind], SOURCE_COUNT, LAST_CHECKED, FILE),
            unique=("number",),
        )
    ]
    for name, info, shape in fields(model):
        if shape is Shape.VALUES:
            tables.append(_link(kind, name, info))
        elif shape in (Shape.PARTS, Shape.SIDES):
            tables += _part_tables(kind, name, info, shape is Shape.SIDES)
    return tables + ([_texts(kind)] if kind in FILED else [])


_GERMAN = {
    "trend": "Bewegungen, die sich in mehreren Innovationen zeigen.",
    "innovation": "Praxisbeispiele: Produkte, Dienste, Plattformen oder Kampagnen im Einsatz.",
    "partnership": "Kooperationen sozialer Organisationen mit Unternehmen und was jede Seite davon hat.",
    "tool": "Digitale Werkzeuge für die Arbeit sozialer Organisationen; eingestellte bleiben verzeichnet.",
    "organisation": "Organisationen, die in Datensätzen vorkommen.",
}
