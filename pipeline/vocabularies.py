"""The controlled terms: what a vocabulary is, and what Babel knows of countries, languages and currencies."""

from functools import cache

from babel import Locale
from pydantic import BaseModel, ConfigDict, Field

LANGUAGES = ("de", "en")
VOCABULARIES = (
    "access",
    "audiences",
    "beneficiaries",
    "benefits",
    "clusters",
    "evidence-levels",
    "forms",
    "hosting",
    "licences",
    "metrics",
    "organisation-kinds",
    "regions",
    "reuse",
    "reviews",
    "sdgs",
    "sectors",
    "source-kinds",
    "stages",
    "statuses",
    "tasks",
    "technologies",
)


class Strict(BaseModel):
    """Refuses keys it does not know, so that a slip of the pen is never silently lost."""

    model_config = ConfigDict(extra="forbid")


class TermText(Strict):
    """A text of a vocabulary; both languages must be there, because pages show it."""

    de: str = Field(min_length=1, max_length=400, description="German text.")
    en: str = Field(min_length=1, max_length=400, description="English text.")


class Term(Strict):
    """One term of a vocabulary; its key in the file is its id."""

    name: TermText = Field(description="What pages call it.")
    definition: TermText = Field(description="One sentence that tells it from its neighbours.")
    keywords: list[str] = Field([], description="Other words by which readers search for it, in either language.")
    codes: dict[str, str] = Field({}, description="Codes in published classifications, such as `icnpo` or `dac`.")
    countries: list[str] = Field([], description="Regions only: ISO 3166-1 alpha-2 codes of their countries.")
    independent: bool | None = Field(
        None, description="Kinds of source only: counts as independent of the organisation."
    )
    money: bool | None = Field(None, description="Metrics only: an amount of money, so that a figure needs a currency.")


class Vocabulary(Strict):
    """A list of terms; the file's name is its id."""

    name: TermText = Field(description="What pages call the vocabulary.")
    description: TermText = Field(description="What its terms tell.")
    terms: dict[str, Term] = Field(min_length=1, description="The terms by id, in the order in which pages show them.")


@cache
def locale(language: str) -> Locale:
    """Babel's data for ``de`` or ``en``; source: Unicode CLDR."""
    return Locale(language)


def country_name(code: str, language: str) -> str:
    """The name of a country (ISO 3166-1 alpha-2) in ``language``; the code itself where CLDR has none."""
    return locale(language).territories.get(code, code)


def language_name(code: str, language: str) -> str:
    """The name of a language (ISO 639-1) in ``language``; the code itself where CLDR has none."""
    return locale(language).languages.get(code, code)


@cache
def currencies() -> frozenset[str]:
    """ISO 4217 codes; source: Unicode CLDR."""
    return frozenset(locale("en").currencies)


@cache
def languages() -> frozenset[str]:
    """ISO 639-1 codes; source: Unicode CLDR."""
    return frozenset(code for code in locale("en").languages if len(code) == 2)
