"""Whether the words written for a picture say something to whoever cannot see it."""

from __future__ import annotations

import re

from mugalim_checks.wording.measures import words
from mugalim_checks.wording.spelling import alike

_FILE = re.compile(
    r".{1,200}\.(?:png|jpe?g|jfif|gif|bmp|webp|avif|svg|heic|tiff?|emf|wmf|ico|pdf)", re.I
)
# Names that cameras, messengers and screens give to a file.
_CAMERA = re.compile(
    r"(?:img|dsc[nf]?|dcim|pxl|mvimg|vid|p|photo|image|screenshot|screen shot|снимок экрана|"
    r"скриншот|экран сүрөтү|whatsapp image|viber[_ ]image|telegram|без названия|без имени|unnamed|"
    r"untitled|download|загружено)?[\s_-]*(?:\d[\d\s_.:at()-]*)?(?:edited|copy|копия)?",
    re.I,
)
_THING = (
    r"(?:picture|image|photo|photograph|graphic|graphics|object|shape|chart|diagram|icon|logo|"
    r"рисунок|изображение|картинка|фото|фотография|график|диаграмма|объект|фигура|иллюстрация|"
    r"иконка|логотип|значок|сурот|суроту|фотосурот|графиканын суроту|сурот бар)"
)
_THING_ALONE = re.compile(rf"(?:an? |the |это |бул )?{_THING}[\s_.:№#]*\d*\.?")
_BEGINS = re.compile(
    r"(?:(?:this is |here is |in )?(?:an? |the |this )?(?:picture|image|photo|photograph|graphic)"
    r"(?: of| shows?| showing| with|,|:)|"
    r"(?:это )?(?:рисунок|изображение|картинка|фото|фотография|фотка)\b|"
    r"на (?:этом |этой |данном )?(?:рисунке|изображении|картинке|фото|фотографии)\b|"
    r"(?:бул )?(?:фото)?сурот(?:тон?\b|[:,]))"
)
# Kyrgyz puts the word last: "жалбырактын сүрөтү".
_ENDS = re.compile(r"(?:\S+ ){1,2}(?:фото)?суроту\.?")
_AUTOMATIC = re.compile(
    r"description automatically generated|ai-generated content may be incorrect|"
    r"автоматически созданное описание|содержимое, созданное искусственным интеллектом|"
    r"контент, сгенерированный ии"
)
_PLACEHOLDER = re.compile(r"[\W\d_]*")


def alt_trouble(
    text: str | None, name: str = "", shortest: int = 10, longest: int = 200
) -> str | None:
    """The message id of what is not right with a picture's words; None where all is.

    `name` is the picture's file, where known. Lengths in characters. Office programs put the
    file's name, "Picture 3" or a guess of their own where a description should stand.
    """
    said = " ".join((text or "").split())
    if not said:
        return "access.alt_missing"
    plain = alike(said)
    if _is_file_name(said, plain, alike(name)):
        return "access.alt_file_name"
    if _AUTOMATIC.search(plain):
        return "access.alt_automatic"
    if _THING_ALONE.fullmatch(plain) or _PLACEHOLDER.fullmatch(plain):
        return "access.alt_says_nothing"
    if _BEGINS.match(plain) or _ENDS.fullmatch(plain):
        return "access.alt_picture_of"
    if len(said) < shortest or len(words(said)) < 2:
        return "access.alt_short"
    return "access.alt_long" if len(said) > longest else None


def _is_file_name(said: str, plain: str, name: str) -> bool:
    """Whether the words are a file's name, with its ending or without."""
    stem = name.rpartition("/")[2].rpartition(".")[0]
    if plain in (name, name.rpartition("/")[2]) or (plain == stem and len(words(said)) < 3):
        return True
    if _FILE.fullmatch(said) or ("_" in said and " " not in said):
        return True
    return bool(re.search(r"\d{3}", said) and _CAMERA.fullmatch(said))
