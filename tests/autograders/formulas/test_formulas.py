from __future__ import annotations

import inspect
import re

import pytest
from xlsxwriter.worksheet import Worksheet

from mugalim_checks.formulas import Calculation, ErrorValue, Value, normalise
from mugalim_checks.formulas.forms import FORMS
from mugalim_checks.formulas.functions import FUNCTIONS
from mugalim_checks.formulas.names import IN_FILES
from mugalim_checks.formulas.tokens import for_file

MARKS = {
    "A1": "5", "A2": "4", "A3": "", "A4": "н", "A5": "3", "A6": "TRUE", "A7": "4,5",
    "B1": "Asan", "B2": "Bermet", "B3": "Chyngyz", "B4": "bermet",
    "C1": "=1/0", "C2": "50%", "D1": "2", "D2": "3", "D3": "4", "D4": "5",
    "E1": "low", "E2": "fair", "E3": "good", "E4": "best",
}  # fmt: skip


def worked_out(formula: str) -> Value:
    """The value of a formula beside the marks."""
    return Calculation({"Marks": {**MARKS, "Z9": formula}}).value("Marks", "Z9")


VALUES = {
    "=-2^2": 4.0,
    "=2^-1": 0.5,
    "=2^3^2": 64.0,
    "=-A1^2": 25.0,
    "=10%+1": 1.1,
    "=50%%": 0.005,
    "=1+2*3-4/2": 5.0,
    '="a"&1+1': "a2",
    '="А"="а"': True,
    '="5"=5': False,
    '="5"+1': 6.0,
    '="5,5"+1': 6.5,
    "=A3=0": True,
    '=A3=""': True,
    "=A3": 0.0,
    "=0.1+0.2=0.3": True,
    "=1<2=TRUE": True,
    '="x">9999': True,
    "=SUM(A1:A7)": 16.5,
    "=SUM(A1:A2,A5)": 12.0,
    '=SUM("3",TRUE)': 4.0,
    "=AVERAGE(A1:A5)": 4.0,
    "=AVERAGEA(A1:A5)": 3.0,
    "=COUNT(A1:A7)": 4.0,
    "=COUNTA(A1:A7)": 6.0,
    "=COUNTBLANK(A1:A7)": 1.0,
    "=MIN(A1:A5)": 3.0,
    "=MAX(A1:A5)": 5.0,
    "=MAX(A3)": 0.0,
    "=MEDIAN(D1:D4)": 3.5,
    "=MODE(1,2,2,3)": 2.0,
    "=ROUND(2.675,2)": 2.68,
    "=ROUND(-2.5,0)": -3.0,
    "=ROUND(1234,-2)": 1200.0,
    "=ROUNDUP(4.11,1)": 4.2,
    "=ROUNDDOWN(4.19,1)": 4.1,
    "=INT(-4.5)": -5.0,
    "=ABS(-3)": 3.0,
    "=MOD(-3,2)": 1.0,
    '=SUMIF(B1:B4,"bermet",D1:D4)': 8.0,
    '=SUMIFS(D1:D4,D1:D4,">2",D1:D4,"<5")': 7.0,
    '=COUNTIF(A1:A7,">=4")': 3.0,
    '=COUNTIF(A1:A7,"н")': 1.0,
    '=COUNTIF(A1:A7,"<>н")': 6.0,
    '=COUNTIF(B1:B4,"b*")': 2.0,
    '=COUNTIF(B1:B4,"?san")': 1.0,
    '=COUNTIFS(D1:D4,">2",E1:E4,"good")': 1.0,
    '=AVERAGEIF(D1:D4,">3")': 4.5,
    '=AVERAGEIFS(D1:D4,B1:B4,"bermet")': 4.0,
    '=IF(A1>4,"yes","no")': "yes",
    "=IF(A1>5,1)": False,
    "=IF(TRUE,,1)": 0.0,
    '=IFS(A2>4.5,"best",A2>=3.5,"good")': "good",
    '=IFERROR(C1,"–")': "–",
    "=IFNA(NA(),7)": 7.0,
    '=SWITCH(A1,4,"four",5,"five")': "five",
    "=AND(A1>4,A2>4)": False,
    "=OR(A1>4,A2>4)": True,
    "=NOT(FALSE)": True,
    "=ISBLANK(A3)": True,
    "=ISNUMBER(A4)": False,
    "=ISTEXT(A4)": True,
    "=ISERROR(C1)": True,
    "=VLOOKUP(3.7,D1:E4,2)": "fair",
    "=VLOOKUP(4,D1:E4,2,FALSE)": "good",
    '=VLOOKUP("BERMET",B1:E4,4,0)': "fair",
    "=HLOOKUP(2,D1:E4,3,0)": 4.0,
    "=INDEX(D1:E4,3,2)": "good",
    '=INDEX(D1:D4,MATCH("chyngyz",B1:B4,0))': 4.0,
    "=MATCH(4.5,D1:D4)": 3.0,
    '=XLOOKUP(9,D1:D4,E1:E4,"none")': "none",
    "=XLOOKUP(3.5,D1:D4,E1:E4,,-1)": "fair",
    "=RANK(4,D1:D4)": 2.0,
    "=RANK(4,D1:D4,1)": 3.0,
    "=LARGE(D1:D4,2)": 4.0,
    "=SMALL(D1:D4,2)": 3.0,
    "=LEN(B1)": 4.0,
    "=LEFT(B1,2)": "As",
    "=RIGHT(B1,2)": "an",
    "=MID(B1,2,2)": "sa",
    '=TRIM("  a   b ")': "a b",
    "=UPPER(B1)": "ASAN",
    "=LOWER(B1)": "asan",
    "=CONCAT(B1:B2)": "AsanBermet",
    '=CONCATENATE(B1," ",A1)': "Asan 5",
    '=TEXTJOIN(", ",TRUE,A3,B1,B2)': "Asan, Bermet",
    '=VALUE("4,5")': 4.5,
    "=SUMPRODUCT((D1:D4>2)*D1:D4)": 12.0,
    "=SUMPRODUCT(D1:D2,D3:D4)": 23.0,
    "=AVERAGE(IF(D1:D4>2,D1:D4))": 4.0,
    "=SUM({1,2;3,4})": 10.0,
    "=ROUND(STDEV(D1:D4),4)": 1.291,
    "=D:D": 0.0,
    "=SUM(D:D)": 14.0,
    "=SUM(2:2)": 7.5,
    "=Marks!A1+'Marks'!A2": 9.0,
}
ERRORS = {
    "=1/0": "#DIV/0!",
    "=C1+1": "#DIV/0!",
    "=AVERAGE(A3:A4)": "#DIV/0!",
    '="a"+1': "#VALUE!",
    "=A4*2": "#VALUE!",
    "=SQRT(-1)": "#NUM!",
    "=10^400": "#NUM!",
    "=VLOOKUP(9,D1:E4,2,0)": "#N/A",
    "=MODE(1,2)": "#N/A",
    "=INDEX(D1:E4,9,1)": "#REF!",
    "=#REF!+1": "#REF!",
    "=Nowhere!A1": "#REF!",
    "=FOO(1)": "#NAME?",
    "=asan": "#NAME?",
    "=SUM(A1:A5": "#NAME?",
    "=ROUND(1)": "#VALUE!",
}


