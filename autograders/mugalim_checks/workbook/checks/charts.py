"""Checks of charts: from which cells, of which kind, with which axes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mugalim_checks.core import Failure, check
from mugalim_checks.formulas.addresses import Area, cell_address
from mugalim_checks.workbook.checks.tables import Table, data_table, find_table, matches
from mugalim_checks.workbook.model import Workbook
from mugalim_checks.workbook.passages import where_chart
from mugalim_checks.workbook.places import area_of, range_of
from mugalim_checks.workbook.sheet import Sheet
from mugalim_checks.workbook.surroundings import Chart

_MOST_COUNTED = 1_000  # cells of a series
_WITHOUT_AXES = frozenset({"pie", "doughnut", "radar"})
Drawn = tuple[Sheet, int, Chart]  # a chart with its sheet and its number there


def _charts(workbook: Workbook) -> Iterator[Drawn]:
    for sheet in workbook.sheets:
        for number, chart in enumerate(sheet.charts):
            yield sheet, number, chart


@check()
def has_chart(workbook: Workbook, *, kinds: Sequence[str] = ("column", "bar")) -> None:
    """There is a chart of one of these kinds."""
    found = list(_charts(workbook))
    if not found:
        raise Failure("workbook.chart_missing")
    if not any(chart.kind in kinds for _, _, chart in found):
        sheet, number, _ = found[0]
        raise Failure("workbook.chart_no_bars", where=where_chart(sheet, number))


@check()
def chart_shows_counts(
    workbook: Workbook,
    *,
    summary: Mapping[str, Sequence[str]],
    count: str,
    kinds: Sequence[str] = ("column", "bar"),
) -> None:
    """A bar chart draws the counted cells, and both of its axes have titles."""
    counted = find_table(workbook, summary)
    failures = []
    for drawn in _charts(workbook):
        failure = _trouble(drawn, counted, count, kinds)
        if failure is None:
            return
        failures.append(failure)
    raise max(failures, key=lambda each: each.earned, default=Failure("workbook.chart_missing"))


def _trouble(drawn: Drawn, counted: Table, count: str, kinds: Sequence[str]) -> Failure | None:
    sheet, number, chart = drawn
    where = where_chart(sheet, number)
    wanted = f"{counted.cell(counted.rows[0], count)}:{counted.cell(counted.rows[-1], count)}"
    areas = [area for each in chart.series if (area := area_of(each.values))]
    if not any(_draws(area, counted, count) for area in areas):
        shown = range_of(areas[0]) if areas else "—"
        return Failure("workbook.chart_elsewhere", where=where, range=shown, wanted=wanted)
    if chart.kind not in kinds:
        return Failure("workbook.chart_no_bars", earned=0.3, where=where)
    titled = [axis for axis in (chart.across, chart.up) if axis.title]
    if len(titled) < 2:
        earned = 0.5 + len(titled) / 4
        return Failure("workbook.axis_untitled", earned=earned, where=where, done=len(titled))
    return None


def _draws(area: Area, counted: Table, count: str) -> bool:
    """Whether a series' values are the counted cells, all of them and no others."""
    if area.sheet.casefold() != counted.sheet.name.casefold():
        return False
    if area.size > _MOST_COUNTED:
        return False
    cells = {cell_address(row, column) for row, column in area.cells()}
    head = counted.cell(counted.header_row, count)
    return cells - {head} == {counted.cell(row, count) for row in counted.rows}


@check(needs=[has_chart])
def axis_from_zero(workbook: Workbook, *, kinds: Sequence[str] = ("column", "bar")) -> None:
    """No axis of bars is told to begin above 0."""
    for sheet, number, chart in _charts(workbook):
        minimum = chart.up.minimum
        if chart.kind in kinds and minimum is not None and minimum > 0:
            where = where_chart(sheet, number)
            raise Failure("workbook.axis_cut", where=where, minimum=minimum)


@check()
def chart_fits(
    workbook: Workbook,
    *,
    data: Sequence[str],
    time: Sequence[str],
    over_time: Sequence[str] = ("line", "scatter", "area"),
    otherwise: Sequence[str] = ("column", "bar"),
) -> None:
    """A chart of the data is of a kind that fits: a line over time, bars for groups.

    `data` are the names of the sheet with the data, `time` the headings of columns with time.
    """
    table = data_table(workbook, data)
    own = [drawn for drawn in _charts(workbook) if _areas_on(drawn[2], table.sheet)]
    if not own:
        raise Failure("workbook.chart_of_data_missing", sheet=table.sheet.name)
    for sheet, number, chart in own:
        goes = _goes_over_time(table, chart, time)
        if chart.kind not in (over_time if goes else otherwise):
            where = where_chart(sheet, number)
            if goes:
                raise Failure("workbook.chart_over_time", where=where)
            raise Failure("workbook.chart_of_groups", where=where)
        _refuse_bare_axes(sheet, number, chart)


def _areas_on(chart: Chart, sheet: Sheet) -> list[Area]:
    areas = [area for each in chart.series if (area := area_of(each.values))]
    return [area for area in areas if area.sheet.casefold() == sheet.name.casefold()]


def _goes_over_time(table: Table, chart: Chart, time: Sequence[str]) -> bool:
    """Whether the categories of a chart stand in a column of time; else its first column does."""
    areas = [area for each in chart.series if (area := area_of(each.categories))]
    columns = {area.left for area in areas} or {min(table.columns.values())}
    return any(
        column in columns and matches(heading, time) for heading, column in table.columns.items()
    )


def _refuse_bare_axes(sheet: Sheet, number: int, chart: Chart) -> None:
    titled = [axis for axis in (chart.across, chart.up) if axis.title]
    if chart.kind not in _WITHOUT_AXES and len(titled) < 2:
        where = where_chart(sheet, number)
        earned = 0.5 + len(titled) / 4
        raise Failure("workbook.axis_untitled", earned=earned, where=where, done=len(titled))
