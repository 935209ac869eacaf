"""A card as SVG: the motif as a band, what the record is and does, the mark of the site."""

import re
from functools import cache
from xml.etree.ElementTree import Element

from web.cards.collect import Card, Motif
from web.cards.faces import NAME, NOTE, TEXT, Face, writable
from web.cards.wording import Block, fitted
from web.drawings import motif
from web.drawings.svg import INK, PAPER, RULE, SOFT, cluster_colour, element, group, markup
from web.settings import FOLDER
from web.settings import NAME as SITE

WIDTH, HEIGHT = 1200, 630
MARGIN, BAND, RULED = 64, 150, 8
ROOM = WIDTH - 2 * MARGIN
TOP, BOTTOM = 232, 536  # between these lie name and summary
GAP = 18
NAME_SIZES, NAME_LEADING, NAME_HEIGHT = (78, 72, 66, 60, 54, 48, 44, 40), 1.06, 154
TEXT_SIZES, TEXT_LEADING = (40, 38, 36, 34, 32, 30, 28), 1.3
NOTE_SIZES = (26, 24, 22)
BETWEEN = " \u00a0·\u00a0 "  # wide enough that kerning does not close it
FOOT = 588  # the line that the words at the foot stand on
_VARIABLE = re.compile(r"var\(--([a-z-]+)\)")


def drawn(card: Card) -> str:
    """The card, with colours in place of their names."""
    name = fitted(writable(card.name) or card.file, NAME, NAME_SIZES, (ROOM, NAME_HEIGHT), NAME_LEADING)
    first = TOP + name.size * 0.8
    rest = TOP + len(name.lines) * name.size * NAME_LEADING + GAP
    summary = fitted(writable(card.summary), TEXT, TEXT_SIZES, (ROOM, BOTTOM - rest), TEXT_LEADING)
    root = element(
        "svg",
        element("rect", width=WIDTH, height=HEIGHT, fill=PAPER),
        _note(card.above, MARGIN, 206, ROOM, cluster_colour(card.motifs[0].cluster) if len(card.motifs) == 1 else SOFT),
        _block(name, NAME, first, NAME_LEADING, INK),
        _block(summary, TEXT, rest + summary.size * 0.8, TEXT_LEADING, INK),
        element("rect", x=MARGIN, y=BOTTOM + 8, width=ROOM, height=1, fill=RULE),
        element("text", SITE, x=MARGIN + 48, y=FOOT, font_size=36, fill=INK, **_font(NAME)),
        _note(card.below, WIDTH - MARGIN, FOOT - 2, ROOM / 2, SOFT, text_anchor="end"),
        xmlns="http://www.w3.org/2000/svg",
        width=WIDTH,
        height=HEIGHT,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
    )
    return _coloured(str(markup(root)).removesuffix("</svg>") + _band(card.motifs) + _sign() + "</svg>")


def _font(face: Face) -> dict[str, object]:
    return {"font_family": face.family, "font_weight": face.weight}


def _block(block: Block, face: Face, first: float, leading: float, fill: str) -> Element:
    """Lines below each other; the first stands on ``first``."""
    return group(
        *(element("text", line, x=MARGIN, y=first + place * block.size * leading) for place, line in enumerate(block.lines)),
        font_size=block.size,
        fill=fill,
        **_font(face),
    )


def _note(parts: tuple[str, ...], x: float, y: float, room: float, fill: str, **attributes: object) -> Element:
    """Words in one line, as many of ``parts`` as fit."""
    parts = tuple(filter(None, map(writable, parts)))
    while len(parts) > 1 and NOTE.width(BETWEEN.join(parts), NOTE_SIZES[-1]) > room:
        parts = parts[:-1]
    line = fitted(BETWEEN.join(parts), NOTE, NOTE_SIZES, (room, NOTE_SIZES[0] * 1.3), 1.3)
    return element("text", " ".join(line.lines), x=x, y=y, font_size=line.size, fill=fill, **_font(NOTE), **attributes)


def _band(motifs: tuple[Motif, ...]) -> str:
    """The motif at its place, or a part of each of several, with the colour of the field as a rule below."""
    wide = WIDTH / max(1, len(motifs))
    return "".join(_strip(one, place * wide, wide) for place, one in enumerate(motifs))


def _strip(one: Motif, left: float, wide: float) -> str:
    """The part of a motif that lies between ``left`` and ``left + wide`` of the whole band."""
    strip = element(
        "svg",
        element("rect", x=left, y=BAND, width=wide, height=RULED, fill=cluster_colour(one.cluster)),
        x=left,
        width=wide,
        height=BAND + RULED,
        viewBox=f"{left:.3f} 0 {wide:.3f} {BAND + RULED}",
    )
    # Inside another drawing the motif needs its size.
    drawing = str(motif(*one, width=WIDTH, height=BAND)).replace("<svg ", f'<svg width="{WIDTH}" height="{BAND}" ', 1)
    return str(markup(strip)).removesuffix("</svg>") + drawing + "</svg>"


@cache
def _sign() -> str:
    """The sign of the site."""
    sign = (FOLDER / "static" / "icon.svg").read_text(encoding="utf-8")
    return sign.replace("<svg ", f'<svg x="{MARGIN}" y="{FOOT - 31}" width="38" height="38" ', 1)


@cache
def _palette() -> dict[str, str]:
    """The colours of the stylesheet in light mode, by name."""
    style = (FOLDER / "static" / "site.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+);", style[: style.index("prefers-color-scheme: dark")]))


def _coloured(drawing: str) -> str:
    """A drawing with colours in place of the names of the stylesheet, which the renderer does not know."""
    return _VARIABLE.sub(lambda match: _palette()[match[1]], drawing)
