"""What the law wants told: who runs the site, what it keeps of its readers, and how accessible it is."""

from web.language import mark
from web.settings import operator

NEEDED = {
    "name": mark("Name"),
    "address": mark("Address"),
    "email": mark("E-mail"),
    "responsible": mark("Responsible for the content"),
    "hosting": mark("Hosting"),
    "log_days": mark("Days that the server log is kept"),
}
CHECKED = "2026-11-25"  # when the statement on accessibility was last compared with what the tests check


def _missing(told: dict) -> list[str]:
    """Names of what every operator must tell and this one does not yet."""
    return [name for key, name in NEEDED.items() if key not in told]


def _days(told: dict) -> int | None:
    """How many days the server log is kept; None where nobody says."""
    first = told.get("log_days", [""])[0]
    return int(first) if first.isascii() and first.isdigit() and len(first) < 5 else None


async def imprint(visit):
    """``/{lang}/imprint``"""
    told = operator()
    return await visit.page("imprint", told=told, missing=_missing(told), days=_days(told))


async def accessibility(visit):
    """``/{lang}/accessibility``"""
    told = operator()
    contact = told.get("accessibility_contact") or told.get("email")
    return await visit.page("accessibility", told=told, contact=contact, checked=CHECKED)
