"""The schema analysts see: one SQLModel table per kind, per list and per vocabulary, derived from the records.

A field of a record says its type, descriptions, vocabulary and limits; here it becomes a column (one value, a
short text), a link table (a list of values) or a table of its own (a list of parts). Long texts stand in side
tables, so that tables stay narrow. Foreign keys are real; tables are STRICT.
"""

from dataclasses import dataclass, replace
from functools import cache

from pydantic import BaseModel
from sqlalchemy import REAL, CheckConstraint, ForeignKeyConstraint, Integer, MetaData, Text
from sqlmodel import Field, SQLModel

from pipeline.records import FILED, KINDS
from pipeline.records.fields import said
from pipeline.records.shapes import Shape, fields, inner
from pipeline.vocabularies import LANGUAGES, VOCABULARIES

SQL_TYPES = {str: Text, float: REAL, int: Integer, bool: Integer}
SQL_NAMES = {str: "TEXT", float: "REAL", int: "INTEGER", bool: "INTEGER"}
LANGUAGE_NAMES = {"de": ("in German", "auf Deutsch"), "en": ("in English", "auf Englisch")}


@dataclass(frozen=True)
class Column:
    """A column: name, Python type, descriptions, ``table.column`` that it refers to, part of the key or not."""

    name: str
    type: type
    en: str
    de: str
    references: str = ""
    key: bool = False
    required: bool = True
    facet: bool = False


@dataclass(frozen=True)
class Table:
    """A table: its columns in order, descriptions, keys that span columns, and columns to index."""

    name: str
    en: str
    de: str
    columns: tuple[Column, ...]
    spanning: tuple[tuple[tuple[str, ...], str], ...] = ()  # ((columns here), "table(columns there)")
    unique: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of the columns of the primary key."""
        return tuple(column.name for column in self.columns if column.key)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all columns, in the order of rows."""
        return tuple(column.name for column in self.columns)


def vocabulary_table(vocabulary: str) -> str:
    """The table of a vocabulary: ``partnership-forms`` is in ``partnership_forms``."""
    return vocabulary.replace("-", "_")


def _reference(info) -> str:
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
        _reference(info),
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


def _columns(model: type[BaseModel]) -> list[Column]:
    """Columns of the fields that hold one value each."""
    columns = []
    for name, info, shape in fields(model):
        if shape is Shape.SCALAR:
            columns.append(_scalar(name, info))
        elif shape is Shape.TEXT:
            columns += _by_language(name, info)
        elif shape is Shape.GROUP:
            columns += _columns(inner(info))
    return columns


def _owner(kind: str) -> Column:
    return Column(kind, str, f"The {kind}.", f"Der Datensatz ({kind}).", f"{KINDS[kind].plural}.id", key=True)


_POSITION = Column("position", int, "Place in the list, from 1.", "Platz in der Liste, ab 1.")


def _value(info, references: str) -> Column:
    return Column(said(info, "one"), str, info.description, said(info, "description_de"), references, key=True)


def _link(kind: str, name: str, info) -> Table:
    return Table(
        f"{kind}_{name}",
        f"{KINDS[kind].plural.capitalize()}: {name}. {info.description}",
        said(info, "description_de"),
        (_owner(kind), _value(info, _reference(info)), _POSITION),
    )


def _part_tables(kind: str, name: str, info, sides: bool) -> list[Table]:
    """The table of a list of parts and the link tables of the lists inside it."""
    model = inner(info) if not sides else inner(next(iter(inner(info).model_fields.values())))
    columns, own = _columns(model), "id" if "id" in model.model_fields else "position"
    side = [Column("side", str, "Whose: social or corporate.", "Wessen: social oder corporate.", key=True)] * sides
    columns = [_owner(kind), *side, _POSITION, *columns]
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


