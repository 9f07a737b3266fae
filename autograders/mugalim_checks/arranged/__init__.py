"""Checks of given items that were put in order, into groups, or beside their partners."""

from mugalim_checks.arranged.checks import all_placed, items_in_place

__all__ = ["all_placed", "items_in_place"]
