"""Functions of dates and times."""

from __future__ import annotations

import math
from collections.abc import Callable

from mugalim_checks.formulas.arguments import by_value
from mugalim_checks.formulas.dates import (
    LAST_DAY,
    SECONDS,
    calendar_day,
    clock,
    date_from_text,
    days_in_month,
    serial,
)
from mugalim_checks.formulas.values import (
    NUMBER,
    VALUE,
    ErrorValue,
    FormulaError,
    Value,
    to_integer,
    to_number,
)

_LONGEST_TIME = 32_767  # hours, minutes or seconds of TIME, as in Excel
# The first day of a week, from Sunday as 0, by the number that WEEKDAY and WEEKNUM take.
_WEEK_STARTS = {1: 0, 2: 1, 11: 1, 12: 2, 13: 3, 14: 4, 15: 5, 16: 6, 17: 0}
_BY_ISO = 21


def day_number(value: Value) -> int:
    """The day that a value means; #NUM! outside of 1900 to 9999."""
    number = math.floor(to_number(value))
    if not 0 <= number <= LAST_DAY:
        raise FormulaError(NUMBER)
    return number


def _moment(value: Value) -> float:
    day_number(value)
    return to_number(value)


def _first_of(year: int, month: int) -> int:
    """The number of a month's first day, of months before 1 and after 12, too."""
    years, month = divmod(month - 1, 12)
    year += years
    if not 1900 <= year <= 9999:
        raise FormulaError(NUMBER)
    return serial(year, month + 1, 1)


def _checked(number: int) -> float:
    if not 0 <= number <= LAST_DAY:
        raise FormulaError(NUMBER)
    return float(number)


def _date(years: Value, months: Value, days: Value) -> float:
    year, month, day = to_integer(years), to_integer(months), to_integer(days)
    if not 0 <= year <= 9999:
        raise FormulaError(NUMBER)
    return _checked(_first_of(year + (1900 if year < 1900 else 0), month) + day - 1)


def _date_value(value: Value, part: Callable[[float], float]) -> float:
    """DATEVALUE and TIMEVALUE: the day or the time of day in a text."""
    if isinstance(value, ErrorValue):
        raise FormulaError(value)
    number = date_from_text(value) if isinstance(value, str) else None
    if number is None:
        raise FormulaError(VALUE)
    return part(number)


def _whole_days(number: float) -> float:
    return float(math.floor(number))


def _time(hours: Value, minutes: Value, seconds: Value) -> float:
    parts = [to_integer(part) for part in (hours, minutes, seconds)]
    total = parts[0] * 3600 + parts[1] * 60 + parts[2]
    if total < 0 or max(parts) > _LONGEST_TIME:
        raise FormulaError(NUMBER)
    return total % SECONDS / SECONDS


def _moved(value: Value, months: Value) -> float:
    """EDATE: the same day some months later, or the last one of a shorter month."""
    year, month, day = calendar_day(day_number(value))
    first = _first_of(year, month + to_integer(months))
    return _checked(first + min(day, days_in_month(*calendar_day(first)[:2])) - 1)


def _month_end(value: Value, months: Value) -> float:
    year, month, _ = calendar_day(day_number(value))
    first = _first_of(year, month + to_integer(months))
    return _checked(first + days_in_month(*calendar_day(first)[:2]) - 1)


def _weekday(value: Value, kind: Value = 1.0) -> float:
    day, which = day_number(value), to_integer(kind)
    if which == 3:  # Monday is 0
        return float((day - 2) % 7)
    if which not in _WEEK_STARTS:
        raise FormulaError(NUMBER)
    return float((day - 1 - _WEEK_STARTS[which]) % 7 + 1)


def _week_number(value: Value, kind: Value = 1.0) -> float:
    """WEEKNUM: the week that holds 1 January is the first one."""
    day, which = day_number(value), to_integer(kind)
    if which == _BY_ISO:
        return _iso_week(value)
    if which not in _WEEK_STARTS:
        raise FormulaError(NUMBER)
    first = serial(calendar_day(day)[0], 1, 1)
    offset = (first - 1 - _WEEK_STARTS[which]) % 7
    return float((day - first + offset) // 7 + 1)


def _iso_week(value: Value) -> float:
    """ISOWEEKNUM: weeks begin on Monday, and the first one holds the year's first Thursday."""
    day = day_number(value)
    thursday = day - (day - 2) % 7 + 3
    if thursday < 1:
        return 52.0  # the last week of 1899, as Excel has it
    first = serial(calendar_day(thursday)[0], 1, 1)
    return float((thursday - first) // 7 + 1)


def _between(first: Value, second: Value, unit: Value) -> float:
    """DATEDIF: whole years, months or days from one date to a later one."""
    start, end = day_number(first), day_number(second)
    if start > end:
        raise FormulaError(NUMBER)
    (year, month, day), (to_year, to_month, to_day) = calendar_day(start), calendar_day(end)
    months = (to_year - year) * 12 + to_month - month - (to_day < day)
    units: dict[str, Callable[[], float]] = {
        "Y": lambda: months // 12,
        "M": lambda: months,
        "D": lambda: end - start,
        "YM": lambda: months % 12,
        "MD": lambda: end - _anniversary(to_year, to_month - (to_day < day), day),
        "YD": lambda: end - _anniversary(year + months // 12, month, day),
    }
    count = units.get(str(unit).upper())
    if count is None:
        raise FormulaError(NUMBER)
    return float(count())


def _anniversary(year: int, month: int, day: int) -> int:
    """A day in another month; past its end, the days run on into the next one."""
    return _first_of(year, month) + day - 1


def _part_of_day(place: int) -> Callable[[Value], float]:
    return lambda value: float(calendar_day(day_number(value))[place])


def _part_of_clock(place: int) -> Callable[[Value], float]:
    return lambda value: float(clock(_moment(value))[place])


def _days(end: Value, start: Value) -> float:
    return float(day_number(end) - day_number(start))


FUNCTIONS = {
    "DATE": by_value(_date, 3, 3),
    "DATEVALUE": by_value(lambda value: _date_value(value, _whole_days), 1, 1),
    "TIMEVALUE": by_value(lambda value: _date_value(value, lambda number: number % 1), 1, 1),
    "TIME": by_value(_time, 3, 3),
    "YEAR": by_value(_part_of_day(0), 1, 1),
    "MONTH": by_value(_part_of_day(1), 1, 1),
    "DAY": by_value(_part_of_day(2), 1, 1),
    "HOUR": by_value(_part_of_clock(0), 1, 1),
    "MINUTE": by_value(_part_of_clock(1), 1, 1),
    "SECOND": by_value(_part_of_clock(2), 1, 1),
    "EDATE": by_value(_moved, 2, 2),
    "EOMONTH": by_value(_month_end, 2, 2),
    "WEEKDAY": by_value(_weekday, 1, 2),
    "WEEKNUM": by_value(_week_number, 1, 2),
    "ISOWEEKNUM": by_value(_iso_week, 1, 1),
    "DATEDIF": by_value(_between, 3, 3),
    "DAYS": by_value(_days, 2, 2),
}
