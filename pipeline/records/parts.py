"""What several kinds of record share: texts by language, sources, figures, links."""

from typing import Annotated, ClassVar

from pydantic import model_validator

from pipeline.records.fields import Identifier, Line, Link, Number, Once, PartialDate, Strict, fact, refuse


class Text(Strict):
    """A text for readers by language; one language is enough, the other one missing is a warning."""

    markdown: ClassVar[bool] = False

    @model_validator(mode="after")
    def has_a_language(self):
        if not (self.de or self.en):
            raise refuse("language", "this text has neither German nor English", "write `de:` and `en:` beneath it")
        return self


class Label(Text):
    """A name of a few words."""

    de: Line | None = fact("German text.", "Deutscher Text.", default=None, min_length=1, max_length=100)
    en: Line | None = fact("English text.", "Englischer Text.", default=None, min_length=1, max_length=100)


class Sentence(Text):
    """One sentence for cards and search results."""

    de: Line | None = fact("German text.", "Deutscher Text.", default=None, min_length=1, max_length=200)
    en: Line | None = fact("English text.", "Englischer Text.", default=None, min_length=1, max_length=200)


class Remark(Text):
    """A few plain sentences beside a fact."""

    de: str | None = fact("German text.", "Deutscher Text.", default=None, min_length=1, max_length=1000)
    en: str | None = fact("English text.", "Englischer Text.", default=None, min_length=1, max_length=1000)


class Passage(Text):
    """A longer text in Markdown, without HTML."""

    markdown: ClassVar[bool] = True

    de: str | None = fact(
        "German text, Markdown.", "Deutscher Text, Markdown.", default=None, min_length=1, max_length=4000
    )
    en: str | None = fact(
        "English text, Markdown.", "Englischer Text, Markdown.", default=None, min_length=1, max_length=4000
    )


class Source(Strict):
    """Where facts come from."""

    id: Identifier = fact(
        "Short id, unique in the record; figures and assessments point to it.",
        "Kurze Kennung, einmalig im Datensatz; Zahlen und Einschätzungen verweisen darauf.",
        example="tr35-kobia",
    )
    title: Line = fact(
        "Title of the page or publication.", "Titel der Seite oder Veröffentlichung.", min_length=1, max_length=300
    )
    url: Link | None = fact(
        "Address exactly as it was read; only a printed source may lack it.",
        "Adresse genau so, wie sie gelesen wurde; nur bei Gedrucktem darf sie fehlen.",
        default=None,
        max_length=1000,
    )
    publisher: Line | None = fact(
        "Who published it.", "Wer sie veröffentlicht hat.", default=None, min_length=1, max_length=200
    )
    published: PartialDate | None = fact(
        "When it was published, as exactly as it says.",
        "Wann sie erschienen ist, so genau wie angegeben.",
        default=None,
    )
    accessed: PartialDate = fact("When the researcher read it.", "Wann sie gelesen wurde.", example="2026-11-23")
    access: str = fact("How it was read.", "Wie sie gelesen wurde.", vocabulary="access")
    kind: str = fact(
        "Who stands behind it; decides whether it counts as independent.",
        "Wer dahintersteht; entscheidet, ob sie als unabhängig zählt.",
        vocabulary="source-kinds",
    )
    language: str | None = fact(
        "Language of the source, ISO 639-1.",
        "Sprache der Quelle, ISO 639-1.",
        default=None,
        vocabulary="languages",
        example="en",
    )
    supports: Annotated[list[str], Once] = fact(
        "The fields of the record that this source backs.",
        "Die Felder des Datensatzes, die diese Quelle deckt.",
        one="field",
        min_length=1,
        example=["started", "origin"],
    )
    note: Remark | None = fact(
        "What to know about it, for instance where sources disagree.",
        "Was dazu zu wissen ist, etwa wo Quellen sich widersprechen.",
        default=None,
    )

    @model_validator(mode="after")
    def has_an_address(self):
        if not self.url and self.access != "print":
            raise refuse("link", f"source {self.id!r} has no `url`", "write its address, or `access: print`")
        return self


class Figure(Strict):
    """A measured fact at a time, with its source."""

    metric: str = fact("What is counted.", "Was gezählt wird.", vocabulary="metrics")
    value: Number = fact(
        "The number, without marks for thousands.", "Die Zahl, ohne Tausendertrennzeichen.", example=125000
    )
    unit: str | None = fact(
        "Currency of an amount of money, ISO 4217.",
        "Währung eines Geldbetrags, ISO 4217.",
        default=None,
        vocabulary="currencies",
        example="EUR",
    )
    as_of: PartialDate = fact(
        "The time for which the number holds.", "Der Zeitpunkt, für den die Zahl gilt.", example="2017"
    )
    source: str = fact(
        "Id of the source of this record that says so.",
        "Kennung der Quelle dieses Datensatzes, die das sagt.",
        source=True,
    )
    note: Remark | None = fact("What qualifies the number.", "Was die Zahl einschränkt.", default=None)


class Links(Strict):
    """Addresses that belong to a record."""

    homepage: Link | None = fact("Its own site.", "Die eigene Website.", default=None, max_length=500)
    code: Link | None = fact("Where its code is.", "Wo der Code liegt.", default=None, max_length=500)
    documentation: Link | None = fact(
        "Where it is documented.", "Wo es dokumentiert ist.", default=None, max_length=500
    )
    wikidata: str | None = fact(
        "Its item in Wikidata.", "Der Eintrag in Wikidata.", default=None, pattern=r"^Q[1-9][0-9]*$", example="Q1049450"
    )


class Record(Strict):
    """What every record has: sources and the state of their review."""

    sources: list[Source] = fact(
        "The sources; no fact without one.", "Die Quellen; keine Angabe ohne eine.", min_length=1
    )
    review: str = fact(
        "Whether sources back every factual field.",
        "Ob Quellen alle tragenden Angaben decken.",
        vocabulary="reviews",
        facet=True,
    )
