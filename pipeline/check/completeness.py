"""Rules about what is missing or does not belong: a language, an example, a licence."""

from collections.abc import Iterator

from pydantic.fields import FieldInfo

from pipeline.check.rule import Finding, rule, said_values
from pipeline.problems import WARNING
from pipeline.records.parts import Text
from pipeline.records.shapes import Shape
from pipeline.repository import Entry, Repository

NAMES = {"de": "German", "en": "English"}


def _by_language(info: FieldInfo, shape: Shape) -> bool:
    return shape in (Shape.TEXT, Shape.PASSAGE, Shape.PASSAGES, Shape.BY_TERM)


def _texts(entry: Entry) -> Iterator[tuple[tuple, Text]]:
    for path, _, shape, value in said_values(entry, _by_language):
        if shape in (Shape.TEXT, Shape.PASSAGE):
            yield path, value
        elif shape is Shape.PASSAGES:
            yield from (((*path, index), text) for index, text in enumerate(value))
        elif shape is Shape.BY_TERM:
            yield from (((*path, term), text) for term, text in value.items())


@rule("one-language", "Texts stand in both languages.", severity=WARNING)
def one_language(entry: Entry, repository: Repository) -> Iterator[Finding]:
    for path, text in _texts(entry):
        for language, other in (("de", "en"), ("en", "de")):
            if getattr(text, language) is None:
                yield Finding(
                    entry, path, f"`{path[-1]}` has no {NAMES[language]} text", f"add `{language}:` beside `{other}:`"
                )


@rule("same-text", "A long text is not the same in both languages.")
def same_text(entry: Entry, repository: Repository) -> Iterator[Finding]:
    for path, text in _texts(entry):
        if text.markdown and text.de and text.de == text.en:
            yield Finding(
                entry,
                path,
                f"`{path[-1]}` is the same in German and in English",
                "write it in each language, or in one",
            )


@rule("licence", "Only an open-source tool names the SPDX id of its licence.")
def licence(entry: Entry, repository: Repository) -> Iterator[Finding]:
    if entry.kind == "tool" and entry.record.spdx and entry.record.licence != "open-source":
        yield Finding(
            entry,
            ("spdx",),
            f"`spdx: {entry.record.spdx}` stands beside `licence: {entry.record.licence}`",
            "write `licence: open-source`, or remove `spdx`",
        )


def _shown_trends(entry: Entry) -> list[str]:
    return list(entry.record.trends) if entry.kind == "innovation" else []


@rule(
    "trend-without-cases",
    "A trend shows in innovations.",
    scope="repository",
    severity=WARNING,
    gather=_shown_trends,
)
def trend_without_cases(repository: Repository) -> Iterator[Finding]:
    shown = {trend for _, trends in repository.facts("trend-without-cases") for trend in trends}
    for entry in repository.entries["trend"].values():
        if entry.id not in shown:
            yield Finding(
                entry,
                ("name",),
                "no innovation shows this trend",
                f"add `{entry.id}` to the `trends` of innovations that do",
            )


@rule("organisation-sources", "What is said of an organisation beyond its names has a source.")
def organisation_sources(entry: Entry, repository: Repository) -> Iterator[Finding]:
    said = entry.record.model_fields_set - {"name", "also_known_as", "links"}
    if entry.kind == "organisation" and said and not entry.record.sources:
        yield Finding(entry, (), f"{entry.record.name!r} has no source", "add `sources`, as in a record")
