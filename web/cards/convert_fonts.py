"""Makes the fonts of ``web/cards/fonts/`` from those of the site; needed again only when the site's fonts change.

    python -m venv fonts && fonts/bin/pip install fonttools brotli
    fonts/bin/python -m web.cards.convert_fonts

What draws cards reads neither woff2 nor variable fonts and tells no measures. So each weight that cards use becomes
a static TrueType font of both subsets, latin and latin-ext, and the advance widths of its characters are written
beside the fonts, in thousandths of the font size.
"""

import json
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"
SITE = Path(__file__).parent.parent / "static" / "fonts"
FACES = {
    "newsreader-400": ("Newsreader", 400),
    "newsreader-500": ("Newsreader", 500),
    "instrument-sans-500": ("Instrument Sans", 500),
}
DROPPED = ("fvar", "gvar", "avar", "STAT", "HVAR", "MVAR", "DSIG")
YEAR_1970 = 2082844800  # in seconds since 1904; the day of the conversion would make each font another file


def static(file: Path, weight: int):
    """One weight of a variable font."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = instantiateVariableFont(TTFont(file), {"wght": weight})
    font.flavor = None
    for table in DROPPED:
        if table in font:
            del font[table]
    return font


def merged(family: str, weight: int):
    """Both subsets of a font as one, which says its family and its weight."""
    from fontTools.merge import Merger

    file = family.lower().replace(" ", "-")
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for subset in ("latin", "latin-ext"):
            paths.append(f"{folder}/{subset}.ttf")
            static(SITE / f"{file}-{subset}-wght-normal.woff2", weight).save(paths[-1])
        font = Merger().merge(paths)
    for record in [record for record in font["name"].names if record.nameID in (1, 16)]:
        font["name"].setName(family, record.nameID, record.platformID, record.platEncID, record.langID)
    font["OS/2"].usWeightClass = weight
    font["head"].created = font["head"].modified = YEAR_1970
    font.recalcTimestamp = False
    return font


def advances(font) -> dict[str, int]:
    """How wide each character is, in thousandths of the font size."""
    unit = 1000 / font["head"].unitsPerEm
    return {chr(code): round(font["hmtx"][glyph][0] * unit) for code, glyph in sorted(font.getBestCmap().items())}


def main() -> None:
    """Writes fonts and widths."""
    widths = {}
    for name, (family, weight) in FACES.items():
        font = merged(family, weight)
        font.save(FOLDER / f"{name}.ttf")
        widths[name] = advances(font)
    text = json.dumps(widths, ensure_ascii=False, separators=(",", ":"))
    (FOLDER / "widths.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
