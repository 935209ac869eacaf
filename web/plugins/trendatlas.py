"""The hooks of the site: each hands over to a module of ``web``."""

import sqlite3

from datasette import hookimpl

from web import cells, headers, routes
from web.atlas import atlas
from web.language import language
from web.pages import missing
from web.visit import frame, own_language

_LONGEST_VALUE = 1_000_000  # bytes; without it one query can fill the memory of the machine
_LONGEST_STATEMENT = 10_000


@hookimpl
def startup(datasette):
    async def inner():
        await atlas(datasette)

    return inner


@hookimpl
def prepare_connection(conn):
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    conn.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, _LONGEST_STATEMENT)


@hookimpl
def register_routes():
    return routes.ROUTES


@hookimpl
def asgi_wrapper(datasette):
    return lambda app: headers.wrap(app, datasette)


@hookimpl
def extra_template_vars(request):
    if request is None or own_language(request.path) is None:
        return frame(language("en"), request)
    return {}


@hookimpl
def render_cell(value, column, table):
    return cells.shown(value, column, table)


@hookimpl
def handle_exception(datasette, request, exception):
    return lambda: missing.answer(datasette, request, exception)
