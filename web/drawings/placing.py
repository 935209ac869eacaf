"""Where things go on a radar: sectors wide and rings deep enough, and a box of its own for every blip.

Angles are radians clockwise from twelve o'clock, distances are pixels from the centre. A blip's box is a piece of
a ring in which the whole blip fits; boxes do not overlap, so blips cannot.
"""

import hashlib
import math
from dataclasses import dataclass
from itertools import pairwise

FULL = 2 * math.pi
STEPS = 150


@dataclass(frozen=True)
class Room:
    """What blips need, in pixels: ``along`` the ring, ``deep`` from ring to ring; ``band`` is kept free in each ring.

    A blip may stand up to ``play`` nearer to the centre than the middle of its box, or further out.
    """

    along: float
    deep: float
    band: float
    play: float


@dataclass(frozen=True)
class Grid:
    """Start and end of each sector in radians, inner and outer edge of each ring in pixels, innermost first."""

    sectors: tuple[tuple[float, float], ...]
    rings: tuple[tuple[float, float], ...]

    @property
    def radius(self) -> float:
        """Outer edge of the outermost ring."""
        return self.rings[-1][1]


def _edges(start: float, total: float, weights: list[float], least: list[float]) -> tuple[tuple[float, float], ...]:
    """Divides ``total`` by weight, no part below its least; parts as (start, end)."""
    spare = total - sum(least)
    parts, edge = [], start
    for weight, minimum in zip(weights, least, strict=True):
        parts.append((edge, edge + minimum + spare * weight / sum(weights)))
        edge = parts[-1][1]
    return tuple(parts)


def _arcs(cell: tuple[float, float, float], room: Room, count: int) -> list[int]:
    """How many blips fit on each of ``count`` arcs, one behind the other, in a cell of (inner, outer, angle)."""
    inner, outer, angle = cell
    depth = (outer - room.band - inner) / count
    if depth < room.deep:
        return []
    near = [inner + index * depth + room.deep / 2 - room.play for index in range(count)]
    return [int(angle / (2 * math.asin(room.along / 2 / rho)) + 1e-9) if rho > room.along / 2 else 0 for rho in near]


def _most(cell: tuple[float, float, float], room: Room) -> int:
    """How many blips fit into a cell on as many arcs as it is deep."""
    return sum(_arcs(cell, room, _deepest(cell, room)))


def _deepest(cell: tuple[float, float, float], room: Room) -> int:
    """The number of arcs that fit behind each other."""
    return max(1, int((cell[1] - room.band - cell[0]) / room.deep))


def fitted(counts: list[list[int]], radius: float, hole: float, room: Room, narrowest: list[float]) -> Grid | None:
    """A grid in which all blips fit; ``counts`` is by sector and ring, ``narrowest`` the least angle of each sector.

    One part of the disc is divided evenly, the other by number of blips. Where a cell is too full even so, its
    sector and its ring grow step by step at the cost of the others. None if that leads to nothing.
    """
    if sum(narrowest) > FULL:
        return None
    by_ring = [sum(row[ring] for row in counts) for ring in range(len(counts[0]))]
    least = [room.band + (room.deep if count else 7) for count in by_ring]
    wide, deep = _shares([sum(row) for row in counts], 0.5), _depths(_shares(by_ring, 0.35), radius, hole)
    for _ in range(STEPS):
        grid = Grid(_edges(0, FULL, wide, narrowest), _edges(hole, radius - hole, deep, least))
        missing = [
            (sector, ring, count - _most(_cell(grid, sector, ring), room))
            for sector, row in enumerate(counts)
            for ring, count in enumerate(row)
            if count
        ]
        full = [(sector, ring, count) for sector, ring, count in missing if count > 0]
        if not full:
            return grid
        wide = _grown(wide, [(sector, count) for sector, _, count in full])
        deep = _grown(deep, [(ring, count) for _, ring, count in full])
    return None


def _shares(counts: list[int], even: float) -> list[float]:
    """Parts of 1, of which ``even`` is divided evenly and the rest by count."""
    total = max(1, sum(counts))
    return [even / len(counts) + (1 - even) * count / total for count in counts]


def _depths(areas: list[float], radius: float, hole: float) -> list[float]:
    """Depths of rings, innermost first, that have the given parts of the disc's area."""
    edges, filled = [hole], 0.0
    for area in areas:
        filled += area / sum(areas)
        edges.append(math.sqrt(hole**2 + filled * (radius**2 - hole**2)))
    return [outer - inner for inner, outer in pairwise(edges)]


def _grown(weights: list[float], missing: list[tuple[int, int]]) -> list[float]:
    """Weights of sectors or rings after a step, larger by how many blips found no place there."""
    lacking = [sum(count for at, count in missing if at == index) for index in range(len(weights))]
    step = 0.04 * sum(weights) / len(weights) / max(lacking)
    return [weight + step * lack for weight, lack in zip(weights, lacking, strict=True)]


def _cell(grid: Grid, sector: int, ring: int) -> tuple[float, float, float]:
    (start, end), (inner, outer) = grid.sectors[sector], grid.rings[ring]
    return inner, outer, end - start


def placed(grid: Grid, sector: int, ring: int, ids: list[str], room: Room) -> list[tuple[float, float]]:
    """(angle, distance) of each blip of one cell, spread evenly and then moved a little by its id inside its box."""
    cell, start = _cell(grid, sector, ring), grid.sectors[sector][0]
    shared = _shared(cell, room, len(ids))
    depth = (cell[1] - room.band - cell[0]) / len(shared)
    spots, left = [], list(ids)
    for index, count in enumerate(shared):
        inner = cell[0] + index * depth
        for place in range(count):
            across, along = _wobble(left.pop(0))
            distance = inner + depth / 2 + across * (depth - room.deep) / 2
            slot = cell[2] / count
            free = slot / 2 - math.asin(min(1, room.along / 2 / (distance - room.play)))
            spots.append((start + (place + 0.5) * slot + along * max(0, free), distance))
    return spots


def _shared(cell: tuple[float, float, float], room: Room, count: int) -> list[int]:
    """How many of ``count`` blips stand on each arc: as many arcs as make boxes nearly square."""
    inner, outer, angle = cell
    best, chosen = math.inf, []
    for arcs in range(1, _deepest(cell, room) + 1):
        most = _arcs(cell, room, arcs)
        if sum(most) < count:
            continue
        depth = (outer - room.band - inner) / arcs
        length = angle * (inner + outer) / 2 / (count / arcs)
        if abs(math.log(length / depth)) < best:
            middles = [inner + (index + 0.5) * depth for index in range(arcs)]
            best, chosen = abs(math.log(length / depth)), _dealt(most, middles, count)
    return chosen


def _dealt(most: list[int], lengths: list[float], count: int) -> list[int]:
    """Deals blips to arcs by length, never more than fit."""
    shared = [0] * len(most)
    for _ in range(count):
        open_arcs = [arc for arc in range(len(most)) if shared[arc] < most[arc]]
        shared[max(open_arcs, key=lambda arc: lengths[arc] / (shared[arc] + 1))] += 1
    return shared


def _wobble(seed: str) -> tuple[float, float]:
    """Two numbers from -0.6 to 0.6, always the same for the same id."""
    digest = hashlib.sha256(seed.encode()).digest()
    return (digest[0] / 255 - 0.5) * 1.2, (digest[1] / 255 - 0.5) * 1.2
