"""Pieces that many pages share, kept once they are written: they are the same for every reader of a language."""

from collections.abc import Callable

from jinja2 import Environment
from markupsafe import Markup

MOST = 4096  # cards of one language; about four megabytes
MOST_PIECES = 512
_GAP = "\x00"  # in no record; where a page says why it shows a card


def cards(templates: Environment, context: dict) -> Callable[..., Markup]:
    """A function that gives the card of an innovation, with ``why`` in its place; ``context`` is what templates call."""
    written: dict[tuple[int, int], tuple[str, str]] = {}

    def card(entry, level: int, why: Markup) -> Markup:
        key = entry["number"], level
        if key not in written:
            if len(written) == MOST:
                written.clear()
            html = templates.get_template("site/card.html").render(context, entry=entry, level=level, gap=_GAP)
            before, _, behind = html.strip().partition(_GAP)
            written[key] = before, behind
        before, behind = written[key]
        return Markup(f"{before}{why}{behind}")

    return card


def pieces() -> Callable[..., Markup]:
    """A function for ``{% call piece("trend", id) %}…{% endcall %}``: what it holds is written once for each key.

    The key must name all that the piece depends on beside the language.
    """
    written: dict[tuple, Markup] = {}

    def piece(*key, caller) -> Markup:
        if key not in written:
            if len(written) == MOST_PIECES:
                written.clear()
            written[key] = caller()
        return written[key]

    return piece
