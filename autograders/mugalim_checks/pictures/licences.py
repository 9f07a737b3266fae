"""Licences as people write them, and what they say: which conditions, which version."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Cyrillic letters that look like the Latin ones of a licence, typed without changing the keyboard.
_LOOK_ALIKES = str.maketrans("АВСЕКМНОРТУХасеорух", "ABCEKMHOPTYXaceopyx")
_ADDRESS = re.compile(
    r"creativecommons\.org/(?:licenses|publicdomain)/(zero|mark|[a-z-]+)/(\d\.\d)", re.IGNORECASE
)
_VERSION = re.compile(r"(?<!\d)(\d)(?:[.,](\d))?(?!\d)")
_ONLY = "1.0"  # the one version that CC0 and the Public Domain Mark have
_PUBLIC_MARK = re.compile(r"public domain mark|\bpdm\b", re.IGNORECASE)
_ZERO = re.compile(r"\bcc[\s-]*(?:0|zero)\b", re.IGNORECASE)
_CREATIVE = re.compile(r"\bcc\b|creative\s*commons", re.IGNORECASE)
_CONDITIONS = {
    "BY": re.compile(r"\bby\b|attribution", re.IGNORECASE),
    "NC": re.compile(r"\bnc\b|non-?\s?commercial", re.IGNORECASE),
    "SA": re.compile(r"\bsa\b|share-?\s?alike", re.IGNORECASE),
    "ND": re.compile(r"\bnd\b|no\s?-?deriv", re.IGNORECASE),
}


@dataclass(frozen=True)
class Licence:
    """A Creative Commons licence or mark; `version` is "" where none was written."""

    name: str  # "CC0", "CC BY-SA", "PDM"
    version: str

    @property
    def allows_changes(self) -> bool:
        """Whether a changed copy may be shown to others."""
        return "ND" not in self.name

    def __str__(self) -> str:
        return f"{self.name} {self.version}".strip()


def licence_of(text: str) -> Licence | None:
    """The licence that a text names, in words or by its address; None where it names none."""
    plain = text.translate(_LOOK_ALIKES)
    address = _ADDRESS.search(plain)
    if address is not None:
        short = address[1].upper()
        names = {"ZERO": "CC0", "MARK": "PDM"}
        return Licence(names.get(short, f"CC {short}"), address[2])
    if _PUBLIC_MARK.search(plain):
        return Licence("PDM", _version(_PUBLIC_MARK.sub(" ", plain)) or _ONLY)
    if _ZERO.search(plain):
        return Licence("CC0", _version(_ZERO.sub(" ", plain)) or _ONLY)
    if not _CREATIVE.search(plain) or not _CONDITIONS["BY"].search(plain):
        return None
    conditions = [name for name, pattern in _CONDITIONS.items() if pattern.search(plain)]
    return Licence(f"CC {'-'.join(conditions)}", _version(plain))


def _version(text: str) -> str:
    found = _VERSION.search(text)
    return f"{found[1]}.{found[2] or 0}" if found else ""
