"""Who runs the site: told from ``operator.yml``, and said to be missing where the file does not tell it."""

import pytest

from tests.site.tree import having, links, text
from web import settings

FULL = """
name: Verein für Beispiele
address: [Beispielweg 1, 12345 Musterstadt]
email: post@example.org
responsible: Kim Beispiel, Anschrift wie oben
hosting: Rechenzentrum, Musterstadt
log_days: 7
"""
BROKEN = ("", "- a\n- b", "name: [", "name: {a: b}\naddress: true", "\x00", "name: !!python/object:os.system x", 'name: "[Name of the operator]"', "1: 2")


@pytest.fixture
def told(tmp_path, monkeypatch):
    """Writes the file that the site then reads; ``None`` for no file."""
    def tell(content: str | None):
        path = tmp_path / "operator.yml"
        if content is not None:
            path.write_text(content, encoding="utf-8")
        monkeypatch.setattr(settings, "OPERATOR", path)
        settings.operator.cache_clear()
    yield tell
    settings.operator.cache_clear()


def test_the_imprint_names_the_operator(told, page):
    told(FULL)
    root = page("/de/imprint")
    assert not having(root, "notice")
    shown = text(root)
    assert "Verein für Beispiele" in shown and "Beispielweg 1" in shown and "nach 7 Tagen gelöscht" in shown
    assert "post@example.org" in text(page("/en/accessibility"))


def test_a_partial_file_says_what_is_missing(told, page):
    told("name: Verein für Beispiele\n")
    notice = text(having(page("/en/imprint"), "notice")[0])
    assert "Missing: Address, E-mail, Responsible for the content, Hosting" in notice
    assert "operator.yml" in notice


@pytest.mark.parametrize("content", [None, *BROKEN])
def test_no_file_and_no_broken_file_is_an_error(told, page, content):
    told(content)
    for path in ("/de/imprint", "/en/imprint", "/de/accessibility"):
        page(path)
    assert "does not yet say who runs it" in text(having(page("/en/imprint"), "notice")[0])


def test_what_the_file_says_is_text(told, client):
    told('name: "<script>alert(1)</script>"\nlog_days: -3\n')
    shown = client.get("/en/imprint").text
    assert "<script>alert" not in shown
    assert "&lt;script&gt;" in shown
    assert "not told yet" in shown


def test_the_file_in_the_repository_holds_placeholders_for_every_key_that_pages_show(told):
    import yaml

    from web.pages.legal import NEEDED

    given = yaml.safe_load((settings.FOLDER.parent / "operator.yml").read_text(encoding="utf-8"))
    assert set(NEEDED) <= set(given)


def test_the_statement_on_accessibility_has_what_the_law_wants(page):
    root = page("/de/accessibility")
    headings = [text(heading) for heading in root.iter("h2")]
    assert headings == ["Stand der Vereinbarkeit mit den Anforderungen", "Nicht barrierefreie Inhalte", "Erstellung dieser Erklärung",
                        "Feedback und Kontakt", "Durchsetzungsverfahren"]
    assert "teilweise vereinbar" in text(root)
    assert links(root)
