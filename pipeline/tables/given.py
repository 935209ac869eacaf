"""Tables that no record's field gives: vocabularies, and what is computed."""

from pipeline.tables.column import Column, Table, vocabulary_table
from pipeline.vocabularies import VOCABULARIES


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


def vocabulary_tables() -> list[Table]:
    """A table for each vocabulary, for countries and for languages."""
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
COMPUTED = [
    Table(
        "moved",
        "Ids that records once had; their addresses lead to the record of today.",
        "Kennungen, die Datensätze früher hatten; ihre Adressen führen zum heutigen Datensatz.",
        (
            Column("kind", str, "Kind of record.", "Art des Datensatzes.", key=True),
            Column("earlier", str, "Earlier id.", "Frühere Kennung.", key=True),
            Column("now", str, "Id of today.", "Heutige Kennung."),
        ),
    ),
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
                "Wonach gezählt wird: Region, Prüfstatus, Status, Sprache, Quellen, letzte Prüfung.",
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
            Column("name", str, "Names, one a line.", "Namen, einer je Zeile."),
            Column("other_names", str, "Other and earlier names, one a line.", "Andere und frühere Namen, einer je Zeile."),
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
