"""What every answer says to browsers and caches, and what is refused before anything else looks at it."""

import re

from datasette import Response

from web.atlas import atlas
from web.visit import HOST, own_language, site_stamp

_REFUSED = re.compile(r"[\\\x00-\x1f\x7f]")
_LONGEST = 1_000, 40_000  # bytes of the path and of the query: a statement of 10,000 marks, each written as %20
_INTERNAL = re.compile(r"/-/(?!static/|static-plugins/)")
_OWN_POLICY = ("default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self';"
               " base-uri 'none'; frame-ancestors 'none'")
# Datasette's own pages carry their script and some style inside.
_CORE_POLICY = ("default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
                " font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none';"
                " frame-ancestors 'none'")
_ALWAYS = ((b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"strict-origin-when-cross-origin"),
           (b"cross-origin-opener-policy", b"same-origin"), (b"permissions-policy", b"interest-cohort=()"))
_REPLACED = {b"content-security-policy", b"cache-control", b"etag", b"vary"} | {name for name, _ in _ALWAYS}
_PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
_PICTURES = ("/motif/", "/world.svg")
_OURS = ("/robots.txt", "/sitemap.xml", "/")


def _cache_control(path: str, query: bytes, status: int) -> bytes:
    if status >= 400 or path == "/health":
        return b"no-cache"
    if path.endswith(".woff2") or (path.startswith(("/static/", "/motif/", "/cards/")) and query.startswith(b"v=")):
        return b"public, max-age=31536000, immutable"
    return b"public, max-age=300, stale-while-revalidate=3600"


def _policy(path: str) -> str:
    if path.startswith(_PICTURES):
        return _PICTURE_POLICY
    ours = own_language(path) is not None or path in _OURS or path.startswith(("/static/", "/cards/"))
    return _OWN_POLICY if ours else _CORE_POLICY


def _wanted(scope, name: bytes) -> bytes:
    return next((value for key, value in scope["headers"] if key == name), b"")


async def _answer(send, status: int, text: str, headers: tuple = ()) -> None:
    response = Response.text(text, status=status, headers=dict(headers))
    await response.asgi_send(send)


def _refusal(scope) -> tuple | None:
    """Status, words and headers of the answer to a request that no reader makes; None for all others."""
    path, host = scope["path"], _wanted(scope, b"host").decode("latin1")
    if scope["method"] not in ("GET", "HEAD"):
        return 405, "This site is read-only.", (("Allow", "GET, HEAD"),)
    if host and not HOST.fullmatch(host):  # Datasette would write it into its links
        return 400, "No host has such a name."
    if len(path) > _LONGEST[0] or len(scope["query_string"]) > _LONGEST[1]:
        return 414, "This address is too long."
    if not path.startswith("/") or path.startswith("//") or _REFUSED.search(path) or _INTERNAL.match(path):
        return 404, "Nothing is here."
    return None


def wrap(app, datasette):
    """``app`` with our headers on every answer; refuses what no reader asks for."""
    async def wrapped(scope, receive, send):
        if scope["type"] != "http":
            return await app(scope, receive, send)
        path = scope["path"]
        etag = f'"{(await atlas(datasette)).build.get("content_hash", "")[:16]}-{site_stamp()}"'.encode()

        async def send_with_headers(message):
            if message["type"] == "http.response.start":
                kept = [(key, value) for key, value in message["headers"] if key.lower() not in _REPLACED]
                kept += [*_ALWAYS, (b"content-security-policy", _policy(path).encode()),
                         (b"cache-control", _cache_control(path, scope["query_string"], message["status"]))]
                if path == "/":
                    kept.append((b"vary", b"Accept-Language"))
                if message["status"] == 200:
                    kept.append((b"etag", etag))
                message = {**message, "headers": kept}
            await send(message)

        refusal = _refusal(scope)
        if refusal:
            return await _answer(send_with_headers, *refusal)
        if path != "/health" and etag in _wanted(scope, b"if-none-match").replace(b"W/", b"").split(b", "):
            return await _answer(send_with_headers, 304, "")
        return await app(scope, receive, send_with_headers)

    return wrapped
