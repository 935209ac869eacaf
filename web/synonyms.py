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


def alternatives(word: str) -> tuple[str, ...]:
    """``word`` and the words that may stand for it in a record."""
    for group in GROUPS:
        if any(word.startswith(stem) for stem in group):
            return (word, *group)
    return (word,)