def _kind_tables(kind: str) -> list[Table]:
    model, plural = KINDS[kind].model, KINDS[kind].plural
    first = [NUMBER, Column("id", str, "Id; the name of its file.", "Kennung; der Name der Datei.", key=True)]
    tables = [
        Table(
            plural,
            model.__doc__,
            _GERMAN[kind],
            (*first, *_columns(model), *DERIVED[kind], SOURCE_COUNT, LAST_CHECKED, FILE),
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


def _term_columns(*more: Column) -> tuple[Column, ...]:
    return (
        Column("id", str, "The term as records write it.", "Der Begriff, wie ihn Datensätze schreiben.", key=True),
        Column("position", int, "Place in the vocabulary, from 1.", "Platz im Vokabular, ab 1."),
        Column("name_de", str, "Name in German.", "Name auf Deutsch."),
        Column("name_en", str, "Name in English.", "Name auf Englisch."),
        *more,
    )


_DEFINED = (
    Column(
        "keywords", str, "Other words by which readers search for it.", "Andere Wörter, mit denen danach gesucht wird."
    ),
    Column("definition_de", str, "Definition in German.", "Definition auf Deutsch."),
    Column("definition_en", str, "Definition in English.", "Definition auf Englisch."),
    Column(
        "codes", str, "Codes in published classifications, JSON.", "Codes in veröffentlichten Klassifikationen, JSON."
    ),
)
_FLAGS = {
    "source-kinds": Column(
        "independent",
        bool,
        "1 if independent of the organisation.",
        "1, wenn unabhängig von der Organisation.",
        required=False,
    ),
    "metrics": Column("money", bool, "1 if an amount of money.", "1, wenn ein Geldbetrag.", required=False),
}


def _vocabulary_tables() -> list[Table]:
    tables = [
        Table(
            vocabulary_table(name),
            f"Vocabulary: {name}.",
            f"Vokabular: {name}.",
            _term_columns(*_DEFINED, *([_FLAGS[name]] if name in _FLAGS else [])),
        )
        for name in VOCABULARIES
    ]
    region = Column("region", str, "Region by UN M49.", "Region nach UN M49.", "regions.id")
    return [
        *tables,
        Table(
            "countries",
            "Countries, ISO 3166-1; names from CLDR.",
            "Länder, ISO 3166-1; Namen aus CLDR.",
            _term_columns(region),
        ),
        Table(
            "languages",
            "Languages, ISO 639-1; names from CLDR.",
            "Sprachen, ISO 639-1; Namen aus CLDR.",
            _term_columns(),
        ),
    ]


_TREND = Column("trend", str, "The trend.", "Der Trend.", "trends.id", key=True)
_DERIVED_TABLES = [
    Table(
        "trend_years",
        "Cases of a trend by year, computed with pandas.",
        "Fälle eines Trends nach Jahren, berechnet mit pandas.",
        (
            _TREND,
            Column("year", int, "Year.", "Jahr.", key=True),
            Column("started", int, "Cases that started in the year.", "Fälle, die in dem Jahr begannen."),
            Column("started_so_far", int, "Cases that started up to the year.", "Fälle, die bis zu dem Jahr begannen."),
            Column(
                "active",
                int,
                "Cases of these that had not ended by the end of the year.",
                "Davon Fälle, die am Ende des Jahres nicht beendet waren.",
            ),
        ),
    ),
    Table(
        "trend_countries",
        "Cases of a trend by country of origin, computed with pandas.",
        "Fälle eines Trends nach Herkunftsland, berechnet mit pandas.",
        (
            _TREND,
            Column("country", str, "Country of origin.", "Herkunftsland.", "countries.id", key=True),
            Column("cases", int, "Cases.", "Fälle."),
        ),
    ),
    Table(
        "coverage",
        "How the records are spread, by kind and dimension, computed with pandas.",
        "Wie sich die Datensätze verteilen, nach Art und Merkmal, berechnet mit pandas.",
        (
            Column("kind", str, "Kind of record.", "Art des Datensatzes.", key=True),
            Column(
                "dimension",
                str,
                "What is counted by: region, review, status, language, sources, last check.",
                "Wonach gezählt wird: Region, Prüfstand, Status, Sprache, Quellen, letzte Prüfung.",
                key=True,
            ),
            Column("value", str, "Its value.", "Der Wert.", key=True),
            Column("records", int, "Records.", "Datensätze."),
            Column(
                "share",
                float,
                "Share of the records of the kind, 0 to 1.",
                "Anteil an den Datensätzen der Art, 0 bis 1.",
            ),
        ),
    ),
    Table(
        "facets",
        "For each value of a facet the rows that have it, as a compressed bitmap (Roaring).",
        "Je Wert einer Facette die Zeilen, die ihn haben, als komprimierte Bitmap (Roaring).",
        (
            Column("kind", str, "Kind of record.", "Art des Datensatzes.", key=True),
            Column("facet", str, "Field.", "Feld.", key=True),
            Column("value", str, "Value.", "Wert.", key=True),
            Column("count", int, "Rows that have it.", "Zeilen, die ihn haben."),
            Column("bitmap", bytes, "Their numbers.", "Ihre Nummern."),
        ),
    ),
    Table(
        "documents",
        "What the full-text index reads: folded text of every record in both languages.",
        "Was der Volltextindex liest: vereinheitlichter Text jedes Datensatzes in beiden Sprachen.",
        (
            Column("number", int, "Row of the index.", "Zeile des Index.", key=True),
            Column("kind", str, "Kind of record.", "Art des Datensatzes."),
            Column("record", str, "Id of the record.", "Kennung des Datensatzes."),
            Column("name", str, "Names.", "Namen."),
            Column("other_names", str, "Other and earlier names.", "Andere und frühere Namen."),
            Column("summary", str, "Summaries.", "Kurzfassungen."),
            Column(
                "terms",
                str,
                "Names of its terms, countries and organisations.",
                "Namen seiner Begriffe, Länder und Organisationen.",
            ),
            Column("body", str, "Long texts.", "Lange Texte."),
        ),
    ),
    Table(
        "build",
        "What this file was built from.",
        "Woraus diese Datei gebaut ist.",
        (
            Column("key", str, "What is told.", "Was gesagt wird.", key=True),
            Column("value", str, "Its value.", "Der Wert."),
        ),
    ),
]


@cache
def tables() -> dict[str, Table]:
    """All tables by name, those that others refer to first."""
    kinds = [table for kind in ("organisation", *FILED) for table in _kind_tables(kind)]
    return {table.name: table for table in (*_vocabulary_tables(), *kinds, *_DERIVED_TABLES)}


_METADATA = MetaData()


def _field(column: Column):
    keyed = {"primary_key": True} if column.key else {}
    pointing = {"foreign_key": column.references} if column.references else {}
    kind = {"sa_type": SQL_TYPES[column.type]} if column.type in SQL_TYPES else {}
    return Field(description=column.en, nullable=not column.required, **kind, **keyed, **pointing)


def _arguments(table: Table) -> tuple:
    spanning = []
    for here, there in table.spanning:
        name, columns = there.rstrip(")").split("(")
        spanning.append(ForeignKeyConstraint(here, [f"{name}.{column}" for column in columns.split(", ")]))
    checks = [CheckConstraint(f"{column.name} in (0, 1)") for column in table.columns if column.type is bool]
    rowless = len(table.keys) > 1
    return (*spanning, *checks, {"sqlite_strict": True, "sqlite_with_rowid": not rowless})


@cache
def models() -> dict[str, type[SQLModel]]:
    """The SQLModel table class of each table."""

    class Base(SQLModel):
        metadata = _METADATA

    made = {}
    for table in tables().values():
        space = {
            "__module__": __name__,
            "__tablename__": table.name,
            "__doc__": table.en,
            "__annotations__": {c.name: c.type if c.required else c.type | None for c in table.columns},
            "__table_args__": _arguments(table),
            **{c.name: _field(c) for c in table.columns},
        }
        made[table.name] = type(SQLModel)(table.name.title().replace("_", ""), (Base,), space, table=True)
    return made


def create_statements() -> list[str]:
    """``CREATE TABLE`` for every table, in the dialect of SQLite; source: the SQLModel classes."""
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateTable

    return [str(CreateTable(model.__table__).compile(dialect=sqlite.dialect())).strip() for model in models().values()]


def index_statements() -> list[str]:
    """``CREATE INDEX`` for every reference and facet that no key begins with, to run after the rows are in."""
    statements = []
    for table in tables().values():
        for column in table.columns:
            if (column.references or column.facet) and table.keys[:1] != (column.name,):
                others = [key for key in table.keys if key != column.name] if column.key else []
                statements.append(
                    f"create index {table.name}_by_{column.name} on {table.name} ({', '.join([column.name, *others])})"
                )
        statements += [f"create unique index {table.name}_by_{name} on {table.name} ({name})" for name in table.unique]
    return statements


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
            columns.append(_labelled(f"r.{name}", _reference(info), language) + f" as {name}")
        elif shape is Shape.VALUES:
            columns.append(_joined(kind, name, info, language) + f" as {name}")
        elif shape is Shape.GROUP:
            columns += [f"r.{column.name} as {column.name}" for column in _columns(inner(info))]
    derived = [f"r.{column.name} as {column.name}" for column in (*DERIVED[kind], SOURCE_COUNT, LAST_CHECKED, FILE)]
    return "select " + ",\n  ".join([*columns, *derived]) + f"\nfrom {plural} r"


def _name_column(table: str, language: str) -> str:
    return f"name_{language}" if f"name_{language}" in tables()[table].names else "name"


def _labelled(value: str, reference: str, language: str) -> str:
    if not reference:
        return value
    table = reference.removesuffix(".id")
    return f"(select t.{_name_column(table, language)} from {table} t where t.id = {value})"


def _joined(kind: str, name: str, info, language: str) -> str:
    one, reference = said(info, "one"), _reference(info)
    label = _labelled(f"l.{one}", reference, language)
    return (
        f"(select group_concat(label, '; ') from (select {label} as label from {kind}_{name} l"
        f" where l.{kind} = r.id order by l.position))"
    )
