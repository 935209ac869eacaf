"""The world map."""

import json
import math
import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from pipeline.read import load
from tests.drawings.reading import HOSTILE, assert_clean, assert_named, box_of, disc_of, every, parsed, size, written
from web.drawings import world_map, world_outlines
from web.drawings.axes import Box
from web.drawings.world import DATA, _classes

REGIONS = Path(__file__).parents[2] / "data" / "vocabularies" / "regions.yml"
LABELS = {
    "title": "Map",
    "description": "Most cases are in the USA.",
    "legend": "Innovationen nach Herkunftsland",
    "none": "keine",
}
VALUES = {"US": 15, "DE": 14, "IN": 12, "KE": 6, "SG": 2, "MT": 1, "LI": 1}
NAMES = {
    "US": "USA",
    "DE": "Deutschland",
    "IN": "Indien",
    "KE": "Kenia",
    "SG": "Singapur",
    "MT": "Malta",
    "LI": "Liechtenstein",
}


def all_countries():
    """Every country of the vocabulary."""
    terms = load(REGIONS, "regions.yml")[0]["terms"]  # not by YAML 1.1, which takes Norway for a truth value
    return [country for term in terms.values() for country in term["countries"]]


def shown(root):
    """Codes of countries that are drawn with a count or marked."""
    return [node.get("data-country") for node in root.iter() if node.get("data-country")]


@pytest.mark.parametrize("width", [320, 720, 1200])
def test_every_country_of_the_vocabulary_is_drawn_or_marked(width):
    codes = all_countries()
    root = parsed(world_map(dict.fromkeys(codes, 1), {}, LABELS, width=width))
    assert sorted(shown(root)) == sorted(codes)


@pytest.mark.parametrize("width", [320, 720])
def test_countries_with_a_count_are_named_links_and_no_others(width):
    drawing = world_map(VALUES | {"FR": 0}, NAMES, LABELS, href=lambda code: f"/de/map?country={code}", width=width)
    assert_clean(drawing)
    assert_named(drawing, LABELS)
    links = {link.get("aria-label"): link.get("href") for link in every(parsed(drawing), "a")}
    assert links == {f"{NAMES[code]}: {count}": f"/de/map?country={code}" for code, count in VALUES.items()}


def test_without_addresses_it_is_a_picture():
    drawing = world_map(VALUES, NAMES, LABELS)
    assert_named(drawing, LABELS)
    assert not every(parsed(drawing), "a")


def test_states_too_small_to_see_have_a_marker():
    root = parsed(world_map(VALUES, NAMES, LABELS))
    assert {circle.get("data-country") for circle in every(root, "circle", "marker")} == {"SG", "MT", "LI"}


def test_markers_do_not_cover_each_other():
    caribbean = ["AG", "AI", "BB", "BL", "DM", "GD", "GP", "KN", "LC", "MF", "MQ", "MS", "SX", "VC", "VG", "VI"]
    root = parsed(world_map(dict.fromkeys(caribbean, 1), {}, LABELS))
    discs = [disc_of(circle) for circle in every(root, "circle", "marker")]
    assert len(discs) == len(caribbean)
    assert all(math.dist(a[:2], b[:2]) >= a[2] + b[2] for a, b in combinations(discs, 2))


@pytest.mark.parametrize("largest", [1, 2, 4, 5, 6, 15, 37, 99, 100, 2500, 80_000, 5_000_000])
def test_classes_are_few_and_cover_every_count_once(largest):
    classes = _classes(largest)
    assert len(classes) <= 5 and (largest < 6 or len(classes) >= 3)
    assert classes[0][0] == 1 and classes[-1][1] == largest
    assert all(after[0] == before[1] + 1 for before, after in pairwise(classes))


@pytest.mark.parametrize("width", [320, 720])
@pytest.mark.parametrize("largest", [1, 15, 99_999])
def test_the_key_says_its_numbers_within_the_drawing(width, largest):
    root = parsed(world_map({"US": largest, "DE": 1}, NAMES, LABELS, width=width))
    texts = every(root, "text")
    assert next(written(text) for text in texts) == LABELS["legend"] and written(texts[-1]) == "keine"
    boxes = [box_of(text) for text in texts]
    assert all(box.inside(Box(0, 0, *size(root))) for box in boxes)
    assert not [pair for pair in combinations(boxes, 2) if pair[0].touches(pair[1])]


def test_hostile_names_and_addresses_stay_harmless():
    drawing = world_map(
        {"DE": 3, "<b>": 2}, {"DE": HOSTILE}, dict.fromkeys(LABELS, HOSTILE), href=lambda code: "javascript:alert(1)"
    )
    assert_clean(drawing)
    assert "<script" not in drawing


def test_is_the_same_every_time_and_the_file_is_small():
    assert world_map(VALUES, NAMES, LABELS) == world_map(dict(reversed(VALUES.items())), NAMES, LABELS)
    assert DATA.stat().st_size < 90_000 and DATA.with_name("world-NOTICE.txt").exists()


def test_no_outline_crosses_the_map_at_the_antimeridian():
    for code, shape in json.loads(DATA.read_text(encoding="utf-8"))["countries"].items():
        steps = [int(step) for step in re.findall(r"-?\d+", re.sub(r"M\d+ \d+", "", shape.get("path", "")))]
        assert max(map(abs, steps), default=0) < 300, code


def test_drawings_can_share_one_file_of_outlines():
    known = {path.get("id") for path in every(parsed(world_outlines()), "path")}
    for width in (320, 1080):
        whole = parsed(world_map(VALUES, NAMES, LABELS, width=width))
        sharing = world_map(VALUES, NAMES, LABELS, width=width, outlines="/world.svg")
        referred = [use.get("href").removeprefix("/world.svg#") for use in every(parsed(sharing), "use")]
        assert set(referred) <= known
        assert len(referred) == len(set(referred)) > 150
        assert sorted(shown(parsed(sharing))) == sorted(shown(whole))
        assert len(sharing) < 25_000


def test_where_nothing_is_pressed_fewer_countries_need_a_marker():
    values = dict.fromkeys(all_countries(), 1)
    pressed = every(parsed(world_map(values, {}, LABELS, href=str, width=320)), "circle", "marker")
    seen = every(parsed(world_map(values, {}, LABELS, width=320)), "circle", "marker")
    assert len(seen) < len(pressed)
