"""The application and the server that runs it."""

import asyncio
import gc
import socket
import sys
import threading
from copy import deepcopy
from pathlib import Path

from datasette import __version__
from datasette.app import Datasette

from web import settings
from web.cards import files

# Measured: suggested facets cost most of a table page; array facets time out; see HACKING.md.
DATASETTE_SETTINGS = {
    "sql_time_limit_ms": 500, "max_returned_rows": 500, "suggest_facets": False, "allow_facet": False,
    "allow_csv_stream": False, "max_csv_mb": 20, "allow_download": True, "num_sql_threads": 3,
    "facet_time_limit_ms": 200, "default_cache_ttl": 300, "default_page_size": 50,
}


def _quiet_errors() -> None:
    """Datasette prints every local value of every frame where rich is installed, for each 404: seconds of work."""
    from datasette import handle_exception  # only after datasette.app, or its own hooks are not registered

    handle_exception.rich = None


def _told() -> dict:
    """``metadata.yml`` as Datasette takes it: from 1.0 on queries and what is allowed are configuration."""
    names = ("metadata",) if __version__.startswith("0.") else ("metadata", "config")
    return {name: deepcopy(settings.metadata()) for name in names}  # Datasette moves parts of them


def application(database: Path) -> Datasette:
    """The site over ``database``, opened so that nothing can be written."""
    _quiet_errors()
    return Datasette(
        files=[], immutables=[str(database)], settings=DATASETTE_SETTINGS, **_told(),
        template_dir=str(settings.FOLDER / "templates"), plugins_dir=str(settings.FOLDER / "plugins"),
        static_mounts=[("static", str(settings.FOLDER / "static")), ("cards", str(files.folder_of(database)))], cors=False)


async def open_all(datasette: Datasette) -> None:
    """Every thread opens the database now: a file that takes its place later is for the next process, and for it alone."""
    threads = datasette.setting("num_sql_threads")
    together = threading.Barrier(threads or 1)  # each waits for the others, so that none opens it twice
    database = datasette.get_database(settings.DATABASE)
    await asyncio.gather(*(database.execute_fn(lambda connection: together.wait(10)) for _ in range(threads)))


def listen(host: str, port: int) -> socket.socket | None:
    """A socket that listens on ``host`` and ``port`` (0 takes a free one); None where that is not possible."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError:
        return None


def settle() -> None:
    """Once everything is read: spares a page in a hundred a long wait.

    What was read stays, so that the collector of garbage need not look through it again and again; and a thread of
    the database that has a row gets its turn after one millisecond, not five, while pages are written.
    """
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(0.001)


def serve(database: Path, listening: socket.socket) -> None:
    """Serves the site until it is stopped, answering what was asked before; a proxy is trusted only on this machine."""
    import uvicorn

    datasette = application(database)
    asyncio.run(datasette.invoke_startup())
    settle()
    config = uvicorn.Config(datasette.app(), log_level="warning", access_log=False, server_header=False,
                            timeout_graceful_shutdown=10)
    uvicorn.Server(config).run(sockets=[listening])
