"""Drawings made on the server from rows of the database, as SVG: one module each, no script, no request.

All return safe markup, are the same for the same arguments, and take every word they show from the caller. ``width``
is that of the drawing in pixels: made for 320, its texts are as large on a phone as made for 720 on a desk.

``svg`` writes elements, ``marks`` has the shape of each field of action, ``axes`` scales and boxes. The radar has
three helpers: ``placing`` divides the disc, ``plan`` has its measures, ``naming`` finds room for names.
"""

from web.drawings.columns import columns_by_year
from web.drawings.motif import motif
from web.drawings.radar import radar
from web.drawings.series import figure_series
from web.drawings.world import world_map, world_outlines
from web.drawings.years import cases_by_year

__all__ = ["cases_by_year", "columns_by_year", "figure_series", "motif", "radar", "world_map", "world_outlines"]
