"""The columns of credits, as teachers and programs head them in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mugalim_checks.wording.spelling import alike

# The first of each is how our own files head it.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "file": ("file", "файл", "файлдын аты", "имя файла", "file name", "filename"),
    "title": ("title", "аталышы", "аты", "название", "name"),
    "author": ("author", "автор", "автору", "creator", "by"),
    "source": ("source", "булак", "булагы", "источник", "дареги", "адрес", "ссылка", "шилтеме",
               "address", "link", "url"),
    "licence": ("licence", "license", "лицензия", "лицензиясы"),
    "changed": ("changed", "өзгөртүлдү", "өзгөртүлгөн", "изменено", "изменена", "изменения"),
    "alt": ("alt", "alt text", "сүрөттөмө", "сүрөттөлүшү", "описание", "description",
            "альтернативный текст", "замещающий текст"),
}  # fmt: skip
_YES = frozenset(map(alike, ("yes", "y", "true", "1", "x", "+", "да", "д", "ооба", "ө", "v", "✓")))
_NO = frozenset(map(alike, ("no", "n", "false", "0", "-", "–", "—", "нет", "н", "жок", "ж")))


def column_of(heading: str) -> str | None:
    """Which of the columns a heading names; None for any other."""
    plain = " ".join(alike(heading).replace("_", " ").split()).strip(" :?*")
    for name, headings in HEADINGS.items():
        if plain in map(alike, headings):
            return name
    return None


def yes_or_no(text: str) -> bool | None:
    """What an answer such as «ооба» says; None where it says neither.

    Words that tell what was changed, such as «обрезано», say yes.
    """
    plain = alike(text).strip(" .!")
    first = plain.partition(" ")[0].strip(",.;:")
    if not plain:
        return None
    if plain in _NO or first in ("no", "нет", "жок", "not", "не"):
        return False
    return True if plain in _YES or len(plain) > 1 else None


def credit_fields(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row by its headings as the fields of a credit; what is no text is left out."""
    fields: dict[str, Any] = {}
    for heading, value in row.items():
        name = column_of(str(heading))
        if name == "changed":
            fields[name] = value if isinstance(value, bool) else yes_or_no(str(value or ""))
        elif name is not None and isinstance(value, str | int | float) and name not in fields:
            fields[name] = " ".join(str(value).split())[:2_000]
    return fields
