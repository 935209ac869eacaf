"""Text as readers type and see it: folding for search, ids from names, near misses, Markdown to safe HTML."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

_WORD = re.compile(r"\w+")
_MARKS = re.compile("[\u0300-\u036f]+")  # accents, once they are apart from their letters
_UMLAUT_WORD = re.compile(r"\b[^\Wäöü]*+[äöü]\w*")
TOKENS = 8
NEAR = 75  # of 100; below that a suggestion confuses more than it helps
# Lines of letters, digits and marks that mean nothing to Markdown and HTML there: most texts hold nothing else.
_LINE = r"""(?!\d{1,9}[.)])[\w„“”‚‘’«»("'][\w ,.;:!?„“”‚‘’«»()"'/%–—…+=#@€$§°-]*(?<! )"""
_UNMARKED = re.compile(rf"{_LINE}(?:\n+{_LINE})*\n*")
_BREAK = re.compile(r"\n\n+")
_TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "code", "blockquote", "h3", "h4", "br", "hr"}


def _plain(text: str) -> str:
    return text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", text))


def fold(text: str) -> str:
    """``text`` in both spellings that people type: ``Große Größe`` becomes ``grosse grosse groesse``."""
    if text.isascii():
        return text.lower()
    lower = unicodedata.normalize("NFC", text).casefold()
    return " ".join((_plain(lower), *map(_plain, map(_written_out, _UMLAUT_WORD.findall(lower)))))


def _written_out(text: str) -> str:
    return text.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")


def spellings(name: str) -> list[str]:
    """``name`` as a whole in each spelling that people type: ``Hilfe für alle`` as ``hilfe fur alle`` and ``hilfe fuer alle``."""
    lower = unicodedata.normalize("NFC", name).casefold()
    return list(dict.fromkeys((_plain(lower), _plain(_written_out(lower)))))


def words(text: str) -> list[str]:
    """The words a reader typed, folded as the index folds its first form; at most :data:`TOKENS`."""
    return _WORD.findall(_plain(unicodedata.normalize("NFC", text).casefold()))[:TOKENS]


def match_query(text: str) -> str:
    """An FTS5 expression for what a reader typed: each word quoted and open at its end; empty if there is none."""
    return " ".join(f'"{word}"*' for word in words(text))


def slug(name: str) -> str:
    """An id for ``name``: ASCII, lower case, hyphens; ``Gründer & Söhne`` becomes ``gruender-soehne``."""
    ascii_only = _plain(_written_out(name.casefold())).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", ascii_only))[:60].strip("-")


def near(word: str, choices: Iterable[str]) -> str | None:
    """The one of ``choices`` that ``word`` was probably meant to be; None if none is close."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(word, list(choices), scorer=fuzz.ratio, score_cutoff=NEAR)
    return found[0] if found else None


def hint_near(word: str, choices: Iterable[str], otherwise: str = "") -> str:
    """``did you mean …?`` for the nearest choice, else ``otherwise``."""
    nearest = near(word, choices)
    return f"did you mean {nearest!r}?" if nearest else otherwise


def with_article(thing: str) -> str:
    """``thing`` with its article: a trend, an innovation."""
    return f"{'an' if thing[0] in 'aeiou' else 'a'} {thing}"


@cache
def _markdown():
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).disable(["image", "html_block", "html_inline"])


def to_html(markdown: str) -> str:
    """``markdown`` as HTML without anything that could run, load or leave the page's frame."""
    if "_" not in markdown and _UNMARKED.fullmatch(markdown):
        return "<p>" + _BREAK.sub("</p>\n<p>", markdown.rstrip()) + "</p>"
    return _rendered(markdown)


def _rendered(markdown: str) -> str:
    import nh3

    rendered = _markdown().render(markdown)
    return nh3.clean(rendered, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"}).strip()
