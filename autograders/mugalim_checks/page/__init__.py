"""Web pages: what they are, how they are read, and every check of them."""

from mugalim_checks.page.chart_check import chart_axes_named
from mugalim_checks.page.layout_checks import (
    accessible,
    headings_lead,
    light_enough,
    reflows,
    tables_have_headers,
)
from mugalim_checks.page.licence_check import licence_fits_parts
from mugalim_checks.page.model import Block, Cell, Image, Look, Page, Run
from mugalim_checks.page.portfolio_checks import (
    competences_mapped,
    evidence_shown,
    works_linked,
    works_named,
)
from mugalim_checks.page.report_checks import (
    causes_softened,
    chart_says_finding,
    next_steps,
    numbers_recompute,
    states_number_and_period,
)

ARTEFACT = Page

__all__ = [
    "ARTEFACT",
    "Block",
    "Cell",
    "Image",
    "Look",
    "Page",
    "Run",
    "accessible",
    "causes_softened",
    "chart_axes_named",
    "chart_says_finding",
    "competences_mapped",
    "evidence_shown",
    "headings_lead",
    "licence_fits_parts",
    "light_enough",
    "next_steps",
    "numbers_recompute",
    "reflows",
    "states_number_and_period",
    "tables_have_headers",
    "works_linked",
    "works_named",
]
