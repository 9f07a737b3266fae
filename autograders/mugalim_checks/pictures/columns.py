"""The columns of credits, as teachers and programs head them in three languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mugalim_checks.wording.measures import words
from mugalim_checks.wording.spelling import alike

# The first of each is how our own files head it.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "file": ("file", "файл", "файлдын аты", "имя файла", "file name", "filename"),
    "title": ("title", "аталышы", "аты", "сүрөттүн аталышы", "название", "name"),
    "author": ("author", "автор", "автору", "автордун аты", "creator", "by"),
    "source": ("source", "булак", "булагы", "источник", "дареги", "адрес", "ссылка", "шилтеме",
               "address", "link", "url"),
    "licence": ("licence", "license", "лицензия", "лицензиясы"),
    "changed": ("changed", "өзгөртүлдү", "өзгөртүлгөн", "изменено", "изменена", "изменения"),
    "alt": ("alt", "alt text", "сүрөттөмө", "сүрөттөлүшү", "сыпаттама", "описание", "description",
            "альтернативный текст", "замещающий текст"),
}  # fmt: skip
# "Название работы" begins as "название" does; the longest heading that fits is meant.
_BEGINNINGS = sorted(
    ((alike(known), name) for name, headings in HEADINGS.items() for known in headings),
    key=lambda each: -len(each[0]),
)
_YES = frozenset(map(alike, ("yes", "y", "true", "1", "x", "+", "да", "д", "ооба", "ө", "v", "✓")))
# Words that say "not changed": «өзгөртүлгөн эмес», «без изменений», "unchanged".
_UNCHANGED = re.compile(
    r"(?:no|not|none|нет|не|жок)\b|unchanged|without change|original|оригинал|тупнуска|"
    r"без изменени|озгор\w* (?:жок|эмес)|озгор(?:тпо|тулбо|бо|туусуз|уусуз)"
)
# A picture that is only made smaller is none that was changed: licences with ND allow it.
_SIZE = re.compile(r"(?:small|resiz|reduc|scal|size|размер|уменьш|сжат|сжал|кичи|кысыл|олчом)\w*")
_AROUND_SIZE = frozenset(
    (
        *("a", "the", "it", "is", "was", "i", "only", "just", "made", "in", "of", "bit"),
        *("только", "лишь", "я", "немного", "чуть", "для", "сайта", "телефона"),
        *("изменен", "изменена", "изменено", "изменил", "изменила"),
        *("гана", "бир", "аз", "болду", "жасалды", "кылдым"),
    )
)
_NO = frozenset(map(alike, ("no", "n", "false", "0", "-", "–", "—", "нет", "н", "жок", "ж")))


def column_of(heading: str) -> str | None:
    """Which of the columns a heading names; None for any other."""
    plain = " ".join(alike(heading).replace("_", " ").split()).strip(" :?*")
    for name, headings in HEADINGS.items():
        if plain in map(alike, headings):
            return name
    return next((name for known, name in _BEGINNINGS if plain.startswith(f"{known} ")), None)


def yes_or_no(text: str) -> bool | None:
    """What an answer such as «ооба» says; None where it says neither.

    Words that tell what was changed, such as «обрезано», say yes.
    """
    plain = alike(text).strip(" .!")
    if not plain:
        return None
    if plain in _NO or _UNCHANGED.match(plain) or _only_smaller(plain):
        return False
    return True if plain in _YES or len(plain) > 1 else None


def _only_smaller(plain: str) -> bool:
    """Whether words tell that a picture was made smaller, and nothing else."""
    found = words(plain)
    sizes = [word for word in found if _SIZE.fullmatch(word)]
    return bool(sizes) and _AROUND_SIZE.issuperset(set(found) - set(sizes))


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
