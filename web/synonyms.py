"""Words that mean the same to people who search, though one source says this and another says that.

Both languages of a record are in one row of the index, so only words need to stand here of which one is typed and
another is written. Folded as ``pipeline.text`` folds; each stands for all words that begin so.
"""

GROUPS = (
    ("fluchtling", "fluechtling", "gefluchtet", "gefluechtet", "refugee"),
    ("obdachlos", "wohnungslos", "homeless"),
    ("behindert", "behinderung", "disabilit"),
    ("ehrenamt", "freiwillig", "volunteer"),
    ("senior", "altere", "aeltere", "elderly"),
    ("entwicklungshilfe", "entwicklungszusammenarbeit"),
    ("selbstmord", "suizid", "suicide"),
    ("fakenews", "desinformation", "falschmeldung", "disinformation", "misinformation"),
)

_ENDINGS = ("innen", "en", "er", "es", "e", "n", "s")
_SHORTEST = 5


def stem(word: str) -> str:
    """``word`` without an ending of German or English inflection, where enough is left of it."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word


def alternatives(word: str) -> tuple[str, ...]:
    """``word`` and the words that may stand for it in a record."""
    for group in GROUPS:
        if any(word.startswith(beginning) for beginning in group):
            return (word, *group)
    return tuple(dict.fromkeys((word, stem(word))))
