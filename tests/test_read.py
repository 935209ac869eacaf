"""What a person, an editor or an attacker can put into a file: each mistake is one problem with its place."""

from pathlib import Path

import pytest

from pipeline.read import SIZE, read
from tests.conftest import problems_in, spoil

CASE = "innovations/w/well-watch.yml"

# old text, new text, place, what is said
MISTAKES = {
    # form
    "tab in a text": ("Well Watch  #", "Well\tWatch  #", "3:11", "here is a tab; write spaces"),
    "tab as indentation": ("\n  homepage:", "\n\thomepage:", "41:1", "here is a tab; write spaces"),
    "zero-width space": (
        "Well Watch  #",
        "Well\u200bWatch  #",
        "3:11",
        "here is the invisible character U+200B (zero width space); remove it",
    ),
    "soft hyphen": (
        "Förderung",
        "För\u00adderung",
        "33:14",
        "here is the invisible character U+00AD (soft hyphen); remove it",
    ),
    "text turned around": (
        "Well Watch  #",
        "Well \u202eWatch  #",
        "3:12",
        "here is U+202E (right-to-left override), which turns the direction of text around; remove it",
    ),
    "control character": (
        "Well Watch  #",
        "Well\x07Watch  #",
        "3:11",
        "here is the control character U+0007; remove it",
    ),
    "control character as an escape": (
        '"Wells: a report"',
        '"Wells\\u200b: a report"',
        "58:12",
        "an escape stands for the invisible character U+200B (zero width space); remove it",
    ),
    "duplicate key": (
        "reuse: open-source",
        "reuse: open-source\nreuse: join",
        "38:1",
        "`reuse` stands here a second time; keep one of the two",
    ),
    "anchor": ("origin: NO", "origin: &home NO", "28:9", "`&home` is an anchor; write the value wherever it is meant"),
    "alias": ("origin: NO", "origin: *home", "28:9", "`*home` is an alias; write the value itself"),
    "tag": (
        "origin: NO",
        "origin: !!str NO",
        "28:9",
        "`tag:yaml.org,2002:str` is a tag; remove it, or put the text in quotes",
    ),
    "python tag": (
        "origin: NO",
        "origin: !!python/name:os.system x",
        "28:9",
        "`tag:yaml.org,2002:python/name:os.system` is a tag",
    ),
    "second document": (
        "review: verified",
        "review: verified\n---\nname: Another",
        "78:1",
        "a second document begins here",
    ),
    "colon in a text": (
        'title: "Wells: a report"',
        "title: Wells: a report",
        "58:17",
        "a colon with a space after it stands inside a text; put the text in quotes",
    ),
    "open quote": ('title: "Wells: a report"', 'title: "Wells: a report', "68:13", "a quote"),
    "field without a colon": ("reuse: open-source", "reuse", "38:1", "a field's name without a colon"),
    "deep nesting": ("[water]  # terms", "[" * 30 + "]" * 30 + "  # terms", "24:21", "nested more than 12 levels deep"),
    # fields
    "unknown field": (
        "reuse: open-source",
        "reusable: open-source",
        "37:1",
        "`reusable` is no field of an innovation; did you mean 'reuse'?",
    ),
    "unknown field of a source": (
        "    publisher: Ministry",
        "    editor: Ministry",
        "60:5",
        "`editor` is no field of `sources[1]`",
    ),
    "missing field": (
        "status: discontinued  # idea, pilot, active, paused, discontinued, unknown\n",
        "",
        "3:1",
        "`status` is missing in this innovation",
    ),
    "empty required field": ("name: Well Watch", "name: ", "3:1", "`name` is empty"),
    "text without its language": (
        "ended_because:\n  de: Die Förderung lief aus.\n  en: Funding ran out.",
        "ended_because: Funding ran out.",
        "32:16",
        "`ended_because` is one text, without its language; write `de:` and `en:` beneath it",
    ),
    "text in no language": (
        "  de: Die Förderung lief aus.\n  en: Funding ran out.",
        "  de:\n  en:",
        "32:1",
        "this text has neither German nor English",
    ),
    "unknown language": ("  en: Funding ran out.", "  fr: Fini.", "34:3", "`fr` is no field of `ended_because`"),
    "one value where a list is wanted": (
        "sectors: [water]",
        "sectors: water",
        "24:10",
        "`sectors` must be a list; write [emergency-relief], for instance",
    ),
    "list where one value is wanted": ("origin: NO", "origin: [NO, SE]", "28:9", "`origin` must be one value"),
    "long sentence": (
        "Service by which villages",
        "Service by which villages " + "and towns " * 20,
        "8:7",
        "shorten it to 200",
    ),
    "sentence on two lines": (
        "  en: Service by which villages report broken wells to the water authority by text message.",
        "  en: |-\n    Service\n    for villages",
        "8:7",
        "runs over several lines",
    ),
    "empty list": ("trends: [water-reports]", "trends: []", "23:9", "`trends` is empty"),
    "value twice": (
        "countries: [KE, TZ]",
        "countries: [KE, TZ, KE]",
        "29:12",
        "'KE' stands in this list twice; remove one",
    ),
    "number in quotes": ("value: 1200", 'value: "1200"', "44:12", "'1200' is in quotes; write 1200 without them"),
    "number with marks": (
        "value: 1200",
        "value: 1.200",
        "44:12",
        "'1.200' may be read as two different numbers; write 1200, without marks for thousands",
    ),
    "word for a number": ("value: 1200", "value: many", "44:12", "'many' is no number; write digits alone"),
    "endless number": ("value: 1200", "value: .inf", "44:12", "'.inf' is no number"),
    "yes for true": (
        "started: 2012-05",
        "worldwide: yes\nstarted: 2012-05",
        "30:12",
        "'yes' is neither true nor false; write true or false, without quotes",
    ),
    "German date": (
        "started: 2012-05",
        "started: 05.2012",
        "30:10",
        "'05.2012' is no date; write 2012, 2012-05 or 2012-05-17",
    ),
    "day that does not exist": (
        "started: 2012-05",
        "started: 2012-02-30",
        "30:10",
        "'2012-02-30' is not in the calendar",
    ),
    "script as a link": (
        "https://wellwatch.example.org/\n",
        "javascript:alert(1)\n",
        "41:13",
        "does not begin with http:// or https://",
    ),
    "data as a link": (
        "https://wellwatch.example.org/\n",
        "data:text/html,x\n",
        "41:13",
        "does not begin with http:// or https://",
    ),
    "password in a link": (
        "https://wellwatch.example.org/\n",
        "https://me:secret@wellwatch.example.org/\n",
        "41:13",
        "a link must not hold a name or a password",
    ),
    "space in a link": (
        "https://wellwatch.example.org/\n",
        "https://wellwatch.example.org/a b\n",
        "41:13",
        "a link has no white space",
    ),
    "link without a host": ("https://wellwatch.example.org/\n", "https:///page\n", "41:13", "has no host"),
    "id with a capital": ("- id: ministry", "- id: Ministry", "57:9", "'Ministry' is no id"),
    "source without address": (
        "    url: https://ministry.example.org/wells\n",
        "",
        "57:5",
        "source 'ministry' has no `url`; write its address, or `access: print`",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_one_mistake_is_one_problem_at_its_place(example: Path, mistake: str):
    old, new, place, words = MISTAKES[mistake]
    spoil(example, CASE, old, new)
    repository, problems = read(example)
    assert len(problems) == 1, [str(problem) for problem in problems]
    assert words in str(problems[0])
    assert str(problems[0]).startswith(f"{CASE}:{place}")
    assert "well-watch" not in repository.entries["innovation"]


def test_every_mistake_of_a_file_is_told_at_once(example: Path):
    spoil(example, CASE, "origin: NO", "origin: &home NO")
    spoil(example, CASE, "reuse: open-source", "reusable: open-source")
    spoil(example, CASE, "value: 1200", "value: many")
    spoil(example, CASE, "started: 2012-05", "started: May")
    assert [problem.line for problem in problems_in(example) if problem.file == CASE] == [28, 30, 37, 44]


def test_what_is_typed_is_what_is_meant(example: Path):
    spoil(example, CASE, "name: Well Watch  # as its makers write it", "name: 1.10")
    spoil(example, CASE, "also_known_as: [Brunnenwacht]", "also_known_as: [on, 0x1F, 1e3, 2012-05-17]")
    record = read(example)[0].entries["innovation"]["well-watch"].record
    assert (record.name, record.origin, record.started) == ("1.10", "NO", "2012-05")
    assert record.also_known_as == ["on", "0x1F", "1e3", "2012-05-17"]


def test_emoji_are_text(example: Path):
    spoil(example, CASE, "name: Well Watch", "name: Well Watch 👩‍🚒 ❤️")
    assert not problems_in(example)


def test_windows_line_ends_and_a_byte_order_mark_are_accepted(example: Path):
    path = example / CASE
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert not problems_in(example)
    spoil(example, CASE, "value: 1200", "value: many")
    assert [(problem.line, problem.column) for problem in problems_in(example)] == [(44, 12)]


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        (b"", "1:1", "this file is empty"),
        (b"# only a comment\n", "1:1", "this file is empty"),
        (b"- a\n- b\n", "1:1", "this file does not hold fields"),
        (b"just words\n", "1:1", "this file does not hold fields"),
        (b"name: Caf\xe9\n", "1:10", "this is not UTF-8"),
        (b"\xff\xfen\x00a\x00", "1:1", "this is not UTF-8"),
        (b"name: " + b"x" * SIZE, "1:1", f"shorten it to {SIZE // 1024} KB"),
    ],
)
def test_a_file_that_is_no_record(example: Path, content: bytes, place: str, words: str):
    (example / CASE).write_bytes(content)
    (problem,) = read(example)[1]
    assert str(problem).startswith(f"{CASE}:{place}") and words in str(problem)


