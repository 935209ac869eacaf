"""Records to YAML in the one canonical form: fields in the order of the model, lists of values on one line, texts of
several lines as blocks, quotes only where they are needed. Serves ``fix`` and ``new``.

Comments stay with what they belong to, and every character of text stays as it is; ruamel.yaml keeps comments too,
but lets them stay behind when fields change places.
"""

import os
import posixpath
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import get_origin

from pydantic import BaseModel, ValidationError
from yaml.emitter import Emitter

from pipeline.read import kind_of, load, text_of
from pipeline.read.characters import FORBIDDEN
from pipeline.read.compose import Composer
from pipeline.records import KINDS
from pipeline.records.fields import wants_line
from pipeline.records.parts import Text
from pipeline.records.shapes import bare, fields, inner
from pipeline.write.comments import Comments, comments

INDENT = "  "
_LIKE_A_NUMBER = re.compile(
    r"[-+]?(0x[0-9a-fA-F]+|0o[0-7]+|(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|\.inf|\.nan)|[0-9]{4}-[0-9]{2}-[0-9]{2}",
    re.IGNORECASE,
)
_LIKE_A_WORD = frozenset(
    word for one in ("true", "false", "yes", "no", "on", "off", "y", "n") for word in (one, one.title(), one.upper())
)
_LIKE_NOTHING = frozenset(("", "null", "Null", "NULL", "~"))


def canonical(file: str, text: str, data: dict) -> str:
    """The canonical form of a file whose ``text`` holds ``data``."""
    return dump(file, data, comments(text))


def dump(file: str, data: dict, said: Comments | None = None) -> str:
    """``data`` as the text of ``file`` (its path in the repository says what kind of record it is)."""
    said = said or Comments()
    kind = kind_of(file)
    head = _schema_line(file, kind, said)
    model = KINDS[kind].model
    body = _terms(data, model, (), said) if kind == "organisation" else _mapping(data, model, (), said)
    return "\n".join([head, *body, *said.rest()]) + "\n"


def _schema_line(file: str, kind: str, said: Comments) -> str:
    """The line by which editors find the schema: the one that is there, else one for the place of the file."""
    for lines in said.above.values():
        for line in lines:
            if line.startswith("# yaml-language-server"):
                lines.remove(line)
                return line
    name = "organisations" if kind == "organisation" else kind
    schema = posixpath.relpath(f"data/schemas/{name}.schema.json", posixpath.dirname(file))
    return f"# yaml-language-server: $schema={schema}"


def _mapping(data: dict, model: type[BaseModel] | None, path: tuple, said: Comments) -> Iterator[str]:
    known = {name: info for name, info, _ in fields(model)} if model else {}
    ordered = sorted(data, key=lambda key: list(known).index(key) if key in known else len(known)) if known else data
    for key in ordered:
        info = known.get(key)
        kind = inner(info) if info is not None else None
        below = kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None
        by_term = info is not None and get_origin(bare(info.annotation)) is dict
        texts = (info is not None and (wants_line(info.annotation) or any(map(wants_line, info.metadata)))) or bool(
            model and issubclass(model, Text)
        )
        yield from _field(key, data[key], below, texts, (*path, key), said, by_term)


def _field(
    key: str,
    value,
    model: type[BaseModel] | None,
    texts: bool | None,
    path: tuple,
    said: Comments,
    by_term: bool = False,
) -> Iterator[str]:
    flat = isinstance(value, list) and not any(isinstance(item, dict | list) for item in value)
    above, behind = said.take(path, deep=flat or isinstance(value, str))
    yield from above
    name, trail = _scalar(key, False), f"  {behind}" if behind else ""
    if flat:
        yield f"{name}: [{', '.join(_scalar(item, bool(texts), flow=True) for item in value)}]{trail}"
    elif isinstance(value, list):
        yield f"{name}:{trail}"
        yield from _items(value, model, path, said)
    elif isinstance(value, dict):
        yield f"{name}:{trail}"
        below = _terms(value, model, path, said) if by_term else _mapping(value, model, path, said)
        yield from (INDENT + line if line else line for line in below)
    elif "\n" in value and _fits_block(value):
        yield f"{name}: {_block_header(value)}{trail}"
        yield from (INDENT + line if line else line for line in value.removesuffix("\n").split("\n"))
    else:
        yield f"{name}: {_scalar(value, bool(texts))}{trail}"


