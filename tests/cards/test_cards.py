"""Cards as others show them: complete, in their frame, the same for the same record, and drawn once."""

import shutil
import sqlite3
from collections import Counter
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from pipeline.build import build
from tests.cards import picture
from tests.conftest import EXAMPLE, ROOT
from web.cards import files
from web.cards.collect import Card, Motif, cards
from web.cards.drawing import BAND, BOTTOM, HEIGHT, MARGIN, RULED, WIDTH, drawn
from web.cards.make import make, png

PAPER = bytes((0xF8, 0xF4, 0xEC, 0xFF))
HOSTILE = {
    "endless": "W" * 400, "spaces": " ".join("WWWW" for _ in range(100)), "markup": '</text><script>alert("1")</script>&amp;]]>',
    "nothing": "", "other scripts": "我行贿了 مرحبا 🦊", "controls": "a\x00b\x1bc\u202ed", "hyphens": "-" * 300, "one letter": "i"}


def card(name: str, summary: str, **changes) -> Card:
    """A card of these words."""
    words = {"above": (name, summary), "below": (name, summary, name), "motifs": (Motif("x", "crisis", {2010: 3}),)}
    return Card("de/trends/x.png", name, summary, **(words | changes))


def margins_are_empty(svg: str) -> bool:
    """Nothing but paper left and right of the words, and between them and the rule above the foot."""
    top, side = BAND + RULED + 1, MARGIN - 2
    parts = ((0, top, side, HEIGHT - top), (WIDTH - side, top, side, HEIGHT - top), (0, BOTTOM + 3, WIDTH, 4))
    return all(pixel == PAPER for part in parts for row in picture.rows(png(cut(svg, *part))) for pixel in row)


def cut(svg: str, left: int, top: int, width: int, height: int) -> str:
    """A part of a card alone."""
    whole = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    assert svg.count(whole) == 1
    return svg.replace(whole, f'width="{width}" height="{height}" viewBox="{left} {top} {width} {height}"')


@pytest.fixture(scope="module")
def real(tmp_path_factory) -> list[Card]:
    """The cards of the repository's own records."""
    database = tmp_path_factory.mktemp("cards") / "trendatlas.db"
    build(ROOT, database)
    return list(cards(database))


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """The example, built and drawn once."""
    root = tmp_path_factory.mktemp("example")
    shutil.copytree(EXAMPLE, root, dirs_exist_ok=True)
    shutil.copytree(ROOT / "data" / "vocabularies", root / "data" / "vocabularies")
    build(root, root / "build" / "trendatlas.db")
    make(root / "build" / "trendatlas.db", root / "build" / "cards")
    return root / "build"


