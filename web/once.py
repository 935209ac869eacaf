"""What is the same for every reader is asked once per process: the database never changes while it is served."""

import asyncio
from weakref import WeakKeyDictionary

from web.settings import DATABASE

_KNOWN: WeakKeyDictionary = WeakKeyDictionary()
_RECENT: WeakKeyDictionary = WeakKeyDictionary()
_MOST = 256


async def once(datasette, function, *arguments):
    """The answer of ``function(connection, *arguments)``; the arguments are few and never a reader's own words."""
    known, question = _KNOWN.setdefault(datasette, {}), (function, *arguments)
    if question not in known:  # what is under way is waited for, so that many readers at once ask but once
        database = datasette.get_database(DATABASE)
        known[question] = asyncio.ensure_future(database.execute_fn(lambda connection: function(connection, *arguments)))
    try:
        return await asyncio.shield(known[question])
    except Exception:
        known.pop(question, None)
        raise


async def recently(datasette, function, *arguments):
    """The same for what readers may ask for as they like: the last answers are kept, and no more than these."""
    known, question = _RECENT.setdefault(datasette, {}), (function, *arguments)
    answer = known.pop(question, None) or await datasette.get_database(DATABASE).execute_fn(
        lambda connection: function(connection, *arguments))
    known[question] = answer  # at the end again: what lies longest at the beginning is forgotten
    if len(known) > _MOST:
        del known[next(iter(known))]
    return answer


def forget() -> None:
    """Forgets the last answers, so that a measurement asks anew."""
    _RECENT.clear()