def _terms(value: dict, model: type[BaseModel] | None, path: tuple, said: Comments) -> Iterator[str]:
    for term, item in value.items():
        yield from _field(term, item, model, True, (*path, term), said)


def _items(values: list, model: type[BaseModel] | None, path: tuple, said: Comments) -> Iterator[str]:
    for index, value in enumerate(values):
        here = (*path, index)
        above, behind = said.take(here)
        yield from (INDENT + line for line in above + ([behind] if behind else []))
        lines = list(_mapping(value, model, here, said)) if isinstance(value, dict) else [_scalar(value, False)]
        comment_lines = next(number for number, line in enumerate(lines) if not line.startswith("#"))
        yield from (INDENT + line for line in lines[:comment_lines])
        yield f"{INDENT}- {lines[comment_lines]}"
        yield from (INDENT * 2 + line if line else line for line in lines[comment_lines + 1 :])


def _fits_block(text: str) -> bool:
    """Whether a block keeps every character: no blank at the edges that a block would read differently."""
    lines = text.split("\n")
    first = next((line for line in lines if line), "")
    return not first.startswith(" ") and not any(line != line.rstrip() for line in lines) and not FORBIDDEN.search(text)


def _block_header(text: str) -> str:
    if not text.endswith("\n"):
        return "|-"
    return "|+" if text.endswith("\n\n") or text == "\n" else "|"


def _scalar(value: str, text: bool, flow: bool = False) -> str:
    """One value on one line, in quotes where it would be read as something else."""
    emitter = Emitter(StringIO(), allow_unicode=True)
    analysis = emitter.analyze_scalar(str(value))
    plain = analysis.allow_flow_plain if flow else analysis.allow_block_plain
    other = value in _LIKE_NOTHING or (text and (value in _LIKE_A_WORD or _LIKE_A_NUMBER.fullmatch(value)))
    return str(value) if plain and not other else _quoted(value)


def _quoted(value: str) -> str:
    if "\n" not in value and not FORBIDDEN.search(value) and ('"' in value or "\\" in value):
        return "'" + value.replace("'", "''") + "'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return (
        '"'
        + FORBIDDEN.sub(
            lambda match: f"\\u{ord(match[0]):04x}" if ord(match[0]) < 0x10000 else f"\\U{ord(match[0]):08x}", escaped
        )
        + '"'
    )


def fix(path: Path, file: str) -> bool | None:
    """Brings a file into the canonical form; True if that changed it, None if it cannot be read and stays as it is."""
    after = _canonical_text(path, file)
    if after is None or after.encode() == path.read_bytes():
        return None if after is None else False
    replace(path, after)
    return True


def would_change(path: Path, file: str) -> bool | None:
    """Whether :func:`fix` would change a file; None if it cannot be read."""
    after = _canonical_text(path, file)
    return None if after is None else after.encode() != path.read_bytes()


def _canonical_text(path: Path, file: str) -> str | None:
    data, problems = load(path, file)
    if problems or data is None:
        return None
    after = canonical(file, text_of(path, file)[0], data)
    _same(file, data, after)
    return after


def _same(file: str, data: dict, after: str) -> None:
    """Nothing is written that would read differently."""
    again = Composer(after).compose()
    if again != data or _record(file, again) != _record(file, data):
        raise ValueError(f"{file} would not stay the same in its canonical form")


def _record(file: str, data: dict) -> BaseModel | dict | None:
    """What ``data`` is as a record; None where it is not valid, which ``fix`` is not there to mend."""
    kind = kind_of(file)
    model = KINDS[kind].model
    try:
        return (
            {key: model.model_validate(value) for key, value in data.items()}
            if kind == "organisation"
            else model.model_validate(data)
        )
    except ValidationError:
        return None


def replace(path: Path, text: str) -> None:
    """Writes a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        fresh.write_text(text, encoding="utf-8", newline="\n")
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
