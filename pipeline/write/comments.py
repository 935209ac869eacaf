"""The comments of a file, each with the field or item that it belongs to."""

import re
from dataclasses import dataclass, field

from pipeline.read.compose import Composer

_TRAILING = re.compile(r"(?:^|\s)(#.*)$")


@dataclass
class Comments:
    """Comment lines above each path, comments behind it on its line, and those at the end of the file."""

    above: dict[tuple, list[str]] = field(default_factory=dict)
    behind: dict[tuple, str] = field(default_factory=dict)
    end: list[str] = field(default_factory=list)

    def take(self, path: tuple, deep: bool = False) -> tuple[list[str], str]:
        """What belongs to ``path``, taken out; with ``deep`` also what belongs to anything below it, as lines above."""
        above, behind = self.above.pop(path, []), self.behind.pop(path, "")
        if deep:
            for place in sorted((key for key in {*self.above, *self.behind} if key[: len(path)] == path), key=str):
                lines, trailing = self.take(place)
                above += [*lines, *([trailing] if trailing else [])]
        return above, behind

    def rest(self) -> list[str]:
        """Whatever was not taken, so that no comment is lost."""
        left = [line for lines in self.above.values() for line in lines] + list(self.behind.values())
        return [*left, *self.end]


def comments(text: str) -> Comments:
    """All comments of ``text``, which is YAML that can be read."""
    composer = Composer(text, places=True)
    composer.compose()
    starts = sorted((line - 1, column - 1, path) for path, (line, column) in _anchors(composer).items())
    inside, last_end = _covered(composer)
    found = Comments()
    for number, line in enumerate(text.split("\n")):
        if number in inside:
            continue
        match = _TRAILING.search(line[last_end.get(number, 0) :])
        if match:
            _attach(
                found,
                number,
                match[1].rstrip(),
                starts,
                full=not line[: line.index("#")].strip() and number not in last_end,
            )
    return found


def _anchors(composer: Composer) -> dict[tuple, tuple[int, int]]:
    items = {path: place for path, place in composer.values.items() if path and isinstance(path[-1], int)}
    return {**items, **composer.keys}


def _covered(composer: Composer) -> tuple[set[int], dict[int, int]]:
    """Lines that lie inside texts of several lines, and the column where the last text of each line ends."""
    inside, last_end = set(), {}
    for first, _, last, column in composer.spans:
        whole = last if column else last - 1
        inside.update(range(first + 1, whole if column else whole + 1))
        if last > first and column == 0:  # a block text: its header line may carry a comment, its body cannot
            last_end[first] = last_end.get(first, 0)
            inside.update(range(first + 1, last))
        else:
            last_end[last] = max(last_end.get(last, 0), column)
    return inside, last_end


def _attach(found: Comments, line: int, comment: str, starts: list, full: bool) -> None:
    if full:
        following = next((path for start, _, path in starts if start > line), None)
        (found.end if following is None else found.above.setdefault(following, [])).append(comment)
        return
    here = [path for start, _, path in starts if start == line and isinstance(path[-1], str)]
    path = (here or [path for start, _, path in starts if start <= line] or [()])[-1]
    found.behind[path] = f"{found.behind[path]} {comment}" if path in found.behind else comment
