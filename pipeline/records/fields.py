"""The kinds of field a record is made of: how a value is read, what limits it has, and how it is described.

A field says everything about itself once: type, description in both languages, limits, and the vocabulary or
kind of record it points to. Schemas, column descriptions, reference pages and prompts are made from that.
"""

import re
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, get_args
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ID_LENGTH = 60
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_WHOLE = re.compile(r"[-+]?[0-9]+")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+|[1-9][0-9]{0,2}(,[0-9]{3})+")

_USUAL_LINK = re.compile(r"https?://[a-zA-Z0-9.-]+(/[\w/.,;=&?~+%-]*)?", re.ASCII)  # needs no closer look


class Plain(str):
    """A scalar that was written without quotes; only such a one can be a number or a truth value."""

    __slots__ = ()


def refuse(kind: str, message: str, hint: str = "") -> PydanticCustomError:
    """An error whose message and hint reach the reader as they stand here."""
    escaped = message.replace("{", "{{").replace("}", "}}")
    return PydanticCustomError(kind, escaped, {"hint": hint})


def _number(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if _GROUPED.fullmatch(value):
        digits = re.sub("[.,]", "", value)
        raise refuse(
            "number",
            f"{str(value)!r} may be read as two different numbers",
            f"write {digits}, without marks for thousands",
        )
    if isinstance(value, Plain) and _NUMBER.fullmatch(value):
        return int(value) if _WHOLE.fullmatch(value) else float(value)
    if _NUMBER.fullmatch(value):
        raise refuse("number", f"{value!r} is in quotes", f"write {value} without them")
    raise refuse("number", f"{str(value)!r} is no number", "write digits alone, such as 125000 or 12.5")


def _truth(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if isinstance(value, Plain) and value in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return value.lower() == "true"
    raise refuse("truth", f"{str(value)!r} is neither true nor false", "write true or false, without quotes")


@lru_cache(maxsize=10_000)  # the same few dates stand in most records
def _date(value: str) -> str:
    match = _DATE.fullmatch(value)
    if not match:
        raise refuse("date", f"{value!r} is no date", "write 2012, 2012-05 or 2012-05-17")
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        raise refuse("date", f"{value!r} is not in the calendar", "write 2012, 2012-05 or 2012-05-17") from None
    return str(value)


def _link(value: str) -> str:
    if _USUAL_LINK.fullmatch(value):
        return str(value)
    if re.search(r"\s", value):
        raise refuse("link", "a link has no white space", "write it as %20, or remove it")
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError:
        raise refuse("link", f"{value!r} is no link", "write https:// and the address") from None
    if not value.startswith(("http://", "https://")):
        raise refuse("link", f"{value!r} does not begin with http:// or https://", "write the full address of a page")
    if not host or any(mark in value for mark in '<>"\\'):
        raise refuse(
            "link", f"{value!r} has no host or has marks that no address has", "write the full address of a page"
        )
    if parts.username or parts.password:
        raise refuse("link", "a link must not hold a name or a password", "remove what stands before the @")
    return str(value)


def _line(value: str) -> str:
    if value != value.strip() or "\n" in value:
        raise refuse("line", "this text begins or ends with a space or runs over several lines", "write it on one line")
    return str(value)


def _identifier(value: str) -> str:
    if not ID.fullmatch(value) or len(value) > ID_LENGTH:
        raise refuse(
            "id",
            f"{value!r} is no id",
            f"write lower-case letters a-z, digits and hyphens, up to {ID_LENGTH} characters",
        )
    return str(value)


def _once(values: list) -> list:
    seen = set()
    for value in values:
        key = value if isinstance(value, str | int) else repr(value)
        if key in seen:
            raise refuse("once", f"{value!r} stands in this list twice", "remove one")
        seen.add(key)
    return values


_DATE_SCHEMA = {
    "anyOf": [
        {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
        {"type": "integer", "minimum": 1000, "maximum": 9999},
    ]
}

Number = Annotated[float, BeforeValidator(_number)]
Truth = Annotated[bool, BeforeValidator(_truth)]
PartialDate = Annotated[str, AfterValidator(_date), WithJsonSchema(_DATE_SCHEMA)]
Link = Annotated[str, AfterValidator(_link)]
Line = Annotated[str, AfterValidator(_line)]
Identifier = Annotated[str, AfterValidator(_identifier)]
Once = AfterValidator(_once)
Ids = Annotated[list[Identifier], Once]


class Strict(BaseModel):
    """Refuses keys it does not know, so that a slip of the pen is never silently lost."""

    model_config = ConfigDict(extra="forbid")


def fact(
    en: str,
    de: str,
    *,
    default: Any = ...,
    vocabulary: str = "",
    record: str = "",
    one: str = "",
    source: bool = False,
    example: Any = None,
    factual: bool = False,
    facet: bool = False,
    **limits,
) -> Any:
    """A field with its description in English and German.

    ``vocabulary`` or ``record`` name what the value (or each value of the list) is a term or a record of, and
    ``one`` what a single value of a list is called in tables; ``source`` marks ids of sources of the same record;
    ``factual`` fields must be backed by sources in a verified record; ``facet`` fields filter on the site.
    """
    extra = {
        "description_de": de,
        "vocabulary": vocabulary,
        "record": record,
        "one": one,
        "source": source,
        "factual": factual,
        "facet": facet,
    }
    said = {key: value for key, value in extra.items() if value}
    examples = None if example is None else [example]
    return Field(default, description=en, examples=examples, json_schema_extra=said, **limits)


def wants_line(annotation: Any) -> bool:
    """Whether a value of this type is text on one line, so that one that looks like a number stands in quotes."""
    if isinstance(annotation, AfterValidator):
        return annotation.func is _line
    return any(wants_line(part) for part in (*get_args(annotation), *getattr(annotation, "__metadata__", ())))


def said(info: FieldInfo, key: str) -> Any:
    """What a field says of itself under ``key``, such as ``description_de`` or ``vocabulary``; None if nothing."""
    return (info.json_schema_extra or {}).get(key)
