"""The values of facets as boxes to tick: a page has hundreds, so each is written once, and a choice adds count and tick."""

from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from web.atlas import Atlas
from web.collections import Facet
from web.language import Language, Said, sorting

SHOWN = 8  # values before the others are folded away
FOLDED = 3  # fewer than these are not worth folding
_BOX = Markup('<li><label><input type="checkbox" name="{}" value="{}"')
_NAME, _FOREIGN = Markup("> {} <b>"), Markup('<span lang="{}">{}</span>')
_END = "</b></label></li>"


class Box(NamedTuple):
    """A value and its box, up to the tick and from there to the count."""

    value: str
    start: str
    rest: str


class Boxes(NamedTuple):
    """The boxes of a facet that would leave something: those always seen, and those folded away."""

    first: Markup
    more: Markup
    folded: int
    open: bool


def name(atlas: Atlas, language: Language, facet: Facet, value: str) -> Said:
    """What pages call a value of ``facet``."""
    if facet.terms:
        return atlas.label(facet.terms, value, language)
    return Said(language.say(facet.words, value=value), language.code)


@lru_cache(maxsize=128)
def _written(atlas: Atlas, language: Language, table: str, facet: Facet) -> tuple[Box, ...]:
    """All values of a facet in the order of the page; where counts decide, in the one that breaks ties."""
    named = {value: name(atlas, language, facet, value) for value in atlas.facets[table].bitmaps[facet.id]}
    terms = atlas.terms.get(facet.terms, {})
    if facet.by_count:
        values = sorted(named, key=lambda value: (sorting(named[value].text), value))
    else:
        values = sorted(named, key=lambda value: (terms[value].position if value in terms else 0, value))
    return tuple(_box(facet.id, value, named[value], language) for value in values)


def _box(facet: str, value: str, said: Said, language: Language) -> Box:
    shown = _FOREIGN.format(said.language, said.text) if said.language != language.code else said.text
    return Box(value, str(_BOX.format(facet, value)), str(_NAME.format(shown)))


def _list(shown: list[tuple[int, Box]], chosen, language: Language) -> Markup:
    items = [
        f"{box.start}{' checked' if box.value in chosen else ''}{box.rest}{language.number(count)}{_END}"
        for count, box in shown
    ]
    return Markup(f"<ul>{''.join(items)}</ul>")


def boxes(selection, facet: Facet) -> Boxes | None:
    """The boxes of ``facet`` for a selection; values that were chosen always, None where there is nothing to choose."""
    table, chosen = selection.collection.table, tuple(selection.chosen.get(facet.id, ()))
    counts = selection.atlas.facets[table].counts(facet.id, selection.chosen, selection.within)
    return _laid_out(selection.atlas, selection.language, table, facet, chosen, tuple(counts.items()))


@lru_cache(maxsize=1024)
def _laid_out(
    atlas: Atlas, language: Language, table: str, facet: Facet, chosen: tuple, counted: tuple
) -> Boxes | None:
    """The boxes for these counts: those of a page without a choice are asked for most, and readers go back and forth."""
    counts = dict(counted)
    shown = [
        (counts[box.value], box)
        for box in _written(atlas, language, table, facet)
        if counts[box.value] or box.value in chosen
    ]
    if not shown:
        return None
    if facet.by_count:
        shown.sort(key=lambda pair: -pair[0])
    seen = len(shown) if len(shown) < SHOWN + FOLDED else SHOWN
    first, more = (_list(part, chosen, language) for part in (shown[:seen], shown[seen:]))
    return Boxes(first, more, len(shown) - seen, any(box.value in chosen for _, box in shown[seen:]))


def forget() -> None:
    """Forgets boxes of earlier choices, so that a measurement lays them out anew."""
    _laid_out.cache_clear()
