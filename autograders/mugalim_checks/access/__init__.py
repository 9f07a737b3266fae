"""Checks of what lets everyone use an artefact, by eye, by ear and on a slow phone."""

from mugalim_checks.access.checks import (
    alt_text_present,
    contrast_enough,
    headings_by_style,
    headings_in_order,
    language_named,
    links_present,
    links_say_where,
    one_top_heading,
    pictures_present,
    weight_at_most,
)

__all__ = [
    "alt_text_present",
    "contrast_enough",
    "headings_by_style",
    "headings_in_order",
    "language_named",
    "links_present",
    "links_say_where",
    "one_top_heading",
    "pictures_present",
    "weight_at_most",
]
