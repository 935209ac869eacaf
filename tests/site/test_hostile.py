"""Whatever stands in a record or in a request: nothing of it runs, nothing breaks, and every answer comes soon."""

import asyncio
import csv
import io
import json
import re
import shutil
import socket
import sqlite3
import threading
import urllib.parse
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import fromstring

import httpx
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as some

from pipeline.build import build
from pipeline.problems import errors
from pipeline.vocabularies import LANGUAGES
from tests.conftest import EXAMPLE, ROOT, problems_in
from tests.site.conftest import serving
from tests.site.hostile import MARK, spoil_all
from web import settings
from web.pages.downloads import disarmed
from web.server import application

LISTS = ("innovations?view=table", "innovations?q=script&sort=name", "search?q=pwned", "search?q=drop+table", "search?q=well", "innovations?q=well", "trends?year=2014", "map?by=use",
         "organisations/brunnenbund", "what/%3Cscript%3E")  # fmt: skip
TABLES = ("innovations", "trends", "partnerships", "tools", "organisations", "innovations_en", "trends_en", "innovation_texts", "trend_texts",
          "tool_sources", "documents", "sectors", "moved", "build")  # fmt: skip
# Elements that Markdown makes, and what of their attributes may be there.
PROSE = {"p", "em", "strong", "a href rel", "ul", "ol", "li", "code", "blockquote", "h3", "h4", "br", "hr"}
# What a page holds, read by the browser's own parser: outside of long texts, and inside of them.
SHAPE = """html => { const page = html ? new DOMParser().parseFromString(html, 'text/html') : document;
    const shape = element => [element.localName, ...[...element.attributes].map(a => a.name).sort()].join(' ');
    const inside = [...page.querySelectorAll('.prose *, .small-prose *, .balance .item *')];
    return [[...page.querySelectorAll('*')].filter(e => !inside.includes(e)).map(shape), inside.map(shape)]; }"""

# Links of the page that lead neither to a page nor to a picture.
STRANGE_LINKS = """() => [...document.querySelectorAll('[href], [src], [action]')].map(e => e.href || e.src || e.action)
    .filter(url => typeof url == 'string' && !/^(https?|mailto|data:image)/.test(url))"""


def repository(root: Path) -> Path:
    """The example with the real vocabularies."""
    shutil.copytree(EXAMPLE, root)
    shutil.copytree(ROOT / "data" / "vocabularies", root / "data" / "vocabularies")
    return root


@pytest.fixture(scope="module")
def corpora(tmp_path_factory) -> tuple[Path, Path]:
    """Two databases of the same records: as they are, and with hostile texts."""
    databases = []
    for name in ("harmless", "hostile"):
        root = repository(tmp_path_factory.mktemp(name) / "repository")
        if name == "hostile":
            spoil_all(root)
        assert errors(problems_in(root)) == []
        databases.append(root.parent / "trendatlas.db")
        build(root, databases[-1])
    return tuple(databases)


@pytest.fixture(scope="module")
def sites(corpora) -> Iterator[tuple[str, str]]:
    """Addresses of the sites over both."""
    with serving(corpora[0]) as harmless, serving(corpora[1]) as hostile:
        yield harmless, hostile


@pytest.fixture(scope="module")
def hostile(sites) -> Iterator[httpx.Client]:
    """Asks the site with hostile texts."""
    with httpx.Client(base_url=sites[1], timeout=20) as client:
        yield client


