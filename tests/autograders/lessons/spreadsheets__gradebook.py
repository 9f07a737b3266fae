"""The register's solution and proofs, and the solution as other programs write it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import openpyxl
from autograders.lessons.cases import COURSES, Case, kept
from openpyxl.worksheet.formula import ArrayFormula

LESSON = "spreadsheets__gradebook"
HERE = COURSES / "spreadsheets" / "gradebook"
Parts = dict[str, str]
# How LibreOffice keeps a frozen row; it does so only when a window was open.
VIEW = (
    '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
    '<config:config-item-map-named config:name="Tables"><config:config-item-map-entry '
    'config:name="Marks"><config:config-item config:name="HorizontalSplitMode" '
    'config:type="short">0</config:config-item><config:config-item config:name='
    '"VerticalSplitMode" config:type="short">2</config:config-item><config:config-item '
    'config:name="VerticalSplitPosition" config:type="int">1</config:config-item>'
    "</config:config-item-map-entry></config:config-item-map-named>"
    "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>"
)


def solution() -> bytes:
    """The lesson's solution."""
    return (HERE / "solution" / "register.xlsx").read_bytes()


def not_yet(name: str) -> Callable[[], bytes]:
    """One of the lesson's proofs."""
    return (HERE / "not_yet" / name).read_bytes


def rewritten(content: bytes, change: Callable[[str, str], str]) -> bytes:
    """A package with the text of its parts changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            part = source.read(name)
            is_text = name.endswith((".xml", ".rels"))
            archive.writestr(name, change(name, part.decode()) if is_text else part)
    return target.getvalue()


def by_libreoffice() -> bytes:
    """An .ods file of LibreOffice, with its view settings."""
    first_end = "</config:config-item-set>"

    def with_view(name: str, text: str) -> str:
        return text.replace(first_end, VIEW, 1) if name == "settings.xml" else text

    return rewritten(kept(LESSON, "register.ods")(), with_view)


def inline_and_shared() -> bytes:
    """Texts in the cells themselves and formulas shared by a column, as Google and Excel write."""
    with zipfile.ZipFile(io.BytesIO(solution())) as archive:
        strings = re.findall(
            r"<si><t[^>]*>([^<]*)</t></si>", archive.read("xl/sharedStrings.xml").decode()
        )

    def inline(match: re.Match[str]) -> str:
        text = strings[int(match[3])]
        return f'<c r="{match[1]}"{match[2]} t="inlineStr"><is><t>{text}</t></is></c>'

    def shared(match: re.Match[str]) -> str:
        column, row = match[1], int(match[2])
        number = {"O": 0, "P": 1}[column]
        if row == 2:
            formula = f'<f t="shared" ref="{column}2:{column}41" si="{number}">{match[4]}</f>'
        else:
            formula = f'<f t="shared" si="{number}"/>'
        return f'<c r="{column}{row}"{match[3]}>{formula}'

    def change(name: str, text: str) -> str:
        if not name.startswith("xl/worksheets/sheet"):
            return text
        text = re.sub(r'<c r="([A-Z]+\d+)"((?: s="\d+")?) t="s"><v>(\d+)</v></c>', inline, text)
        return re.sub(r'<c r="([OP])(\d+)"([^>]*)><f>([^<]*)</f>', shared, text)

    return rewritten(solution(), change)


def array_formulas() -> bytes:
    """Averages as array formulas, each in its cell, as older books taught."""
    file = openpyxl.load_workbook(io.BytesIO(solution()))
    sheet = file.active
    for row in range(2, 42):
        text = f'=IFERROR(ROUND(AVERAGE(IF(ISNUMBER(C{row}:N{row}),C{row}:N{row})),2),"")'
        sheet[f"O{row}"] = ArrayFormula(f"O{row}", text)
    content = io.BytesIO()
    file.save(content)
    return content.getvalue()


def case(made: Callable[[], bytes], *fails: str, about: str = "") -> Case:
    """A case of this lesson."""
    return Case("register", "register.xlsx", made, fails, about)


CASES: tuple[Case, ...] = (
    case(solution),
    Case("register", "register.ods", by_libreoffice, (), "LibreOffice as .ods"),
    case(inline_and_shared, about="inline texts and shared formulas"),
    case(array_formulas, about="array formulas"),
    case(not_yet("typed_average.xlsx"), "formula"),
    case(not_yet("whole_averages.xlsx"), "right"),
    case(not_yet("number_counted.xlsx"), "range"),
    case(not_yet("empty_as_zero.xlsx"), "empty"),
    case(not_yet("threshold_in_formula.xlsx"), "level"),
    case(not_yet("visible_error.xlsx"), "errors"),
    case(not_yet("any_mark_allowed.xlsx"), "valid"),
    case(not_yet("header_scrolls_away.xlsx"), "freeze"),
)
