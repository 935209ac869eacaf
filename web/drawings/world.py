"""The world map: countries shaded by a count, in the equal-area projection Equal Earth.

Outlines are Natural Earth's, see ``web/static/world-NOTICE.txt``; borders are its, not a statement of ours.
"""

import json
import math
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

from markupsafe import Markup

from web.drawings.svg import ACCENT, PAPER, RULE, SOFT, document, element, group, link, markup, text_width, words

DATA = Path(__file__).parent.parent / "static" / "world.json"
SERIES = ((1, 2, 5, 10, 20), (1, 3, 10, 30, 100), (1, 5, 25, 100, 500), (1, 10, 100, 1000, 10000))
EMPTY = 0.55  # shade of countries without a count, over the paper
SMALLEST, TINIEST = 12.0, 3.0  # square pixels; below that a country gets a marker: to be pressed, or to be seen at all
SHADES = {1: (0.75,), 2: (0.45, 1), 3: (0.35, 0.65, 1), 4: (0.32, 0.54, 0.77, 1), 5: (0.28, 0.45, 0.62, 0.8, 1)}

Class = tuple[int, int]  # smallest and largest count
Spot = tuple[float, float]  # pixels


@cache
def _world() -> dict:
    """Width and height of the drawing, and by country centre, area and, if it is drawn, path."""
    return json.loads(DATA.read_text(encoding="utf-8"))


def world_map(
    values: dict[str, int],
    names: dict[str, str],
    labels: dict,
    *,
    href: Callable[[str], str] | None = None,
    width: float = 720,
    number: Callable[[int], str] = str,
    outlines: str = "",
) -> Markup:
    """The map, ``width`` pixels wide. ``values`` and ``names`` are by ISO 3166-1 alpha-2.

    ``href`` gives the address for a country with a value. ``labels`` has ``title``, ``description``, ``legend``
    (what is counted) and ``none`` (for countries without). ``number`` writes a count in the reader's language.
    ``outlines`` is the address of what :func:`world_outlines` gives: then the drawing carries no outlines itself,
    which are most of its weight, and a page can hold it in two widths.
    """
    known, scale = _world()["countries"], width / _world()["width"]
    values = {code: count for code, count in values.items() if count > 0 and code in known}
    classes = _classes(max(values.values(), default=0))
    order = sorted(values, key=lambda code: (-values[code], names.get(code, code)))
    markers = _markers([code for code in order if _small(code, scale, SMALLEST if href else TINIEST)], scale, width)
    shapes = {
        code: _country(code, _shade(values[code], classes), markers.get(code), scale, width, outlines) for code in order
    }
    drawn = {
        code: _named(f"{names.get(code, code)}: {number(values[code])}", href(code) if href else None, parts)
        for code, parts in shapes.items()
    }
    key, height = _key(classes, labels, number, width, _world()["height"] * scale)
    return document(
        "world",
        width,
        height,
        [
            _land(values, scale, outlines),
            group(*(drawn[code] for code in order if code not in markers), fill=ACCENT, **_outlined(scale)),
            group(
                *(drawn[code] for code in order if code in markers), class_="markers"
            ),  # last: no neighbour covers them
            key,
        ],
        labels,
    )


def _named(said: str, address: str | None, parts: list[Element]) -> Element:
    """The shapes of a country with what is said of it, as a link where there is an address."""
    if address:
        return link(address, said, *parts, class_="country")
    return group(element("title", said), *parts, class_="country")


def world_outlines() -> Markup:
    """The outline of every country under its code, for drawings that refer to them."""
    paths = [
        element("path", id=code, d=shape["path"], vector_effect="non-scaling-stroke")
        for code, shape in _world()["countries"].items()
        if "path" in shape
    ]
    return markup(element("svg", element("defs", *paths), xmlns="http://www.w3.org/2000/svg"))


def _land(values: dict[str, int], scale: float, outlines: str) -> Element:
    """All countries without a count."""
    empty = {
        code: shape["path"] for code, shape in _world()["countries"].items() if "path" in shape and code not in values
    }
    painted = {"fill": RULE, "fill_opacity": EMPTY, "class_": "land", **_outlined(scale)}
    if outlines:
        return group(*(element("use", href=f"{outlines}#{code}") for code in empty), **painted)
    return element("path", d="".join(empty.values()), vector_effect="non-scaling-stroke", **painted)


def _outlined(scale: float) -> dict:
    """How a shape of the file of outlines is brought to the size of the drawing, and its border."""
    return {"stroke": PAPER, "stroke_width": "0.75", "transform": f"scale({scale:.4f})"}


