"""YAML text to plain data by the 1.2 core rules for what people type, through libyaml's parser.

What is typed and what is meant must not differ: every scalar stays the text that was typed (``NO`` is Norway,
``1.10`` stays ``1.10``), empty ones are None, and only fields that want a number read one. Duplicate keys, anchors,
aliases, tags and several documents are refused before anything expands.
"""

from collections.abc import Iterator

import yaml
from yaml.cyaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from pipeline.records.fields import Plain

DEPTH = 12
_EMPTY = frozenset(("", "~", "null", "Null", "NULL"))
_NUMBER_OR_TRUTH = frozenset("+-.0123456789tTfF")  # how these begin; for all else it is the same whether in quotes
Place = tuple[int, int]
_FRIENDLY = {
    "mapping values are not allowed in this context": (
        "a colon with a space after it stands inside a text",
        "put the text in quotes",
    ),
    "could not find expected ':'": (
        "a field's name without a colon",
        "write `name: value`, or indent a text that goes on",
    ),
    "did not find expected key": (
        "this line fits no field: its indentation or a quote is wrong",
        "indent it like its neighbours, and close quotes",
    ),
    "did not find expected '-' indicator": (
        "this line stands in a list but does not begin with `- `",
        "begin it with `- `, indented like the others",
    ),
    "did not find expected ',' or ']'": (
        "a list that begins with `[` is not closed",
        "write a comma between values and `]` at the end",
    ),
    "did not find expected ',' or '}'": (
        "a mapping that begins with `{` is not closed",
        "write a comma between fields and `}` at the end",
    ),
    "found unexpected end of stream": ("a quote is opened and never closed", "close it"),
    "found character that cannot start any token": ("no text can begin with this character", "put the text in quotes"),
    "found unknown escape character": (
        "a backslash in double quotes begins an escape that does not exist",
        "write \\\\ for a backslash",
    ),
    "found undefined tag handle": ("a text that begins with `!` is a tag", "put the text in quotes"),
    "block sequence entries are not allowed in this context": (
        "a list cannot begin here",
        "begin it on a line of its own",
    ),
    "did not find expected alphabetic or numeric character": (
        "no text can begin with `*` or `&`",
        "put the text in quotes",
    ),
}


class Composer:
    """Builds plain data from the events of one text and notes what is refused, with its place.

    ``refused`` holds (rule, message, hint, line, column); with ``places`` the line and column (from 1) of the key
    and of the value of each path are kept in ``keys`` and ``values``.
    """

    def __init__(self, text: str, places: bool = False):
        self.parser = CParser(text)
        self.next = self.parser.get_event
        self.refused: list[tuple[str, str, str, int, int]] = []
        self.places = places
        self.keys: dict[tuple, Place] = {}
        self.values: dict[tuple, Place] = {}
        self.spans: list[
            tuple[int, int, int, int]
        ] = []  # of scalars: first line and column, last line and column, from 0

    def compose(self):
        """The data of the text; what libyaml cannot read at all becomes one refusal."""
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            message, hint = _friendly(str(error.problem or error.context))
            self.refused.append(("yaml", message, hint, mark.line + 1, mark.column + 1))
        except yaml.reader.ReaderError as error:
            self.refused.append(("yaml", f"this is no YAML: {error.reason}", "remove what stands there", 1, 1))
        return None

    def _document(self):
        self.next()
        event = self.next()
        if isinstance(event, StreamEndEvent):
            return None
        data = self._node(self.next(), (), 0)
        self.next()
        event = self.next()
        if isinstance(event, DocumentStartEvent):
            self._refuse(
                "document", "a second document begins here", "make a file of its own for it, and remove `---`", event
            )
        return data

    def _refuse(self, rule: str, message: str, hint: str, event) -> None:
        mark = event.start_mark
        self.refused.append((rule, message, hint, mark.line + 1, mark.column + 1))

    def _node(self, event, path: tuple, depth: int):
        if self.places:
            self.values[path] = (event.start_mark.line + 1, event.start_mark.column + 1)
        if type(event) is ScalarEvent:
            return self._scalar(event)
        if type(event) is AliasEvent:
            self._refuse("anchor", f"`*{event.anchor}` is an alias", "write the value itself", event)
            return None
        self._refuse_marks(event)
        if depth >= DEPTH:
            raise yaml.MarkedYAMLError(None, None, f"more than {DEPTH} levels", event.start_mark)
        build = self._mapping if type(event) is MappingStartEvent else self._sequence
        return build(path, depth + 1)

    def _refuse_marks(self, event) -> None:
        if event.anchor:
            self._refuse("anchor", f"`&{event.anchor}` is an anchor", "write the value wherever it is meant", event)
        if event.tag:
            self._refuse("tag", f"`{event.tag}` is a tag", "remove it, or put the text in quotes", event)

    def _scalar(self, event):
        if self.places:
            self._span(event)
        if event.anchor or event.tag:
            self._refuse_marks(event)
        if not event.implicit[0]:
            return event.value
        value = event.value
        if value in _EMPTY:
            return None
        return Plain(value) if value[0] in _NUMBER_OR_TRUTH else value

    def _span(self, event) -> None:
        start, end = event.start_mark, event.end_mark
        self.spans.append((start.line, start.column, end.line, end.column))

    def _sequence(self, path: tuple, depth: int) -> list:
        items, following = [], self.next
        while type(event := following()) is not SequenceEndEvent:
            if self.places:
                items.append(self._node(event, (*path, len(items)), depth))
            else:
                items.append(self._scalar(event) if type(event) is ScalarEvent else self._node(event, path, depth))
        return items

    def _mapping(self, path: tuple, depth: int) -> dict:
        fields, following, empty = {}, self.next, False
        while type(event := following()) is not MappingEndEvent:
            key = self._key(event, depth)
            if self.places:
                self.keys.setdefault((*path, key), (event.start_mark.line + 1, event.start_mark.column + 1))
                value = self._node(following(), (*path, key), depth)
            else:
                held = following()
                value = self._scalar(held) if type(held) is ScalarEvent else self._node(held, path, depth)
            if key in fields:
                self._refuse("duplicate-key", f"`{key}` stands here a second time", "keep one of the two", event)
            else:
                fields[key] = value
                empty = empty or value is None
        return {key: value for key, value in fields.items() if value is not None} if empty else fields

    def _key(self, event, depth: int) -> str:
        if type(event) is ScalarEvent:
            if self.places or event.anchor or event.tag:
                self._scalar(event)
            return event.value
        self._refuse("yaml", "a field's name must be a word", "write `name: value`", event)
        self._node(event, ("",), depth)
        return ""


def _friendly(problem: str) -> tuple[str, str]:
    for known, words in _FRIENDLY.items():
        if problem.startswith(known):
            return words
    if problem.endswith("levels"):
        return f"lists and fields are nested {problem} deep", "see the example of this kind of record"
    return f"this is no YAML: {problem}", "look at quotes and indentation here and in the line above"


def strings(data, path: tuple = ()) -> Iterator[tuple[tuple, str]]:
    """Every text in ``data`` with its path."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from strings(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from strings(value, (*path, index))
    elif isinstance(data, str):
        yield path, data
