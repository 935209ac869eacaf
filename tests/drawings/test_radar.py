"""The radar: nothing overlaps, everything can be reached and read."""

import math
import random
import re
from functools import cache
from itertools import combinations, pairwise

import pytest

from tests.drawings.reading import (
    HOSTILE,
    assert_clean,
    assert_named,
    box_of,
    disc_of,
    every,
    gap,
    parsed,
    size,
    written,
)
from web.drawings import radar
from web.drawings.svg import text_width

FIELDS = {
    "giving": "Geben und Finanzieren",
    "democracy": "Demokratie und Transparenz",
    "crisis": "Krisen und Nothilfe",
    "health": "Gesundheit und Pflege",
    "learning": "Bildung und Arbeit",
    "inclusion": "Teilhabe und Zusammenhalt",
    "livelihoods": "Existenz und Versorgung",
    "planet": "Umwelt und Ressourcen",
    "organisations": "Engagement und Organisation",
}
STAGES = {"established": "etabliert", "growing": "wachsend", "emerging": "aufkommend", "declining": "rückläufig"}
SECTORS = [{"id": key, "name": name} for key, name in FIELDS.items()]
RINGS = [{"id": key, "name": name} for key, name in STAGES.items()]
LABELS = {
    "title": "Trendradar",
    "description": "Trends nach Handlungsfeld und Stufe.",
    "rings": "Ringe von innen nach außen:",
    "moved_in": "aufgestiegen",
    "moved_out": "zurückgefallen",
    "unchanged": "unverändert",
    "new": "neu bewertet",
}
NAMES = ["Krisenkarten", "Crowdfunding für den guten Zweck", "Mikrokredite von Mensch zu Mensch", "Refugee Tech"]
SPREADS = {
    "even": lambda chance, place: (list(FIELDS)[place % 9], list(STAGES)[place // 9 % 4]),
    "random": lambda chance, place: (chance.choice(list(FIELDS)), chance.choice(list(STAGES))),
    "skewed": lambda chance, place: (
        chance.choices(list(FIELDS), [9, 7, 5, 4, 3, 2, 1, 1, 1])[0],
        chance.choices(list(STAGES), [8, 3, 2, 1])[0],
    ),
    "one field": lambda chance, place: ("health", chance.choice(list(STAGES))),
    "one stage": lambda chance, place: (chance.choice(list(FIELDS)), "established"),
    "all declining": lambda chance, place: (chance.choice(list(FIELDS)), "declining"),
    "one cell": lambda chance, place: ("giving", "established"),
}
SIZES = [360, 420, 560, 720, 900, 1200]


def trends(count, spread="random"):
    """That many trends, spread in one of the ways above."""
    chance = random.Random(f"{count} {spread}")
    return [
        {
            "id": f"trend-{place}",
            "name": NAMES[place % len(NAMES)],
            "href": f"/de/trends/trend-{place}",
            "moved": chance.choice([1, 0, -1, None]),
            **dict(zip(("cluster", "stage"), SPREADS[spread](chance, place), strict=True)),
        }
        for place in range(count)
    ]


@cache
def drawn(count, spread, wide):
    """A radar, kept for several tests."""
    return radar(trends(count, spread), SECTORS, RINGS, LABELS, size=wide)


def tracks(root, kind):
    """Of curved texts: middle angle, half the angle, baseline radius and size. Angles clockwise from twelve."""
    centre, found = size(root)[0] / 2, []
    for node in every(root, "g", kind):
        paths = {path.get("id"): path for path in every(node, "path")}
        for text in every(node, "text"):
            run = next(iter(every(text, "textPath")), None)
            if run is None:
                continue
            x0, y0, radius, x1, y1 = [
                float(number)
                for number in re.match(
                    r"M(\S+) (\S+)A(\S+) \S+ 0 \d \d (\S+) (\S+)", paths[run.get("href")[1:]].get("d")
                ).groups()
            ]
            angle = math.atan2((x0 + x1) / 2 - centre, centre - (y0 + y1) / 2)
            wide = text_width(written(run), float(text.get("font-size")))
            found.append((angle, wide / 2 / radius, radius, float(text.get("font-size"))))
    return found


def bodies(root):
    """Of each blip: its disc with its outline, and the point of its tip if it has one."""
    found = []
    for link in every(root, "a", "blip"):
        circle = every(link, "circle")[0]
        x, y, radius = disc_of(circle)
        tips = [
            tuple(map(float, re.match(r"M(\S+) ([^L]+)", path.get("d")).groups()))
            for path in every(link, "path", "tip")
        ]
        found.append(((x, y, radius + float(circle.get("stroke-width", 0)) / 2), tips))
    return found


CASES = pytest.mark.parametrize(
    ("count", "spread", "wide"),
    [(count, spread, wide) for count in (24, 50, 80) for spread in SPREADS for wide in SIZES],
)


@CASES
def test_no_two_blips_touch(count, spread, wide):
    blips = bodies(parsed(drawn(count, spread, wide)))
    assert len(blips) == count
    for (one, tips), (other, more) in combinations(blips, 2):
        assert math.dist(one[:2], other[:2]) >= one[2] + other[2]
        assert all(math.dist(tip, other[:2]) >= other[2] for tip in tips)
        assert all(math.dist(tip, one[:2]) >= one[2] for tip in more)


@CASES
def test_no_name_touches_a_name_or_a_blip(count, spread, wide):
    root = parsed(drawn(count, spread, wide))
    names = [[box_of(text) for text in every(link, "text", "name")] for link in every(root, "a", "blip")]
    blips = bodies(root)
    for own, boxes in enumerate(names):
        for box in boxes:
            assert all(gap(box, disc) >= 0 for disc, _ in blips)
            others = [other for place, more in enumerate(names) if place != own for other in more]
            assert not any(box.touches(other) for other in others)


@CASES
def test_names_of_stages_and_fields_touch_nothing(count, spread, wide):
    root = parsed(drawn(count, spread, wide))
    centre, blips = size(root)[0] / 2, bodies(root)
    for angle, half, radius, font in tracks(root, "ring-names"):
        for (x, y, reach), _ in blips:
            distance, turn = math.hypot(x - centre, y - centre), math.atan2(x - centre, centre - y)
            beside = abs((turn - angle + math.pi) % (2 * math.pi) - math.pi) > half + reach / radius
            assert beside or distance + reach <= radius - 0.25 * font + 1 or distance - reach >= radius + 0.8 * font
    rim = tracks(root, "rim")
    for one, other in combinations(rim, 2):
        apart = abs((one[0] - other[0] + math.pi) % (2 * math.pi) - math.pi)
        assert apart >= one[1] + other[1] or abs(one[2] - other[2]) >= 13
    outermost = max(math.hypot(x - centre, y - centre) + reach for (x, y, reach), _ in blips)
    assert all(radius >= outermost for _, _, radius, _ in rim)
    letters = [box_of(text) for node in every(root, "g", "rim") for text in every(node, "text") if text.get("x")]
    assert len(letters) + len(rim) >= len(SECTORS)
    assert not [pair for pair in combinations(letters, 2) if pair[0].touches(pair[1])]
    assert all(gap(box, disc) >= 0 for box in letters for disc, _ in blips)


@CASES
def test_blips_stand_in_their_sector_and_ring_and_texts_are_legible(count, spread, wide):
    root = parsed(drawn(count, spread, wide))
    drawn_width, height = size(root)
    # Where eighty trends crowd a phone the drawing may grow a little; it then shrinks by that on the screen.
    assert drawn_width <= wide * (1.25 if count == 80 and wide < 400 else 1.05 if wide < 400 else 1)
    centre = drawn_width / 2
    seen = {}
    for link, (disc, _), trend in zip(every(root, "a", "blip"), bodies(root), trends(count, spread), strict=True):
        distance = math.hypot(disc[0] - centre, disc[1] - centre)
        seen.setdefault(trend["stage"], []).append(distance)
        assert 0 <= disc[0] <= drawn_width and 0 <= disc[1] <= height
        assert link.get("href") == trend["href"]
    order = [seen[stage] for stage in STAGES if stage in seen]
    assert all(max(inner) < min(outer) for inner, outer in pairwise(order))


@pytest.mark.parametrize("wide", SIZES)
def test_is_clean_named_and_in_the_order_of_the_list(wide):
    drawing = drawn(50, "random", wide)
    assert_clean(drawing)
    assert_named(drawing, LABELS)
    said = [link.get("aria-label") for link in every(parsed(drawing), "a")]
    assert [name.split(".")[0] for name in said] == [str(number) for number in range(1, 51)]
    numbers = [written(text) for text in every(parsed(drawing), "text", "number")]
    assert numbers == [str(number) for number in range(1, 51)]


def test_accessible_names_say_field_stage_and_movement():
    blip = {
        "id": "a",
        "name": "Krisenkarten",
        "href": "/a",
        "cluster": "crisis",
        "stage": "growing",
        "moved": 1,
        "number": 7,
    }
    drawing = radar([blip], SECTORS, RINGS, LABELS)
    assert (
        every(parsed(drawing), "a")[0].get("aria-label")
        == "7. Krisenkarten: Krisen und Nothilfe, wachsend, aufgestiegen"
    )
    assert "aufgestiegen" not in radar([blip | {"moved": 0}], SECTORS, RINGS, LABELS)


def test_movement_has_a_shape_of_its_own():
    blip = {"id": "a", "name": "n", "href": "/a", "cluster": "crisis", "stage": "growing", "number": 1}
    still = blip | {"id": "b", "moved": 0, "number": 2}
    shapes = {}
    for moved in (1, -1, 0, None):
        root = parsed(radar([blip | {"moved": moved}, still], SECTORS, RINGS, LABELS))
        (x, y, _reach), tips = bodies(root)[0]
        centre = size(root)[0] / 2
        inwards = [math.dist(tip, (centre, centre)) < math.dist((x, y), (centre, centre)) for tip in tips]
        shapes[moved] = (inwards, bool(every(every(root, "a")[0], "circle")[0].get("stroke")))
    assert shapes == {1: ([True], False), -1: ([False], False), 0: ([], False), None: ([], True)}


@pytest.mark.parametrize("wide", [360, 720])
def test_without_any_earlier_stage_nothing_is_marked(wide):
    drawing = radar([trend | {"moved": None} for trend in trends(24)], SECTORS, RINGS, LABELS, size=wide)
    assert "neu bewertet" not in drawing and not every(parsed(drawing), "path", "tip")


def test_a_narrow_radar_says_fields_and_stages_below():
    root = parsed(drawn(24, "random", 360))
    said = " ".join(written(text) for text in every(root, "text"))
    assert all(name in said for name in [*FIELDS.values(), *STAGES.values()])
    boxes = [box_of(text) for key in every(root, "g", "key") for text in every(key, "text")]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].touches(pair[1])]
    assert max(box.right for box in boxes) <= size(root)[0] and max(box.bottom for box in boxes) <= size(root)[1]


def test_a_place_depends_on_nothing_but_the_arguments():
    assert radar(trends(50), SECTORS, RINGS, LABELS) == radar(trends(50), SECTORS, RINGS, LABELS)
    assert radar([], SECTORS, RINGS, LABELS).startswith("<svg")


@pytest.mark.parametrize("wide", [360, 720])
def test_hostile_names_and_addresses_stay_harmless(wide):
    blips = [trend | {"name": HOSTILE, "href": "javascript:alert(1)"} for trend in trends(24)]
    hostile = [[{"id": part["id"], "name": HOSTILE} for part in parts] for parts in (SECTORS, RINGS)]
    drawing = radar(blips, *hostile, dict.fromkeys(LABELS, HOSTILE), size=wide)
    assert_clean(drawing)
    assert "<script" not in drawing