def _shape(code: str, shade: float, outlines: str) -> Element:
    """The outline of a country; scale, border and colour are those of the group that it stands in."""
    more = {"data_country": code, "fill_opacity": shade}
    if outlines:
        return element("use", href=f"{outlines}#{code}", **more)
    return element("path", d=_world()["countries"][code]["path"], vector_effect="non-scaling-stroke", **more)


def _markers(codes: list[str], scale: float, width: float) -> dict[str, Spot]:
    """Where the markers of small countries stand."""
    homes = [(_world()["countries"][code]["x"] * scale, _world()["countries"][code]["y"] * scale) for code in codes]
    return dict(zip(codes, _apart(homes, _reach(width), width), strict=True))


def _classes(largest: int) -> list[Class]:
    """Four or five classes for counts up to ``largest``; one for each count where there are no more than five."""
    if largest <= 5:
        return [(count, count) for count in range(1, largest + 1)]
    series = next((steps for steps in SERIES if largest < 4 * steps[-1]), SERIES[-1])
    starts = [start for start in series if start <= largest]
    return [(start, after - 1) for start, after in pairwise([*starts, largest + 1])]


def _shade(count: int, classes: list[Class]) -> float:
    """How strong the colour of a count is, from 0 to 1."""
    index = next(index for index, (_, largest) in enumerate(classes) if count <= largest)
    return SHADES[len(classes)][index]


def _small(code: str, scale: float, least: float) -> bool:
    shape = _world()["countries"][code]
    return "path" not in shape or shape["area"] * scale**2 < least


def _reach(width: float) -> float:
    """Radius of a marker in pixels."""
    return max(3.5, min(6, width / 130))


def _apart(spots: list[Spot], reach: float, width: float) -> list[Spot]:
    """Markers pushed away from each other until none overlap, or for as long as that helps; all within the map."""
    spots = list(spots)
    for _ in range(80):
        moved = [_push(spots, a, b, 2 * reach + 3) for a in range(len(spots)) for b in range(a)]
        spots = [(min(max(x, reach + 2), width - reach - 2), y) for x, y in spots]
        if not any(moved):
            break
    return spots


def _push(spots: list[Spot], a: int, b: int, least: float) -> bool:
    """Moves two markers apart if they are closer than ``least``, and tells whether it did."""
    (xa, ya), (xb, yb) = spots[a], spots[b]
    gap = math.hypot(xa - xb, ya - yb)
    if gap >= least:
        return False
    push = (least + 0.1 - gap) / 2
    across, down = ((xa - xb) / gap, (ya - yb) / gap) if gap else (1.0, 0.0)
    spots[a], spots[b] = (xa + across * push, ya + down * push), (xb - across * push, yb - down * push)
    return True


def _country(code: str, shade: float, marker: Spot | None, scale: float, width: float, outlines: str) -> list[Element]:
    """The shape of a country, or a marker with a line to where it lies if the marker had to move."""
    shape, paint = _world()["countries"][code], {"fill": ACCENT, "fill_opacity": shade}
    if marker is None:
        return [_shape(code, shade, outlines)]
    (x, y), reach = marker, _reach(width)
    home = shape["x"] * scale, shape["y"] * scale
    line = element("path", d=f"M{home[0]:.1f} {home[1]:.1f}L{x:.1f} {y:.1f}", stroke=SOFT, fill="none")
    return [
        *([line] if math.hypot(x - home[0], y - home[1]) > reach else []),
        element("circle", cx=float(x), cy=float(y), r=reach + 1.5, fill=PAPER),
        element(
            "circle",
            cx=float(x),
            cy=float(y),
            r=float(reach),
            stroke=ACCENT,
            stroke_width="1.25",
            data_country=code,
            class_="marker",
            **paint,
        ),
    ]


def _key(
    classes: list[Class], labels: dict, number: Callable[[int], str], width: float, top: float
) -> tuple[Element, float]:
    """The classes with their counts in as many rows as they need, and the height of the whole drawing."""
    entries = [
        (
            element("rect", fill=ACCENT, fill_opacity=_shade(low, classes)),
            number(low) if low == high else f"{number(low)}–{number(high)}",
        )
        for low, high in classes
    ]
    entries.append((element("rect", fill=RULE, fill_opacity=EMPTY), labels["none"]))
    x, y, parts = 1.0, top + 20, [words(1, top + 20, labels["legend"], 13, font_weight="600")]
    y += 12
    for box, text in entries:
        room = 28 + text_width(text, 13) + 16
        if x > 1 and x + room - 16 > width:
            x, y = 1.0, y + 24
        for name, value in (("x", x), ("y", y), ("width", 22.0), ("height", 13.0)):
            box.set(name, f"{value:.1f}")
        parts += [box, words(x + 28, y + 11, text, 13, fill=SOFT)]
        x += room
    return group(*parts, class_="key"), y + 24
