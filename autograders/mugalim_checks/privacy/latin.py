"""Names in Latin letters, as file names and English texts have them, back in Cyrillic."""

from __future__ import annotations

import re

# Letters that look alike in both alphabets: "Асанова" with a Latin "a" is still Асанова.
_LOOK_ALIKE = str.maketrans("aeocpxykmtbh", "аеосрхукмтвн")
_PAIRS = {
    "shch": "щ", "sh": "ш", "ch": "ч", "zh": "ж", "dj": "ж", "kh": "х", "ts": "ц",
    "ya": "я", "yu": "ю", "ye": "е", "yo": "е", "ng": "н", "ö": "о", "ü": "у", "ñ": "н", "ş": "ш",
    "ç": "ч",
}  # fmt: skip
_SINGLE = str.maketrans("abcdefghijklmnopqrstuvwxz", "абкдефгхижклмнопкрстуввхз")
_PAIR = re.compile("|".join(_PAIRS))
_SHORT = re.compile(r"(?<=[aeiouy])[iy](?![aeiou])")  # Aigul, Nuray
_LATIN = re.compile(r"[a-zöüñşç]+")


def in_cyrillic(word: str) -> str:
    """A word (small letters) in Cyrillic: "aigul" is "айгул", "zhumabekova" is "жумабекова".

    Read as Kyrgyz passports and telephones write names; a word in Cyrillic comes back with the
    Latin letters that only look alike put right.
    """
    if not word.isascii() and not _LATIN.fullmatch(word):
        return word.translate(_LOOK_ALIKE)
    paired = _PAIR.sub(lambda pair: _PAIRS[pair[0]], _SHORT.sub("й", word))
    return paired.translate(_SINGLE).replace("y", "ы")
