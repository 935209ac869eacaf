"""The hooks of the site: each hands over to a module of ``web``."""

from datasette import hookimpl

from web import cells, headers, limits, routes, server
from web.atlas import atlas
from web.language import language
from web.pages import missing
from web.visit import frame, own_language


@hookimpl
def startup(datasette):
    async def inner():
        await server.open_all(datasette)
        await atlas(datasette)

    return inner


@hookimpl
def prepare_connection(conn):
    limits.limit(conn)


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
