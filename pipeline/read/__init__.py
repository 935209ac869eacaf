"""Files to records and problems: each file is read once, and every mistake in it is one problem with its place."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from pydantic import BaseModel, ValidationError

from pipeline.many import spread, uncollected
from pipeline.problems import Problem
from pipeline.read import characters
from pipeline.read.compose import Composer, Place, strings
from pipeline.read.explain import explain
from pipeline.records import KINDS, SINGLE
from pipeline.records.fields import ID, ID_LENGTH
from pipeline.repository import Entry, Repository
from pipeline.text import hint_near
from pipeline.vocabularies import VOCABULARIES

SIZE = 256 * 1024
MOST_CHARACTERS = 100  # forbidden ones that are told of one file: in a file of nothing else each would be a problem
FOLDERS = ("data", "trends", "innovations")
_LOOKS = re.compile(
    r"(data/(?P<data>vocabularies|partnerships|tools)|trends|innovations/(?P<letter>[^/]))/(?P<id>[^/]+)\.yml"
)
_KIND_OF = {"vocabularies": "vocabulary", "partnerships": "partnership", "tools": "tool"}
RULES = {
    "stray-file": "Every file lies where it is read, under the name that its id demands.",
    "missing-vocabulary": "Every vocabulary that a field uses is there.",
    "size": f"A file has at most {SIZE // 1024} KB.",
    "encoding": "A file is UTF-8.",
    "character": "No tabs, no control characters, no invisible ones, none that turn the direction of text around.",
    "yaml": "A file is YAML with one mapping.",
    "duplicate-key": "No field stands twice.",
    "anchor": "No anchors and no aliases.",
    "tag": "No tags.",
    "document": "One document a file.",
    "unknown-field": "Only fields that the kind of record has.",
    "missing-field": "All required fields are there.",
    "type": "Each field holds the kind of value that it wants.",
    "length": "Texts and lists are neither empty nor longer than their limit.",
    "pattern": "Values with a fixed form have it.",
    "number": "Numbers are digits alone, without quotes and without marks for thousands.",
    "truth": "Truth values are true or false.",
    "date": "Dates are 2012, 2012-05 or 2012-05-17, and in the calendar.",
    "link": "Links are http or https with a host, without white space, names or passwords.",
    "line": "Names and sentences stand on one line, without spaces at their ends.",
    "id": f"Ids are lower-case letters a-z, digits and hyphens, up to {ID_LENGTH} characters.",
    "once": "A list holds no value twice.",
    "language": "A text has at least one of German and English.",
}


@dataclass(frozen=True)
class Located:
    """Where each key and each value of a file stands: line and column by path, from 1."""

    keys: dict[tuple, Place]
    values: dict[tuple, Place]

    def place(self, path: tuple, prefer_value: bool = True) -> Place:
        """The place of ``path``, or of the nearest thing around it; a value that begins on a later line is at its key."""
        for length in range(len(path), -1, -1):
            key, value = self.keys.get(path[:length]), self.values.get(path[:length])
            if key and value and prefer_value and length == len(path) and value[0] == key[0]:
                return value
            if key or value:
                return key or value
        return 1, 1


def read(root: Path) -> tuple[Repository, list[Problem]]:
    """Every record under ``root``; a file with a mistake gives problems and no record."""
    paths, problems = placed(root)
    repository = Repository()
    with uncollected():
        for part, more in spread(read_files, paths):
            repository.absorb(part)
            problems += more
    return repository, problems + missing_vocabularies(repository)


def placed(root: Path) -> tuple[list[tuple[Path, str]], list[Problem]]:
    """The files under ``root`` that can hold records, each with its name from there, and what lies where none belongs."""
    paths = [(path, path.relative_to(root).as_posix()) for path in files(root)]
    strays = {file: stray for path, file in paths if (stray := _stray(path, file))}
    return [(path, file) for path, file in paths if file not in strays], list(strays.values())


def read_files(paths: Sequence[tuple[Path, str]]) -> tuple[Repository, list[Problem]]:
    """The records of some files, and every mistake in them."""
    repository = Repository()
    return repository, [problem for path, file in paths for problem in _take(repository, path, file)]


def missing_vocabularies(repository: Repository) -> list[Problem]:
    """A problem for each vocabulary that a field uses and that no file holds."""
    there = {*repository.vocabularies, *repository.unread["vocabulary"]}
    files = [KINDS["vocabulary"].path(name) for name in VOCABULARIES if name not in there]
    return [Problem(file, 1, 1, "missing-vocabulary", "this vocabulary is missing", "put it back") for file in files]


def files(root: Path) -> list[Path]:
    """Every file where records belong, except hidden ones, READMEs and the generated schemas."""
    found = (path for folder in FOLDERS for path in (root / folder).rglob("*") if path.is_symlink() or path.is_file())
    return sorted(path for path in found if not _ignored(path.relative_to(root)))


def _ignored(path: Path) -> bool:
    return (
        any(part.startswith(".") for part in path.parts)
        or path.name == "README.md"
        or path.parts[:2] == ("data", "schemas")
    )


def _stray(path: Path, file: str) -> Problem | None:
    message = _misplaced(path, file)
    return Problem(file, 1, 1, "stray-file", *message) if message else None


def _misplaced(path: Path, file: str) -> tuple[str, str] | None:
    if path.is_symlink():
        return "this file is a link to another", "put the file itself here"
    if file in SINGLE:
        return None
    if path.suffix in (".yaml", ".YAML", ".YML"):
        return f"a file that ends in `{path.suffix}` is not read", f"rename it to {path.stem}.yml"
    match = _LOOKS.fullmatch(file)
    if not match:
        return "nothing is read from here", f"a record belongs in {_homes()}"
    if not ID.fullmatch(match["id"]) or len(match["id"]) > ID_LENGTH:
        return (
            f"{match['id']!r} is no id",
            f"name the file with lower-case letters a-z, digits and hyphens, up to {ID_LENGTH}",
        )
    if match["letter"] and match["letter"] != match["id"][0]:
        return f"this file lies under `{match['letter']}`", f"move it to {KINDS['innovation'].path(match['id'])}"
    if match["data"] == "vocabularies" and match["id"] not in VOCABULARIES:
        return f"no field uses a vocabulary {match['id']!r}", hint_near(match["id"], VOCABULARIES, "remove it")
    return None


def _homes() -> str:
    return ", ".join(kind.path("name") for kind in KINDS.values() if kind.id not in SINGLE.values())


def kind_of(file: str) -> str:
    """The kind of record that a file holds, by where it lies."""
    if file in SINGLE:
        return SINGLE[file]
    top, second = file.split("/")[:2]
    return _KIND_OF[second] if top == "data" else top.removesuffix("s")


def _take(repository: Repository, path: Path, file: str) -> list[Problem]:
    kind, record_id = kind_of(file), path.stem
    data, problems = load(path, file)
    if kind == "organisation" and isinstance(data, dict):
        return problems + _take_organisations(repository, data, path, file)
    record, more = (
        validate(KINDS[kind].model, data, partial(located, path), file, kind) if data is not None else (None, [])
    )
    if record is None or problems:
        repository.unread[kind].add(record_id)
    elif kind == "vocabulary":
        repository.vocabularies[record_id] = record
    elif kind == "moved":
        repository.moved = record
    else:
        repository.entries[kind][record_id] = Entry(kind, record_id, file, record)
    return problems + more


def _take_organisations(repository: Repository, data: dict, path: Path, file: str) -> list[Problem]:
    problems, places = [], cache(partial(located, path))
    for key, value in data.items():
        if not ID.fullmatch(key):
            line, column = places().place((key,), prefer_value=False)
            problems.append(
                Problem(file, line, column, "id", f"{key!r} is no id", "write lower-case letters, digits and hyphens")
            )
            continue
        record, more = validate(KINDS["organisation"].model, value, places, file, "organisation", (key,))
        problems += more
        if record is not None:
            repository.entries["organisation"][key] = Entry("organisation", key, file, record, (key,))
    return problems


def text_of(path: Path, file: str) -> tuple[str, list[Problem]]:
    """The text of a file without byte-order mark and Windows line ends, and what keeps it from being read."""
    size = path.stat().st_size
    if size > SIZE:
        return "", [Problem(file, 1, 1, "size", f"this file has {size // 1024} KB", f"shorten it to {SIZE // 1024} KB")]
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        line, column = _line_and_column(before, len(before))
        return "", [Problem(file, line, column, "encoding", "this is not UTF-8", "save the file as UTF-8")]
    return text.replace("\r\n", "\n"), []


def _line_and_column(text: str, offset: int) -> Place:
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def load(path: Path, file: str) -> tuple[object, list[Problem]]:
    """The plain data of a file; None where it cannot be had."""
    text, problems = text_of(path, file)
    if problems:
        return None, problems
    found = characters.forbidden(text)
    told = found[:MOST_CHARACTERS]
    problems = [_character(file, text, offset, character) for offset, character in told]
    if any(
        character == "\t" and not text[text.rfind("\n", 0, offset) + 1 : offset].strip() for offset, character in told
    ):
        return None, problems  # indentation by tabs has no meaning, and what follows from it would only mislead
    composer = Composer(characters.masked(text, found) if found else text)
    data = composer.compose()
    problems += [
        Problem(file, line, column, rule, message, hint) for rule, message, hint, line, column in composer.refused
    ]
    if not problems and not isinstance(data, dict):
        problems.append(_no_mapping(file, data))
        return None, problems
    if "\\" in text and not problems:
        problems += _escaped(data, path, file)
    return data if isinstance(data, dict) else None, problems


def _no_mapping(file: str, data) -> Problem:
    message = "this file is empty" if data is None else "this file does not hold fields"
    return Problem(file, 1, 1, "yaml", message, "write `name: …` and so on; see the example of this kind of record")


def _character(file: str, text: str, offset: int, character: str) -> Problem:
    line, column = _line_and_column(text, offset)
    what, hint = characters.describe(character)
    return Problem(file, line, column, "character", f"here is {what}", hint)


def _escaped(data, path: Path, file: str) -> list[Problem]:
    found = [(where, character) for where, value in strings(data) for _, character in characters.forbidden(value)]
    places, problems = located(path) if found else None, []
    for where, character in found[:MOST_CHARACTERS]:
        what, hint = characters.describe(character)
        problems.append(Problem(file, *places.place(where), "character", f"an escape stands for {what}", hint))
    return problems


def validate(
    model: type[BaseModel], data, places: Callable[[], Located], file: str, thing: str, root: tuple = ()
) -> tuple[BaseModel | None, list[Problem]]:
    """``data`` as a record of ``model``, or every problem in it with its place in ``file``, which ``places`` tells."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        refusals = explain(error, model, thing)
    known, problems = places(), []
    for rule, where, message, hint in refusals:
        if rule == "missing-field" and (*root, *where) in known.keys:
            message, hint = f"`{where[-1]}` is empty", hint.removeprefix("add it: ")
        place = known.place((*root, *where), prefer_value=rule not in ("unknown-field", "missing-field"))
        problems.append(Problem(file, *place, rule, message, hint))
    return None, problems


def located(path: Path) -> Located:
    """Where everything in a file stands. Read again for it: hardly any file has a problem, so no other pays."""
    text, _ = text_of(path, path.name)
    composer = Composer(characters.masked(text, characters.forbidden(text)), places=True)
    composer.compose()
    return Located(composer.keys, composer.values)


__all__ = [
    "FOLDERS",
    "RULES",
    "Located",
    "files",
    "kind_of",
    "load",
    "located",
    "missing_vocabularies",
    "placed",
    "read",
    "read_files",
    "text_of",
    "validate",
]
