"""Cells of Datasette's tables: ids of records become links to their pages."""

from markupsafe import Markup

_PAGES = {"trend": "trends", "main_trend": "trends", "broader_trend": "trends", "related_trend": "trends",
          "innovation": "innovations", "partnership": "partnerships", "tool": "tools", "organisation": "organisations",
          "alternative": "tools"}
_OWN = {"trends", "innovations", "partnerships", "tools", "organisations"}


def shown(value, column: str, table: str | None) -> Markup | None:
    """A link to the page of the record that ``value`` names, None where it names none."""
    page = table if column == "id" and table in _OWN else _PAGES.get(column)
    if page is None or not isinstance(value, str) or not value.replace("-", "").isalnum():
        return None
    return Markup('<a href="/en/{}/{}">{}</a>').format(page, value, value)
