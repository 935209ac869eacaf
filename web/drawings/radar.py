"""The radar: field of action is the sector, stage the ring, and every trend a numbered blip that links to its page.

Rings are drawn in the order handed in, innermost first. Best read: established in the middle, growing around it,
emerging further out, and declining as the outermost ring, where trends leave the picture. So a blip whose tip
points inwards advances and one whose tip points outwards falls back. From ``plan.WIDE`` pixels on, fields stand around
the rim, stages at their rings and names by the blips where there is room; below, a key under the radar has them.
"""

import math
from xml.etree.ElementTree import Element

from markupsafe import Markup

from web.drawings.marks import mark
from web.drawings.naming import Name, names_for
from web.drawings.placing import FULL
from web.drawings.plan import TIP, Plan, Spot, marked, plan_for, rim_lines, spots_for
from web.drawings.svg import (
    INK,
    PAPER,
    RULE,
    SOFT,
    cluster_colour,
    document,
    element,
    group,
    identifier,
    lines,
    link,
    text_width,
    words,
)

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def radar(blips: list[dict], sectors: list[dict], rings: list[dict], labels: dict, *, size: float = 720) -> Markup:
    """The radar, ``size`` pixels wide (360 and more); taller where it has a key.

    ``blips`` have ``id, name, href, cluster, stage, moved`` and may have ``number``, else they count from 1. Their
    order is the order in the document. ``sectors`` and ``rings`` have ``id, name``; every blip's ``cluster`` and
    ``stage`` must be among them.

    ``labels`` has ``title``, ``description``, ``rings`` (what the key says before the stages), and ``moved_in``,
    ``moved_out``, ``new`` for ``moved`` 1, -1, None; 0 is not marked, and nothing is where all are None.
    """
    blips = [{"number": number, **blip} for number, blip in enumerate(blips, 1)]
    plan = plan_for(blips, sectors, rings, size)
    spots = spots_for(plan, blips, sectors, rings)
    names = names_for(plan, blips, spots, rings) if plan.wide else {}
    key, height = _key(plan, blips, sectors, rings, labels)
    drawn = [
        _blip(plan, blip, spot, _said(blip, sectors, rings, labels, blips), marked(blip, blips), names.get(blip["id"]))
        for blip, spot in zip(blips, spots, strict=True)
    ]
    return document(
        "radar",
        2 * plan.centre,
        height,
        [
            _disc(plan, sectors),
            _rim(plan, sectors, labels),
            *([_ring_names(plan, rings, labels)] if plan.wide else []),
            group(*drawn, class_="blips"),
            key,
        ],
        labels,
    )


def _disc(plan: Plan, sectors: list[dict]) -> Element:
    """Rings as ever lighter discs, a thin line between fields, and a rim in each field's colour."""
    centre = plan.centre
    rings = [
        element(
            "circle",
            cx=float(centre),
            cy=float(centre),
            r=float(outer),
            fill=INK,
            fill_opacity="0.035",
            stroke=RULE,
            stroke_width="1",
        )
        for _, outer in reversed(plan.grid.rings)
    ]
    beams = "".join(
        _beam(plan, start, inner, outer - (0 if index else plan.room.band))
        for index, (start, _) in enumerate(plan.grid.sectors)
        for inner, outer in plan.grid.rings
    )
    gap = 1.5 / plan.grid.radius
    rim = [
        element(
            "path",
            d=_arc(plan, start + gap, end - gap, plan.grid.radius + 3),
            fill="none",
            stroke=cluster_colour(field["id"]),
            stroke_width="4",
        )
        for field, (start, end) in zip(sectors, plan.grid.sectors, strict=True)
    ]
    return group(*rings, element("path", d=beams, stroke=RULE, fill="none"), *rim, class_="disc", aria_hidden="true")


def _beam(plan: Plan, angle: float, inner: float, outer: float) -> str:
    """A line from ring to ring; at twelve o'clock it leaves the names of the stages free."""
    return "M{:.1f} {:.1f}L{:.1f} {:.1f}".format(*plan.at(angle, inner), *plan.at(angle, outer))


