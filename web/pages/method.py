"""How records are made: what is taken in, what backs a fact, and how it is graded and kept right."""

from web.spread import independent_kinds


async def method(visit):
    """``/{lang}/method``"""
    terms = visit.atlas.terms
    independent = await visit.once(independent_kinds)
    return await visit.page(
        "method",
        vocabulary={
            name: terms[name].values()
            for name in ("reviews", "stages", "statuses", "evidence_levels", "reuse", "access")
        },
        independent=[term for term in terms["source_kinds"].values() if term.id in independent],
        involved=[term for term in terms["source_kinds"].values() if term.id not in independent],
    )
