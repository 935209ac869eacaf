"""Synthetic repositories: the same seed gives the same bytes, and every record is one that ``validate`` accepts.

Sizes and proportions are those of the real records: texts in both languages, most of them plain paragraphs, some
with Markdown, a handful of sources and a few figures each. Words are drawn as in real text, a few very often and
most of them seldom, from a pool large enough to give a full-text index its real size.
"""

import argparse
import random
from collections.abc import Iterator
from itertools import accumulate, cycle, islice
from pathlib import Path
from shutil import copytree

from pipeline.read import read
from pipeline.records import KINDS
from pipeline.repository import Repository

VOCABULARIES = Path(__file__).parent.parent / "data" / "vocabularies"
TRENDS = 30
POOL = 30_000  # words a language
_COMMON = {
    "de": "die der und in zu den das nicht von sie ist des sich mit dem dass er es ein ich auf so eine auch als an nach"
    " wie im für man aber aus durch wenn nur war noch werden bei hat wir was wird sein einen welche sind oder zur um",
    "en": "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they"
    " which one you were all her she there would their we him been has when who will no more if out so",
}
_SYLLABLES = {
    "de": "ab ach al an auf bau be ber bil chen da den der dig ein en er erd fah fer för ge gen grün gut haus heit hil"
    " in kei keit lan lich lie lich mä men mit müh nach nen nis ob ord rat re rei ru sam schaft se sol spen stadt ße"
    " stel ta te tig tel tun über um ung ver vor wan wer wirt zeit zen zu",
    "en": "a act al an ap ar ate be bri cal can ci co com da de der di ed en er est fa for ful gen gi hap har hel i in"
    " ing ion is it ka la le ly ma me men min mo na nel ness ni o or pa per po pro ra re ri ro sa ser si so ta ter ti"
    " tion tor tra u un ur va ver vi wa wor y",
}
_MARKED = {  # what some texts hold beside plain paragraphs
    "list": "{0}\n\n- {1}\n- {2}\n",
    "link": "{0} [{1}](https://example.org/{3}) {2}",
    "stress": "{0} *{1}* {2} **{1}**.",
}
_JOINTS = {
    " ": 800,
    ", ": 80,
    ": ": 8,
    "; ": 7,
    "-": 6,
    "'s ": 2,
    "’s ": 1,
    " – ": 1,
}  # what stands between words, how often


