"""What is the same for every reader is asked once per process: the database never changes while it is served."""

from weakref import WeakKeyDictionary

from web.settings import DATABASE

_KNOWN: WeakKeyDictionary = WeakKeyDictionary()


async def once(datasette, function, *arguments):
    """The answer of ``function(connection, *arguments)``; the arguments are few and never a reader's own words."""
    known, question = _KNOWN.setdefault(datasette, {}), (function, *arguments)
    if question not in known:
        database = datasette.get_database(DATABASE)
        known[question] = await database.execute_fn(lambda connection: function(connection, *arguments))
    return known[question]
