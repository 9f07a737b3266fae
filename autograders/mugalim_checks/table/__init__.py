"""Tables: a header with rows below it, how files are read, and every check of them."""

from mugalim_checks.table.checks import (
    column_type,
    columns_present,
    dates_within,
    each_row_has,
    rows_between,
    values_in,
    words_at_least,
)
from mugalim_checks.table.model import Row, Table
from mugalim_checks.table.source_checks import domains_differ, primary_marked

ARTEFACT = Table

__all__ = [
    "ARTEFACT",
    "Row",
    "Table",
    "column_type",
    "columns_present",
    "dates_within",
    "domains_differ",
    "each_row_has",
    "primary_marked",
    "rows_between",
    "values_in",
    "words_at_least",
]
