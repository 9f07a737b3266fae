"""Words of a link that do not say where it leads."""

from __future__ import annotations

import re

from mugalim_checks.wording.spelling import alike

_LONGEST_ADDRESS = 40  # characters of a bare address that can still be read and typed
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?:[\w-]+\.)+[a-z]{2,}/\S*", re.I)
_NOTHING = frozenset(
    alike(words)
    for words in (
        *("here", "click", "click here", "press here", "tap here", "link", "this link", "the link"),
        *("see here", "go", "open", "more", "read more", "learn more", "details", "this", "page"),
        *("тут", "здесь", "вот", "вот тут", "вот здесь", "сюда", "туда", "ссылка", "эта ссылка"),
        *("по ссылке", "по этой ссылке", "нажмите", "нажмите здесь", "нажмите сюда", "нажми сюда"),
        *("жми", "жмите сюда", "жмите здесь", "кликните здесь", "кликните сюда", "перейти"),
        *("перейти по ссылке", "смотреть здесь", "смотрите здесь", "открыть", "подробнее"),
        *("узнать больше", "читать далее", "далее", "скачать", "скачать здесь", "страница"),
        *("бул жерде", "бул жерден", "бул жерге", "бул жерди басыңыз", "бул жерге басыңыз"),
        *("бул жерде басыңыз", "бул жерди бас", "ушул жерде", "ушул жерден", "ушул жерге"),
        *("ушул жерди басыңыз", "ушул жерге басыңыз", "ушул жерден караңыз", "бул жерден караңыз"),
        *("мында", "мындан", "шилтеме", "бул шилтеме", "ушул шилтеме", "шилтеме боюнча"),
        *("бул шилтеме боюнча", "ушул шилтеме боюнча", "шилтемеден", "басыңыз", "ачуу", "өтүү"),
        *("толугураак", "кененирээк", "дагы", "андан ары", "жүктөп алуу", "караңыз", "көрүү"),
    )
)


def says_nothing(text: str) -> bool:
    """Whether a link's words are only "here", "тут", "бул жерде" or the like."""
    plain = " ".join(re.sub(r"[^\w\s]|_", " ", alike(text)).split())
    return not plain or plain in _NOTHING


def is_bare_address(text: str) -> bool:
    """Whether a link's words are an address too long to be read (over 40 characters)."""
    said = text.strip()
    return len(said) > _LONGEST_ADDRESS and bool(_ADDRESS.fullmatch(said))
