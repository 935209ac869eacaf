"""Cells of Datasette's tables: ids of records become links to their pages."""

import re

from markupsafe import Markup

_PAGES = {"trend": "trends", "main_trend": "trends", "broader_trend": "trends", "related_trend": "trends",
          "innovation": "innovations", "partnership": "partnerships", "tool": "tools", "organisation": "organisations",
          "alternative": "tools"}
_RECORDS = re.compile(r"(trends|innovations|partnerships|tools|organisations)(?:_(de|en))?")  # tables and their views
_ID = re.compile(r"[a-z0-9-]+")


def shown(value, column: str, table: str | None) -> Markup | None:
    """A link to the page of the record that ``value`` names, None where it names none."""
    own = _RECORDS.fullmatch(table or "") if column == "id" else None
    page, language = (own[1], own[2] or "en") if own else (_PAGES.get(column), "en")
    if page is None or not isinstance(value, str) or not _ID.fullmatch(value):
        return None
    return Markup('<a href="/{}/{}/{}">{}</a>').format(language, page, value, value)
