"""The site as readers get it: the real records built, served on a free port, opened in a real browser."""

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn

from pipeline.build import build
from tests.site.tree import parse
from web.server import application

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = Path("/usr/bin/chromium")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")


@pytest.fixture(scope="session")
def database(tmp_path_factory) -> Path:
    """The database of the repository's own records."""
    target = tmp_path_factory.mktemp("site") / "trendatlas.db"
    build(ROOT, target)
    return target


@pytest.fixture(scope="session")
def rows(database):
    """Asks the database in SQL: ``rows("select ...", value)``."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True, check_same_thread=False)
    yield lambda statement, *values: connection.execute(statement, values).fetchall()
    connection.close()


@contextmanager
def serving(database: Path) -> Iterator[str]:
    """Address of a site over ``database``, which runs as long."""
    server = uvicorn.Server(uvicorn.Config(application(database).app(), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(5)


@pytest.fixture(scope="session")
def site(database) -> Iterator[str]:
    """Address of a running site."""
    with serving(database) as address:
        yield address


@pytest.fixture(scope="session")
def client(site):
    """Gets pages as a browser without script would; redirects are shown, not followed."""
    with httpx.Client(base_url=site, timeout=20) as client:
        yield client


@pytest.fixture(scope="session")
def page(client):
    """A page as a tree: ``page("/de/trends")``; it must be there."""
    def get(path: str):
        answer = client.get(path)
        assert answer.status_code == 200, path
        return parse(answer.text)
    return get


@pytest.fixture(scope="session")
def chromium():
    """A real browser; without one these tests are skipped, in continuous integration they fail."""
    if not CHROMIUM.exists() and not os.environ.get("CI"):
        pytest.skip("no Chromium here")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        yield browser
        browser.close()
