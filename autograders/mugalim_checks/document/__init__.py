"""Text documents: what they are, how they are read, and every check of them."""

from mugalim_checks.document.blocks import Aside, Cell, Image, Paragraph, Run, Table
from mugalim_checks.document.checks.doors import (
    doors_get_harder,
    doors_without_labels,
    first_door_helps,
    goal_in_each_door,
    has_doors,
    key_for_each_door,
    terms_in_each_door,
)
from mugalim_checks.document.checks.form import (
    asks_no_more,
    blanks_present,
    boxes_per_purpose,
    signature_and_date_fields,
)
from mugalim_checks.document.checks.grid import (
    grid_full,
    grid_size,
    grid_started,
    levels_can_be_seen,
    levels_differ,
    points_rise_and_sum,
    self_assessment_present,
)
from mugalim_checks.document.checks.heading import has_headings, no_fake_headings
from mugalim_checks.document.checks.part import language_blocks_equal, parts_filled
from mugalim_checks.document.checks.table import has_table, minutes_fill_lesson, table_present
from mugalim_checks.document.model import Document

ARTEFACT = Document

__all__ = [
    "ARTEFACT",
    "Aside",
    "Cell",
    "Document",
    "Image",
    "Paragraph",
    "Run",
    "Table",
    "asks_no_more",
    "blanks_present",
    "boxes_per_purpose",
    "doors_get_harder",
    "doors_without_labels",
    "first_door_helps",
    "goal_in_each_door",
    "grid_full",
    "grid_size",
    "grid_started",
    "has_doors",
    "has_headings",
    "has_table",
    "key_for_each_door",
    "language_blocks_equal",
    "levels_can_be_seen",
    "levels_differ",
    "minutes_fill_lesson",
    "no_fake_headings",
    "parts_filled",
    "points_rise_and_sum",
    "self_assessment_present",
    "signature_and_date_fields",
    "table_present",
    "terms_in_each_door",
]
