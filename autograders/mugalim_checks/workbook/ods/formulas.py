"""Formulas and references of an .ods file in our stored form, and back."""

from __future__ import annotations

import re

from mugalim_checks.formulas.moving import quoted, unquoted
from mugalim_checks.formulas.names import IN_FILES
from mugalim_checks.formulas.tokens import is_formula, stored_formula, tokenise
from mugalim_checks.workbook.places import reference

_START = re.compile(r"(?:of|oooc|msoxl):(?==)")
_PIECE = re.compile(r'"(?:[^"]|"")*"|\[[^\]]*\]|[{};|~]')
_PREFIX = re.compile(r"\b(?:COM\.MICROSOFT|ORG\.LIBREOFFICE|ORG\.OPENOFFICE)\.", re.IGNORECASE)
_HALF = re.compile(r"(?:\$?('(?:[^']|'')+'|[^.'$]+))?\.(.+)", re.DOTALL)
_ADDRESSES = re.compile(r"(?:'(?:[^']|'')+'|[^\s'])+")
_MICROSOFT = frozenset({"FILTER", "SORT", "SORTBY", "UNIQUE", "SEQUENCE", "LET", "RANDARRAY"})


def from_ods(formula: str) -> str:
    """The stored form of "of:=AVERAGE([.C2:.N2];[$Marks.$A$1])"."""
    text = _START.sub("", formula, count=1)
    braces = 0
    parts: list[str] = []
    position = 1  # after the sign =
    for match in _PIECE.finditer(text, 1):
        parts.append(_PREFIX.sub("", text[position : match.start()]))
        piece = match[0]
        braces += (piece == "{") - (piece == "}" and braces > 0)
        parts.append(_stored_piece(piece, braces > 0))
        position = match.end()
    parts.append(_PREFIX.sub("", text[position:]))
    return stored_formula("=" + "".join(parts))


def _stored_piece(piece: str, in_braces: bool) -> str:
    if piece[0] == "[":
        return cells_from_ods(piece[1:-1])
    if piece in (";", "~"):
        return ","
    return ";" if piece == "|" and in_braces else piece


def cells_from_ods(text: str) -> str:
    """Cells as a formula of ours names them: "Marks!$C$2:N2" for "$Marks.$C$2:.N2"."""
    halves = _split(text)
    found = [_HALF.fullmatch(half) for half in halves]
    if not all(found) or len(found) > 2 or "#REF!" in text:
        return "#REF!"
    sheet = found[0][1] if found[0] else None
    mark = f"{quoted(unquoted(sheet))}!" if sheet else ""
    return mark + ":".join(match[2] for match in found if match)


def _split(text: str) -> list[str]:
    """The ends of a range: at the colon that stands outside of quotes."""
    return [each for each in re.split(r":(?=(?:[^']*'[^']*')*[^']*$)", text) if each]


def references_from_ods(text: str | None) -> list[str]:
    """The references in a list of addresses such as "Marks.B2:Marks.B9 Marks.D2"."""
    found = (reference(cells_from_ods(each)) for each in _ADDRESSES.findall(text or ""))
    return [each for each in found if each]


def reference_from_ods(text: str | None) -> str:
    """The one reference in an address; "" where there is none."""
    return next(iter(references_from_ods(text)), "")


def to_ods(formula: str) -> str:
    """A stored formula as an .ods file keeps it, with "of:"."""
    return f"of:{expression_to_ods(formula)}"


def expression_to_ods(text: str) -> str:
    """A stored formula in OpenFormula's writing; a number or text stays as it is."""
    if not is_formula(text):
        return text
    parts = []
    for token in tokenise(text[1:]):
        if token.kind == "area":
            parts.append(f"[{cells_to_ods(token.text)}]")
        elif token.kind in ("comma", "row"):
            parts.append({"comma": ";", "row": "|"}[token.kind])
        elif token.kind == "function" and token.text in IN_FILES | _MICROSOFT:
            parts.append(f"COM.MICROSOFT.{token.text}")
        else:
            parts.append(token.text)
    return "=" + "".join(parts)


def cells_to_ods(text: str, sheet: str = "") -> str:
    """Cells such as "Marks!C2:N2" as "$Marks.C2:.N2"; `sheet` is theirs where they name none."""
    name, _, cells = text.rpartition("!")
    name = unquoted(name) or sheet
    plain = re.fullmatch(r"[^\W\d]\w*", name)
    shown = name if plain else "'" + name.replace("'", "''") + "'"
    first, _, last = cells.partition(":")
    start = f"${shown}.{first}" if name else f".{first}"
    return f"{start}:.{last}" if last else start
