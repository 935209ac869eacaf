"""The words of the site, numbers and dates, in German and English."""

import re
import unicodedata
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from babel import Locale, dates, lists, numbers
from babel.messages.pofile import read_po
from markupsafe import Markup, escape

from pipeline.vocabularies import LANGUAGES
from web.settings import FOLDER

_BEFORE = re.compile(r"^\W+(?=\w)")
_OTHER_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
LOCALES = {"de": Locale("de", "DE"), "en": Locale("en", "GB")}


def mark(message: str) -> str:
    """Marks a message for the catalogues where it is not translated yet; see :meth:`Language.say`."""
    return message


class Said(NamedTuple):
    """A text and the language that it is in."""

    text: str
    language: str


class Language:
    """One of the languages of the site."""

    def __init__(self, code: str):
        self.code = code
        self.locale = LOCALES[code]
        path = FOLDER / "locales" / code / "LC_MESSAGES" / "site.po"
        with path.open("rb") as file:
            self._messages = {message.id: message.string for message in read_po(file, locale=code) if message.id}

    @property
    def other(self) -> str:
        """Code of the other language."""
        return next(code for code in LANGUAGES if code != self.code)

    def say(self, message: str, /, **values) -> str:
        """``message`` in this language with ``values`` put in; markup among them is kept, all else escaped."""
        return _filled(self._messages.get(message) or message, values)

    def count(self, one: str, many: str, number: int, /, **values) -> str:
        """The message for ``number`` things; ``%(n)s`` in it is the number as this language writes it."""
        forms = self._messages.get((one, many)) or (one, many)
        text = (forms[0] if number == 1 else forms[1]) or (one if number == 1 else many)
        return _filled(text, {"n": self.number(number), **values})

    def number(self, value: float) -> str:
        """A number with the marks for thousands of this language."""
        if isinstance(value, int) and 0 <= value < 1000:
            return str(value)  # most numbers of a page; there the languages do not differ
        return _decimal(value, self.code)

    def percent(self, share: float) -> str:
        """A share of 0 to 1 as per cent."""
        return _percent(round(share, 4), self.code)

    def share(self, share: float) -> str:
        """The same for tables of shares: what is there is never told as nothing."""
        return self.say("under %(share)s", share=self.percent(0.01)) if 0 < share < 0.01 else self.percent(share)

    def amount(self, value: float, unit: str | None) -> str:
        """A figure; with ``unit`` an amount of money in that currency."""
        if not unit:
            return self.number(value)
        whole = float(value).is_integer()
        pattern = {"de": "#,##0\xa0¤", "en": "¤#,##0"}[self.code] if whole else None
        return numbers.format_currency(value, unit, pattern, locale=self.locale, currency_digits=not whole)

    def date(self, partial: str | None) -> str:
        """A date as exact as its source: a year, a month or a day."""
        return _date(partial or "", self.code)

    def listed(self, parts: list[str]) -> str:
        """Parts of a sentence one after the other, as this language strings them together."""
        return lists.format_list(parts, locale=self.locale)

    def text(self, row, field: str) -> Said | None:
        """``field`` of ``row`` in this language, or in the other one where only that exists."""
        for code in (self.code, self.other):
            if row[f"{field}_{code}"]:
                return Said(row[f"{field}_{code}"], code)
        return None


def sorting(name: str) -> str:
    """A key that sorts names as dictionaries of both languages do: letters with marks among those without, and marks
    before the first letter left out."""
    letters = unicodedata.normalize("NFD", name.casefold().translate(_OTHER_LETTERS))
    return _BEFORE.sub("", "".join(mark for mark in letters if not unicodedata.combining(mark)))


def _filled(text: str, values: dict) -> str:
    if not values:
        return text
    if any(isinstance(value, Markup) for value in values.values()):
        return Markup(escape(text)) % {key: escape(value) for key, value in values.items()}
    return text % values


@lru_cache(maxsize=8192)  # tables repeat small numbers, and writing one takes longer than looking it up
def _decimal(value: float, code: str) -> str:
    return numbers.format_decimal(value, locale=LOCALES[code])


@lru_cache(maxsize=8192)  # years and months of checks come again and again
def _date(partial: str, code: str) -> str:
    year, *rest = partial.split("-")
    if not rest:
        return year
    day = date(int(year), int(rest[0]), int(rest[1]) if len(rest) > 1 else 1)
    if len(rest) == 1:
        return dates.format_skeleton("yMMMM", day, locale=LOCALES[code])
    return dates.format_date(day, "long", locale=LOCALES[code])


@lru_cache(maxsize=8192)
def _percent(share: float, code: str) -> str:
    return numbers.format_percent(share, locale=LOCALES[code])


@cache
def language(code: str) -> Language:
    """The language ``de`` or ``en``, read once."""
    return Language(code)


def preferred(accept_language: str) -> str:
    """The language that a browser asks for first; English where it asks for neither."""
    wishes = []
    for position, part in enumerate(accept_language[:500].split(",")):
        name, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            weight = 0.0
        wishes.append((-weight, position, name.split("-")[0].strip().lower()))
    return next((name for weight, _, name in sorted(wishes) if name in LANGUAGES and weight < 0), "en")
