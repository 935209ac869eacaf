"""Earlier ids: their addresses lead to the record of today for ever, in both languages and with their query."""

import asyncio
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from web.server import application

MOVED = (("trend", "crisis-maps", "crisis-mapping"), ("innovation", "ushahidi-platform", "ushahidi"),
         ("partnership", "payback", "payback-spendenwelt-betterplace"), ("tool", "storify-com", "storify"))


@pytest.fixture(scope="module")
def ask(database, tmp_path_factory):
    """Asks a site whose database knows earlier ids."""
    copy = tmp_path_factory.mktemp("moved") / "trendatlas.db"
    shutil.copy(database, copy)
    with sqlite3.connect(copy) as connection:
        connection.executemany("insert or replace into moved values (?, ?, ?)", MOVED)
    connection.close()
    datasette = application(copy)
    with ThreadPoolExecutor(1) as alone:  # a thread of its own: a browser may have left a running loop in this one
        yield lambda path: alone.submit(lambda: asyncio.run(datasette.client.get(path, follow_redirects=False))).result()


@pytest.mark.parametrize("code", ["de", "en"])
@pytest.mark.parametrize(("kind", "earlier", "now"), MOVED)
def test_an_earlier_address_leads_to_the_one_of_today(ask, code, kind, earlier, now):
    answer = ask(f"/{code}/{kind}s/{earlier}")
    assert (answer.status_code, answer.headers["location"]) == (301, f"/{code}/{kind}s/{now}")
    assert ask(answer.headers["location"]).status_code == 200


def test_the_query_is_kept(ask):
    answer = ask("/de/innovations/ushahidi-platform?from=a&from=b%26c")
    assert answer.headers["location"] == "/de/innovations/ushahidi?from=a&from=b%26c"


def test_an_id_that_never_was_is_not_there(ask):
    assert ask("/de/innovations/crisis-maps").status_code == 404
