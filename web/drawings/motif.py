"""A trend's motif: a woven band that its own cases have drawn.

Years run from left to right, one column each. Every case is a thread: it begins with a solid tile in the year in
which the case started and runs on to the right in the mark of the trend's field. Where more cases share a lane,
its marks are larger. Lanes, how marks turn, and the rhythm of strong and weak marks come from the trend's id, so that
two trends with the same years still look different.
"""

import hashlib
from functools import lru_cache

from markupsafe import Markup

from web.drawings.marks import mark
from web.drawings.svg import PAPER, cluster_colour, element, markup, text_of

FIRST_YEAR, LAST_YEAR = 2000, 2027  # fixed, so that motifs side by side share one scale of years
LANES = 6
TURNS = ((0, 0), (1, 0), (0, 1), (1, 1), (2, 1), (1, 2), (3, 1), (2, 2))  # quarter turns by column and by lane

Spot = tuple[int, int]  # column and lane


def motif(
    seed_id: str, cluster: str, starts_by_year: dict[int, int], *, width: float = 320, height: float = 96
) -> Markup:
    """The band, ``width`` by ``height`` pixels, decorative and hidden from screen readers.

    ``starts_by_year`` counts the cases that started in each year. The composition is the same at every size.
    """
    return _drawn(seed_id, cluster, tuple(sorted(starts_by_year.items())), float(width), float(height))


@lru_cache(maxsize=1024)
def _drawn(seed_id: str, cluster: str, starts: tuple[tuple[int, int], ...], width: float, height: float) -> Markup:
    """The band; kept, because lists show the same bands again and again."""
    starts_by_year = dict(starts)
    seed, columns = hashlib.sha256(seed_id.encode()).digest(), _columns(starts_by_year)
    cell = (width / columns, height / LANES)
    tiles = _tiles(seed, starts_by_year)
    ground, threads, knocked = _layers(seed, cluster, tiles, columns, cell)
    colour = cluster_colour(cluster)
    return markup(
        element(
            "svg",
            element("rect", width=width, height=height, fill=colour, fill_opacity="0.08"),
            element(
                "path",
                d=ground,
                fill="none",
                stroke=colour,
                stroke_opacity="0.55",
                stroke_linecap="round",
                stroke_width=min(cell) * 0.2,
            ),
            element("path", d=threads + "".join(_tile(*spot, cell) for spot in sorted(tiles)), fill=colour),
            element("path", d=knocked, fill=PAPER),
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {text_of(width)} {text_of(height)}",
            class_="drawing drawing-motif",
            aria_hidden="true",
            focusable="false",
        )
    )


def _columns(starts_by_year: dict[int, int]) -> int:
    return max([LAST_YEAR, *starts_by_year]) - FIRST_YEAR + 1


def _tiles(seed: bytes, starts_by_year: dict[int, int]) -> dict[Spot, int]:
    """Where threads begin, with the number of cases; those before the first year begin in the first column."""
    columns = [max(0, year - FIRST_YEAR) for year, count in sorted(starts_by_year.items()) for _ in range(count)]
    tiles: dict[Spot, int] = {}
    for place, column in enumerate(columns):
        spot = (column, _order(seed, place // LANES)[place % LANES])
        tiles[spot] = tiles.get(spot, 0) + 1
    return tiles


@lru_cache(maxsize=4096)
def _order(seed: bytes, turn: int) -> list[int]:
    """The order in which lanes are filled; another one each turn."""
    digest = hashlib.sha256(seed + turn.to_bytes(4, "big")).digest()
    return sorted(range(LANES), key=lambda lane: (digest[lane], lane))


def _layers(
    seed: bytes, cluster: str, tiles: dict[Spot, int], columns: int, cell: tuple[float, float]
) -> tuple[str, str, str]:
    """Three paths: dots where no case has begun yet, marks of the threads, and marks cut out of the tiles."""
    by_column, by_lane = TURNS[seed[0] % len(TURNS)]
    period = 1 + seed[8] % 5
    ground, threads, knocked = [], [], []
    for lane in range(LANES):
        load = 0
        for column in range(columns):
            load += tiles.get((column, lane), 0)
            x, y = (column + 0.5) * cell[0], (lane + 0.5) * cell[1]
            turn = column * by_column + lane * by_lane + seed[1]
            if (column, lane) in tiles:
                knocked.append(mark(cluster, x, y, min(cell) * 0.3, turn))
            elif load:
                weak = (column + lane * seed[9] + seed[10]) % period
                radius = min(0.46, 0.32 + 0.04 * load) * (0.68 if weak else 1)
                threads.append(mark(cluster, x, y, min(cell) * radius, turn))
            else:
                ground.append(f"M{text_of(x)} {text_of(y)}h0")
    return "".join(ground), "".join(threads), "".join(knocked)


def _tile(column: int, lane: int, cell: tuple[float, float]) -> str:
    left, top, right, bottom = column * cell[0], lane * cell[1], (column + 1) * cell[0], (lane + 1) * cell[1]
    return f"M{text_of(left)} {text_of(top)}H{text_of(right)}V{text_of(bottom)}H{text_of(left)}z"
