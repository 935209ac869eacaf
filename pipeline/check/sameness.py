"""Rules about what must not be there twice: a thing under two names, a homepage, a paragraph."""

from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

from pipeline.check.rule import Finding, rule, said_values
from pipeline.problems import WARNING
from pipeline.records.shapes import Shape
from pipeline.repository import Entry, Repository
from pipeline.text import fold, slug

NEAR_NAME = 90  # of 100: U-Report and U Report, not Africa Check and Afri Check
PARAGRAPH = 80  # characters; shorter ones can be the same by chance


@rule("same-name", "No two records of a kind have the same name.", scope="repository")
def same_name(repository: Repository) -> Iterator[Finding]:
    for entries in repository.entries.values():
        seen = {}
        for entry in entries.values():
            for name in dict.fromkeys(fold(name) for name in entry.names):
                if name in seen and seen[name] is not entry:
                    yield Finding(
                        entry,
                        ("name",),
                        f"{seen[name].file} has the same name, {entry.names[0]!r}",
                        "make one record of the two, or tell the names apart",
                    )
                seen.setdefault(name, entry)


@rule("near-name", "Two records of a kind with nearly the same name may be one.", scope="repository", severity=WARNING)
def near_name(repository: Repository) -> Iterator[Finding]:
    from rapidfuzz import fuzz

    for entries in repository.entries.values():
        for first, second in _neighbours(entries.values()):
            one, other = fold(first.names[0]), fold(second.names[0])
            if one != other and fuzz.ratio(one, other) >= NEAR_NAME:
                yield Finding(
                    second,
                    ("name",),
                    f"{second.names[0]!r} is nearly the name of {first.file}, {first.names[0]!r}",
                    "make sure that they are two",
                )


def _neighbours(entries) -> Iterator[tuple[Entry, Entry]]:
    """Pairs that share the first or the last three letters of their names: comparing all with all takes too long."""
    blocks = defaultdict(list)
    for entry in entries:
        name = slug(entry.names[0]).replace("-", "")
        for block in {("begin", name[:3]), ("end", name[-3:])}:
            blocks[block].append(entry)
    seen = set()
    for block in blocks.values():
        for index, first in enumerate(block):
            for second in block[index + 1 :]:
                if (first.id, second.id) not in seen:
                    seen.add((first.id, second.id))
                    yield first, second


@rule("same-homepage", "No two records of a kind have the same homepage.", scope="repository")
def same_homepage(repository: Repository) -> Iterator[Finding]:
    for entries in repository.entries.values():
        seen = {}
        for entry in entries.values():
            address = _address(getattr(entry.record, "links", None))
            if address and address in seen:
                yield Finding(
                    entry,
                    ("links", "homepage"),
                    f"{seen[address].file} has the same homepage",
                    "make one record of the two, or remove it from one",
                )
            elif address:
                seen[address] = entry


def _address(links) -> str:
    if not links or not links.homepage:
        return ""
    parts = urlsplit(links.homepage)
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"


@rule("organisation-spelling", "An organisation is spelled the same everywhere.", scope="repository", severity=WARNING)
def organisation_spelling(repository: Repository) -> Iterator[Finding]:
    first = {}
    for entry in repository.all_entries():
        for path, info, _, value in said_values(entry):
            if (info.json_schema_extra or {}).get("record") != "organisation":
                continue
            for index, name in enumerate(value):
                known = first.setdefault(slug(name).replace("-", ""), name)
                if known != name and name not in repository.organisation_ids:
                    yield Finding(
                        entry,
                        (*path, index),
                        f"{name!r} is spelled {known!r} elsewhere",
                        "spell it the same, or give it `also_known_as` in data/organisations.yml",
                    )


@rule("same-paragraph", "No two records share a paragraph.", scope="repository")
def same_paragraph(repository: Repository) -> Iterator[Finding]:
    seen = {}
    for entry in repository.all_entries():
        for path, paragraph in _paragraphs(entry):
            if paragraph in seen and seen[paragraph] is not entry:
                yield Finding(
                    entry, path, f"{seen[paragraph].file} has the same paragraph", "write about each in its own words"
                )
            seen.setdefault(paragraph, entry)


def _paragraphs(entry: Entry) -> Iterator[tuple[tuple, str]]:
    for path, _, shape, value in said_values(entry):
        if shape is not Shape.PASSAGE:
            continue
        for language in ("de", "en"):
            for paragraph in (getattr(value, language) or "").split("\n\n"):
                if len(paragraph.strip()) >= PARAGRAPH:
                    yield (*path, language), paragraph.strip()