@pytest.fixture
def small(made: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Database and cards of the example, to spoil."""
    shutil.copytree(made, tmp_path / "build")
    return tmp_path / "build" / "trendatlas.db", tmp_path / "build" / "cards"


def change(database: Path, statement: str) -> None:
    connection = sqlite3.connect(database)
    connection.execute("pragma foreign_keys = off")
    connection.execute(statement)
    connection.commit()
    connection.close()


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.rglob("*.png")}


def test_every_record_has_a_card_in_each_language(real):
    kinds = Counter(tuple(card.file.split("/")[:-1]) for card in real)
    assert set(kinds) == {(code, kind) for code in ("de", "en") for kind in files.KINDS} | {("de",), ("en",)}
    assert all(kinds["de", kind] == kinds["en", kind] for kind in files.KINDS) and len({card.file for card in real}) == len(real)


def test_a_card_says_what_its_record_is(real):
    ushahidi = next(card for card in real if card.file == "en/innovations/ushahidi.png")
    svg = fromstring(drawn(ushahidi))
    said = [" ".join(text.itertext()) for text in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert said[0].split(" \u00a0·\u00a0 ") == ["Crisis and relief", "Crisis mapping"]
    assert "Ushahidi" in said and "Trendatlas" in said and "active" in said[-1] and "Kenya" in said[-1]
    assert " ".join(said[2:-2]) == ushahidi.summary


def test_no_name_or_summary_of_the_records_is_cut(real):
    for one in real:
        words = "".join("".join(fromstring(drawn(one)).itertext()).split())
        if one.name.isascii():
            assert "".join(one.name.split()) in words, one.file
        assert "…" not in words, one.file


@pytest.mark.parametrize("longest", [lambda card: len(card.name), lambda card: len(card.summary), lambda card: len(card.name + card.summary),
                                     lambda card: max(map(len, card.name.split()))])
def test_the_longest_words_of_the_records_stay_in_their_frame(real, longest):
    svg = drawn(max(real, key=longest))
    assert picture.size(png(svg)) == (WIDTH, HEIGHT) == (files.WIDTH, files.HEIGHT) == (1200, 630)
    assert margins_are_empty(svg)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_words_break_out_of_the_frame(text):
    svg = drawn(card(text, text))
    assert "<script" not in svg and not list(fromstring(svg).iter("script"))
    assert margins_are_empty(svg)


def test_a_card_without_motif_or_words_is_drawn():
    assert picture.size(png(drawn(card("Name", "", above=(), below=(), motifs=())))) == (WIDTH, HEIGHT)


def test_the_same_records_make_the_same_bytes_on_one_core_and_on_many(small, monkeypatch, tmp_path):
    database, folder = small
    monkeypatch.setattr("web.cards.make.FEW", 2)
    assert make(database, tmp_path / "again").kept == 0
    assert {file: content for file, (_, content) in state(tmp_path / "again").items()} == {
        file: content for file, (_, content) in state(folder).items()}


def test_nothing_is_drawn_twice(small):
    before = state(small[1])
    assert make(*small) == (0, len(before), 0) and state(small[1]) == before


def test_what_has_changed_is_drawn_again_and_nothing_else(small):
    before = state(small[1])
    change(small[0], "update innovations set summary_de = 'Etwas anderes.' where id = 'well-watch'")
    assert make(*small) == (1, len(before) - 1, 0)
    after = state(small[1])
    assert {file for file in before if before[file] != after[file]} == {"de/innovations/well-watch.png"}


def test_cards_of_records_that_are_gone_go_and_other_files_stay(small):
    other = small[1] / "notes.txt"
    other.write_text("mine")
    (small[1] / "de" / "trends" / ".x.png.1.part").write_bytes(b"half")
    change(small[0], "delete from tools")
    assert make(*small).removed == 3
    assert not list(small[1].glob("*/tools/*")) and not list(small[1].rglob("*.part")) and other.read_text() == "mine"


@pytest.mark.parametrize("damage", [b"", b"half", b"\x89PNG\r\n\x1a\n" + b"\0" * 200])
def test_a_damaged_card_is_drawn_again(small, damage):
    card = small[1] / "en" / "trends" / "water-reports.png"
    whole = card.read_bytes()
    card.write_bytes(damage)
    assert make(*small).drawn == 1 and card.read_bytes() == whole


def test_a_card_that_cannot_be_written_leaves_the_old_one(small, monkeypatch):
    card = small[1] / "en" / "trends" / "water-reports.png"
    whole = card.read_bytes()

    def full(self, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError):
        files.write(card, whole, "0" * files.DIGEST)
    monkeypatch.undo()
    assert card.read_bytes() == whole and not list(small[1].rglob("*.part"))


def test_a_card_is_a_whole_png_that_carries_its_digest(small):
    content = (small[1] / "de" / "site.png").read_bytes()
    names = [name for name, _ in picture.chunks(content)]
    assert names[:2] == [b"IHDR", b"tEXt"] and names[-1] == b"IEND"
    assert dict(picture.chunks(content))[b"tEXt"] == b"Digest\0" + files.digest(small[1] / "de" / "site.png").encode()


def test_the_command_draws_counts_and_draws_nothing_the_second_time(example, command):
    assert command(example, "build").exit_code == 0
    count = 2 * (1 + 2 + 1 + 1 + 1)
    assert f"{count} drawn, 0 as they were, 0 removed" in command(example, "cards").output
    assert f"0 drawn, {count} as they were, 0 removed" in command(example, "cards").output


def test_the_command_says_that_a_helping_process_was_ended(example, command, monkeypatch):
    def ended(*arguments):
        raise BrokenProcessPool

    command(example, "build")
    monkeypatch.setattr("web.cards.make.make", ended)
    answer = command(example, "cards")
    assert answer.exit_code == 1 and "ended from outside" in answer.output


def test_the_command_says_what_is_missing_or_broken_in_a_sentence(example, command, tmp_path):
    answer = command(example, "cards")
    assert answer.exit_code == 2 and "build it with `trendatlas build`" in answer.output
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database" * 100)
    answer = command(example, "cards", "--database", str(broken))
    assert answer.exit_code == 1 and "cannot be read" in answer.output and "Traceback" not in answer.output
    command(example, "build")
    (example / "build" / "cards").write_text("a file in the way")
    answer = command(example, "cards")
    assert answer.exit_code == 1 and "cannot be written" in answer.output