def _arc(plan: Plan, start: float, end: float, distance: float) -> str:
    """A path along a circle; counter-clockwise if ``end`` is before ``start``. Never quite a full turn."""
    end = start + max(-FULL + 0.01, min(FULL - 0.01, end - start))
    (x0, y0), (x1, y1) = plan.at(start, distance), plan.at(end, distance)
    large, sweep = int(abs(end - start) > math.pi), int(end > start)
    return f"M{x0:.1f} {y0:.1f}A{distance:.1f} {distance:.1f} 0 {large} {sweep} {x1:.1f} {y1:.1f}"


def _rim(plan: Plan, sectors: list[dict], labels: dict) -> Element:
    """Names of the fields along the rim, or their letters."""
    radius, parts = plan.grid.radius, []
    for index, (field, (start, end)) in enumerate(zip(sectors, plan.grid.sectors, strict=True)):
        middle = (start + end) / 2
        if not plan.wide:
            x, y = plan.at(middle, radius + 13)
            parts.append(
                words(
                    x,
                    y + 4,
                    _letter(index),
                    12,
                    fill=cluster_colour(field["id"]),
                    font_weight="700",
                    text_anchor="middle",
                )
            )
            continue
        upper, texts = math.cos(middle) >= -1e-9, rim_lines(field, radius, len(sectors))
        for row, text in enumerate(texts):
            distance = radius + (12 + 16 * (len(texts) - 1 - row) if upper else 22 + 16 * row)
            own = identifier("rim", plan, field["id"], row, labels["title"])
            parts += _curved(plan, own, text, middle, distance, upper, 13, cluster_colour(field["id"]))
    return group(*parts, class_="rim", aria_hidden="true")


def _letter(index: int) -> str:
    return LETTERS[index % len(LETTERS)]


def _curved(
    plan: Plan,
    own: str,
    text: str,
    middle: float,
    distance: float,
    upper: bool,
    size: float,
    colour: str,
    **attributes: object,
) -> list[Element]:
    """A text along a circle, upright on both halves of the radar."""
    reach = min(math.pi - 0.01, (text_width(text, size) / 2 + 30) / distance)
    start, end = (middle - reach, middle + reach) if upper else (middle + reach, middle - reach)
    track = element("path", d=_arc(plan, start, end, distance), id=own, fill="none", stroke="none")
    run = element("textPath", text, href=f"#{own}", startOffset="50%", text_anchor="middle")
    return [track, element("text", run, font_size=float(size), fill=colour, font_weight="600", **attributes)]


def _ring_names(plan: Plan, rings: list[dict], labels: dict) -> Element:
    """Stages at twelve o'clock, just inside the outer edge of their rings, where no blip ever stands."""
    parts = []
    for index, (stage, (_, outer)) in enumerate(zip(rings, plan.grid.rings, strict=True)):
        own = identifier("ring", plan, stage["id"], index, labels["title"])
        text = lines(stage["name"], 12, outer * 1.6, 1)
        parts += _curved(plan, own, "".join(text), 0, outer - 13, True, 12, SOFT)
    return group(*parts, class_="ring-names", aria_hidden="true")


def _moved(blip: dict, labels: dict) -> str:
    return labels[{1: "moved_in", -1: "moved_out", None: "new"}[blip["moved"]]]


def _said(blip: dict, sectors: list[dict], rings: list[dict], labels: dict, blips: list[dict]) -> str:
    """The accessible name of a blip: number, name, field, stage, and how it moved."""
    field = next(sector["name"] for sector in sectors if sector["id"] == blip["cluster"])
    stage = next(ring["name"] for ring in rings if ring["id"] == blip["stage"])
    parts = [field, stage, _moved(blip, labels) if marked(blip, blips) else ""]
    return f"{blip['number']}. {blip['name']}: {', '.join(filter(None, parts))}"


