"""Asks a person for what a new record must say and gives its data; what is asked for comes from the model."""

from collections.abc import Callable
from datetime import date

from pydantic import BaseModel, TypeAdapter, ValidationError

from pipeline.read.explain import explain
from pipeline.records import KINDS
from pipeline.records.fields import Plain, said
from pipeline.records.shapes import Shape, fields, inner
from pipeline.repository import Repository
from pipeline.text import fold, hint_near, slug

Ask = Callable[[str], str]
Tell = Callable[[str], None]
ALSO = {
    "innovation": ("started", "origin", "organisations"),
    "tool": ("started", "organisations"),
    "partnership": ("started", "countries"),
}  # not required, but every good record has them
GIVEN = {"review": "draft", "access": "live"}
LIKE = 85  # of 100: near enough to be asked about


def draft(kind: str, repository: Repository, ask: Ask, tell: Tell) -> tuple[str, dict]:
    """Id and data of a new record of ``kind``; asks again until an answer is valid."""
    model = KINDS[kind].model
    data = {}
    for name, info, shape in fields(model):
        if name == "review":
            data[name] = Plain(GIVEN[name])
        elif info.is_required() or name in ALSO.get(kind, ()):
            answer = _value(name, info, shape, repository, ask, tell, ())
            if answer not in (None, [], {}):
                data[name] = answer
        if name == "name":
            _warn_of_likely_duplicates(kind, data["name"], repository, tell)
    return _id(kind, data["name"], repository, ask, tell), data


def likely_duplicates(kind: str, names: list[str], repository: Repository) -> list[str]:
    """Files of records of ``kind`` that may be the same thing as one called ``names``."""
    from rapidfuzz import fuzz

    wanted = [fold(name) for name in names]
    return [
        entry.file
        for entry in repository.entries[kind].values()
        if any(fuzz.ratio(fold(name), want) >= LIKE for name in entry.names for want in wanted)
    ]


def _warn_of_likely_duplicates(kind: str, name, repository: Repository, tell: Tell) -> None:
    for file in likely_duplicates(kind, list(name.values()) if isinstance(name, dict) else [name], repository):
        tell(f"This may be there already: {file}")


def _id(kind: str, name, repository: Repository, ask: Ask, tell: Tell) -> str:
    proposed = slug(next(iter(name.values())) if isinstance(name, dict) else name)
    while True:
        answer = slug(ask(f"Id, the name of the file [{proposed}]") or proposed)
        if answer and not repository.knows(kind, answer):
            return answer
        tell(
            f"{answer!r} is taken by {KINDS[kind].path(answer)}; write another"
            if answer
            else "write letters a-z, digits and hyphens"
        )


def _value(name: str, info, shape: Shape, repository: Repository, ask: Ask, tell: Tell, inside: tuple):
    """One valid answer for a field, in the shape that the field wants."""
    if shape in (Shape.PARTS, Shape.PASSAGES):
        tell(f"{name}: {info.description} One now; add more in the file.")
        return [_part(name, info, shape, repository, ask, tell, inside)]
    if shape is Shape.SIDES:
        return {
            side: _value(side, field, Shape.PARTS, repository, ask, tell, inside)
            for side, field, _ in fields(inner(info))
        }
    if shape in (Shape.TEXT, Shape.PASSAGE):
        return _texts(name, info, ask, tell)
    return _answer(name, info, shape, repository, ask, tell)


def _part(name: str, info, shape: Shape, repository: Repository, ask: Ask, tell: Tell, inside: tuple):
    if shape is Shape.PASSAGES:
        return _texts(name, info, ask, tell)
    part = {}
    for field, about, kind in fields(inner(info)):
        if field in GIVEN:
            part[field] = Plain(GIVEN[field])
        elif field == "accessed":
            part[field] = Plain(date.today().isoformat())
        elif about.is_required() or field in ("url", "publisher"):
            value = _value(field, about, kind, repository, ask, tell, (*inside, name))
            if value not in (None, [], {}):
                part[field] = value
    return part


def _texts(name: str, info, ask: Ask, tell: Tell) -> dict:
    """A text in one or both languages."""
    while True:
        given = {language: ask(f"{name}, {language}: {info.description}") for language in ("de", "en")}
        given = {language: text for language, text in given.items() if text}
        if not _refused(inner(info), given, tell, name):
            return given


def _refused(model: type[BaseModel], data, tell: Tell, thing: str) -> bool:
    try:
        model.model_validate(data)
    except ValidationError as error:
        for _, _, message, hint in explain(error, model, thing):
            tell(f"{message}; {hint}")
        return True
    return False


def _answer(name: str, info, shape: Shape, repository: Repository, ask: Ask, tell: Tell):
    terms = _choices(info, repository)
    if terms and len(terms) <= 60:
        tell(f"{name}: one of {', '.join(terms)}" if shape is Shape.SCALAR else f"{name}: any of {', '.join(terms)}")
    while True:
        text = ask(f"{name}: {info.description}{' Several with commas.' if shape is Shape.VALUES else ''}")
        if not text and not info.is_required():
            return None
        value = (
            [Plain(part.strip()) for part in text.split(",") if part.strip()] if shape is Shape.VALUES else Plain(text)
        )
        if not _problems(name, info, value, terms, tell):
            return value


def _choices(info, repository: Repository) -> list[str]:
    record = said(info, "record")
    if said(info, "vocabulary"):
        return list(repository.terms(said(info, "vocabulary")))
    return list(repository.entries[record]) if record and record != "organisation" else []


def _problems(name: str, info, value, terms: list[str], tell: Tell) -> bool:
    wrong = [one for one in (value if isinstance(value, list) else [value]) if terms and one not in terms]
    for one in wrong:
        tell(f"{str(one)!r} is none of them; {hint_near(one, terms, 'choose one that is')}")
    if wrong:
        return True
    try:
        TypeAdapter(info.rebuild_annotation()).validate_python(value)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            tell(f"{name}: {item['msg']}; {item.get('ctx', {}).get('hint', info.description)}")
        return True
    return False
