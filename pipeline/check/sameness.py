"""Rules about what must not be there twice: a thing under two names, a homepage, a paragraph."""

from collections import defaultdict
from collections.abc import Iterator
from hashlib import blake2b
from urllib.parse import urlsplit

from pydantic.fields import FieldInfo

from pipeline.check.rule import Finding, rule, said_values
from pipeline.problems import WARNING
from pipeline.records.fields import said
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
    for entries in repository.entries.values():
        pairs = dict.fromkeys(pair for block in _blocks(entries) for pair in _near_pairs(block))
        for first, second in ((entries[one], entries[other]) for one, other in pairs):
            yield Finding(
                second,
                ("name",),
                f"{second.names[0]!r} is nearly the name of {first.file}, {first.names[0]!r}",
                "make sure that they are two",
            )


def _blocks(entries: dict[str, Entry]) -> list[dict[str, str]]:
    """Folded names by id, together where their first or last three letters are the same.

    Only such are compared: comparing all with all takes too long.
    """
    blocks = defaultdict(dict)
    for key, entry in entries.items():
        letters, folded = slug(entry.names[0]).replace("-", ""), fold(entry.names[0])
        blocks["begin", letters[:3]][key] = blocks["end", letters[-3:]][key] = folded
    return list(blocks.values())


def _near_pairs(names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Ids of names that are nearly but not quite the same. Each is compared with all that follow in one call."""
    from rapidfuzz import fuzz, process

    ids, texts = list(names), list(names.values())
    for index, text in enumerate(texts):
        following = texts[index + 1 :]
        for _, score, distance in process.extract_iter(text, following, scorer=fuzz.ratio, score_cutoff=NEAR_NAME):
            if score < 100:
                yield ids[index], ids[index + 1 + distance]


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


def _names_organisations(info: FieldInfo, shape: Shape) -> bool:
    return said(info, "record") == "organisation"


@rule("organisation-spelling", "An organisation is spelled the same everywhere.", scope="repository", severity=WARNING)
def organisation_spelling(repository: Repository) -> Iterator[Finding]:
    first = {}
    for entry in repository.all_entries():
        for path, _, _, value in said_values(entry, _names_organisations):
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
    seen = {}  # by digest: the paragraphs themselves would stand in memory a second time
    for entry in repository.all_entries():
        for path, paragraph in _paragraphs(entry):
            first = seen.setdefault(blake2b(paragraph.encode(), digest_size=16).digest(), entry)
            if first is not entry:
                yield Finding(entry, path, f"{first.file} has the same paragraph", "write about each in its own words")


def _long_text(info: FieldInfo, shape: Shape) -> bool:
    return shape is Shape.PASSAGE


def _paragraphs(entry: Entry) -> Iterator[tuple[tuple, str]]:
    for path, _, _, value in said_values(entry, _long_text):
        for language in ("de", "en"):
            for paragraph in (getattr(value, language) or "").split("\n\n"):
                if len(paragraph.strip()) >= PARAGRAPH:
                    yield (*path, language), paragraph.strip()