def test_a_bomb_of_aliases_is_refused_before_it_expands(example: Path):
    lines = ["a0: &a0 [x, x]"] + [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 9)]
    (example / CASE).write_text("\n".join(lines))
    problems = [problem for problem in read(example)[1] if problem.rule == "anchor"]
    assert len(problems) == 9 + 8 * 9


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "w/well-watch.yml",
            "w/well-watch.yaml",
            "a file that ends in `.yaml` is not read; rename it to well-watch.yml",
        ),
        ("w/well-watch.yml", "x/well-watch.yml", "this file lies under `x`; move it to innovations/w/well-watch.yml"),
        ("w/well-watch.yml", "w/Well-Watch.yml", "'Well-Watch' is no id; name the file with lower-case letters"),
        ("w/well-watch.yml", "w/wéll.yml", "'wéll' is no id"),
        ("w/well-watch.yml", "well-watch.yml", "nothing is read from here; a record belongs in"),
        ("w/well-watch.yml", "w/notes.txt", "nothing is read from here"),
    ],
)
def test_a_file_that_would_be_ignored_is_a_problem(example: Path, old: str, new: str, words: str):
    target = example / "innovations" / new
    target.parent.mkdir(exist_ok=True)
    (example / "innovations" / old).rename(target)
    (problem,) = [problem for problem in read(example)[1] if problem.file == f"innovations/{new}"]
    assert words in str(problem)


def test_a_link_to_a_file_elsewhere_is_not_followed(example: Path, tmp_path: Path):
    secret = tmp_path / "secret.yml"
    secret.write_text("name: secret")
    (example / "innovations/w/secret.yml").symlink_to(secret)
    (problem,) = read(example)[1]
    assert "this file is a link to another" in str(problem) and "name" not in problem.message


def test_a_missing_or_unknown_vocabulary_is_told(example: Path):
    (example / "data/vocabularies/stages.yml").rename(example / "data/vocabularies/stage.yml")
    told = "\n".join(map(str, read(example)[1]))
    assert "data/vocabularies/stage.yml:1:1: no field uses a vocabulary 'stage'; did you mean 'stages'?" in told
    assert "data/vocabularies/stages.yml:1:1: this vocabulary is missing" in told


def test_hidden_files_and_readmes_are_left_alone(example: Path):
    (example / "innovations/.DS_Store").write_bytes(b"\0")
    (example / "trends/README.md").write_text("Trends")
    assert not read(example)[1]