def _blip(plan: Plan, blip: dict, spot: Spot, said: str, marked: bool, name: Name | None) -> Element:
    """A linked disc with its number, the sign of its movement, and its name where that has room."""
    colour, moved = cluster_colour(blip["cluster"]), blip["moved"] if marked else 0
    x, y = plan.middle(spot, moved)
    parts = [
        *_sign(x, y, plan.blip, -spot[0] if moved == 1 else math.pi - spot[0], moved, colour),
        _dot(x, y, plan.blip, moved, colour),
        words(
            x,
            y + plan.font * 0.36,
            str(blip["number"]),
            plan.font,
            font_weight="600",
            fill=colour if moved is None else PAPER,
            text_anchor="middle",
            class_="number",
        ),
    ]
    return link(blip["href"], said, *parts, *_name(name), class_="blip")


def _dot(x: float, y: float, radius: float, moved: int | None, colour: str) -> Element:
    """The disc of a blip; a hollow one for None, a trend without an earlier stage."""
    if moved is None:
        return element(
            "circle", cx=float(x), cy=float(y), r=radius - 1, fill=PAPER, stroke=colour, stroke_width=2, class_="dot"
        )
    return element("circle", cx=float(x), cy=float(y), r=float(radius), fill=colour, class_="dot")


def _sign(x: float, y: float, radius: float, turn: float, moved: int | None, colour: str) -> list[Element]:
    """A tip for 1 and -1; ``turn`` is its angle in radians, counter-clockwise from six o'clock."""
    if not moved:
        return []
    reach, spread = radius + TIP, 0.75
    corners = [(turn, reach), (turn - spread, radius), (turn + spread, radius)]
    points = [(x + distance * math.sin(angle), y + distance * math.cos(angle)) for angle, distance in corners]
    return [element("path", d="M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in points) + "z", fill=colour, class_="tip")]


def _name(name: Name | None) -> list[Element]:
    if name is None:
        return []
    box, texts, anchor = name
    x = {"start": box.left, "end": box.right, "middle": (box.left + box.right) / 2}[anchor]
    return [
        words(
            x,
            box.top + 11 + 14 * row,
            text,
            12,
            text_anchor=anchor,
            class_="name",
            stroke=PAPER,
            stroke_width="3",
            stroke_linejoin="round",
            paint_order="stroke",
        )
        for row, text in enumerate(texts)
    ]


def _key(plan: Plan, blips: list[dict], sectors: list[dict], rings: list[dict], labels: dict) -> tuple[Element, float]:
    """What stands below the radar, and the height of the whole: fields and stages if narrow, signs of movement."""
    width, parts, y = 2 * plan.centre, [], 2 * plan.centre + 14
    if not plan.wide:
        for index, field in enumerate(sectors):
            colour = cluster_colour(field["id"])
            parts += [
                words(6, y, _letter(index), 12, fill=colour, font_weight="700"),
                element("path", d=mark(field["id"], 27, y - 4, 5), fill=colour),
                *[words(40, y, text, 13) for text in lines(field["name"], 13, width - 46, 1)[:1]],
            ]
            y += 20
        y += 6
        for text in lines(f"{labels['rings']} {' · '.join(ring['name'] for ring in rings)}", 12, width - 12, 4):
            parts.append(words(6, y, text, 12, fill=SOFT))
            y += 17
    signs, y = _signs(plan, blips, labels, y + 4)
    return group(*parts, *signs, class_="key", aria_hidden="true"), y


def _signs(plan: Plan, blips: list[dict], labels: dict, y: float) -> tuple[list[Element], float]:
    """The signs of movement that occur, with their meaning, in as many rows as they need."""
    kinds = [moved for moved in (1, -1, None) if any(marked(b, blips) and b["moved"] == moved for b in blips)]
    parts, x = [], 14.0
    for moved in kinds:
        text = _moved({"moved": moved}, labels)
        if x > 14 and x + 18 + text_width(text, 12) > 2 * plan.centre:
            x, y = 14.0, y + 24
        parts += [
            *_sign(x, y - 4, 6, 0 if moved == 1 else math.pi, moved, SOFT),
            _dot(x, y - 4, 6, moved, SOFT),
            words(x + 15, y, text, 12, fill=SOFT),
        ]
        x += 40 + text_width(text, 12)
    return parts, y + (14 if kinds else -8)
