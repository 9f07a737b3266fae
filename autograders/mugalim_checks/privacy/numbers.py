"""Numbers that lead to one person: phones, personal numbers (ПИН), passports, birth dates."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Kyrgyzstan: +996 and 9 digits, or 0 and 9 digits, with spaces, hyphens or brackets between.
_PHONE = re.compile(r"(?<![\d+])(?:\+?996|0)(?:[\s()-]{0,2}\d){9}(?!\d)")
# ПИН: 1 or 2 by sex, day, month and year of birth, five digits.
_PERSONAL = re.compile(
    r"(?<!\d)[12](?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d\d{5}(?!\d)"
)
_PASSPORT = re.compile(r"(?<![A-Za-zА-Яа-я])(?:ID|AN|AC)\s?№?\s?\d{7}(?!\d)")
_DATE = re.compile(r"(?<!\d)(?:[0-3]?\d[./-][01]?\d[./-](\d{4})|(\d{4})-[01]\d-[0-3]\d)(?!\d)")


def number_trouble(
    text: str, phones: bool = True, birth_years: Sequence[int] = ()
) -> tuple[str, str] | None:
    """The message id and the words of the first personal number in a text; None without one.

    `birth_years` are the first and the last year in which a whole date is taken for a pupil's
    birth date; without them dates are no trouble.
    """
    kinds = [("privacy.personal_number", _PERSONAL), ("privacy.passport", _PASSPORT)]
    if phones:
        kinds.append(("privacy.phone", _PHONE))
    for message, pattern in kinds:
        found = pattern.search(text)
        if found:
            return message, found[0].strip()
    for date in _DATE.finditer(text) if birth_years else ():
        if birth_years[0] <= int(date[1] or date[2]) <= birth_years[-1]:
            return "privacy.birth_date", date[0]
    return None
