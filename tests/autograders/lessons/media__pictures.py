"""Three pictures of the gallery with credits in three kinds of file, each with a thing undone."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import Any, Literal

import openpyxl
from autograders.lessons.cases import Case
from autograders.pictures.drawn import photo

_KY = ("Файл", "Аталышы", "Автору", "Булагы", "Лицензиясы", "Өзгөртүлдү", "Сүрөттөмө")
_RU = ("Файл", "Название", "Автор", "Источник", "Лицензия", "Изменено", "Описание")
_EN = ("file", "title", "author", "source", "licence", "changed", "alt")
_SITE = "https://commons.example.org/"
_TULIP = (
    "tulip.jpg", "Чаткалдагы жоогазын", "А. Садырова", f"{_SITE}tulip", "CC0 1.0", "жок",
    "Тоо боорунда ачылган кызыл жоогазындар, артында карлуу чоку",
)  # fmt: skip
_EAGLE = (
    "eagle.jpg", "Бүркүт", "Т. Осмонов", f"{_SITE}eagle", "CC BY-ND 4.0", "жок",
    "Бүркүт канатын жайып, аскадан учуп чыгып баратат",
)  # fmt: skip
_APRICOT = (
    "apricot.jpg", "Өрүк бышкан кез", "Н. Абдиева", f"{_SITE}apricot", "CC BY 4.0", "ооба, кесилди",
    "Баткендеги бакта себетке толтура терилген сары өрүк",
)  # fmt: skip
_MOUNTAINS = (
    "mountains.jpg", "Горы утром", "И. Ким", f"{_SITE}mountains", "CC BY-SA 4.0", "нет",
    "Заснеженный хребет на рассвете, внизу тёмная долина",
)  # fmt: skip
_FIELDS = dict(zip(_EN, range(7), strict=True))


@dataclass(frozen=True, eq=False)  # a set is made once for each case that names it
class _Set:
    """Pictures with their lines of credits, and what differs for single pictures."""

    lines: Sequence[Sequence[str]]
    headings: Sequence[str] = _KY
    credits: Literal["csv", "xlsx", "json"] = "csv"
    photos: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # by name, for drawing
    more: Mapping[str, bytes] = field(default_factory=dict)
    lost: Sequence[Sequence[str]] = ()  # lines without a picture

    def __call__(self) -> bytes:
        target = BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for line in self.lines:
                stem = line[0].partition(".")[0]
                drawn = {"name": stem, "width": 1200, **self.photos.get(stem, {})}
                archive.writestr(line[0], photo(**drawn))
            for name, content in self.more.items():
                archive.writestr(name, content)
            archive.writestr(f"credits.{self.credits}", self._credits())
        return target.getvalue()

    def _credits(self) -> bytes:
        rows = [self.headings, *self.lines, *self.lost]
        if self.credits == "json":
            listed = [dict(zip(self.headings, line, strict=True)) for line in self.lines]
            return json.dumps(listed, ensure_ascii=False).encode()
        if self.credits == "xlsx":
            made, target = openpyxl.Workbook(), BytesIO()
            for row in rows:
                made.active.append(list(row))
            made.save(target)
            return target.getvalue()
        text = StringIO(newline="")
        csv.writer(text, delimiter=";").writerows(rows)
        return text.getvalue().encode("cp1251" if self.headings is _RU else "utf-8-sig")


def _line(line: Sequence[str], **changed: str) -> list[str]:
    made = list(line)
    for name, value in changed.items():
        made[_FIELDS[name]] = value
    return made


def _case(made: _Set, *fails: str, about: str = "") -> Case:
    return Case("set", "pictures.zip", made, fails, about)


def _with(line: Sequence[str], **changed: str) -> _Set:
    """The good Kyrgyz set with one line changed."""
    lines = [_line(each, **changed) if each is line else each for each in _GOOD.lines]
    return _Set(lines)


_GOOD = _Set((_TULIP, _EAGLE, _APRICOT))
_RUSSIAN = [
    _line(
        _MOUNTAINS, licence="https://creativecommons.org/licenses/by-sa/4.0/deed.ru"
    ),
    _line(_TULIP, title="Тюльпаны", alt="Красные тюльпаны на склоне, за ними гора", changed="нет"),
    _line(_EAGLE, title="Беркут", alt="Беркут взлетает со скалы, раскинув крылья", changed="нет"),
]  # fmt: skip
_ENGLISH = [
    _line(_TULIP, title="Tulips", alt="Red tulips on a slope below a peak", changed="no"),
    _line(_APRICOT, title="Apricots", alt="A basket of apricots in an orchard", changed="cropped"),
    _line(_MOUNTAINS, title="Morning", alt="A snowy range at dawn, a dark valley", changed="no"),
]

CASES = (
    _case(_GOOD, about="ky-csv"),
    _case(_Set(_RUSSIAN, _RU), about="ru-csv-1251"),
    _case(_Set(_ENGLISH, _EN, "json"), about="en-json"),
    _case(_Set(_GOOD.lines, _KY, "xlsx"), about="ky-xlsx"),
    _case(_with(_APRICOT, licence="Бекер, интернеттен"), "licence", about="free"),
    _case(_with(_APRICOT, licence="CC BY"), "licence", about="no-version"),
    _case(_with(_APRICOT, licence="CC BY-NC-ND 4.0", changed="жок"), "licence", about="differs"),
    _case(
        _Set((_TULIP, _EAGLE, _line(_APRICOT, file="yurt.jpg"))), "licence", about="claims-another"
    ),
    _case(_Set((_TULIP, _EAGLE, _line(_APRICOT, file="board.jpg"))), "licence"),
    _case(_with(_TULIP, author=""), "tasl"),
    _case(_with(_TULIP, source="Google"), "tasl", about="no-address"),
    _case(_Set(_GOOD.lines, more={"bridge.jpg": photo("bridge")}), "match", "alt", about="bare"),
    _case(_Set(_GOOD.lines, lost=(_MOUNTAINS,)), "match"),
    _case(_Set(_GOOD.lines, lost=(_TULIP,)), "match", about="twice"),
    _case(_with(_EAGLE, alt="Бүркүт"), "alt"),
    _case(_with(_EAGLE, changed="ооба"), "nd"),
    _case(_with(_EAGLE, changed=""), "nd", about="unsaid"),
    _case(_Set(_GOOD.lines, photos={"tulip": {"width": 2400}}), "px"),
)
