"""For a proxy in front: whether this replica answers from its database, and from which version of the data."""

from datasette import Response

from web.settings import DATABASE


async def health(request, datasette):
    """``/health``: 200 and the digest of the data, asked of the file at every call"""
    answer = await datasette.get_database(DATABASE).execute("select value from build where key = 'content_hash'")
    return Response.text(f"ok {answer.single_value()}\n")
