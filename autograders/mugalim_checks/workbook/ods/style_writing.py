"""The styles of an .ods file: each look of a cell and each width of a column once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mugalim_checks.workbook.ods.elements import tag
from mugalim_checks.workbook.sheet import Cell
from mugalim_checks.workbook.surroundings import ConditionalFormat

_DECIMALS = re.compile(r"\.([0#]+)")
Look = tuple[str, bool, bool, str, str]  # number format, bold, italic, colour, fill


@dataclass
class CellStyles:
    """Styles under the names by which cells and columns refer to them."""

    _looks: dict[Look, str] = field(default_factory=dict)
    _widths: dict[float, str] = field(default_factory=dict)

    def of_cell(self, cell: Cell, number: str) -> str:
        """The name of a look; "" for the ordinary one."""
        look = (number, cell.bold, cell.italic, cell.colour, cell.fill)
        return self._looks.setdefault(look, f"ce{len(self._looks) + 1}") if any(look) else ""

    def of_column(self, width: float | None) -> str:
        """The name of a width in characters; the program's own where none is said."""
        return self._widths.setdefault(width or 0.0, f"co{len(self._widths) + 1}")

    def elements(self) -> str:
        """All styles that were asked for, and those of tables."""
        return "".join(
            [
                *(_table(name, shown) for name, shown in (("ta1", "true"), ("ta2", "false"))),
                *(_column(name, width) for width, name in self._widths.items()),
                *(_number(look[0], name) for look, name in self._looks.items() if look[0]),
                *(_cell(look, name) for look, name in self._looks.items()),
            ]
        )

    def conditional(self, formats: Sequence[ConditionalFormat]) -> str:
        """The styles of conditional formats, by their numbers."""
        return "".join(_conditional(each, number) for number, each in enumerate(formats))


def _table(name: str, shown: str) -> str:
    about = {"style:name": name, "style:family": "table"}
    return tag("style:style", about, tag("style:table-properties", {"table:display": shown}))


def _column(name: str, width: float) -> str:
    size = f"{(width * 7 + 5) / 96 * 2.54:.4f}cm" if width else "2.258cm"
    about = {"style:name": name, "style:family": "table-column"}
    return tag(
        "style:style", about, tag("style:table-column-properties", {"style:column-width": size})
    )


def _number(look: str, name: str) -> str:
    if "yy" in look or "hh" in look:
        return _date(look, name)
    decimals = _DECIMALS.search(look)
    digits = {
        "number:decimal-places": str(len(decimals[1]) if decimals else 0),
        "number:min-integer-digits": "1",
    }
    if "," in look:
        digits["number:grouping"] = "true"
    number = tag("number:number", digits)
    if not look.endswith("%"):
        return tag("number:number-style", {"style:name": f"n{name}"}, number)
    sign = tag("number:text", {}, text="%")
    return tag("number:percentage-style", {"style:name": f"n{name}"}, number, sign)


def _date(look: str, name: str) -> str:
    """A style for dd.mm.yyyy, hh:mm, or both."""
    long = {"number:style": "long"}
    day = [tag("number:day", long), _text("."), tag("number:month", long), _text("."),
           tag("number:year", long)]  # fmt: skip
    time = [tag("number:hours", long), _text(":"), tag("number:minutes", long)]
    about = {"style:name": f"n{name}"}
    if "yy" not in look:
        return tag("number:time-style", about, *time)
    return tag("number:date-style", about, *day, *([_text(" "), *time] if "hh" in look else ()))


def _text(text: str) -> str:
    return tag("number:text", {}, text=text)


def _cell(look: Look, name: str) -> str:
    number, bold, italic, colour, fill = look
    about = {"style:name": name, "style:family": "table-cell"}
    if number:
        about["style:data-style-name"] = f"n{name}"
    return tag("style:style", about, _properties(bold, italic, colour, fill, {}))


def _properties(bold: bool, italic: bool, colour: str, fill: str, more: dict[str, str]) -> str:
    cell = {"fo:background-color": fill} if fill else {}
    text = {
        "fo:font-weight": "bold" if bold else "",
        "fo:font-style": "italic" if italic else "",
        "fo:color": colour,
        **more,
    }
    kept = {name: value for name, value in text.items() if value}
    return (tag("style:table-cell-properties", cell) if cell else "") + (
        tag("style:text-properties", kept) if kept else ""
    )


def _conditional(found: ConditionalFormat, number: int) -> str:
    more = {
        "style:text-underline-style": "solid" if found.underlined else "",
        "style:text-line-through-style": "solid" if found.struck else "",
    }
    about = {"style:name": f"Condition_{number}", "style:family": "table-cell"}
    styles = ""
    if found.number_format:
        about["style:data-style-name"] = f"nCondition_{number}"
        styles = _number(found.number_format, f"Condition_{number}")
    inside = _properties(found.bold, found.italic, found.colour, found.fill, more)
    return styles + tag("style:style", about, inside)
