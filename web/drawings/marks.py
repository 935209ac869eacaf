"""The mark of each field of action: a shape, so that colour is never the only sign.

A mark is an SVG path of relative steps around a middle; ``radius`` is half its size in pixels. ``turn`` (0-3) is
the quarter turn of marks that have a direction.
"""

from collections.abc import Callable
from itertools import pairwise

from web.drawings.svg import text_of

Mark = Callable[[float, float, float, int], str]
_QUARTERS = ((1, 0), (0, 1), (-1, 0), (0, -1))


def _closed(x: float, y: float, radius: float, turn: int, corners: list[tuple[float, float]]) -> str:
    """A polygon; corners in units of the radius. Steps are cut from rounded places, so that no error adds up."""
    cosine, sine = _QUARTERS[turn % 4]
    places = [
        (round(x + radius * (a * cosine - b * sine), 1), round(y + radius * (a * sine + b * cosine), 1))
        for a, b in corners
    ]
    steps = [_step(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(places)]
    return f"M{text_of(places[0][0])} {text_of(places[0][1])}{''.join(steps)}z"


def _step(across: float, down: float) -> str:
    """The shortest command for a line; bands have hundreds of marks."""
    if text_of(down) == "0":
        return f"h{text_of(across)}"
    return f"v{text_of(down)}" if text_of(across) == "0" else f"l{text_of(across)} {text_of(down)}"


def _disc(x: float, y: float, radius: float, turn: int) -> str:
    # Twice the rounded radius: were the chord shorter than the diameter, the arcs would bulge.
    size, double = text_of(radius), text_of(2 * round(radius, 1))
    return f"M{text_of(x - radius)} {text_of(y)}a{size} {size} 0 1 0 {double} 0a{size} {size} 0 1 0-{double} 0z"


def _bars(x: float, y: float, radius: float, turn: int) -> str:
    return "".join(
        _closed(x, y, radius, turn, [(left, -1), (left + 0.4, -1), (left + 0.4, 1), (left, 1)])
        for left in (-0.9, -0.2, 0.5)
    )


def _chevron(x: float, y: float, radius: float, turn: int) -> str:
    return _closed(x, y, radius, turn, [(-1, 0.35), (0, -0.75), (1, 0.35), (1, 1), (0, -0.1), (-1, 1)])


def _cross(x: float, y: float, radius: float, turn: int) -> str:
    arm = 0.36
    return _closed(
        x,
        y,
        radius,
        0,
        [
            (-arm, -1),
            (arm, -1),
            (arm, -arm),
            (1, -arm),
            (1, arm),
            (arm, arm),
            (arm, 1),
            (-arm, 1),
            (-arm, arm),
            (-1, arm),
            (-1, -arm),
            (-arm, -arm),
        ],
    )


def _quarter(x: float, y: float, radius: float, turn: int) -> str:
    """A quarter of a disc, like an open page."""
    cosine, sine = _QUARTERS[turn % 4]
    corners = [
        (x + radius * (a * cosine - b * sine), y + radius * (a * sine + b * cosine))
        for a, b in ((-1, 1), (-1, -1), (1, 1))
    ]
    (x0, y0), (x1, y1), (x2, y2) = [tuple(map(text_of, corner)) for corner in corners]
    size = text_of(2 * radius)
    return f"M{x0} {y0}L{x1} {y1}A{size} {size} 0 0 1 {x2} {y2}z"


def _halves(x: float, y: float, radius: float, turn: int) -> str:
    """Two half discs that touch: people back to back."""
    radius = round(radius, 1)
    size, double = text_of(radius), 2 * radius
    if turn % 2:
        return (
            f"M{text_of(x - radius)} {text_of(y - radius)}a{size} {size} 0 0 0 {text_of(double)} 0z"
            f"M{text_of(x - radius)} {text_of(y + radius)}a{size} {size} 0 0 1 {text_of(double)} 0z"
        )
    return (
        f"M{text_of(x - radius)} {text_of(y - radius)}a{size} {size} 0 0 1 0 {text_of(double)}z"
        f"M{text_of(x + radius)} {text_of(y - radius)}a{size} {size} 0 0 0 0 {text_of(double)}z"
    )


def _diamond(x: float, y: float, radius: float, turn: int) -> str:
    return _closed(x, y, radius, 0, [(0, -1), (1, 0), (0, 1), (-1, 0)])


def _leaf(x: float, y: float, radius: float, turn: int) -> str:
    """Two arcs from corner to corner."""
    side = 1 if turn % 2 else -1
    size, double = text_of(2 * radius), text_of(2 * radius)
    start = f"M{text_of(x - side * radius)} {text_of(y - radius)}"
    end = f"{text_of(side * 2 * radius)} {double}"
    back = f"{text_of(-side * 2 * radius)} -{double}"
    return f"{start}a{size} {size} 0 0 1 {end}a{size} {size} 0 0 1 {back}z"


def _square(x: float, y: float, radius: float, turn: int) -> str:
    return _closed(x, y, radius * 0.88, 0, [(-1, -1), (1, -1), (1, 1), (-1, 1)])


MARKS: dict[str, Mark] = {
    "giving": _disc,
    "democracy": _bars,
    "crisis": _chevron,
    "health": _cross,
    "learning": _quarter,
    "inclusion": _halves,
    "livelihoods": _diamond,
    "planet": _leaf,
    "organisations": _square,
}


def mark(cluster: str, x: float, y: float, radius: float, turn: int = 0) -> str:
    """The path of a field's mark with its middle at ``x``, ``y``; a field without a mark of its own gets a disc."""
    return MARKS.get(cluster, _disc)(x, y, radius, turn)
