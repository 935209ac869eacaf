"""The application and the server that runs it."""

import socket
from pathlib import Path

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


def application(database: Path) -> Datasette:
    """The site over ``database``, opened so that nothing can be written."""
    _quiet_errors()
    return Datasette(
        files=[], immutables=[str(database)], metadata=settings.metadata(), settings=DATASETTE_SETTINGS,
        template_dir=str(settings.FOLDER / "templates"), plugins_dir=str(settings.FOLDER / "plugins"),
        static_mounts=[("static", str(settings.FOLDER / "static")), ("cards", str(files.folder_of(database)))], cors=False)


def listen(host: str, port: int) -> socket.socket | None:
    """A socket that listens on ``host`` and ``port`` (0 takes a free one); None where that is not possible."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError:
        return None


def serve(database: Path, listening: socket.socket) -> None:
    """Serves the site until it is stopped, answering what was asked before; a proxy is trusted only on this machine."""
    import asyncio

    import uvicorn

    datasette = application(database)
    asyncio.run(datasette.invoke_startup())
    config = uvicorn.Config(datasette.app(), log_level="warning", access_log=False, server_header=False,
                            timeout_graceful_shutdown=10)
    uvicorn.Server(config).run(sockets=[listening])
