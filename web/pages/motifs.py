"""The motif of a trend or a field of action as a picture of its own, so that a page with many stays light."""

import re
from functools import cache

from datasette import Response
from markupsafe import Markup

from web.atlas import atlas
from web.drawings import motif
from web.settings import DATABASE, FOLDER

_STARTS = {
    "band": "select year, started from trend_years where trend = ?",
    "trend": "select year, started from trend_years where trend = ?",
    "field": "select year, sum(started) from trend_years join trends on id = trend where cluster = ? group by year",
}
_SIZES = {"band": {"width": 1600, "height": 200}}


@cache
def _palette() -> str:
    """The colours of the stylesheet, for light and for dark, as a picture needs them."""
    blocks = re.findall(r":root \{(.*?)\}", (FOLDER / "static" / "site.css").read_text(), re.DOTALL)
    light, dark = (" ".join(re.findall(r"--[a-z-]+: #[0-9a-f]+;", block)) for block in blocks[:2])
    return f"svg {{ {light} }} @media (prefers-color-scheme: dark) {{ svg {{ {dark} }} }}"


async def picture(request, datasette):
    """``/motif/<group>/<id>.svg``: of a trend, of a field, or of a trend as a wide band"""
    known, group, of = await atlas(datasette), request.url_vars["group"], request.url_vars["id"]
    cluster = of if group == "field" else known.cluster_of(of)
    if cluster not in known.terms["clusters"]:
        return Response.text("Nothing is here.", status=404)
    starts = await datasette.get_database(DATABASE).execute_fn(
        lambda connection: {year: count for year, count in connection.execute(_STARTS[group], [of]) if count})
    drawn = motif(of, cluster, starts, **_SIZES.get(group, {}))
    styled = drawn.replace(">", Markup("><style>{}</style>").format(Markup(_palette())), 1)
    return Response(str(styled), content_type="image/svg+xml")
