"""How trends stood in a year: their stage then, the stage before it, and which way they moved on the radar."""

from itertools import groupby
from sqlite3 import Connection, Row
from typing import NamedTuple

NOW = "9999"

# The last stage of the vocabulary is that of trends which leave the picture: it lies furthest out, the others the
# further in the later they come. 1 is a move inwards, -1 one outwards, null a trend without an earlier assessment.
_STOOD = """
    with nearness (id, near) as (select id, position % (select max(position) from stages) from stages),
    assessed as (
        select trend, stage, as_of, lag(stage) over by_date as stage_before, lag(as_of) over by_date as before_as_of,
            row_number() over (partition by trend order by as_of desc, position desc) as newest
        from trend_assessments where substr(as_of, 1, 4) <= :year
        window by_date as (partition by trend order by as_of, position))
    select t.id, name_de, name_en, summary_de, summary_en, cluster, review, a.stage, a.as_of as stage_as_of,
        a.stage_before, a.before_as_of, sign(now.near - earlier.near) as moved,
        coalesce((select started_so_far from trend_years where trend = t.id and year <= :year order by year desc limit 1), 0) as started,
        (select count(*) from innovation_trends where trend = t.id) as known
    from assessed a join trends t on t.id = a.trend join nearness now on now.id = a.stage
        left join nearness earlier on earlier.id = a.stage_before
    where newest = 1 order by t.id"""


class Step(NamedTuple):
    """Trends that went the same way, from one stage to another."""

    way: int
    before: str
    now: str
    trends: list[Row]


def years(connection: Connection) -> list[str]:
    """The years in which trends were assessed, without the newest, which is today."""
    return [year for (year,) in connection.execute("select distinct substr(as_of, 1, 4) from trend_assessments order by 1")][:-1]


def stood(connection: Connection, year: str = NOW) -> list[Row]:
    """The trends that were assessed up to ``year``, each as it was seen then."""
    return connection.execute(_STOOD, {"year": year}).fetchall()


def steps(trends: list[Row]) -> list[Step]:
    """What moved, by the way it went: what fell back first, as it is rarer; then the latest move first."""
    def way(trend: Row) -> tuple:
        return trend["moved"], trend["stage_before"], trend["stage"]
    moved = sorted((trend for trend in trends if trend["moved"]), key=lambda trend: (way(trend), trend["id"]))
    return [Step(*key, sorted(some, key=lambda trend: trend["stage_as_of"], reverse=True)) for key, some in groupby(moved, way)]
