"""Numbers in the formats that TEXT takes: 0.00, # ##0,00, 0%, 0.0E+00, with sections and words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mugalim_checks.formulas.date_formats import date_in_format, is_date_format
from mugalim_checks.formulas.functions_rounding import rounded
from mugalim_checks.formulas.values import (
    VALUE,
    FormulaError,
    Value,
    joined,
    meant_number,
    number_text,
    to_number,
    to_text,
)

LONGEST_FORMAT = 255
_GENERAL = frozenset({"general", "основной", "стандартный", "@"})
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_(.)|\*.|\[[^\]]*\]|(.)', re.DOTALL)
_BODY = re.compile(r"[0#?](?:[0#?]|[,. \N{NO-BREAK SPACE}](?=[0#?]))*|[.,][0#]+")
_POWER = re.compile(r"[Ee]([+-])(0+)")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def in_format(value: Value, format: str) -> str:
    """A value as a number format shows it; #VALUE! for a format that cannot be read.

    The decimal sign and the one between thousands are those of the format.
    """
    if len(format) > LONGEST_FORMAT:
        raise FormulaError(VALUE)
    sections = _sections(format)
    number = meant_number(value) if isinstance(value, str) else to_number(value)
    if isinstance(value, bool) or number is None:
        text = to_text(value)
        return joined([_with_text(sections[3], text)]) if len(sections) > 3 else text
    if not format:
        return ""
    section, shown = _section(sections, number)
    if section.strip().casefold() in _GENERAL:
        return number_text(shown, 10)
    if is_date_format(section):
        return date_in_format(shown, section)
    return _number_in(shown, section)


def _sections(format: str) -> list[str]:
    """The parts for numbers above and below 0, for 0 and for texts."""
    hidden = _hidden(format)
    ends = [place for place, sign in enumerate(hidden) if sign == ";"]
    starts = [0, *(end + 1 for end in ends)]
    return [format[start:end] for start, end in zip(starts, [*ends, len(format)], strict=True)]


def _hidden(format: str) -> str:
    """A format with its quoted words blotted out."""
    return _QUOTED.sub(lambda match: "\x00" * len(match[0]), format)


def _section(sections: list[str], number: float) -> tuple[str, float]:
    """The section for a number, and the number as it is shown there."""
    if number < 0 and len(sections) > 1:
        return sections[1], -number
    if number == 0 and len(sections) > 2:
        return sections[2], number
    return sections[0], number


def _with_text(section: str, text: str) -> str:
    return "".join(
        text if part == "@" else quoted or escaped or space or part
        for quoted, escaped, space, part in _LITERAL.findall(section)
    )


@dataclass(frozen=True)
class _Body:
    """The part of a format that stands for the digits."""

    whole: str
    decimals: str
    decimal_sign: str
    group_sign: str


def _body(text: str) -> _Body:
    """A comma is the decimal sign, unless it stands before the last three digits as in #,##0."""
    sign = ""
    if "." in text:
        sign = "."
    elif "," in text and not re.search(r"#,##[0#]$", text):
        sign = ","
    whole, _, decimals = text.partition(sign) if sign else (text, "", "")
    group = next((each for each in " \N{NO-BREAK SPACE}," if each in whole), "")
    digits = re.sub(r"[^0#?]", "", whole)
    return _Body(digits, re.sub(r"[^0#?]", "", decimals), sign, group)


def _number_in(number: float, section: str) -> str:
    hidden = _hidden(section)
    match = _BODY.search(hidden)
    if match is None:
        return _literal(section) if number >= 0 else "-" + _literal(section)
    before, after = section[: match.start()], section[match.end() :]
    percents = hidden.count("%")
    body = _body(match[0])
    power = _POWER.match(hidden, match.end())
    if power:
        digits = _scientific(abs(number), body, power)
        after = section[power.end() :]
    else:
        if _BODY.search(hidden, match.end()) or "/" in hidden:
            raise FormulaError(VALUE)
        digits = _digits(abs(number) * 100**percents, body)
    sign = "-" if number < 0 else ""
    return joined([sign, _literal(before), digits, _literal(after)])


def _literal(text: str) -> str:
    """The words of a format, without colours and quotation marks."""
    return "".join(
        quoted or escaped or (" " if space else "") or part
        for quoted, escaped, space, part in _LITERAL.findall(text)
    )


def _digits(number: float, body: _Body) -> str:
    decimals = len(body.decimals)
    whole, _, rest = f"{rounded(number, decimals):.{decimals}f}".partition(".")
    least = body.decimals.rstrip("#?")
    while len(rest) > len(least) and rest.endswith("0"):
        rest = rest[:-1]
    whole = whole.lstrip("0").rjust(body.whole.count("0"), "0")
    if body.group_sign:
        whole = f"{whole[::-1]}"
        whole = body.group_sign.join(whole[n : n + 3] for n in range(0, len(whole), 3))[::-1]
    return whole + body.decimal_sign + rest


def _scientific(number: float, body: _Body, power: re.Match[str]) -> str:
    decimals = len(body.decimals)
    mantissa, _, exponent = f"{number:.{decimals}e}".partition("e")
    sign = "-" if exponent[0] == "-" else "+" if power[1] == "+" else ""
    digits = exponent[1:].lstrip("0").rjust(len(power[2]), "0")
    return f"{mantissa.replace('.', body.decimal_sign)}E{sign}{digits}"
