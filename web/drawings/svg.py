"""Writing SVG: elements that escape what they hold, colours by name, and how wide a text will be.

Colours are custom properties of the page, set as presentation attributes: a strict Content-Security-Policy
forbids ``style``, and the drawing follows light and dark mode without knowing of them.
"""

import hashlib
import re
from functools import lru_cache
from urllib.parse import urlsplit
from xml.etree import ElementTree

from markupsafe import Markup

INK, SOFT, PAPER, RULE, ACCENT = (f"var(--{name})" for name in ("ink", "ink-soft", "paper", "rule", "accent"))

# XML has no way to write these characters, not even escaped.
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NARROW, _WIDE = frozenset("ijlftrI.,:;!|'’()[]/-· "), frozenset("mwMW@%—…ÆŒæœ&")


def text_of(value: object) -> str:
    """A value as text that XML can hold; numbers of a drawing keep one decimal at most."""
    if isinstance(value, float):
        value = f"{value:.1f}".removesuffix(".0")
        return "0" if value == "-0" else value
    return _IMPOSSIBLE.sub("", str(value))


def element(tag: str, *children: ElementTree.Element | str | None, **attributes: object) -> ElementTree.Element:
    """An element; ``font_size=12`` is written ``font-size="12"``; what is None is left out."""
    node = ElementTree.Element(tag)
    for name, value in attributes.items():
        if value is not None:
            node.set(name.rstrip("_").replace("_", "-"), text_of(value))
    for child in children:
        if isinstance(child, str):
            node.text = (node.text or "") + text_of(child)
        elif child is not None:
            node.append(child)
    return node


def group(*children: ElementTree.Element | None, **attributes: object) -> ElementTree.Element:
    """A ``<g>`` of elements."""
    return element("g", *children, **attributes)


def identifier(*parts: object) -> str:
    """A short id that is the same for the same parts, so that drawings on one page do not share ids."""
    return "d" + hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:10]


def document(kind: str, width: float, height: float, children: list, labels: dict) -> Markup:
    """The drawing as safe markup. ``labels`` has its ``title`` and ``description``.

    A drawing without links is one picture (``role="img"``). One with links is a group, because a picture hides
    from screen readers whatever it contains.
    """
    linked = any(next(child.iter("a"), None) is not None for child in children)
    own = identifier(kind, width, height, labels["title"], labels["description"])
    root = element(
        "svg",
        element("title", labels["title"], id=f"{own}-title"),
        element("desc", labels["description"], id=f"{own}-desc"),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {text_of(float(width))} {text_of(float(height))}",
        class_=f"drawing drawing-{kind}",
        role="group" if linked else "img",
        aria_labelledby=f"{own}-title",
        aria_describedby=f"{own}-desc",
    )
    return markup(root)


def markup(root: ElementTree.Element) -> Markup:
    """An element as markup that templates need not escape again."""
    return Markup(ElementTree.tostring(root, encoding="unicode"))


def words(x: float, y: float, content: str, size: float = 13, **attributes: object) -> ElementTree.Element:
    """A text with its baseline at ``y``, in the page's own font."""
    return element(
        "text", content, x=float(x), y=float(y), font_size=float(size), fill=attributes.pop("fill", INK), **attributes
    )


def link(address: str, name: str, *children: ElementTree.Element, **attributes: object) -> ElementTree.Element:
    """A link with an accessible name, shown as a tooltip too; only relative and http(s) addresses are kept."""
    try:
        safe = urlsplit(address.strip()).scheme in ("", "http", "https")
    except ValueError:
        safe = False
    return element("a", element("title", name), *children, href=address if safe else "#", aria_label=name, **attributes)


def cluster_colour(cluster: str) -> str:
    """The colour of a field of action, as the stylesheet names it."""
    return f"var(--cluster-{cluster})" if re.fullmatch(r"[a-z][a-z-]*", cluster) else INK


@lru_cache(maxsize=4096)
def text_width(text: str, size: float) -> float:
    """Width of a text in pixels, guessed generously, because the page's font is not known here."""
    return size * sum(_advance(character) for character in text_of(text))


def _advance(character: str) -> float:
    if character in _NARROW:
        return 0.36
    if character in _WIDE or ord(character) > 0x2E7F:
        return 1.0
    if character.isdigit():
        return 0.66
    return 0.72 if character.isupper() else 0.6


def shortened(text: str, size: float, room: float) -> str:
    """The text, or as much of its beginning as fits into ``room`` pixels, with an ellipsis."""
    if text_width(text, size) <= room:
        return text
    while text and text_width(text + "…", size) > room:
        text = text[:-1].rstrip()
    return text + "…"


def lines(text: str, size: float, room: float, most: int = 2) -> list[str]:
    """The text broken between words into lines of ``room`` pixels; what does not fit into ``most`` is cut."""
    broken: list[str] = []
    for word in text.split():
        joined = f"{broken[-1]} {word}" if broken else word
        if broken and (text_width(joined, size) <= room or len(broken) == most):
            broken[-1] = joined
        else:
            broken.append(word)
    return [shortened(line, size, room) for line in broken]
