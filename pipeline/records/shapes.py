"""The shapes a field can have, read off its type: what tables, rows, checks, schemas and the writer turn on."""

import types
from enum import Enum
from functools import cache
from typing import Annotated, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pipeline.records.parts import Text


class Shape(Enum):
    """How the value of a field is built."""

    SCALAR = "one value"
    TEXT = "a short text by language"
    PASSAGE = "a Markdown text by language"
    VALUES = "a list of values"
    PASSAGES = "a list of Markdown texts"
    BY_TERM = "Markdown texts by term"
    PARTS = "a list of parts"
    GROUP = "a group of fields"
    SIDES = "a list of parts for each side"


def bare(annotation):
    """``annotation`` without ``Annotated`` and without ``| None``."""
    if get_origin(annotation) is Annotated:
        return bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return bare(next(part for part in get_args(annotation) if part is not type(None)))
    return annotation


def inner(info: FieldInfo):
    """The type of a field's value, or of each value of a list or mapping: str, float, bool or a model."""
    annotation = bare(info.annotation)
    if get_origin(annotation) is list:
        return bare(get_args(annotation)[0])
    if get_origin(annotation) is dict:
        return bare(get_args(annotation)[1])
    return annotation


def shape(info: FieldInfo) -> Shape:
    """The shape of a field; source: its type."""
    origin, kind = get_origin(bare(info.annotation)), inner(info)
    if origin is dict:
        return Shape.BY_TERM
    if not issubclass(kind, BaseModel):
        return Shape.VALUES if origin is list else Shape.SCALAR
    if issubclass(kind, Text):
        return (Shape.PASSAGES if origin is list else Shape.PASSAGE) if kind.markdown else Shape.TEXT
    if origin is list:
        return Shape.PARTS
    sides = all(get_origin(bare(field.annotation)) is list for field in kind.model_fields.values())
    return Shape.SIDES if sides else Shape.GROUP


@cache
def fields(model: type[BaseModel]) -> tuple[tuple[str, FieldInfo, Shape], ...]:
    """Each field of ``model`` with its shape, in the order of the canonical form: review and sources last."""
    last = {"sources": 1, "review": 2}
    ordered = sorted(
        model.model_fields.items(), key=lambda item: last.get(item[0], 0) if "review" in model.model_fields else 0
    )
    return tuple((name, info, shape(info)) for name, info in ordered)
