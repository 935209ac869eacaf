"""What pages of single records share: the record, its texts, sources, figures and the records it points to."""

from dataclasses import dataclass
from sqlite3 import Connection, Row

from web.language import Language, Said

CARD = ("select number, id, name, summary_de, summary_en, status, status_as_of, origin, worldwide, started, ended,"
        " main_trend, review, source_count, last_checked from innovations")
FAR = 4  # generations before and after a record that its page names
BEST_FIRST = "review = 'verified' desc, status = 'active' desc, evidence desc nulls last, source_count desc, id"


@dataclass(frozen=True)
class Parts:
    """The parts of one record beside its own row."""

    texts: dict[str, dict[str, Said]]
    sources: list[Row]
    backing: dict[str, list[int]]
    places: dict[str, int]

    def text(self, field: str, part: str = "") -> Said | None:
        """A long text as safe HTML, None where there is none."""
        return self.texts.get(field, {}).get(part)


def row(connection: Connection, table: str, record: str) -> Row | None:
    """The row of a record; ``table`` is one of ours, never a reader's."""
    return connection.execute(f"select * from {table} where id = ?", [record]).fetchone()


def parts(connection: Connection, kind: str, record: str, language: Language) -> Parts:
    """Texts and sources of a record, sources numbered as the page shows them."""
    texts: dict[str, dict[str, Said]] = {}
    if kind != "organisation":
        for text in connection.execute(f"select field, part, language, html from {kind}_texts where {kind} = ?", [record]):
            there = texts.setdefault(text["field"], {})
            if text["part"] not in there or text["language"] == language.code:
                there[text["part"]] = Said(text["html"], text["language"])
    sources = connection.execute(f"select * from {kind}_sources where {kind} = ? order by position", [record]).fetchall()
    places = {source["id"]: source["position"] for source in sources}
    backing: dict[str, list[int]] = {}
    for source, field in connection.execute(f"select source, field from {kind}_source_supports where {kind} = ?", [record]):
        backing.setdefault(field, []).append(places[source])
    return Parts(texts, sources, {field: sorted(numbers) for field, numbers in backing.items()}, places)


def values(connection: Connection, table: str, owner: str, column: str, record: str) -> list[str]:
    """The values of a list of a record, in its order."""
    return [value for (value,) in connection.execute(
        f"select {column} from {table} where {owner} = ? order by position", [record])]


def organisations(connection: Connection, table: str, owner: str, record: str) -> list[Row]:
    """Id and name of the organisations in a list of a record."""
    return connection.execute(f"select id, name from {table} join organisations on id = organisation"
                              f" where {owner} = ? order by position", [record]).fetchall()


def figures(connection: Connection, kind: str, record: str) -> list[Row]:
    """The measured facts of a record, those of one metric together and in the order of time."""
    return connection.execute(f"select * from {kind}_figures where {kind} = ? order by"
                              f" (select min(position) from {kind}_figures f where f.{kind} = {kind}_figures.{kind}"
                              f" and f.metric = {kind}_figures.metric), as_of, position", [record]).fetchall()


def descent(connection: Connection, kind: str, record: str) -> list[Row]:
    """The line in which records of a kind replaced one another, oldest first; empty for one that stands alone."""
    line = connection.execute(f"""
        with recursive
            later (id, step) as (select :id, 0 union
                select successor, step + 1 from later join {kind}_succeeded_by on {kind} = later.id where step < {FAR}),
            earlier (id, step) as (select :id, 0 union
                select {kind}, step - 1 from earlier join {kind}_succeeded_by on successor = earlier.id where step > -{FAR})
        select r.id, name, status, started, ended, min(step) as step
        from (select * from later union select * from earlier) join {kind}s r using (id)
        group by r.id order by step, name""", {"id": record}).fetchall()
    return line if len(line) > 1 else []


def cards(connection: Connection, numbers: list[int]) -> list[Row]:
    """Innovations by number, in the given order."""
    marks = ", ".join("?" * len(numbers))
    found = {card["number"]: card for card in connection.execute(f"{CARD} where number in ({marks})", numbers)}
    return [found[number] for number in numbers]


def cards_where(connection: Connection, condition: str, *parameters) -> list[Row]:
    """Innovations that fit a condition of ours."""
    return connection.execute(f"{CARD} where {condition}", parameters).fetchall()
