"""A page as a tree of elements, read by Python's own parser; unclosed elements are mistakes that it tells."""

import re
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

VOID = {"meta", "link", "input", "img", "br", "hr"}


class _Builder(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open = [Element("document")]

    def handle_starttag(self, tag, attributes):
        element = SubElement(self.open[-1], tag, {name: value or "" for name, value in attributes})
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attributes):
        SubElement(self.open[-1], tag, {name: value or "" for name, value in attributes})

    def handle_endtag(self, tag):
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data):
        last = self.open[-1]
        if len(last):
            last[-1].tail = (last[-1].tail or "") + data
        else:
            last.text = (last.text or "") + data


def parse(source: str) -> Element:
    """The root element of a page."""
    builder = _Builder()
    builder.feed(source)
    assert len(builder.open) == 1, f"<{builder.open[-1].tag}> is never closed"
    return builder.open[0][0]


def text(element: Element) -> str:
    """The text of an element with single spaces."""
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def having(root: Element, name: str) -> list[Element]:
    """All elements of a class."""
    return [element for element in root.iter() if name in element.get("class", "").split()]


def by_id(root: Element, name: str) -> Element:
    """The element of an id."""
    return next(element for element in root.iter() if element.get("id") == name)


def links(root: Element) -> list[str]:
    """Where all links of an element lead."""
    return [element.get("href") for element in root.iter("a")]
