"""What pydantic refused, in words that say what to write instead."""

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from pipeline.records.parts import Text
from pipeline.records.shapes import Shape, inner, shape
from pipeline.text import hint_near, with_article

Refusal = tuple[str, tuple, str, str]  # rule, path, message, hint


def explain(error: ValidationError, model: type[BaseModel], thing: str) -> list[Refusal]:
    """One refusal for each mistake in a record of ``model``, which readers call ``thing``."""
    return [_explain(item, model, thing) for item in error.errors(include_url=False)]


def _explain(item: dict, model: type[BaseModel], thing: str) -> Refusal:
    path, kind = tuple(item["loc"]), item["type"]
    handler = _HANDLERS.get(kind)
    if handler:
        rule, message, hint = handler(item, path, model, thing)
    elif "hint" in item.get("ctx", {}):
        rule, message, hint = kind, f"{_named(path)}{item['msg']}", item["ctx"]["hint"]
    else:
        rule, message, hint = (
            "type",
            f"`{_dotted(path)}` must be {_wanted(field_at(model, path))}",
            _example(field_at(model, path)),
        )
    return rule, path, message, hint


def _dotted(path: tuple) -> str:
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def _named(path: tuple) -> str:
    return f"`{_dotted(path)}`: " if path else ""


def model_at(model: type[BaseModel], path: tuple) -> type[BaseModel] | None:
    """The model whose fields stand under ``path``; None where there is none."""
    for step in path:
        if isinstance(step, int):
            continue
        info = model.model_fields.get(step) if model else None
        if info is None:
            return model if model and issubclass(model, Text) else None
        kind = inner(info)
        model = kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None
    return model


def field_at(model: type[BaseModel], path: tuple) -> FieldInfo | None:
    """The field that ``path`` names; None where there is none."""
    steps = [step for step in path if not isinstance(step, int)]
    for length in range(len(steps), 0, -1):
        owner = model_at(model, tuple(steps[: length - 1]))
        if owner and steps[length - 1] in owner.model_fields:
            return owner.model_fields[steps[length - 1]]
    return None


def _wanted(info: FieldInfo | None) -> str:
    if info is None:
        return "something else"
    kinds = {
        Shape.TEXT: "a text by language",
        Shape.PASSAGE: "a text by language",
        Shape.VALUES: "a list",
        Shape.PASSAGES: "a list of texts by language",
        Shape.BY_TERM: "texts by term",
        Shape.PARTS: "a list",
        Shape.GROUP: "a group of fields",
        Shape.SIDES: "a list for each side",
    }
    return kinds.get(shape(info)) or ("a number" if inner(info) is float else "one value")


def _example(info: FieldInfo | None) -> str:
    if info is None:
        return "see the example of this kind of record"
    if shape(info) in (Shape.TEXT, Shape.PASSAGE):
        return "write `de:` and `en:` beneath it"
    if info.examples and shape(info) is Shape.VALUES:
        return f"write [{', '.join(map(str, info.examples[0]))}], for instance"
    return f"write {info.examples[0]}, for instance" if info.examples else f"what is meant: {info.description}"


def _missing(item, path, model, thing):
    where = _dotted(path[:-1])
    place = f"in `{where}`" if where else f"in this {thing}"
    info = field_at(model, path)
    hint = f"add it: {info.description}" if info else "add it"
    return "missing-field", f"`{path[-1]}` is missing {place}", hint


def _extra(item, path, model, thing):
    owner = model_at(model, path[:-1])
    names = list(owner.model_fields) if owner else []
    where = f"`{_dotted(path[:-1])}`" if path[:-1] else with_article(thing)
    return (
        "unknown-field",
        f"`{path[-1]}` is no field of {where}",
        hint_near(str(path[-1]), names, f"its fields are {', '.join(names)}"),
    )


def _too_long(item, path, model, thing):
    limit, length = item["ctx"]["max_length"], len(item["input"])
    return "length", f"`{_dotted(path)}` has {length} characters", f"shorten it to {limit}"


def _empty(item, path, model, thing):
    return "length", f"`{_dotted(path)}` is empty", "write something, or remove the line"


def _pattern(item, path, model, thing):
    return "pattern", f"{item['input']!r} is no value for `{_dotted(path)}`", _example(field_at(model, path))


def _wrong_type(item, path, model, thing):
    info = field_at(model, path)
    if path and isinstance(path[-1], int):
        return "type", f"`{_dotted(path)}` is not one value of its list", _example(info)
    if isinstance(item["input"], str) and info is not None and shape(info) in (Shape.TEXT, Shape.PASSAGE):
        return "type", f"`{_dotted(path)}` is one text, without its language", "write `de:` and `en:` beneath it"
    return "type", f"`{_dotted(path) or thing}` must be {_wanted(info)}", _example(info)


_HANDLERS = {
    "missing": _missing,
    "extra_forbidden": _extra,
    "string_too_long": _too_long,
    "too_long": _too_long,
    "string_too_short": _empty,
    "too_short": _empty,
    "string_pattern_mismatch": _pattern,
    "string_type": _wrong_type,
    "list_type": _wrong_type,
    "dict_type": _wrong_type,
    "model_type": _wrong_type,
    "model_attributes_type": _wrong_type,
    "float_type": _wrong_type,
    "bool_type": _wrong_type,
    "int_type": _wrong_type,
}
