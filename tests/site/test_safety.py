"""What the site refuses, what it tells browsers and caches, and that nothing can be written."""

import hashlib

import pytest

OWN = ("/de/", "/en/innovations?sectors=health", "/de/innovations/ushahidi", "/en/nothing-here", "/sitemap.xml")
CORE = ("/trendatlas", "/trendatlas/innovations", "/trendatlas?sql=select+1", "/trendatlas/innovations/ushahidi")


@pytest.mark.parametrize("path", OWN + CORE)
def test_every_answer_is_guarded(client, path):
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "set-cookie" not in headers


@pytest.mark.parametrize("path", OWN)
def test_our_pages_allow_no_script_but_our_own_and_no_other_host(client, path):
    policy = client.get(path).headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy and "script-src 'self';" in policy and "connect-src 'self';" in policy and "http" not in policy


@pytest.mark.parametrize("path", [path for path in OWN if "nothing" not in path])
def test_an_unchanged_page_is_not_sent_twice(client, path):
    first = client.get(path)
    assert "public" in first.headers["cache-control"]
    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_files_with_their_version_in_the_address_are_kept_for_ever(client):
    assert "immutable" in client.get("/static/site.css?v=1").headers["cache-control"]


@pytest.mark.parametrize("path", ["/\\example.com/", "/de/\\..\\x", "/-/databases.json", "/-/threads", "/-/versions.json", "/-/settings",
                                  "/de/%0d%0aX-Header:1", "/static/../server.py", "/static/%2e%2e/server.py"])
def test_what_no_reader_asks_for_is_not_there(client, path):
    assert client.get(path).status_code in (400, 404)


@pytest.mark.parametrize("query", [
    "page=-1", "page=0", "page=1e9", "page=%F0%9F%A6%8A", "page=" + "9" * 400, "sort=%00", "view=<script>", "sectors=" + "x" * 2000,
    "&".join("sectors=health" for _ in range(300)), "q=%FF%FE", "q=%00", "status[]=1", "=&&=", "sectors=health' or 1=1 --", "page=²"])
@pytest.mark.parametrize("path", ["/de/innovations", "/en/tools", "/de/partnerships", "/en/search", "/de/trends", "/en/innovations.csv", "/en/map", "/de/coverage"])
def test_no_parameter_breaks_a_page(client, path, query):
    assert client.get(f"{path}?{query}").status_code == 200


def test_what_a_reader_types_is_shown_and_never_run(client):
    for path in ("/de/search", "/en/innovations"):
        page = client.get(path, params={"q": "<script>alert(1)</script>"}).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize("host", ["evil.example/x", "evil.example\" onload=\"x", "a b"])
def test_a_forged_host_does_not_reach_a_page(client, host):
    assert "evil" not in client.get("/de/about", headers={"Host": host}).text


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/de/", "/trendatlas", "/trendatlas/innovations", "/-/logout"])
def test_only_reading_is_allowed(client, method, path):
    assert client.request(method, path).status_code == 405


@pytest.mark.parametrize("statement", ["delete from trends", "insert into trends(id) values ('x')", "drop table trends", "pragma writable_schema=1",
                                       "attach 'x.db' as x", "select load_extension('x')", "vacuum", "create table x (y)"])
def test_no_statement_writes(client, database, statement):
    before = hashlib.sha256(database.read_bytes()).hexdigest()
    assert client.get("/trendatlas.json", params={"sql": statement}, follow_redirects=True).status_code == 400
    assert hashlib.sha256(database.read_bytes()).hexdigest() == before


@pytest.mark.parametrize("statement", ["select zeroblob(100000000)", "select hex(randomblob(3000000))", "select '" + "x" * 11_000 + "'"])
def test_a_greedy_query_is_refused_at_once(client, statement):
    answer = client.get("/trendatlas.json", params={"sql": statement}, follow_redirects=True)
    assert answer.status_code == 400
    assert answer.elapsed.total_seconds() < 1


def test_an_endless_query_is_stopped(client):
    statement = "with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c"
    answer = client.get("/trendatlas.json", params={"sql": statement}, follow_redirects=True)
    assert answer.status_code == 400
    assert answer.elapsed.total_seconds() < 3


@pytest.mark.parametrize("path", ["/nothing", "/trendatlas/nothing", "/trendatlas/innovations/nothing"])
def test_outside_of_our_pages_a_plain_page_says_what_is_missing(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "/de/" in answer.text


def test_datasettes_pages_wear_the_frame_and_lead_to_ours(client):
    assert 'class="wordmark"' in client.get("/trendatlas/innovations").text
    assert 'href="/de/innovations/ushahidi"' in client.get("/trendatlas/innovations_de?id=ushahidi").text
