"""Scales of charts: round steps, sparse years, and boxes that tell whether two things touch."""

import math
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element

from web.drawings.svg import RULE, SOFT, element, group, text_width, words

SMALL = 12  # pixels; the size of numbers at axes


class Box(NamedTuple):
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box", margin: float = 0) -> bool:
        """Whether the two overlap or come closer than ``margin``."""
        return (
            self.left < other.right + margin
            and other.left < self.right + margin
            and self.top < other.bottom + margin
            and other.top < self.bottom + margin
        )

    def inside(self, other: "Box") -> bool:
        """Whether it lies in ``other`` wholly."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


def text_box(x: float, baseline: float, text: str, size: float, anchor: str = "start") -> Box:
    """The room of a text; letters rise 0.8 of the size over the baseline and hang 0.25 below."""
    width = text_width(text, size)
    left = x - {"start": 0, "middle": width / 2, "end": width}[anchor]
    return Box(left, baseline - 0.8 * size, left + width, baseline + 0.25 * size)


def round_steps(largest: float, most: int = 4) -> list[float]:
    """Steps of 1, 2 or 5 times a power of ten from 0 to at least ``largest``, ``most`` of them above 0 at most."""
    if largest <= 0:
        return [0.0, 1.0]
    power = 10.0 ** (math.floor(math.log10(largest)) - 1)
    for factor in (1, 2, 5, 10, 20, 50, 100):
        count = math.ceil(largest / (factor * power) - 1e-9)
        if count <= most:
            return [step * factor * power for step in range(count + 1)]
    raise AssertionError("a hundredfold step always suffices")


def sparse_years(first: int, last: int, place: Callable[[float], float], size: float = SMALL) -> list[int]:
    """First and last year and as many round ones between as stand apart from each other."""
    needed = text_width("2000", size) + 24
    for step in (1, 5, 10, 20, 50):
        between = [year for year in range(first + 1, last) if year % step == 0]
        chosen = [
            year for year in between if place(year) - place(first) >= needed and place(last) - place(year) >= needed
        ]
        if all(place(b) - place(a) >= needed for a, b in pairwise(chosen)):
            return sorted({first, last, *chosen})
    return sorted({first, last})


class YearPlot(NamedTuple):
    """The room of a chart of counts by year, in pixels; ``levels`` are the counts that get a line, from 0 up."""

    left: float
    right: float
    height: float
    first: int
    last: int
    levels: list[float]

    @property
    def step(self) -> float:
        """The width of a year."""
        return (self.right - self.left) / (self.last - self.first + 1)

    def across(self, year: float) -> float:
        """Middle of the year; each has a column of its own width."""
        return self.left + (year - self.first + 0.5) * self.step

    def down(self, count: float) -> float:
        """Height of a count."""
        return self.height - 30 - count / self.levels[-1] * (self.height - 44)

    def lines(self, number: Callable[[int], str]) -> Element:
        """The lines of the levels."""
        return level_lines(self.levels, self.down, self.left, self.right, lambda level: number(int(level)))

    def axis(self) -> Element:
        """The years below."""
        return year_axis(sparse_years(self.first, self.last, self.across), self.across, self.down(0))


def whole_levels(largest: int, number: Callable[[int], str], most: int = 4) -> tuple[list[float], float]:
    """Levels for counts up to ``largest``, and the room that their numbers need to the left, in pixels."""
    levels = [level for level in round_steps(largest, most) if level % 1 == 0]
    return levels, max(text_width(number(int(level)), SMALL) for level in levels) + 10


def year_axis(years: Iterable[int], place: Callable[[float], float], baseline: float) -> Element:
    """Ticks below ``baseline`` with the years."""
    return group(
        *[
            part
            for year in years
            for part in (
                element("path", d=f"M{place(year):.1f} {baseline:.1f}v5", stroke=SOFT, fill="none"),
                words(place(year), baseline + 19, str(year), SMALL, fill=SOFT, text_anchor="middle"),
            )
        ],
        class_="axis",
    )


def level_lines(
    levels: Iterable[float], place: Callable[[float], float], left: float, right: float, name: Callable[[float], str]
) -> Element:
    """Thin lines across the chart with their numbers to the left."""
    return group(
        *[
            part
            for level in levels
            for part in (
                element(
                    "path", d=f"M{left:.1f} {place(level):.1f}H{right:.1f}", stroke=RULE if level else SOFT, fill="none"
                ),
                words(left - 7, place(level) + 4, name(level), SMALL, fill=SOFT, text_anchor="end"),
            )
        ],
        class_="levels",
    )
