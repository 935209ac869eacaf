"""All measures of a radar: rings, sectors, blips, and the room that each of them has."""

import math
from dataclasses import dataclass

from web.drawings.axes import Box
from web.drawings.placing import FULL, Grid, Room, fitted, placed
from web.drawings.svg import lines, text_width

WIDE = 560  # pixels; from here on names stand in the radar
SMALL = 11.0  # pixels; the numbers in blips of a narrow radar
TIP = 4.0  # pixels; how far a tip stands out of its blip

Spot = tuple[float, float]  # angle and distance from the centre


@dataclass(frozen=True)
class Plan:
    """All measures of one radar, in pixels, and the grid that follows from them."""

    centre: float
    blip: float
    font: float
    grid: Grid
    room: Room
    wide: bool

    def at(self, angle: float, distance: float) -> tuple[float, float]:
        """The point at an angle (clockwise from twelve o'clock) and a distance from the centre."""
        return self.centre + distance * math.sin(angle), self.centre - distance * math.cos(angle)

    def middle(self, spot: Spot, moved: int | None) -> tuple[float, float]:
        """Where the disc of a blip stands in its box: away from its tip, so that both together are in the middle."""
        return self.at(spot[0], spot[1] + TIP / 2 * (moved or 0))

    def tip(self, spot: Spot, moved: int | None) -> Box:
        """The room of a blip's tip; of a blip without one, of its middle."""
        x, y = self.at(spot[0], spot[1] - (TIP / 2 + self.blip) * (moved or 0))
        return Box(x - 3, y - 3, x + 3, y + 3)

    def body(self, spot: Spot, moved: int | None) -> Box:
        """The room of a blip with its tip."""
        (x, y), tip = self.middle(spot, moved), self.tip(spot, moved)
        return Box(
            min(x - self.blip, tip.left),
            min(y - self.blip, tip.top),
            max(x + self.blip, tip.right),
            max(y + self.blip, tip.bottom),
        )


def plan_for(blips: list[dict], sectors: list[dict], rings: list[dict], size: float) -> Plan:
    """Measures for which all blips find room; only where the size is too small for that the drawing grows."""
    longest = max([text_width(str(blip["number"]), SMALL) for blip in blips], default=0)
    counts = [[sum(b["cluster"] == s["id"] and b["stage"] == r["id"] for b in blips) for r in rings] for s in sectors]
    centre = size / 2
    while True:
        for wide in [True, False] if size >= WIDE else [False]:
            blip = max(11.0 if wide else 8.0, longest / 2 + 0.75)
            for gap in (5, 2.5, 1):
                room = Room(2 * blip + gap, 2 * blip + TIP + min(gap, 2), 16 if wide else 0, TIP / 2)
                grid = _grid(counts, sectors, centre, room, wide)
                if grid:
                    return Plan(centre, blip, 12.0 if wide else SMALL, grid, room, wide)
        centre *= 1.04


def _grid(counts: list[list[int]], sectors: list[dict], centre: float, room: Room, wide: bool) -> Grid | None:
    radius = centre - (44 if wide else 20)
    narrowest = [_rim_room(sector, radius, len(sectors), wide) for sector in sectors]
    return fitted(counts, radius, 16 if wide else 6, room, narrowest)


def spots_for(plan: Plan, blips: list[dict], sectors: list[dict], rings: list[dict]) -> list[Spot]:
    """(angle, distance) of every blip, in the order of the list."""
    found = {}
    for sector, field in enumerate(sectors):
        for ring, stage in enumerate(rings):
            ids = [blip["id"] for blip in blips if blip["cluster"] == field["id"] and blip["stage"] == stage["id"]]
            found |= zip(ids, placed(plan.grid, sector, ring, ids, plan.room) if ids else [], strict=True)
    return [found[blip["id"]] for blip in blips]


def rim_lines(sector: dict, radius: float, count: int) -> list[str]:
    """A field's name in at most two lines that fit along its part of the rim."""
    return lines(sector["name"], 13, max(60.0, FULL / count * radius * 0.75))


def _rim_room(sector: dict, radius: float, count: int, wide: bool) -> float:
    """The least angle at which a field's name (or letter) stands clear of its neighbours'."""
    if not wide:
        return 14 / radius
    return (max([text_width(line, 13) for line in rim_lines(sector, radius, count)], default=0) + 10) / radius


def marked(blip: dict, blips: list[dict]) -> bool:
    """Whether a blip shows how it moved: not where no blip has an earlier stage to compare with."""
    return any(other["moved"] is not None for other in blips) and blip["moved"] != 0