class Writer:
    """Writes texts and records from one source of chance."""

    def __init__(self, seed: int, repository: Repository):
        self.chance = random.Random(seed)
        self.repository = repository
        self.pools = {language: self._pool(language) for language in _COMMON}
        self.weights = list(accumulate(1 / (rank + 2.7) for rank in range(POOL)))  # Zipf's law, as Mandelbrot mends it
        self.trends = [f"trend-{number}" for number in range(1, TRENDS + 1)]
        self.organisations = self._organisations()
        self.taken: set[str] = set()

    def _pool(self, language: str) -> list[str]:
        """Words by rank: the commonest are real, all others made of syllables."""
        words = dict.fromkeys(_COMMON[language].split())
        syllables = _SYLLABLES[language].split()
        while len(words) < POOL:
            word = "".join(self.chance.choices(syllables, k=self.chance.choice((1, 2, 2, 3, 3, 4))))
            words.setdefault(word.capitalize() if language == "de" and self.chance.random() < 0.4 else word)
        return list(words)

    def _organisations(self) -> list[str]:
        return [f"{self.proper_name(1)} {ending}" for _ in range(400) for ending in ("Foundation", "e. V.", "Labs")]

    def words(self, language: str, count: int) -> list[str]:
        """``count`` words, common ones more often."""
        return self.chance.choices(self.pools[language], cum_weights=self.weights, k=count)

    def proper_name(self, count: int) -> str:
        """A name of ``count`` words, each from all over the pool."""
        return " ".join(self.chance.choice(self.pools["en"][100:]).capitalize() for _ in range(count))

    def sentence(self, language: str, least: int = 9, most: int = 24) -> str:
        """A sentence without anything that Markdown reads as a mark."""
        words = self.words(language, self.chance.randint(least, most))
        joints = self.chance.choices(list(_JOINTS), _JOINTS.values(), k=len(words) - 1)
        text = "".join(word + joint for word, joint in zip(words, [*joints, ""], strict=True))
        shown = self.chance.random()
        if shown < 0.15:
            text += f" ({self.chance.randint(2, 90)} %)" if shown < 0.03 else f" {self.chance.randint(1999, 2025)}"
        return f"{text[0].upper()}{text[1:]}."

    def line(self, language: str, limit: int = 190) -> str:
        """A sentence for a field on one line."""
        return self.sentence(language, 10, 18)[:limit].strip()

    def paragraph(self, language: str) -> str:
        """A few sentences."""
        return " ".join(self.sentence(language) for _ in range(self.chance.randint(3, 5)))

    def passage(self, language: str, paragraphs: int) -> str:
        """A long text; one in fifty holds a list, a link or stressed words."""
        parts = [self.paragraph(language) for _ in range(paragraphs)]
        if self.chance.random() < 0.02:
            form = self.chance.choice(list(_MARKED.values()))
            parts.append(form.format(*(self.sentence(language) for _ in range(3)), self.chance.randint(1, 10**6)))
        return "\n\n".join(parts).strip()

    def terms(self, vocabulary: str, most: int) -> list[str]:
        """Up to ``most`` terms, the first of the vocabulary more often."""
        terms = list(self.repository.terms(vocabulary))
        weights = [1 / (rank + 1) for rank in range(len(terms))]
        return list(dict.fromkeys(self.chance.choices(terms, weights=weights, k=self.chance.randint(1, most))))

    def new_id(self) -> tuple[str, str]:
        """A name that nothing has yet, and the id made of it."""
        while True:
            name = self.proper_name(self.chance.randint(2, 3))
            record_id = name.lower().replace(" ", "-")
            if record_id not in self.taken and len(record_id) <= 60:
                self.taken.add(record_id)
                return name, record_id

    def innovation(self) -> tuple[str, dict]:
        """An innovation with its id."""
        name, record_id = self.new_id()
        started = self.chance.randint(2000, 2022)
        ended = self.chance.random() < 0.2
        sources = [f"source-{number}" for number in range(1, self.chance.randint(2, 7))]
        record = {
            "name": name,
            "also_known_as": [self.proper_name(2)] if self.chance.random() < 0.3 else [],
            "summary": {language: self.line(language) for language in _COMMON},
            "description": self.passages(self.chance.randint(1, 3)),
            "transfer": self.passages(1),
            "trends": list(dict.fromkeys(self.chance.choices(self.trends, k=self.chance.randint(1, 2)))),
            **{name: self.terms(name, 4) for name in ("sectors", "technologies", "beneficiaries", "sdgs")},
            "origin": self.chance.choice(list(self.repository.countries)),
            "countries": list(dict.fromkeys(self.chance.choices(list(self.repository.countries), k=3))),
            "worldwide": "true" if self.chance.random() < 0.1 else "",
            "started": str(started),
            "ended": str(started + self.chance.randint(1, 3)) if ended else "",
            "ended_because": {language: self.line(language) for language in _COMMON} if ended else {},
            "status": "discontinued" if ended else "active",
            "status_as_of": "2025",
            "reuse": self.terms("reuse", 1)[0],
            "organisations": list(dict.fromkeys(self.chance.choices(self.organisations, k=self.chance.randint(1, 2)))),
            "links": {"homepage": f"https://{record_id}.example.org"},
            "figures": [self.figure(started, sources) for _ in range(self.chance.randint(0, 5))],
        }
        return record_id, self.with_sources(record, sources)

    def passages(self, paragraphs: int) -> dict[str, str]:
        """A long text in both languages."""
        return {language: self.passage(language, paragraphs) for language in _COMMON}

    def figure(self, started: int, sources: list[str]) -> dict:
        """A figure that one of ``sources`` tells."""
        metrics = self.repository.terms("metrics")
        metric = self.terms("metrics", 1)[0]
        return {
            "metric": metric,
            "value": str(self.chance.randint(10, 10**7)),
            "unit": "EUR" if metrics[metric].money else "",
            "as_of": str(started + self.chance.randint(0, 3)),
            "source": self.chance.choice(sources),
            "note": {language: self.line(language) for language in _COMMON} if self.chance.random() < 0.5 else {},
        }

    def trend(self, trend_id: str) -> dict:
        """A trend with two assessments."""
        sources = ["source-1", "source-2"]
        assessments = [
            {"as_of": year, "stage": stage, "rationale": self.passages(1), "sources": [source]}
            for year, stage, source in zip(("2014", "2024"), self.repository.terms("stages"), sources, strict=False)
        ]
        record = {
            "name": {language: f"{self.proper_name(2)} {trend_id[6:]}" for language in _COMMON},
            "summary": {language: self.line(language) for language in _COMMON},
            "description": self.passages(3),
            "cluster": self.terms("clusters", 3)[-1],
            "assessments": assessments,
            "opportunities": [self.passages(1) for _ in range(3)],
            "risks": [self.passages(1) for _ in range(3)],
        }
        return self.with_sources(record, sources)

    def with_sources(self, record: dict, sources: list[str]) -> dict:
        """``record`` without what is empty, its fields backed by ``sources`` in turn."""
        said = {name: value for name, value in record.items() if value}
        supports = {source: [] for source in sources}
        for name, source in zip([*said, *said], cycle(sources), strict=False):
            if name not in supports[source]:
                supports[source].append(name)
        review = "verified" if self.chance.random() < 0.8 else "draft"
        return {**said, "sources": [self.source(*pair) for pair in supports.items()], "review": review}

    def source(self, source_id: str, supports: list[str]) -> dict:
        """A source that is independent of the organisation."""
        address = "/".join(self.chance.choice(self.pools["en"]) for _ in range(3))
        return {
            "id": source_id,
            "title": self.line("en"),
            "url": f"https://{self.chance.choice(self.pools['en'])}.example.net/{address}/{source_id}",
            "publisher": self.chance.choice(self.organisations),
            "published": str(self.chance.randint(2005, 2025)),
            "accessed": f"2026-{self.chance.randint(1, 9):02}-{self.chance.randint(1, 28):02}",
            "access": "stored-copy",
            "kind": self.chance.choice(["press", "study", "reference", "civil-society"]),
            "language": self.chance.choice(["en", "de", "fr", "es"]),
            "supports": supports,
        }


