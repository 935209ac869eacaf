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
from pipeline.vocabularies import LANGUAGES

NEAR_NAME = 90  # of 100: U-Report and U Report, not Africa Check and Afri Check
PARAGRAPH = 80  # characters; shorter ones can be the same by chance


def _folded_names(entry: Entry) -> list[str]:
    return [entry.names[0], *dict.fromkeys(fold(name) for name in entry.names)]


@rule("same-name", "No two records of a kind have the same name.", scope="repository", gather=_folded_names)
def same_name(repository: Repository) -> Iterator[Finding]:
    seen = {}
    for entry, (shown, *names) in repository.facts("same-name"):
        for name in names:
            first = seen.setdefault((entry.kind, name), entry)
            if first is not entry:
                yield Finding(
                    entry,
                    ("name",),
                    f"{first.file} has the same name, {shown!r}",
                    "make one record of the two, or tell the names apart",
                )


def _name_and_letters(entry: Entry) -> tuple[str, str, str]:
    return entry.names[0], fold(entry.names[0]), slug(entry.names[0]).replace("-", "")


@rule(
    "near-name",
    "Two records of a kind with nearly the same name may be one.",
    scope="repository",
    severity=WARNING,
    gather=_name_and_letters,
)
def near_name(repository: Repository) -> Iterator[Finding]:
    entries = {(entry.kind, entry.id): entry for entry in repository.all_entries()}
    pairs = dict.fromkeys(pair for block in _blocks(repository) for pair in _near_pairs(block))
    for first, second in ((entries[one], entries[other]) for one, other in pairs):
        name, other = second.facts["near-name"][0], first.facts["near-name"][0]
        yield Finding(
            second, ("name",), f"{name!r} is nearly the name of {first.file}, {other!r}", "make sure that they are two"
        )


def _blocks(repository: Repository) -> list[dict[tuple, str]]:
    """Folded names by kind and id, together where their first or last three letters are the same.

    Only such are compared: comparing all with all takes too long.
    """
    blocks = defaultdict(dict)
    for entry, (_, folded, letters) in repository.facts("near-name"):
        key = entry.kind, entry.id
        blocks[entry.kind, "begin", letters[:3]][key] = blocks[entry.kind, "end", letters[-3:]][key] = folded
    return list(blocks.values())


def _near_pairs(names: dict[tuple, str]) -> Iterator[tuple[tuple, tuple]]:
    """Keys of names that are nearly but not quite the same. Each is compared with all that follow in one call."""
    from rapidfuzz import fuzz, process

    keys, texts = list(names), list(names.values())
    for index, text in enumerate(texts):
        following = texts[index + 1 :]
        for _, score, distance in process.extract_iter(text, following, scorer=fuzz.ratio, score_cutoff=NEAR_NAME):
            if score < 100:
                yield keys[index], keys[index + 1 + distance]


def _homepage(entry: Entry) -> str:
    return _address(getattr(entry.record, "links", None))


@rule("same-homepage", "No two records of a kind have the same homepage.", scope="repository", gather=_homepage)
def same_homepage(repository: Repository) -> Iterator[Finding]:
    seen = {}
    for entry, address in repository.facts("same-homepage"):
        first = seen.setdefault((entry.kind, address), entry)
        if first is not entry:
            yield Finding(
                entry,
                ("links", "homepage"),
                f"{first.file} has the same homepage",
                "make one record of the two, or remove it from one",
            )


def _address(links) -> str:
    if not links or not links.homepage:
        return ""
    parts = urlsplit(links.homepage)
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"


def _names_organisations(info: FieldInfo, shape: Shape) -> bool:
    return said(info, "record") == "organisation"


def _organisations(entry: Entry) -> list[tuple[tuple, str]]:
    named = said_values(entry, _names_organisations)
    return [((*path, index), name) for path, _, _, value in named for index, name in enumerate(value)]


@rule(
    "organisation-spelling",
    "An organisation is spelled the same everywhere.",
    scope="repository",
    severity=WARNING,
    gather=_organisations,
)
def organisation_spelling(repository: Repository) -> Iterator[Finding]:
    first = {}
    for entry, named in repository.facts("organisation-spelling"):
        for path, name in named:
            known = first.setdefault(slug(name).replace("-", ""), name)
            if known != name and name not in repository.organisation_ids:
                yield Finding(
                    entry,
                    path,
                    f"{name!r} is spelled {known!r} elsewhere",
                    "spell it the same, or give it `also_known_as` in data/organisations.yml",
                )


def _long_text(info: FieldInfo, shape: Shape) -> bool:
    return shape is Shape.PASSAGE


def _paragraphs(entry: Entry) -> list[tuple[tuple, bytes]]:
    """Each longer paragraph's path and digest: the paragraphs themselves would fill the memory."""
    return [
        ((*path, language), blake2b(paragraph.strip().encode(), digest_size=16).digest())
        for path, _, _, value in said_values(entry, _long_text)
        for language in LANGUAGES
        for paragraph in (getattr(value, language) or "").split("\n\n")
        if len(paragraph.strip()) >= PARAGRAPH
    ]


@rule("same-paragraph", "No two records share a paragraph.", scope="repository", gather=_paragraphs)
def same_paragraph(repository: Repository) -> Iterator[Finding]:
    seen = {}
    for entry, paragraphs in repository.facts("same-paragraph"):
        for path, digest in paragraphs:
            first = seen.setdefault(digest, entry)
            if first is not entry:
                yield Finding(entry, path, f"{first.file} has the same paragraph", "write about each in its own words")
