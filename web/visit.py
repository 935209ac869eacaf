"""One request: its language, its address, what it reads and the page it gets."""

import hashlib
import re
from functools import cache, cached_property, lru_cache

from datasette import Response
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from pipeline.vocabularies import LANGUAGES
from web import kept, pictures, settings
from web.atlas import Atlas, atlas
from web.cards import files
from web.collections import VIEWS
from web.language import LOCALES, Language, Said, language, mark
from web.once import once, recently

HOST = re.compile(r"([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?")
_OWN = re.compile(rf"/({'|'.join(LANGUAGES)})(/.*)?")
NAVIGATION = (("trends", mark("Trends")), ("innovations", mark("Innovations")), ("map", mark("Map")), ("partnerships", mark("Partnerships")),
              ("tools", mark("Toolbox")), ("data", mark("Data")), ("about", mark("About")))


@cache
def templates() -> Environment:
    """The templates of our pages, apart from Datasette's: without its asynchronous calls a page takes half the time."""
    return Environment(loader=FileSystemLoader(settings.FOLDER / "templates"), autoescape=True, trim_blocks=True,
                       auto_reload=False)


@cache
def site_stamp() -> str:
    """A short hash of everything the site is made of, beside the data; changes with every change of code."""
    digest = hashlib.sha256()
    for path in sorted(settings.FOLDER.rglob("*")):
        if path.suffix in {".py", ".html", ".css", ".js", ".po", ".woff2", ".svg", ".json"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


def static(file: str) -> str:
    """Address of a static file, which changes with its content."""
    return f"/static/{file}?v={site_stamp()}"


def motif_address(version: str):
    """A function that gives the address of the motif of a trend or a field; it changes with data and code."""
    return lambda group, of: f"/motif/{group}/{of}.svg?v={version}-{site_stamp()}"


def own_language(path: str) -> str | None:
    """The language of one of our pages, None for any other address."""
    match = _OWN.fullmatch(path)
    return match[1] if match else None


def address(request) -> str:
    """The public address of the site, without a path."""
    host = request.headers.get("host", "")
    if settings.ADDRESS or not HOST.fullmatch(host):
        return settings.ADDRESS
    return f"{request.scheme}://{host}"


def frame(words: Language, request) -> dict:
    """What head and foot of every page need, Datasette's own included; names there must not meet Datasette's."""
    path = request.path if request else "/"
    own = own_language(path)
    return {
        "language": words, "lang": words.code, "_": words.say, "static": static, "site": settings,
        "navigation": NAVIGATION, "rest": (path[3:] if own else "") or "/",
        "query_string": f"?{request.query_string}" if own and request.query_string else "", "version": "",
    }


@lru_cache(maxsize=16)
def _tools(words: Language, known: Atlas) -> dict:
    """What templates of our pages call beside; the same for all pages of a language."""
    version = known.build.get("content_hash", "")[:10]
    tools = {
        "count": words.count, "said": said_markup(words), "cluster_of": known.cluster_of, "places_of": places_of,
        "share": words.share,
        "label": lambda table, term: known.label(table, term, words),
        "define": lambda table, term: known.define(table, term, words),
        "version": version, "motif": motif_address(version), "edit_address": settings.edit_address,
        "view_names": VIEWS, "piece": kept.pieces(), **pictures.bound(words, known),
    }
    return tools | {"card_of": kept.cards(templates(), tools | {"language": words, "lang": words.code, "_": words.say})}


def places_of(texts, sources) -> list[int]:
    """The numbers of sources that are named by id."""
    return sorted(texts.places[source] for source in sources)


def said_markup(words: Language):
    """A function for templates that shows a text and, where it is in the other language, says so."""
    def show(text: Said | None, inline: bool = False) -> Markup:
        if text is None:
            return Markup("")
        if text.language == words.code:
            return Markup.escape(text.text)
        note = Markup(' <abbr class="foreign" title="{}">{}</abbr>')
        title = words.say("Only in German so far") if text.language == "de" else words.say("Only in English so far")
        label = Markup("") if inline else note.format(title, text.language.upper())
        return Markup('<span lang="{}">{}</span>{}').format(text.language, text.text, label)
    return show


class Visit:
    """A reader asks for one of our pages."""

    def __init__(self, datasette, request, known: Atlas):
        self.datasette = datasette
        self.request = request
        self.atlas = known
        self.language = language(request.url_vars["lang"])
        self.values = request.url_vars

    @cached_property
    def _asked(self):
        """The parameters of the address, which Datasette reads anew each time."""
        return self.request.args

    def parameter(self, name: str, longest: int = 200) -> str:
        """The first value of a parameter of the address, cut to ``longest``; empty if it is not there."""
        return (self._asked.get(name) or "")[:longest].replace("\x00", "").strip()

    def parameters(self, name: str, most: int = 40) -> list[str]:
        """All values of a repeated parameter."""
        return self._asked.getlist(name)[:most]

    async def read(self, function, *arguments):
        """The answer of ``function(connection, *arguments)``, asked in one go on a thread of the database."""
        database = self.datasette.get_database(settings.DATABASE)
        return await database.execute_fn(lambda connection: function(connection, *arguments))

    async def once(self, function, *arguments):
        """The same, asked once per process: for what does not depend on who asks."""
        return await once(self.datasette, function, *arguments)

    async def recently(self, function, *arguments):
        """The same for a reader's own words: of these only the last answers are kept."""
        return await recently(self.datasette, function, *arguments)

    def _card(self) -> str:
        """The address of the picture that stands for this page elsewhere; empty where none is drawn."""
        database = self.datasette.get_database(settings.DATABASE)
        return files.address(files.folder_of(database.path), self.language.code, self.request.path[3:])

    async def page(self, template: str, *, status: int = 200, **context) -> Response:
        """A page made from ``template``."""
        everything = frame(self.language, self.request) | _tools(self.language, self.atlas) | {
            "address": address(self.request), "social_card": self._card(), "locales": LOCALES} | context
        html = templates().get_template(f"site/{template}.html").render(everything)
        return Response.html(html, status=status, headers={"Content-Language": self.language.code})


def page(handler):
    """``handler(visit)`` as a view that Datasette calls."""
    async def view(request, datasette):
        return await handler(Visit(datasette, request, await atlas(datasette)))
    return view