def as_yaml(record: dict, indent: str = "") -> str:
    """``record`` as the canonical form writes it."""
    return "".join(f"{indent}{key}:{_value(value, indent)}\n" for key, value in record.items() if value)


def _value(value, indent: str) -> str:
    if isinstance(value, dict):
        return "\n" + as_yaml(value, f"{indent}  ").rstrip("\n")
    if isinstance(value, list) and isinstance(value[0], dict):
        return "".join(f"\n{indent}  - {as_yaml(part, f'{indent}    ').strip()}" for part in value)
    if isinstance(value, list):
        return f" [{', '.join(map(_scalar, value))}]"
    if "\n" not in value:
        return f" {_scalar(value)}"
    return " |-" + "".join(f"\n{indent}  {line}" if line else "\n" for line in value.split("\n"))


def _scalar(text: str) -> str:
    quoted = ": " in text or " #" in text or text.endswith(":") or text[0] in "-*&[]{}?!|>'\"%@`#,"
    return "'" + text.replace("'", "''") + "'" if quoted else text


def records(innovations: int, seed: int, repository: Repository) -> Iterator[tuple[str, str]]:
    """(file, text) of every trend and innovation; a smaller corpus is the beginning of a larger one."""
    writer = Writer(seed, repository)
    for trend_id in writer.trends:
        yield KINDS["trend"].path(trend_id), as_yaml(writer.trend(trend_id))
    made = islice(iter(writer.innovation, None), innovations)
    yield from ((KINDS["innovation"].path(record_id), as_yaml(record)) for record_id, record in made)


def write(folder: Path, innovations: int, seed: int) -> None:
    """Writes a repository with so many innovations into ``folder``, which must not hold one yet."""
    copytree(VOCABULARIES, folder / "data" / "vocabularies")
    repository, _ = read(folder)
    for file, text in records(innovations, seed, repository):
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Writes a corpus from the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.corpus", description="Writes a synthetic repository.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("innovations", type=int)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    write(chosen.folder, chosen.innovations, chosen.seed)


if __name__ == "__main__":
    main()
