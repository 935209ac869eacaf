"""Text in lines: what fits, where it is broken, and what cannot be written."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from web.cards.faces import FACES, NAME, TEXT, writable
from web.cards.wording import broken, fitted

SIZES, BOX = (60, 50, 40), (1072, 150)


def test_a_line_ends_between_words():
    text = "Freiwillige und Betroffene sammeln, prüfen und zeichnen in Krisen Ortsangaben, damit Hilfe weiß, wo sie gebraucht wird."
    lines = broken(text, TEXT, 40, 600)
    assert len(lines) > 3 and " ".join(lines) == text
    assert all(TEXT.width(line, 40) <= 600 for line in lines)


def test_a_compound_with_a_hyphen_ends_a_line_there():
    assert broken("Die Fahrradkurier-Genossenschaft", TEXT, 40, 400) == ["Die Fahrradkurier-", "Genossenschaft"]
    assert broken("Eine E-Mail", TEXT, 40, 130) == ["Eine", "E-Mail"]


@pytest.mark.parametrize("word, room, lines", [
    ("Telekommunikation", 250, ["Telekommu-", "nikation"]), ("Genossenschaften", 200, ["Genossen-", "schaften"]),
    ("Nachbarschaft", 160, ["Nachbar-", "schaft"])])
def test_a_word_wider_than_a_line_is_broken_before_a_syllable(word, room, lines):
    assert broken(word, TEXT, 40, room) == lines


def test_words_are_broken_only_where_no_size_has_room_for_them():
    long = "Donaudampfschifffahrtsgesellschaft"
    assert fitted(long, NAME, SIZES, (NAME.width(long, 50) + 1, 150), 1.1) == ([long], 50)


def test_lines_are_even_rather_than_full():
    first, second = fitted("Humanitarian Drone Corridor and African Drone and Data Academy", NAME, SIZES, BOX, 1.1).lines
    assert NAME.width(second, 60) > 0.8 * NAME.width(first, 60)


def test_what_is_too_long_ends_after_a_whole_word():
    words = [f"Wort{number}" for number in range(200)]
    *_, last = fitted(" ".join(words), TEXT, SIZES, BOX, 1.1).lines
    assert re.fullmatch(r"(Wort\d+ )+…", last) and set(last.split()[:-1]) <= set(words)


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_no_text_is_wider_or_higher_than_its_box(text):
    written = writable(text)
    block = fitted(written, NAME, SIZES, BOX, 1.1)
    assert all(NAME.width(line, block.size) <= BOX[0] for line in block.lines)
    assert len(block.lines) * block.size * 1.1 <= BOX[1]
    assert bool(block.lines) == bool(written)


@given(st.text(max_size=100))
def test_what_is_written_is_in_every_font(text):
    assert all(character in face.widths for face in FACES for character in writable(text))


@pytest.mark.parametrize("text, written", [
    ("I Made a Bribe (我行贿了)", "I Made a Bribe"), ("Ẹ̀kọ́ Ọ̀fẹ́", "Èkó Òfé"), ("„我“ und [贿]  mehr\x00\n", "und mehr"), ("Łódź – Ħal", "Łódź – Ħal"),
    ("🦊", ""), ("a\u202eb", "ab")])
def test_what_the_fonts_lack_goes_with_its_brackets(text, written):
    assert writable(text) == written
