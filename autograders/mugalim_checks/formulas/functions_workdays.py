"""Functions that count working days: Monday to Friday, without holidays."""

from __future__ import annotations

from mugalim_checks.formulas.arguments import Function
from mugalim_checks.formulas.arrays import Operand, flat
from mugalim_checks.formulas.dates import LAST_DAY
from mugalim_checks.formulas.functions_dates import day_number
from mugalim_checks.formulas.values import NUMBER, FormulaError, Value, to_integer


def _works(day: int) -> bool:
    """Whether a day is none of Saturday (a multiple of 7) and Sunday."""
    return day % 7 not in {0, 1}


def _working_days_up_to(day: int) -> int:
    """How many of the days from 0 to this one are Monday to Friday."""
    weeks, rest = divmod(day + 1, 7)
    return weeks * 5 + max(0, rest - 2)


def _holidays(cells: Operand) -> list[int]:
    """The holidays that fall on working days, in order, each once."""
    days = {day_number(value) for value in flat([cells]) if value is not None}
    return sorted(day for day in days if _works(day))


def _net_days(first: Value, last: Value, holidays: Operand = None) -> float:
    start, end = day_number(first), day_number(last)
    sign = 1 if start <= end else -1
    start, end = min(start, end), max(start, end)
    count = _working_days_up_to(end) - _working_days_up_to(start - 1)
    count -= sum(start <= day <= end for day in _holidays(holidays))
    return float(sign * count)


def _workday(first: Value, number: Value, holidays: Operand = None) -> float:
    """The day that is so many working days after (or before) another."""
    start, left = day_number(first), to_integer(number)
    if left == 0:
        return float(start)
    day = _moved(start, left)
    step = 1 if left > 0 else -1
    for holiday in _holidays(holidays)[::step]:
        if min(start + step, day) <= holiday <= max(start + step, day):
            day = _moved(day, step)
    return float(day)


def _moved(day: int, count: int) -> int:
    """The day that is so many days from Monday to Friday away."""
    before = _working_days_up_to(day) if count > 0 else _working_days_up_to(day - 1) + 1
    weeks, rest = divmod(before + count - 1, 5)
    found = weeks * 7 + rest + 2
    if not 0 <= found <= LAST_DAY:
        raise FormulaError(NUMBER)
    return found


FUNCTIONS = {
    "NETWORKDAYS": Function(_net_days, 2, 3, (0, 1)),
    "WORKDAY": Function(_workday, 2, 3, (0, 1)),
}
