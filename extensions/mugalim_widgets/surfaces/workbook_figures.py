"""Numbers and charts of a workbook that can be put into a page, each with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from mugalim_checks.core import CannotTell, Failure
from mugalim_checks.formulas.addresses import Area, cell_address, cell_position
from mugalim_checks.formulas.moving import quoted
from mugalim_checks.page.lines import one_line
from mugalim_checks.page.model import in_parts
from mugalim_checks.page.sources import Cells, Source
from mugalim_checks.workbook import Workbook
from mugalim_checks.workbook.places import area_of
from mugalim_checks.workbook.surroundings import Chart
from mugalim_widgets.surfaces.live_workbook import LiveWorkbook

MOST_FIGURES = 400
MOST_CHARTS = 6
MOST_POINTS = 24  # of a series
MOST_SERIES = 4
WIDTH, HEIGHT = 640, 360  # pixels
LEFT, RIGHT, TOP, BOTTOM = 40, 12, 70, 60
COLOURS = ("#0B5D8F", "#B45309", "#17663A", "#6B3FA0")  # told apart from white and one another
INK = "#1D2733"

Shown = Mapping[str, Mapping[str, str]]  # sheet -> address -> what the cell shows


def figures_of(workbook: Workbook, language: str) -> list[dict[str, str]]:
    """The numbers of a workbook as they are shown, with their cells and headings."""
    shown = _shown(workbook, language)
    cells = Cells(workbook, workbook.counted)
    found: list[dict[str, str]] = []
    for sheet, texts in shown.items():
        for address in sorted(texts, key=cell_position):
            source = f"{quoted(sheet)}!{address}"
            if len(found) < MOST_FIGURES and _is_figure(cells, texts[address], source):
                row, column = _headings(texts, address, cells, sheet)
                found.append(
                    {"shown": texts[address], "source": source, "row": row, "column": column}
                )
    return found


def _shown(workbook: Workbook, language: str) -> Shown:
    live = LiveWorkbook(workbook.to_state(), language)
    return {sheet["name"]: sheet["shown"] for sheet in live.drawn()}


def _is_figure(cells: Cells, text: str, source: str) -> bool:
    """Whether a cell shows a number that a check will find there again."""
    try:
        cells.compare(Source(text, source, {}))
    except (Failure, CannotTell):
        return False
    return True


def _headings(texts: Mapping[str, str], address: str, cells: Cells, sheet: str) -> tuple[str, str]:
    """The nearest words to the left of a cell and above it."""
    row, column = cell_position(address)
    left = (cell_address(row, at) for at in range(column - 1, 0, -1))
    above = (cell_address(at, column) for at in range(row - 1, 0, -1))

    def words(addresses: Iterator[str]) -> str:
        said = (each for each in addresses if texts.get(each))
        text = next(
            (each for each in said if isinstance(cells.calculation.value(sheet, each), str)), ""
        )
        return one_line(texts.get(text, ""))[:60]

    return words(left), words(above)


def charts_of(workbook: Workbook, language: str) -> list[dict[str, Any]]:
    """The charts of a workbook with bars or lines, drawn; as pictures that a page can hold."""
    shown = _shown(workbook, language)
    drawn = [
        _as_picture(chart, sheet.name, content)
        for sheet in workbook.sheets
        for chart in sheet.charts
        if (content := _drawn(chart, workbook, shown))
    ]
    return drawn[:MOST_CHARTS]


def _as_picture(chart: Chart, sheet: str, content: bytes) -> dict[str, Any]:
    return {
        "title": one_line(chart.title or sheet)[:80],
        "size": len(content),
        "width": WIDTH,
        "height": HEIGHT,
        "parts": list(in_parts(content)),
    }


def _drawn(chart: Chart, workbook: Workbook, shown: Shown) -> bytes:
    """A chart as a drawing (SVG); nothing where its numbers cannot be told."""
    series = {
        one_line(each.name or _text_at(each.name_cell, shown) or each.values): numbers
        for each in chart.series[:MOST_SERIES]
        if (numbers := _numbers(each.values, workbook, shown))
    }
    if not series or chart.kind not in ("column", "bar", "line", "area"):
        return b""
    labels = [text for text, _ in _cells_in(chart.series[0].categories, shown)]
    content: bytes = tostring(_Drawing(chart, series, labels).element(), encoding="utf-8")
    return content


def _numbers(reference: str, workbook: Workbook, shown: Shown) -> list[tuple[str, float]]:
    """What the cells of a reference show, with their values; none where one is no number."""
    found = []
    for text, (sheet, address) in _cells_in(reference, shown):
        value = workbook.counted.value(sheet, address)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return []
        found.append((text, float(value)))
    return found


def _cells_in(reference: str, shown: Shown) -> list[tuple[str, tuple[str, str]]]:
    """Each cell of a reference, with what it shows."""
    area = area_of(reference) if reference else None
    sheet = next((name for name in shown if area and name.casefold() == area.sheet.casefold()), "")
    if area is None or not sheet:
        return []
    places = [cell_address(row, column) for row, column in _places(area)]
    return [(one_line(shown[sheet].get(each, "")), (sheet, each)) for each in places[:MOST_POINTS]]


def _places(area: Area) -> Iterator[tuple[int, int]]:
    return (
        (row, column)
        for row in range(area.top, min(area.bottom, area.top + MOST_POINTS) + 1)
        for column in range(area.left, min(area.right, area.left + MOST_POINTS) + 1)
    )


def _text_at(reference: str, shown: Shown) -> str:
    return next((text for text, _ in _cells_in(reference, shown)), "")


class _Drawing:
    """One chart: bars or lines over a base line, each value written beside its mark."""

    def __init__(
        self,
        chart: Chart,
        series: Mapping[str, list[tuple[str, float]]],
        labels: list[str],
    ) -> None:
        self.chart, self.series, self.labels = chart, series, labels
        self.count = max(len(each) for each in series.values())
        values = [value for each in series.values() for _, value in each]
        self.low, self.high = min(0.0, *values), max(0.0, *values) or 1.0
        self.step = (WIDTH - LEFT - RIGHT) / self.count
        self.root = Element(
            "svg",
            {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {WIDTH} {HEIGHT}",
             "width": str(WIDTH), "height": str(HEIGHT)},
        )  # fmt: skip

    def element(self) -> Element:
        """The whole drawing."""
        self._rect(0, 0, WIDTH, HEIGHT, "#FFFFFF")
        self._text(WIDTH / 2, 22, self.chart.title, size=18)
        self._text(LEFT, 46, self.chart.up.title, anchor="start")
        self._text(WIDTH / 2, HEIGHT - 8, self.chart.across.title)
        self._legend()
        for number, each in enumerate(self.series.values()):
            if self.chart.kind in ("line", "area"):
                self._line(number, each)
            else:
                self._bars(number, each)
        self._rect(LEFT, self._y(0), WIDTH - LEFT - RIGHT, 1, INK)
        for at, label in enumerate(self.labels[: self.count]):
            self._text(self._middle(at), HEIGHT - BOTTOM + 24, label[: max(4, int(self.step / 8))])
        return self.root

    def _y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    def _middle(self, at: int) -> float:
        return LEFT + self.step * (at + 0.5)

    def _legend(self) -> None:
        if len(self.series) < 2:
            return
        for number, name in enumerate(self.series):
            left = WIDTH / 2 + number * 80
            self._rect(left, 36, 12, 12, COLOURS[number])
            self._text(left + 16, 46, name[:8], anchor="start", size=12)

    def _bars(self, number: int, points: list[tuple[str, float]]) -> None:
        width = self.step * 0.7 / len(self.series)
        for at, (text, value) in enumerate(points):
            left = self._middle(at) - self.step * 0.35 + number * width
            top, end = sorted((self._y(value), self._y(0)))
            self._rect(left, top, width * 0.92, end - top, COLOURS[number])
            self._text(left + width * 0.46, top - 5, text, size=13)

    def _line(self, number: int, points: list[tuple[str, float]]) -> None:
        places = [(self._middle(at), self._y(value)) for at, (_, value) in enumerate(points)]
        SubElement(
            self.root,
            "polyline",
            {"points": " ".join(f"{x:.1f},{y:.1f}" for x, y in places), "fill": "none",
             "stroke": COLOURS[number], "stroke-width": "3"},
        )  # fmt: skip
        for (x, y), (text, _) in zip(places, points, strict=True):
            circle = {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "4", "fill": COLOURS[number]}
            SubElement(self.root, "circle", circle)
            self._text(x, y - 9, text, size=13)

    def _rect(self, left: float, top: float, width: float, height: float, fill: str) -> None:
        sizes = {"x": left, "y": top, "width": width, "height": height}
        said = {name: f"{value:.1f}" for name, value in sizes.items()}
        SubElement(self.root, "rect", {**said, "fill": fill})

    def _text(self, x: float, y: float, text: str, anchor: str = "middle", size: int = 14) -> None:
        if not text:
            return
        look = {"text-anchor": anchor, "font-size": str(size), "font-family": "sans-serif"}
        made = SubElement(
            self.root, "text", {"x": f"{x:.1f}", "y": f"{y:.1f}", "fill": INK, **look}
        )
        made.text = one_line(text)
