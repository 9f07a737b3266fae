"""The check of the chart in the table from which a page takes its numbers."""

from __future__ import annotations

from collections.abc import Sequence

from mugalim_checks.core import Failure, check
from mugalim_checks.wording.spelling import alike
from mugalim_checks.workbook import Workbook
from mugalim_checks.workbook.passages import where_chart
from mugalim_checks.workbook.sheet import Sheet
from mugalim_checks.workbook.surroundings import Chart

_WITHOUT_AXES = ("pie", "doughnut", "radar")


@check()
def chart_axes_named(workbook: Workbook, *, units: Sequence[str]) -> None:
    """A chart has titles at both axes, and that of the values names the unit."""
    failures = []
    for sheet in workbook.sheets:
        for number, chart in enumerate(sheet.charts):
            failure = _trouble(sheet, number, chart, units)
            if failure is None:
                return
            failures.append(failure)
    raise max(failures, key=lambda each: each.earned, default=Failure("workbook.chart_missing"))


def _trouble(sheet: Sheet, number: int, chart: Chart, units: Sequence[str]) -> Failure | None:
    where = where_chart(sheet, number)
    if chart.kind in _WITHOUT_AXES:
        return Failure("workbook.chart_no_bars", where=where)
    titled = [axis for axis in (chart.across, chart.up) if axis.title]
    if len(titled) < 2:
        earned = len(titled) / 4
        return Failure("workbook.axis_untitled", earned=earned, where=where, done=len(titled))
    title = alike(chart.up.title)
    if not any(alike(unit) in title for unit in units):
        return Failure("page.axis_no_unit", earned=0.5, where=where, title=chart.up.title[:40])
    return None
