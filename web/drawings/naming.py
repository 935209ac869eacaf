"""Names beside the blips of a wide radar, where they have room."""

import math

from web.drawings.axes import Box
from web.drawings.plan import TIP, Plan, Spot, marked
from web.drawings.svg import lines, text_width

Name = tuple[Box, list[str], str]  # room, lines, and the side to which they are aligned


def names_for(plan: Plan, blips: list[dict], spots: list[Spot], rings: list[dict]) -> dict[str, Name]:
    """By id, the room and the lines of every name that has a place beside its blip without touching anything."""
    choices = _choices(plan, blips, spots)
    texts = [_ring_name_box(plan, stage, outer) for stage, (_, outer) in zip(rings, plan.grid.rings, strict=True)]
    found = {}
    # Names with the least choice first, so that the others do not take their only place.
    for own in sorted(range(len(blips)), key=lambda own: len(choices[own])):
        for place in choices[own]:
            if not any(place[0].touches(text, 1) for text in texts):
                found[blips[own]["id"]] = place
                texts.append(place[0])
                break
    # A few names among many numbers would look as if they mattered more.
    return found if len(found) > len(blips) / 2 else {}


def _choices(plan: Plan, blips: list[dict], spots: list[Spot]) -> list[list[Name]]:
    """For each blip the places for its name, best first: on the disc, off its tip, not as near to another blip."""
    moves = [blip["moved"] if marked(blip, blips) else 0 for blip in blips]
    centres = [plan.middle(spot, moved) for spot, moved in zip(spots, moves, strict=True)]
    bodies = [plan.body(spot, moved) for spot, moved in zip(spots, moves, strict=True)]
    tips = [plan.tip(spot, moved) for spot, moved in zip(spots, moves, strict=True)]
    return [
        [
            (box, broken, anchor)
            for broken in _broken(blip["name"])
            for box, anchor in _beside(*centres[own], plan.blip, broken)
            if not box.touches(tips[own])
            and _on_disc(plan, box)
            and not any(box.touches(other, 5) for place, other in enumerate(bodies) if place != own)
        ]
        for own, blip in enumerate(blips)
    ]


def _broken(name: str) -> list[list[str]]:
    """A name in one to three lines, the best way first; ways in which it would be cut come only if all do."""
    ways = [lines(name, 12, room, most) for room, most in ((110, 2), (90, 3), (160, 1), (140, 3))]
    whole = [way for way in ways if not any(line.endswith("…") for line in way)]
    return [way for way in whole or ways[:1] if way]


def _ring_name_box(plan: Plan, stage: dict, outer: float) -> Box:
    half = text_width(stage["name"], 12) / 2 + 4
    sag = outer - math.sqrt(max(0.0, outer**2 - min(half, outer) ** 2))
    return Box(plan.centre - half, plan.centre - outer, plan.centre + half, plan.centre - outer + 18 + sag)


def _beside(x: float, y: float, radius: float, texts: list[str]) -> list[tuple[Box, str]]:
    """Boxes around a blip with the side that its text is aligned to, best first."""
    wide, high = max(text_width(text, 12) for text in texts), len(texts) * 14
    far, near = radius + TIP + 1, radius * 0.8
    level, above, below = y - high / 2, y - near - high, y + near
    right = [
        (Box(x + shift, top, x + shift + wide, top + high), "start")
        for shift, top in ((far, level), (near, above), (near, below))
    ]
    left = [
        (Box(x - shift - wide, top, x - shift, top + high), "end")
        for shift, top in ((far, level), (near, above), (near, below))
    ]
    stacked = [(Box(x - wide / 2, top, x + wide / 2, top + high), "middle") for top in (y + far, y - far - high)]
    return [right[0], left[0], *stacked, *right[1:], *left[1:]]


def _on_disc(plan: Plan, box: Box) -> bool:
    corners = ((x, y) for x in (box.left, box.right) for y in (box.top, box.bottom))
    return all(math.hypot(x - plan.centre, y - plan.centre) < plan.grid.radius - 4 for x, y in corners)
