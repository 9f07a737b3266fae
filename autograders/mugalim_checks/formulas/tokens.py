"""A formula cut into tokens, and its stored form: English names, commas, decimal dots."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from mugalim_checks.formulas.names import IN_FILES, english_name
from mugalim_checks.formulas.values import ERRORS, RUSSIAN_ERRORS

Kind = Literal[
    "space", "text", "error", "area", "number", "function", "word",
    "operator", "comma", "row", "open", "close", "brace", "unbrace", "strange",
]  # fmt: skip

LONGEST_FORMULA = 8_192  # characters, as in Excel

_SHEET = r"(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?"
# Cyrillic letters that look like Latin ones: typed in an address, they mean the Latin one.
_LOOKALIKES = str.maketrans("АВСЕНКМОРТХавсенкмортх", "ABCEHKMOPTXabcehkmoptx")
_LETTERS = r"[A-Za-zАВСЕНКМОРТХавсенкмортх]{1,3}"
_CELL = rf"\$?{_LETTERS}\$?[1-9]\d{{0,6}}"
_PATTERNS: tuple[tuple[Kind, str], ...] = (
    ("space", r"\s+"),
    ("text", r'"(?:[^"]|"")*"'),
    ("error", r"#[A-ZА-Я/]+(?:/0)?[!?]?|#N/A|#Н/Д"),
    (
        "area",
        rf"{_SHEET}(?:{_CELL}(?::{_CELL})?|\${{0,1}}{_LETTERS}:\$?{_LETTERS}|\$?\d+:\$?\d+)"
        r"(?![\w.(])",
    ),
    ("number", r"(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?(?![^\W\d])"),
    ("function", r"[^\W\d][\w.]*(?=\s*\()"),
    ("word", r"(?:'(?:[^']|'')+'!)?[^\W\d][\w.\\]*!?"),
    ("operator", r"<=|>=|<>|[-+*/^&=<>%]"),
    ("comma", ","),
    ("row", ";"),
    ("open", r"\("),
    ("close", r"\)"),
    ("brace", r"\{"),
    ("unbrace", r"\}"),
    ("strange", r"."),
)
_TOKEN = re.compile(
    "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS), re.DOTALL | re.IGNORECASE
)
_DECIMAL_COMMA = re.compile(r"\d+,\d+(?:[eE][+-]?\d{1,3})?(?![\w.])")


@dataclass(frozen=True)
class Token:
    """A piece of a formula in its stored form."""

    kind: Kind
    text: str


def is_formula(text: str) -> bool:
    """Whether an input is a formula."""
    return len(text) > 1 and text[0] == "="


def tokenise(formula: str) -> tuple[Token, ...]:
    """The tokens of a formula (without its =), each in its stored form."""
    semicolons = _separates_by_semicolon(formula)
    tokens: list[Token] = []
    calls: list[bool] = []  # for each open bracket, whether it opens a function's arguments
    braces = position = 0
    while position < len(formula):
        in_call = any(calls[-1:]) or braces > 0
        number = None if in_call and not semicolons else _DECIMAL_COMMA.match(formula, position)
        match = number or _TOKEN.match(formula, position)
        assert match  # noqa: S101  the last pattern takes any character
        kind: Kind = "number" if number else match.lastgroup  # type: ignore[assignment]  # a kind
        token = _stored(kind, match[0], semicolons and not braces)
        if kind == "open":
            calls.append(_follows_function(tokens))
        elif kind == "close" and calls:
            calls.pop()
        braces += (kind == "brace") - (kind == "unbrace" and braces > 0)
        tokens.append(token)
        position = match.end()
    return tuple(tokens)


def stored_formula(text: str) -> str:
    """The stored form of a formula: English names, comma separators, decimal dots."""
    if len(text) > LONGEST_FORMULA:
        return text
    return "=" + "".join(token.text for token in tokenise(text[1:].strip()))


def for_file(formula: str) -> str:
    """A stored formula as an .xlsx file keeps it: newer functions carry a prefix."""
    tokens = tokenise(formula[1:])
    return "=" + "".join(
        f"_xlfn.{token.text}" if token.kind == "function" and token.text in IN_FILES else token.text
        for token in tokens
    )


def _separates_by_semicolon(formula: str) -> bool:
    """Whether `;` stands outside of texts and braces, so that a comma is a decimal comma."""
    if ";" not in formula:
        return False
    braces = 0
    for match in _TOKEN.finditer(formula):
        if match.lastgroup == "brace":
            braces += 1
        elif match.lastgroup == "unbrace":
            braces = max(0, braces - 1)
        elif match.lastgroup == "row" and not braces:
            return True
    return False


def _follows_function(tokens: list[Token]) -> bool:
    for token in reversed(tokens):
        if token.kind != "space":
            return token.kind == "function"
    return False


def _stored(kind: Kind, text: str, semicolons: bool) -> Token:
    if kind == "row" and semicolons:
        return Token("comma", ",")
    if kind == "number":
        return Token(kind, text.replace(",", "."))
    if kind == "function":
        return Token(kind, english_name(text))
    if kind == "area":
        sheet, mark, cells = text.rpartition("!")
        return Token(kind, sheet + mark + cells.translate(_LOOKALIKES).upper())
    if kind == "word" and text.upper() in {"ИСТИНА", "ЛОЖЬ", "TRUE", "FALSE"}:
        return Token(kind, english_name(text))
    if kind == "error":
        error = ERRORS.get(text.upper()) or RUSSIAN_ERRORS.get(text.upper())
        return Token("error" if error else "strange", error.code if error else text)
    return Token(kind, text)
