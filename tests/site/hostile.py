"""Records that try everything a text can try: each free text of a repository, as far as ``validate`` lets it."""

import json
from pathlib import Path

import yaml
from pydantic import BaseModel

from pipeline.read import files, kind_of
from pipeline.records import KINDS, SINGLE
from pipeline.records.fields import said, wants_line
from pipeline.records.parts import Text
from pipeline.records.shapes import bare, inner
from pipeline.vocabularies import TermText

MARK = "pwned"  # every script that a text tries to run would leave this
WORDS = (
    f"<script>{MARK}=1</script>", f"</script><script>{MARK}=1</script>", f"</title></style></textarea><x-{MARK}>",
    f'"><img src=x onerror={MARK}=1>', f"' onmouseover='{MARK}=1' x='", f"<svg/onload={MARK}=1>", f"-->]]><x-{MARK} a='", "{{ 7 * 7 }}{% raw %}",
    "%(name)s %s %d %", "=HYPERLINK(\"https://evil.example/\")", "@SUM(1+1)*cmd|' /C calc'!A0", "+1+1", "-1+1",
    "W" * 90, "عربي עברית", "🦊👩‍👩‍👧‍👦🇩🇪", "'; drop table trends; --", "name:* AND (\"x\" OR NEAR(a b)) ^-\"",
    "javascript:alert(1)", "&lt;b&gt;&amp;#60;", "\\u003cscript\\u003e ${7*7} #{7*7} <%= 7*7 %>", "null", "__proto__", "‘’“”„«»`´", "İıſßﬃ ǅ",
)  # fmt: skip
PASSAGE = (
    "\n\nNumber {turn}: [a link](javascript:alert(1)) [b](data:text/html,x) [c](//evil.example/) [d](https://fine.example.org/?a=%22%3E)"
    f"\n\n<script>{MARK}=1</script> {{turn}}\n\n<img src=https://evil.example/x onerror={MARK}=1> {{turn}}\n\n![p](https://evil.example/p.png)"
    f"\n\n<javascript:alert(1)> <https://fine.example.org/>\n\n[e]: javascript:alert(1)\n[e]\n\n```\n</code><x-{MARK}>\n```"
    f"\n\n# big\n\n### small\n\n1) one\n\n- a\n  - b\n\n> said\n\n| a | b |\n|---|---|\n\n{{turn}} &lt;x-{MARK}&gt; <!-- x --> <?x ?> <![CDATA[x]]>"
)
LINKS = ("https://{}.example.org/javascript:alert(1)", "https://{}.example.org/?q='onmouseover='pwned=1'&x={{{{7*7}}}}#%3Cscript%3E",
         "https://{}.example.org/%22%3E%3Cscript%3Epwned=1%3C/script%3E", "http://{}.example.org:80/(a)[b]`c`$|^~*!@:,;")  # fmt: skip


LINKED = {"url", "homepage", "code", "documentation"}


class Spoiled(str):
    """A text that was put in place of another, so that it stands in quotes."""


class Spoiler:
    """Gives each text a hostile one in its place, always the same for the same text."""

    def __init__(self):
        self.given: dict[tuple, str] = {}
        self.turn = 0

    def text(self, original: str, longest: int, passage: bool = False) -> str:
        """``original`` with a few words that try something before or behind it, in ``longest`` characters."""
        if (original, longest) not in self.given:
            first, second = WORDS[self.turn % len(WORDS)], WORDS[(self.turn * 7 + 3) % len(WORDS)]
            made = f"{first} {original[:12].strip()} {second}"
            made += PASSAGE.format(turn=self.turn) if passage else ""
            self.given[original, longest] = Spoiled(made[:longest].strip())
            self.turn += 1
        return self.given[original, longest]

    def link(self, original: str) -> str:
        """An address that looks as if it did something, at a host of its own."""
        self.turn += 1
        return Spoiled(LINKS[self.turn % len(LINKS)].format(f"h{self.turn}"))

    def record(self, data: dict, model: type[BaseModel]) -> dict:
        """``data`` of ``model`` with every free text spoiled; ids, terms, dates and numbers stay."""
        return {key: self._field(value, model, key) for key, value in data.items()}

    def _field(self, value, model: type[BaseModel], key: str):
        info = model.model_fields.get(key)
        if info is None:
            return value
        kind, longest = inner(info), next((limit.max_length for limit in info.metadata if hasattr(limit, "max_length")), 150)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return self._each(value, lambda part: self.record(part, kind), bare(info.annotation) is kind)
        if key in LINKED:
            return self.link(value)
        free = wants_line(info.rebuild_annotation()) or said(info, "record") == "organisation" or issubclass(model, Text | TermText) or key == "keywords"
        return self._each(value, lambda part: self.text(str(part), longest, getattr(model, "markdown", False)), True) if free else value

    def _each(self, value, change, single: bool):
        if isinstance(value, list):
            return [change(part) for part in value]
        if isinstance(value, dict) and not single:
            return {key: change(part) for key, part in value.items()}
        return change(value)


def spoil_all(root: Path) -> None:
    """Spoils every record and every vocabulary below ``root``."""
    spoiler = Spoiler()
    for path in files(root):
        file = path.relative_to(root).as_posix()
        kind = kind_of(file)
        if kind == "moved":
            continue
        data, model = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader), KINDS[kind].model
        spoiled = {key: spoiler.record(value, model) for key, value in data.items()} if file in SINGLE else spoiler.record(data, model)
        path.write_text("".join(f"{key}: {flow(value)}\n" for key, value in spoiled.items()), encoding="utf-8")


def flow(value) -> str:
    """A value as YAML on one line; what is not spoiled stands there as it did."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, Spoiled) else value