@pytest.fixture(scope="module")
def watched(chromium):
    """A small tab, with everything that the page in it says, asks for or opens."""
    context, noted = chromium.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce"), []
    tab = context.new_page()
    tab.on("console", lambda message: noted.append(f"{message.type}: {message.text}"))
    tab.on("pageerror", lambda error: noted.append(f"error: {error}"))
    tab.on("dialog", lambda dialog: (noted.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    tab.on("request", lambda request: noted.append(request.url))
    yield tab, noted
    context.close()


def own_pages(address: str) -> list[str]:
    """Every page that the sitemap names, but for one country only, and pages with queries."""
    root = fromstring(httpx.get(f"{address}/sitemap.xml").content)
    named = [place.text.removeprefix(address) for place in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    kinds = [path for path in named if not re.search("/countries/(?!no)", path)]
    return kinds + [f"/{code}/{path}" for code in LANGUAGES for path in LISTS]


def core_pages() -> list[str]:
    """Datasette's pages: tables and views, one row, SQL, ready questions."""
    questions = list(settings.metadata()["databases"]["trendatlas"]["queries"])[:2]
    return ["/trendatlas", "/trendatlas?sql=select+*+from+innovations_de", "/trendatlas/innovations/well-watch", "/trendatlas/trends/water-reports",
            *(f"/trendatlas/{name}" for name in (*TABLES, *questions))]  # fmt: skip


def opened(watched, address: str, path: str) -> list[list[str]]:
    """The shape of a page as it was sent; nothing in it ran, nothing was refused, and nobody else was asked."""
    tab, noted = watched
    noted.clear()
    answer = tab.goto(address + path)
    assert answer.status == (404 if "what/" in path else 200), path
    missing = "Failed to load resource: the server responded with a status of 404"
    assert [note for note in noted if not note.startswith((address, "data:")) and (missing not in note or answer.status != 404)] == [], path
    assert tab.evaluate(f"typeof {MARK}") == "undefined", path
    assert tab.evaluate(STRANGE_LINKS) == [], path
    return tab.evaluate(SHAPE, answer.text())


@pytest.mark.browser
def test_nothing_in_a_record_runs_or_becomes_an_element(watched, sites):
    harmless, hostile = sites
    known = set()
    for path in [path for path in own_pages(harmless) if path.startswith("/de/")] + core_pages():
        for shapes in watched[0].evaluate(SHAPE, httpx.get(harmless + path).text):
            known.update(shapes)
    for path in own_pages(hostile):
        outside, inside = opened(watched, hostile, path)
        assert set(outside) <= known, path
        assert set(inside) <= known | PROSE, path
        assert watched[0].evaluate("document.documentElement.scrollWidth") <= 360, path
    for path in core_pages():
        assert set(opened(watched, hostile, path)[0]) <= known, path


@pytest.mark.browser
def test_suggestions_are_text(watched, sites):
    tab, noted = watched
    tab.goto(f"{sites[1]}/en/search")
    box = tab.locator("main input[data-suggest]").first
    box.fill("Brunnen")
    options = tab.get_by_role("option")
    options.first.wait_for()
    assert tab.evaluate("[...new Set([...document.querySelectorAll('[role=option], [role=option] *')].map(e => e.localName))].sort()") == ["li", "span"]
    assert tab.evaluate(f"typeof {MARK}") == "undefined"
    assert not [note for note in noted if not note.startswith(sites[1])]


def test_what_programs_read_can_be_read(hostile, sites):
    paths = own_pages(sites[1])
    assert "Sitemap: " in hostile.get("/robots.txt").text
    for code in LANGUAGES:
        for feed in ("feed.atom", "trends/water-reports/feed.atom"):
            assert fromstring(hostile.get(f"/{code}/{feed}").content).tag.endswith("feed")
        for table in ("innovations", "partnerships", "tools"):
            records = hostile.get(f"/{code}/{table}.json").json()
            assert len(records) == len(cells(hostile, f"/{code}/{table}.csv")) - 1 > 0
            assert {record["id"] for record in hostile.get(f"/trendatlas/{table}.json?_shape=array").json()} == {record["id"] for record in records}
    for path in paths:
        for described in re.findall(r'<script type="application/ld\+json">(.*?)</script>', hostile.get(path).text, re.DOTALL):
            assert json.loads(described)["@context"] == "https://schema.org", path


def cells(client, path: str) -> list[list[str]]:
    """The rows of a CSV file; each has as many cells as the first."""
    rows = list(csv.reader(io.StringIO(client.get(path).text.lstrip("\ufeff"), newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    return rows


def test_a_spreadsheet_takes_no_cell_for_a_formula(hostile):
    texts = [cell for code in LANGUAGES for table in ("innovations", "partnerships", "tools") for row in cells(hostile, f"/{code}/{table}.csv") for cell in row]
    assert any(cell.startswith("'=") for cell in texts)
    assert [cell for cell in texts if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert [disarmed(value) for value in ("=1", "+1", "-1", "@a", "\ta", "\ra", "a=", 7, None)] == ["'=1", "'+1", "'-1", "'@a", "'\ta", "'\ra", "a=", 7, None]


# Addresses as bytes, which no library would send, and the answers that are right for them.
TARGETS = (
    (b"//evil.example", {404}), (b"//evil.example/", {404}), (b"//", {404}), (b"///evil.example/%2f..", {404}), (b"/\\evil.example/", {404}),
    (b"/%5cevil.example/", {404}), (b"/%5C%5Cevil.example/..", {404}), (b"/de//evil.example", {404}), (b"/de/%2f%2fevil.example/", {404}),
    (b"http://evil.example/de/", {404}), (b"evil", {404}), (b"*", {404}), (b"/de/%", {404}), (b"/de/%zz", {404}), (b"/de/%ff%fe", {404}),
    (b"/de/%00", {404}), (b"/de/\x00", {400}), (b"/\xc3\xbc/", {400}), (b"/de/%0d%0aX-Evil:%201", {404}), (b"/trendatlas/x%0d%0aX-Evil:%201", {404}),
    (b"/de/x\r\nX-Evil: 1", {400}), (b"/de/x\nX-Evil: 1", {400}), (b"/?a=%0d%0aX-Evil:%201", {302}), (b"/de?%0d%0aX-Evil:%201", {301}),
    (b"/static/../server.py", {404}), (b"/static/..%2fserver.py", {404}), (b"/static/%2e%2e/server.py", {404}), (b"/static//etc/passwd", {404}),
    (b"/static/%2fetc%2fpasswd", {404}), (b"/static/..%5cserver.py", {404}), (b"/static/", {403}), (b"/static/fonts", {403}),
    (b"/cards/../trendatlas.db", {404}), (b"/cards/..%2ftrendatlas.db", {404}), (b"/cards/", {403, 404}),
    (b"/-/databases.json", {404}), (b"//-/databases.json", {404}), (b"/%2d/databases.json", {404}), (b"/-%2fdatabases.json", {404}),
    (b"/-/static/../../app.py", {404}), (b"/-/allow-debug", {404}), (b"/-/actor.json", {404}), (b"/-/create-token", {404}), (b"/_internal", {403, 404}),
    (b"/_internal/databases", {403, 404}), (b"/_memory?sql=select+1", {404}), (b"/sqlite_master", {404}),
    (b"/de/" + b"a" * 50_000, {414}), (b"/de/?q=" + b"a" * 50_000, {414}), (b"/de/trends/" + b"a" * 81, {404}), (b"/de/countries/%3Cx-pwned%3E", {404}),
    (b"/de/innovations?" + b"page=7&" * 3000, {200}), (b"/de/innovations?page=99999999", {200}), (b"/de/innovations?q=" + b"%22*(" * 900, {200}),
    (b"/trendatlas/innovations?_size=99999", {400}), (b"/trendatlas/innovations?_sort=nothing", {400}), (b"/trendatlas/innovations?_through={}", {400}),
    (b"/trendatlas?sql=select+1&_timelimit=abc", {302, 400}), (b"/trendatlas/innovations.csv?_stream=1", {400}), (b"/trendatlas/facets/a", {400, 404}),
)  # fmt: skip


@pytest.fixture(scope="module")
def send(sites) -> Callable[[bytes], bytes]:
    """Sends bytes to the site with hostile texts and gives the bytes that come back."""
    place = urllib.parse.urlsplit(sites[1])

    def exchange(request: bytes) -> bytes:
        with socket.create_connection((place.hostname, place.port), timeout=10) as connection:
            connection.sendall(request)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    return exchange


def requested(send, target: bytes, method: bytes = b"GET", host: bytes = b"localhost", more: bytes = b"") -> tuple[int, dict[str, str], str]:
    """Status, headers and body of the answer to a request written by hand."""
    answer = send(method + b" " + target + b" HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n" + more + b"\r\n")
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode("latin1").split("\r\n")
    return int(lines[0].split()[1]), {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}, body.decode("utf-8", "replace")


@pytest.mark.parametrize(("target", "statuses"), TARGETS, ids=lambda value: value[:30].decode("latin1") if isinstance(value, bytes) else "")
def test_an_address_that_no_library_sends(send, target, statuses):
    status, headers, body = requested(send, target)
    assert status in statuses, body[:300]
    assert "x-evil" not in headers and "set-cookie" not in headers
    assert re.fullmatch(r"(/[^/\\].*|/|)", headers.get("location", ""))
    assert "<x-pwned" not in body and len(body) < 300_000


@pytest.mark.parametrize(("host", "status"), [
    (b'evil"><x-pwned>', 400), (b"a b", 400), (b"evil.example/x", 400), (b"evil.example:80:80", 400), (b"a" * 5000, 400), (b"x@evil.example", 400),
    (b"\xff", 400), (b"", 200), (b"[::1]:8001", 200), (b"trendatlas_web:8001", 200), (b"xn--mnchen-3ya.example", 200)])
@pytest.mark.parametrize("path", [b"/de/about", b"/trendatlas/innovations.json", b"/sitemap.xml"])
def test_a_host_has_a_name_that_hosts_have(send, path, host, status):
    found, headers, body = requested(send, path, host=host)
    assert found == status
    assert "pwned" not in headers.get("link", "") and "<x-pwned" not in (body if b"json" not in path else "")


@pytest.mark.parametrize("more", [
    b'If-None-Match: W/"x", , "", *\xff', b"If-None-Match: " + b'"a", ' * 3000, b"Accept-Language: de;q=nan, en;q=inf, \xff;q=-1, *;q=1e999",
    b"Accept-Language: " + b"de;q=0.1," * 3000, b"Cookie: ds_actor=x; ds_messages=zz", b"Authorization: Basic eDp4", b"Range: bytes=0-9999999999,1-2,-1",
    b"X-HTTP-Method-Override: DELETE", b"X-Forwarded-Host: forged.example\r\nX-Forwarded-Proto: javascript\r\nX-Original-URL: /-/databases",
    b"Upgrade: websocket\r\nSec-WebSocket-Key: eA==\r\nSec-WebSocket-Version: 13"])
def test_strange_headers_change_nothing(send, more):
    for path, status in ((b"/", 302), (b"/de/", 200), (b"/trendatlas/build", 200)):
        found, headers, body = requested(send, path, more=more + b"\r\n")
        assert (found, "set-cookie" in headers, "forged" in body) == (status, False, False)
        assert headers.get("location", "/de/") in ("/de/", "/en/")


def test_headers_without_end_are_refused(send):
    try:
        status = requested(send, b"/de/", more=b"".join(b"X-%d: %s\r\n" % (number, b"a" * 1000) for number in range(200)))[0]
    except ConnectionError:  # it hung up while we were still talking
        status = 400
    assert status in (400, 431)
    assert requested(send, b"/health")[0] == 200


@pytest.mark.parametrize("method", [b"POST", b"PUT", b"PATCH", b"DELETE", b"OPTIONS", b"TRACE", b"CONNECT", b"BREW", b"get"])
@pytest.mark.parametrize("path", [b"/de/", b"/trendatlas/-/create", b"/trendatlas/innovations/-/insert", b"/trendatlas/innovations/-/upsert",
                                  b"/trendatlas/innovations/-/drop", b"/trendatlas/innovations/well-watch/-/update", b"/-/permissions"])
def test_no_other_method_is_allowed(send, method, path):
    status, headers, _ = requested(send, path, method, more=b"Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
    assert (status, headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", [b"/de/", b"/trendatlas/innovations", b"/trendatlas.db", b"/sitemap.xml"])
def test_head_is_get_without_a_body(send, path):
    status, headers, body = requested(send, path, b"HEAD")
    assert (status, body) == (200, "") and "etag" in headers


WRITES = (
    "insert into trends(id) values ('x')", "update trends set id = 'x'", "delete from trends", "replace into trends(id) values ('x')", "drop table trends",
    "with gone as (select 1) delete from trends", "with x as (select 1) insert into trends(id) select 'x' from x", "with x as (select 1) update trends set id = 'x'",
    "select 1; delete from trends", "/* */ delete from trends", "explain delete from trends", "attach 'other.db' as other", "attach ':memory:' as other",
    "detach trendatlas", "pragma journal_mode = wal", "select * from pragma_journal_mode('wal')", "pragma writable_schema = 1", "vacuum into 'copy.db'",
    "select load_extension('x')", "create temp table x (y)", "create trigger x after insert on trends begin select 1; end", "begin immediate", "reindex",
    "analyze", "select writefile('x', 'y')", "select readfile('/etc/passwd')", "select edit('x')", "select fts3_tokenizer('simple', x'00')",
    "with x as (select 1) insert into search(search) values ('rebuild')",
)  # fmt: skip


@pytest.mark.parametrize("statement", WRITES)
@pytest.mark.parametrize("road", ["/trendatlas.json?sql={}", "/trendatlas/innovations.json?_where=1)+union+{}", "/trendatlas/-/query.json?sql={}"])
def test_no_road_leads_to_writing(hostile, corpora, statement, road):
    before = corpora[1].stat().st_mtime_ns, sorted(corpora[1].parent.iterdir())
    answer = hostile.get(road.format(urllib.parse.quote(statement)), follow_redirects=True)
    assert answer.status_code == 400 or (statement.startswith("explain") and answer.status_code == 200), answer.text[:300]
    assert (corpora[1].stat().st_mtime_ns, sorted(corpora[1].parent.iterdir())) == before


_MANY = "with recursive n(x) as (select 1 union all select x + 1 from n limit 500)"
_LONG = "hex(zeroblob(140000))"
COSTLY = (
    "select zeroblob(1000000)", f"{_MANY} select {_LONG} from n", f"{_MANY} select group_concat({_LONG}) from n", f"select {', '.join('1' * 300)}",
    f"select instr({_LONG}, hex(zeroblob(70000)) || '1')", f"select replace({_LONG}, hex(zeroblob(70000)) || '1', '')",
    f"select rtrim({_LONG}, hex(randomblob(70000)))", f"select {_LONG} glob '*[' || hex(zeroblob(70000)) || ']1'", f"select {_LONG} like '{'%0' * 400}%1'",
    f"select {'+'.join(['instr(a, b)'] * 800)} from (select {_LONG} as a, '{'0' * 500}1' as b)",
    f"select * from {', '.join(f'innovations i{number}' for number in range(30))}, n".replace("select", f"{_MANY} select", 1),
    f"{_MANY} select count(*) from n a, n b, n c, n d", f"{_MANY} select a.x from n a, n b, n c order by random()",
    "select count(*) from search where search match replace(hex(zeroblob(20000)), '0', 'a* OR ') || 'a'",
    f"select {'(' * 900}1{')' * 900}", "select json_extract(replace(hex(zeroblob(70000)), '0', '['), '$')",
)  # fmt: skip


@pytest.mark.parametrize("statement", COSTLY, ids=lambda statement: statement[:50])
@pytest.mark.parametrize("form", [".json", ""])
def test_a_costly_question_is_ended_soon(hostile, statement, form):
    answer = hostile.get(f"/trendatlas{form}", params={"sql": statement}, follow_redirects=True)
    assert answer.status_code == 400 or "match" in statement or not form, answer.text[:300]  # Datasette 1.0 tells errors on a page that is there
    assert answer.elapsed.total_seconds() < 3
    assert len(answer.content) < 200_000


def test_ordinary_questions_are_answered_as_sqlite_does(hostile, corpora):
    statement = ("select 'a_c' like 'A%', 'aXc' like 'a!%' escape '!', 'abc' glob 'a*', instr('abc', 'c'), instr(null, 'c'), replace('abc', 'b', 'd'),"
                 " trim('  a '), trim('xxaxx', 'x'), ltrim('xxa', 'x'), rtrim('axx', 'x'), 5 like 5, replace(x'616263', 'b', 'd'), count(*)"
                 " from documents where body like '%e%'")
    with sqlite3.connect(corpora[1]) as connection:
        assert hostile.get("/trendatlas.json", params={"sql": statement, "_shape": "arrays"}, follow_redirects=True).json()["rows"] == [
            list(connection.execute(statement).fetchone())]


class Found(HTMLParser):
    """What a page holds that stood in an address."""

    def __init__(self):
        super().__init__()
        self.strange: list[str] = []

    def handle_starttag(self, tag, attributes):
        """Notes elements and attributes of that kind, and links that would run something."""
        self.strange += [name for name in (tag, *(name for name, _ in attributes)) if MARK in name]
        self.strange += [value for name, value in attributes
                         if name in ("href", "src", "action") and (value or "").strip().lower().startswith(("javascript:", "data:text"))]


_MARKUP = ("<x-pwned>", '"><x-pwned a="', "' pwned='", "</script><x-pwned>", "javascript:pwned", "{{7*7}}", "%(x)s")
_TABLES = ("innovations", "innovations_de", "trends", "documents", "search", "search_data", "facets", "build", "innovation_trends", "moved", "nothing")
_STEPS = some.one_of(some.sampled_from((
    "de", "en", "trendatlas", "static", "cards", "-", "motif", "trend", "field", "band", "health", "robots.txt", "sitemap.xml", "countries", "suggest.json",
    "feed.atom", "map", "search", "coverage", "well-watch", "well-watch.bib", "well-watch.ris", "well-watch.json", "well-watch.blob", "innovations.json",
    "tools.csv", "trendatlas.db", "water-reports", "water-reports.svg", "no", "..", ".", "%2e%2e", "%2f", "%5c", "%", "%zz", "%00", "%0d%0aX:y", "%ff", "~2F",
    "~", "a,b", "ü", "🦊", "x" * 300, "site.css", "query", *_TABLES, *_MARKUP)), some.text(max_size=8))
_PATHS = some.one_of(
    some.lists(_STEPS, min_size=1, max_size=4).map(lambda steps: "/" + "/".join(steps)),
    some.tuples(some.sampled_from(_TABLES), some.sampled_from(("", ".json", ".csv", ".blob", "/well-watch", "/well-watch.json"))).map(
        lambda parts: f"/trendatlas/{''.join(parts)}"),
    some.tuples(some.sampled_from(LANGUAGES), some.sampled_from(("", "trends", "innovations", "search", "tools", "partnerships", "map", "innovations.csv", "tools.json",
                                                                 "trends/water-reports", "innovations/well-watch", "suggest.json", "data"))).map("/".join).map("/{}".format))
_KEYS = some.one_of(some.sampled_from((
    "q", "page", "sort", "view", "year", "for", "by", "cluster", "sectors", "status", "decade", "origin", "sql", "_size", "_sort", "_sort_desc", "_next", "_search",
    "_searchmode", "_where", "_facet", "_facet_array", "_through", "_timelimit", "_ttl", "_shape", "_json", "_col", "_nocol", "_labels", "_trace", "_stream", "_extra",
    "_nocount", "_nl", "_dl", "_blob_column", "_search_name", "name__contains", "name__glob", "number__gt", "name__in", "name__arraycontains", "name__date",
    "id__not", "id__isnull", "_group_count", "_hide_sql", "_callback", "_format", "_filter_column", "_filter_op", "p", "")), some.text(max_size=5))
_VALUES = some.one_of(some.sampled_from((
    "", "1", "0", "-1", "9" * 20, "1e9", "nan", "max", "on", "null", "[]", "{}", "[1,2]", '{"table":"innovation_trends","column":"trend","value":"x"}', '{"table":"x"}',
    "name", "id", "[x]", "]", '"', "' or 1=1 --", "select 1", "select :p", "select", "delete from trends", "pragma table_info(innovations)", "select 1; select 2", "/*",
    "name:*", "NEAR(", "a OR", "*", "^", '"a', "AND", "%00", "\x00", "\r\nX: y", "ü", "🦊", "x" * 5000, "=1+1", "arrays", "objects", "array", "table", "map", "timeline",
    "newest", "relevance", "use", "2014", "²", "١", "select json('[1')", "select 9e999", "select x'ff'", "select '<x-pwned>' as [<x-pwned>]", *_MARKUP)),
    some.text(max_size=12))  # fmt: skip


@pytest.fixture(scope="module")
def awaited() -> Iterator[Callable]:
    """The result of a coroutine, which runs in a thread of its own: the browser's loop runs in this one."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield lambda coroutine: asyncio.run_coroutine_threadsafe(coroutine, loop).result(20)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()


@pytest.fixture(scope="module")
def asked(corpora, awaited) -> Callable[[bytes], httpx.Response]:
    """Asks the application itself for an address, without a network between."""
    transport = httpx.ASGITransport(application(corpora[1]).app(), raise_app_exceptions=False)
    client = httpx.AsyncClient(transport=transport, base_url="http://localhost")
    return lambda target: awaited(client.get(client.base_url.copy_with(raw_path=target)))


@hypothesis(max_examples=200, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(path=_PATHS, query=some.lists(some.tuples(_KEYS, _VALUES), max_size=4))
def test_any_address_gets_an_answer_that_helps(asked, path, query):
    target = urllib.parse.quote(path.replace("?", ""), safe="/%~,.<>\"':@!$()*+[]", errors="replace")
    answer = asked(f"{target}?{urllib.parse.urlencode(query, errors='replace')}".encode())
    assert answer.status_code in (200, 301, 302, 400, 403, 404, 414), answer.text[:500]
    assert answer.elapsed.total_seconds() < 5
    assert re.fullmatch(r"(/[^/\\].*|/|)", answer.headers.get("location", "")) and "x" not in answer.headers
    if "html" in answer.headers.get("content-type", ""):
        page = Found()
        page.feed(answer.text)
        assert page.strange == []


def test_a_file_that_takes_the_place_of_the_served_one_is_for_the_next_process(corpora, tmp_path, awaited):
    served, later = tmp_path / "trendatlas.db", tmp_path / "later.db"
    shutil.copy(corpora[0], served)
    shutil.copy(corpora[1], later)
    datasette, address = application(served), "/trendatlas/build.json?_shape=array&key=content_hash"

    async def before_and_after():
        await datasette.invoke_startup()
        before = await datasette.client.get(address)
        later.replace(served)
        return before.json(), [answer.json() for answer in await asyncio.gather(*(datasette.client.get(address) for _ in range(12)))]

    before, after = awaited(before_and_after())
    assert len(before) == 1
    assert after == [before] * 12
