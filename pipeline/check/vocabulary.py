"""Rules about the vocabularies themselves."""

from collections.abc import Iterator

from babel import Locale

from pipeline.check.rule import Finding, rule
from pipeline.repository import Entry, Repository
from pipeline.text import hint_near


def _entry(repository: Repository, name: str) -> Entry:
    return Entry("vocabulary", name, f"data/vocabularies/{name}.yml", repository.vocabularies[name])


@rule("region-countries", "Each country of a region is in ISO 3166-1, and in one region.", scope="repository")
def region_countries(repository: Repository) -> Iterator[Finding]:
    regions, known, seen = repository.vocabularies.get("regions"), Locale("en").territories, {}
    for region, term in regions.terms.items() if regions else ():
        for index, code in enumerate(term.countries):
            path = ("terms", region, "countries", index)
            if code not in known or len(code) != 2 or code.isdigit():
                yield Finding(
                    _entry(repository, "regions"),
                    path,
                    f"{code!r} is no country",
                    hint_near(code, known, "write a code of ISO 3166-1 alpha-2"),
                )
            elif code in seen:
                yield Finding(
                    _entry(repository, "regions"), path, f"{code!r} is in {seen[code]!r} too", "remove it from one"
                )
            seen.setdefault(code, region)


@rule("term-names", "No two terms of a vocabulary have the same name.", scope="repository")
def term_names(repository: Repository) -> Iterator[Finding]:
    for name, vocabulary in repository.vocabularies.items():
        for language in ("de", "en"):
            seen = {}
            for term_id, term in vocabulary.terms.items():
                text = getattr(term.name, language)
                if text in seen:
                    yield Finding(
                        _entry(repository, name),
                        ("terms", term_id, "name", language),
                        f"{seen[text]!r} is called {text!r} too",
                        "tell the two apart",
                    )
                seen.setdefault(text, term_id)
