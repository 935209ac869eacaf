"""Everything between the database and the reader: pages in two languages, served by Datasette.

    settings      what an operator may set, and what the site calls itself
    server        the application and the server that runs it
    headers       what every answer says to browsers and caches, and what is refused
    limits        what a question to the database may cost
    language      the words of the site, numbers and dates in German and English
    atlas         what is read from the database once per process: terms, facets, orders
    once          what is asked once for all readers
    collections   what can be explored: kinds of record with their facets and orders
    facets        choices, counts and the records that are left, from bitmaps
    boxes         the values of facets as boxes to tick
    timeline      a selection by years
    explore       a selection: what an address chooses, and the addresses that change it
    search        what a reader typed, found in the index
    hits          what was found over all kinds of record, in one order
    snippets      where in a text the words are that a reader typed
    records       what pages of single records share: texts, sources, figures, organisations
    kept          pieces that many pages share
    similar       which innovations are alike, and why
    linked        what a page is about, as schema.org says it
    places        innovations by country of origin and of use
    spread        how the records are spread, by kind and dimension
    standing      how trends stood in a year, and what had moved
    pictures      the drawings with their words; ``drawings`` draws them
    cards/        the picture of a page where its address is shared
    cells         ids in Datasette's tables, as links to our pages
    visit         one request: its language, its address, its answer
    routes        which address is which page
    pages/        one module per page
    plugins/      the hooks through which Datasette calls all this
"""