@pytest.mark.parametrize("formula", VALUES)
def test_a_formula_gives_what_excel_gives(formula: str) -> None:
    """Values by Excel's rules of types, order and empty cells."""
    expected = VALUES[formula]
    got = worked_out(formula)
    assert got == (pytest.approx(expected) if isinstance(expected, float) else expected)
    assert type(got) is type(expected)


@pytest.mark.parametrize("formula", ERRORS)
def test_a_formula_that_cannot_be_worked_out_is_an_error(formula: str) -> None:
    """Errors by Excel's names."""
    assert worked_out(formula) == ErrorValue(ERRORS[formula])


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ('=ЕСЛИ(F2>=3,5;"орто; 3,5";"төмөн")', '=IF(F2>=3.5,"орто; 3,5","төмөн")'),
        ("=СРЗНАЧ(C2:N2)", "=AVERAGE(C2:N2)"),
        ("=счётесли(C2:N2;5)", "=COUNTIF(C2:N2,5)"),
        ("=СЧЕТЕСЛИ(C2:N2;5)", "=COUNTIF(C2:N2,5)"),
        ("=ОКРУГЛ(СРЗНАЧ(c2:n2);1)", "=ROUND(AVERAGE(C2:N2),1)"),
        ('=ЕСЛИОШИБКА(ВПР(A1;B:C;2;ЛОЖЬ);"")', '=IFERROR(VLOOKUP(A1,B:C,2,FALSE),"")'),
        ("=F2*3,5", "=F2*3.5"),
        ("=(3,5+4)/2", "=(3.5+4)/2"),
        ("=ROUND(4,5)", "=ROUND(4,5)"),
        ("=СРЗНАЧ(С2:Е2)", "=AVERAGE(C2:E2)"),  # typed in Cyrillic letters
        ("=_xlfn.IFS(A1>1,2)", "=IFS(A1>1,2)"),
        ("=Баалар!$A$1", "=Баалар!$A$1"),
        ("4,5", "4.5"),
        ("4.50", "4.5"),
        ("12,5 %", "12.5%"),
        ("истина", "TRUE"),
        ("#Н/Д", "=#N/A"),
        ("'5", "'5"),
        ("'abc", "abc"),
        ("24.11.2026", "24.11.2026"),
        ('=ТЕКСТ(СЕГОДНЯ();"ДД.ММ.ГГГГ")', '=TEXT(TODAY(),"ДД.ММ.ГГГГ")'),
        ("=ПРОМЕЖУТОЧНЫЕ.ИТОГИ(9;A1:A5)", "=SUBTOTAL(9,A1:A5)"),
        ("=НОМНЕДЕЛИ.ISO(A1)", "=ISOWEEKNUM(A1)"),
        ("н", "н"),
    ],
)
def test_what_is_typed_has_one_stored_form(typed: str, stored: str) -> None:
    """Russian names, semicolons, decimal commas and Cyrillic addresses are all understood."""
    assert normalise(typed) == stored
    assert normalise(stored) == stored


def test_newer_functions_are_kept_in_files_as_excel_keeps_them() -> None:
    """What came after 2007 has its prefix, by the list of the library that writes files."""
    source = inspect.getsource(Worksheet._prepare_formula)
    newer = set(re.findall(r"_xlfn\.([A-Z][A-Z.0-9]*)\(", source))
    assert {*FUNCTIONS, *FORMS} & newer == IN_FILES
    assert for_file('=IFS(A1>1,STDEV.S(B1:B9),TRUE,"IFS(")') == (
        '=_xlfn.IFS(A1>1,_xlfn.STDEV.S(B1:B9),TRUE,"IFS(")'
    )
    assert normalise("=_xlfn.STDEV.S(B1:B9)") == "=STDEV.S(B1:B9)"
