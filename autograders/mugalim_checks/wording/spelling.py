"""Ways of writing that mean the same: letters of a phone's keyboard, capitals, ё and е."""

from __future__ import annotations

import unicodedata

_SAME = str.maketrans({"ё": "е", "ө": "о", "ү": "у", "ң": "н", "’": "'", "\u0301": None})


def alike(text: str) -> str:
    """A text for comparing: small letters, ё as е, and ө ү ң as a Russian keyboard has them.

    The length may change; words stay words.
    """
    return unicodedata.normalize("NFC", text).casefold().translate(_SAME)
