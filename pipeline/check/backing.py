"""Rules about what backs a fact: sources and what they support."""

from collections.abc import Iterator

from pipeline.check.rule import Finding, backed, has, rule
from pipeline.records.fields import said
from pipeline.repository import Entry, Repository
from pipeline.text import hint_near, with_article

NEEDED = {  # records.md: what a verified record must say at all
    "innovation": ("started", "origin", "status", "organisations"),
    "partnership": ("started", "status"),
}


@rule("supports", "A source supports fields that the record has.")
def supports(entry: Entry, repository: Repository) -> Iterator[Finding]:
    names = [name for name in type(entry.record).model_fields if name not in ("sources", "review")]
    for index, source in enumerate(entry.record.sources):
        for place, name in enumerate(source.supports):
            path = ("sources", index, "supports", place)
            if name not in names:
                yield Finding(
                    entry,
                    path,
                    f"{name!r} is no field of {with_article(entry.kind)} that a source can back",
                    hint_near(name, names, f"write one of {', '.join(names)}"),
                )
            elif not has(entry, name):
                yield Finding(
                    entry, path, f"this record has no `{name}`", f"write `{name}` into the record, or remove it here"
                )


@rule("backing", "In a verified record every factual field is backed by a source.")
def backing(entry: Entry, repository: Repository) -> Iterator[Finding]:
    if getattr(entry.record, "review", None) != "verified":
        return
    supported = backed(entry)
    for name, info in type(entry.record).model_fields.items():
        if said(info, "factual") and has(entry, name) and name not in supported:
            yield Finding(
                entry,
                ("review",),
                f"`verified`, but no source supports `{name}`",
                f"add `{name}` to the `supports` of the source that says so, or write `review: draft`",
            )
    for name in NEEDED.get(entry.kind, ()):
        if not has(entry, name):
            yield Finding(
                entry,
                ("review",),
                f"`verified`, but `{name}` is missing",
                f"add `{name}` with its source, or write `review: draft`",
            )


@rule("independence", "A verified record has a source that is independent of the organisation.")
def independence(entry: Entry, repository: Repository) -> Iterator[Finding]:
    kinds = repository.terms("source-kinds")
    if getattr(entry.record, "review", None) != "verified" or not kinds:
        return
    if not any(kinds[source.kind].independent for source in entry.record.sources if source.kind in kinds):
        able = ", ".join(kind for kind, term in kinds.items() if term.independent)
        yield Finding(
            entry,
            ("review",),
            "`verified`, but no source is independent of the organisation",
            f"add one of kind {able}, or write `review: draft`",
        )


@rule("currency", "An amount of money has a currency, and nothing else has one.")
def currency(entry: Entry, repository: Repository) -> Iterator[Finding]:
    metrics = repository.terms("metrics")
    for index, figure in enumerate(getattr(entry.record, "figures", [])):
        if figure.metric not in metrics:
            continue
        if metrics[figure.metric].money and not figure.unit:
            yield Finding(
                entry,
                ("figures", index),
                f"`{figure.metric}` is an amount of money without a currency",
                "write `unit: EUR`, for instance",
            )
        if figure.unit and not metrics[figure.metric].money:
            yield Finding(
                entry, ("figures", index, "unit"), f"`{figure.metric}` is no amount of money", "remove `unit`"
            )
