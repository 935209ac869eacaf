"""Reading a drawing back: its elements, and where texts and discs stand."""

import math
import re
from xml.etree import ElementTree

from web.drawings.axes import Box, text_box

NAMESPACE = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert('x')</script> & \"quotes\" \x00 style='color:red'"


def parsed(drawing: str) -> ElementTree.Element:
    """The root of a drawing; raises if it is not well-formed."""
    return ElementTree.fromstring(str(drawing))


def every(root: ElementTree.Element, tag: str, kind: str = "") -> list[ElementTree.Element]:
    """All elements of a tag, optionally of one class only."""
    return [node for node in root.iter(NAMESPACE + tag) if not kind or kind in node.get("class", "").split()]


def size(root: ElementTree.Element) -> tuple[float, float]:
    """Width and height of the drawing."""
    return tuple(map(float, root.get("viewBox").split()[2:]))


def written(node: ElementTree.Element) -> str:
    """All text inside an element."""
    return "".join(node.itertext())


def box_of(text: ElementTree.Element) -> Box:
    """The room of a straight text."""
    return text_box(
        float(text.get("x")),
        float(text.get("y")),
        written(text),
        float(text.get("font-size")),
        text.get("text-anchor", "start"),
    )


def disc_of(circle: ElementTree.Element) -> tuple[float, float, float]:
    """Middle and radius of a circle."""
    return float(circle.get("cx")), float(circle.get("cy")), float(circle.get("r"))


def gap(box: Box, disc: tuple[float, float, float]) -> float:
    """Distance from a box to a disc; negative where they overlap."""
    x, y, radius = disc
    across, down = max(box.left - x, 0, x - box.right), max(box.top - y, 0, y - box.bottom)
    return math.hypot(across, down) - radius


def assert_clean(drawing: str) -> None:
    """Well-formed, with unique ids, nothing a strict policy forbids, nothing from elsewhere, no way to run anything."""
    root = parsed(drawing)
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    for node in root.iter():
        tag = node.tag.removeprefix(NAMESPACE)
        assert tag not in {"script", "style", "foreignObject", "image", "use"}
        assert not {name for name in node.attrib if name == "style" or name.startswith("on")}
        for name, value in node.attrib.items():
            assert not re.search(r"url\(|javascript:|data:", value), (name, value)
            assert name == "href" or "//" not in value
        if tag != "a" and node.get("href"):
            assert node.get("href")[1:] in ids
    assert all(float(node.get("font-size")) >= 11 for node in every(root, "text"))


def assert_named(drawing: str, labels: dict) -> None:
    """The title and the description name the drawing; it is one picture, or a group if it holds links."""
    root = parsed(drawing)
    title, description = every(root, "title")[0], every(root, "desc")[0]
    assert (title.text, description.text) == (labels["title"], labels["description"])
    assert root.get("aria-labelledby") == title.get("id") and root.get("aria-describedby") == description.get("id")
    assert root.get("role") == ("group" if every(root, "a") else "img")
    assert all(link.get("aria-label") for link in every(root, "a"))
