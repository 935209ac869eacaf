"""Makes ``web/static/world.json`` from Natural Earth's countries; needed again only when borders change.

    npm pack world-atlas@2 && tar xzf world-atlas-*.tgz
    python -m web.drawings.convert_world package/countries-110m.json package/countries-50m.json web/static/world.json

Shapes come from the first file (1:110 million); of countries that it leaves out, the second file (1:50 million)
gives the place, and ``PLACES`` where that has none either. The projection is Equal Earth, so that areas compare.
"""

import json
import math
import sys
from itertools import pairwise

from babel.core import get_global

WIDTH = 2000
UNNAMED = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY"}  # shapes that have no ISO number
SKIPPED = {"AQ"}  # nobody's country, and a third of the map's height
# Longitude and latitude of territories that Natural Earth counts as parts of others, and of the Soviet Union.
PLACES = {
    "RE": (55.5, -21.1),
    "YT": (45.2, -12.8),
    "BQ": (-68.3, 12.2),
    "BV": (3.4, -54.4),
    "GP": (-61.5, 16.2),
    "MQ": (-61.0, 14.6),
    "GI": (-5.3, 36.1),
    "SU": (37.6, 55.8),
    "CC": (96.8, -12.2),
    "CX": (105.6, -10.5),
    "TK": (-171.8, -9.2),
    "TV": (179.2, -8.5),
    "UM": (166.6, 19.3),
}


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Equal Earth (Šavrič, Patterson and Jenny 2018): degrees to units of the sphere's radius, y upwards."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    angle = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    square = angle * angle
    slope = 9 * a4 * square**4 + 7 * a3 * square**3 + 3 * a2 * square + a1
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(angle) / (3 * slope)
    return x, angle * (a4 * square**4 + a3 * square**3 + a2 * square + a1)


def place(longitude: float, latitude: float) -> tuple[float, float]:
    """Degrees to units of the drawing, which is ``WIDTH`` wide and shows 84° north to 57° south."""
    scale = WIDTH / (2 * project(180, 0)[0])
    x, y = project(longitude, latitude)
    return WIDTH / 2 + x * scale, (project(0, 84)[1] - y) * scale


def arcs(topology: dict) -> list[list[tuple[float, float]]]:
    """The arcs of a TopoJSON file as points in degrees; there each point is the step from the one before."""
    (scale_x, scale_y), (shift_x, shift_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        decoded.append([])
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            decoded[-1].append((x * scale_x + shift_x, y * scale_y + shift_y))
    return decoded


def outlines(geometry: dict, known: list) -> list[list[tuple[float, float]]]:
    """All rings of a country in degrees; holes count as rings, the even-odd rule leaves them open."""
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry.get("arcs", [])
    return [
        [point for index in ring for point in (known[index] if index >= 0 else known[~index][::-1])[:-1]]
        for polygon in polygons
        for ring in polygon
    ]


def unrolled(ring: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The ring without the jump from 180° to -180°; its longitudes may leave that range instead."""
    result = [ring[0]]
    for longitude, latitude in ring[1:]:
        turns = round((longitude - result[-1][0]) / 360)
        result.append((longitude - 360 * turns, latitude))
    return result


def half(ring: list[tuple[float, float]], edge: float, side: int) -> list[tuple[float, float]]:
    """The part of the ring east (``side`` 1) or west (-1) of a meridian, closed along it."""
    kept = []
    for (x0, y0), (x1, y1) in pairwise([*ring, *ring[:1]]):
        if (x0 - edge) * side >= 0:
            kept.append((x0, y0))
        if (x0 - edge) * (x1 - edge) < 0:
            kept.append((edge, y0 + (y1 - y0) * (edge - x0) / (x1 - x0)))
    return kept


def cut(ring: list[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """The ring as one or more rings within -180° to 180°; without this, Russia's outline would cross the map."""
    ring, parts = unrolled(ring), []
    for turn in (-360, 0, 360):
        part = half(half([(x + turn, y) for x, y in ring], -180, 1), 180, -1)
        parts += [part] if len(part) > 2 else []
    return parts


def owner(code: str, ring: list[tuple[float, float]]) -> str:
    """Gives French Guiana and Svalbard, drawn as parts of France and Norway, the codes that records use."""
    longitude, latitude = ring[0]
    if code == "FR" and longitude < -40:
        return "GF"
    return "SJ" if code == "NO" and latitude > 75 else code


def countries(path: str) -> dict[str, list]:
    """Rings in units of the drawing, by ISO 3166-1 alpha-2."""
    with open(path, encoding="utf-8") as file:
        topology = json.load(file)
    known, numbers, found = arcs(topology), get_global("territory_aliases"), {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = UNNAMED.get(geometry["properties"]["name"]) or numbers.get(geometry.get("id"), [""])[0]
        for ring in outlines(geometry, known):
            if code and code not in SKIPPED:
                parts = [[place(*point) for point in part] for part in cut(ring)]
                found.setdefault(owner(code, ring), []).extend(parts)
    return found


def area_and_centre(ring: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Area, and x and y of the centroid; a ring without area has its first point as centre."""
    crosses = [(x0 * y1 - x1 * y0, x0 + x1, y0 + y1) for (x0, y0), (x1, y1) in pairwise([*ring, ring[0]])]
    double = sum(cross for cross, _, _ in crosses)
    if abs(double) < 1e-9:
        return 0.0, *ring[0]
    return (
        abs(double) / 2,
        sum(cross * x for cross, x, _ in crosses) / (3 * double),
        sum(cross * y for cross, _, y in crosses) / (3 * double),
    )


def path(rings: list[list[tuple[float, float]]]) -> str:
    """An SVG path in whole units and relative steps, which is the shortest form."""
    parts = []
    for ring in rings:
        points = [(round(x), round(y)) for x, y in ring]
        steps = [(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(points) if (x0, y0) != (x1, y1)]
        if len(steps) > 1:
            line = " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")
            parts.append(f"M{points[0][0]} {points[0][1]}l{line}z")
    return "".join(parts)


def entry(rings: list, shown: bool) -> dict:
    """What the map needs of a country: centre of its largest part, area, and its shape if it is shown."""
    area, x, y = max(area_and_centre(ring) for ring in rings)
    return {"x": round(x), "y": round(y), "area": round(area), **({"path": path(rings)} if shown else {})}


def main(coarse: str, fine: str, target: str) -> None:
    """Writes the file; every country of the coarse file has a shape, every other a place."""
    shapes, places = countries(coarse), countries(fine)
    result = {code: entry([[place(*point)]], False) for code, point in PLACES.items()}
    result |= {code: entry(rings, False) for code, rings in places.items()}
    result |= {code: entry(rings, True) for code, rings in shapes.items()}
    height = round(place(0, -57)[1])
    with open(target, "w", encoding="utf-8") as file:
        json.dump(
            {"width": WIDTH, "height": height, "countries": dict(sorted(result.items()))}, file, separators=(",", ":")
        )
        file.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
